"""Problem: what an engine cannot say, from functions that know no place in the user's code."""

import attrs

from grafmint.bundle import Kind


@attrs.frozen
class Problem:
    """What is wrong and the way out; `kind` and `uid` name the resource that it is about."""

    message: str
    hint: str
    kind: Kind | None = attrs.field(default=None, kw_only=True)
    uid: str | None = attrs.field(default=None, kw_only=True)
