"""Snapshot: what a target has, in the form of a bundle's documents."""

from collections.abc import Mapping
from typing import Literal

import attrs

from grafmint.bundle import Kind

#: `ours`: as the last sync left it. `edited`: changed by somebody since. `foreign`: never ours.
Hold = Literal["ours", "edited", "foreign"]


@attrs.frozen(kw_only=True)
class Held:
    """One resource of a target; `copies` are other places where an interrupted run has left it."""

    kind: Kind
    uid: str
    title: str
    folder: str | None
    document: bytes = attrs.field(repr=False)
    hold: Hold
    where: str
    copies: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Snapshot:
    """The resources of a target by kind and uid; `unsaid` is what the target has no way to hold."""

    held: Mapping[tuple[Kind, str], Held]
    unsaid: tuple[str, ...] = ()
