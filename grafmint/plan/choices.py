"""Choices: what whoever runs a plan or a sync decides about it."""

import attrs

from grafmint.selection import EVERYTHING, Selection


@attrs.frozen(kw_only=True)
class Choices:
    """`force` and `take_over` name uids whose conflict is resolved for the code.

    `force` is for what was edited since the last sync, `take_over` for what was never ours.
    """

    select: Selection = EVERYTHING
    prune: bool = False
    force: tuple[str, ...] = ()
    take_over: tuple[str, ...] = ()
    resend_secrets: bool = False
