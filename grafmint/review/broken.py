"""Broken: the links to a panel that has another id now, and how to keep the old one."""

import re

from grafmint.model.key import id_of, slug
from grafmint.plan.semantic import at, noun, title
from grafmint.review.review import Same
from grafmint.review.side import Side

_SAID = "links to it break"
_IDS = re.compile(rf"\A{_SAID}: .*", re.DOTALL)


def broken_links(before: Side, after: Side, old: str, new: str) -> str | None:
    """What is said of a panel that has one id before and another after; None where nobody links to it by that."""
    if old == new or not (old.isdecimal() and new.isdecimal()) or noun(after.tree, new) != "panel":
        return None
    key = _key(before, old)
    is_kept = key is not None and not after.entry.foreign and old not in after.panels
    way_out = f' (keep the id with `key="{key}"`)' if is_kept else ""
    return f"{_SAID}: new id {old} → {new}{way_out}"


def without_ids(line: str) -> str:
    """A line without the ids, which differ from panel to panel."""
    return _IDS.sub(_SAID, line)


def shared_lines(group: Same) -> tuple[str, ...]:
    """The lines of a group's parts, true of each of them."""
    return tuple(_shared(lines) for lines in zip(*(part.lines for _, part in group.parts), strict=False))


def _shared(lines: tuple[str, ...]) -> str:
    line = lines[0] if len(set(lines)) == 1 else without_ids(lines[0])
    return line if len(lines) == 1 or not line.startswith(_SAID) else line.replace("to it", "to them", 1)


def _key(side: Side, name: str) -> str | None:
    """The key that the id of a panel follows from; None where it has one that only its code knows, or none."""
    row = at(side.tree, ("panels", name, "row"))
    outer = f"{slug(title(side.tree, row))}/" if isinstance(row, str) else ""
    key = f"{outer}{slug(title(side.tree, name))}"
    return key if f"{id_of(key)}" == name else None
