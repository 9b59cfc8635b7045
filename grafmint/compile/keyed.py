"""Keyed: a panel or row and its key, and what is said of two that have the same one."""

import attrs

from grafmint._unset import Unset
from grafmint.model.library_panel import PanelUse
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row


@attrs.frozen
class Keyed:
    """A panel in a row or in none, or a row, and its key."""

    key: str
    owner: Panel | Row
    row: Row | None

    @property
    def has_own_key(self) -> bool:
        """Whether its key is given, and does not follow from its title."""
        return not isinstance(self.owner.key, Unset)


def twice(before: Keyed, keyed: Keyed) -> str:
    """What two parts have in common: their title, or else their key."""
    kind = "row" if isinstance(keyed.owner, Row) else "panel"
    first, second = before.owner.title, keyed.owner.title
    where = f" of row {keyed.row.title!r}" if keyed.row is not None else ""
    if first != second:
        return f"the {kind}s {first!r} and {second!r}{where} have one key, {keyed.key!r}"
    if before.has_own_key or keyed.has_own_key:
        return f"two {kind}s {second!r}{where} have one key, {keyed.key!r}"
    return f"two {kind}s{where} are called {second!r}"


def told_apart(before: Keyed, keyed: Keyed) -> str:
    """What to write, and only what the calls there take: what shared code has made of something else has no key."""
    one, other = before.owner, keyed.owner
    if isinstance(other, PanelUse):
        return "write use(key=…) of the library panel in one of them"
    if before.has_own_key or keyed.has_own_key:
        return "write another key=… in one of them"
    if one.origin is not None and one.origin is other.origin:
        return "one line makes both: let it make one, or give each a title of its own"
    return with_key("give one of them another title", one, other)


def with_key(way_out: str, *owners: Panel | Row) -> str:
    """A way out, and the key as a further one where the parts were written by their own calls."""
    own = all(each.origin is None or each.origin.is_call_of(type(each)) for each in owners)
    return f"{way_out}, or write key=…" if own else way_out
