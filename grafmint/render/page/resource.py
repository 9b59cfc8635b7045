"""Resources: what happens to one dashboard, folder or datasource, part by part."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import orjson

from grafmint.bundle import Entry, Kind
from grafmint.check.board import BoardView
from grafmint.finding import Finding
from grafmint.origin import Written
from grafmint.picture.image import Side, panel_name
from grafmint.render.findings import number
from grafmint.render.page.board import Board, board_rows
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import finding_list, place
from grafmint.render.page.part import part_section
from grafmint.render.page.picture import Pictures
from grafmint.review.review import ResourceChange

_SAFE = re.compile(r"[A-Za-z0-9_-]+")


def resource_section(change: ResourceChange, anchor: str, findings: Iterable[Finding], pictures: Pictures) -> Element:
    """A changed resource: its parts, what else moved, and what the checks newly say of it."""
    own = finding_list(each for each in findings if (each.kind, each.uid) == (change.kind, change.uid))
    return element(
        "section",
        element("h2", resource_title(change)),
        element("p", *_about(change), class_="aside"),
        element("div", element("p", element("strong", "New findings")), own) if own is not None else None,
        _content(change, anchor, pictures),
        id=anchor,
        class_="resource",
    )


def resource_title(change: ResourceChange) -> str:
    """What a resource is and what happens to it, in one line."""
    return f"{change.kind} {change.title}: {change.verb}"


def counts(change: ResourceChange) -> str:
    """How much of a resource changes, in numbers: 2 panels changed, 1 variable added."""
    counted = Counter((part.of, part.verb) for part in change.parts if part.of != "board")
    said = [f"{number(count, of, _plural(of))} {verb}" for (of, verb), count in counted.items()]
    if any(part.of == "board" for part in change.parts):
        said.insert(0, "its own settings")
    return ", ".join([*said, *_rest(change)])


def anchors(resources: Sequence[tuple[Kind, str]]) -> list[str]:
    """A name for each resource that a link can lead to; the same as long as its uid is."""
    names = []
    for position, (kind, uid) in enumerate(resources, 1):
        # No uid of the first form has a dot, so that the second meets none of the first.
        names.append(f"{kind}-{uid}" if _SAFE.fullmatch(uid) else f"{kind}.{position}")
    return names


def _content(change: ResourceChange, anchor: str, pictures: Pictures) -> Iterator[Node]:
    """The parts that change; the panels of a dashboard that came or went stand where it has them."""
    document = change.before if change.verb == "removed" else change.after
    is_whole = change.kind == "dashboard" and change.verb in {"added", "removed"} and document is not None
    for part in change.parts:
        if not is_whole or part.of not in {"panel", "row"}:
            yield part_section(change, part, pictures)
    if is_whole:
        side: Side = "before" if change.verb == "removed" else "after"
        entry = _entry(change, orjson.dumps(document))
        yield from board_rows(Board(entry=entry, anchor=anchor, root=Path(), findings=(), pictures=pictures, side=side))


def _entry(change: ResourceChange, document: bytes) -> Entry:
    """A dashboard that came or went, with the places of its panels."""
    entry = Entry(kind=change.kind, uid=change.uid, title=change.title, document=document)
    panels = ((part.after or part.before, part.place) for part in change.parts)
    places = {panel_name(panel): at for panel, at in panels if panel is not None and at is not None}
    found = ((panel.pointer, places.get(panel_name(panel.json))) for panel in BoardView(entry).panels)
    return attrs.evolve(entry, origins={pointer: Written(at, at) for pointer, at in found if at is not None})


def _about(change: ResourceChange) -> Iterator[str | Element]:
    yield "uid "
    yield element("code", change.uid)
    if change.was is not None and change.was != change.uid:
        yield ", was "
        yield element("code", change.was)
    if change.folder is not None:
        yield f", in folder {change.folder}"
    if change.place is not None:
        yield ", made at "
        at = place(change.place)
        if isinstance(at, Element):
            yield at
    rest = "; ".join(_rest(change))
    if rest:
        yield f"; {rest}"


def _rest(change: ResourceChange) -> Iterator[str]:
    if change.shifted:
        yield f"{number(change.shifted, 'panel')} only moved"
    if change.rewritten:
        yield f"{number(change.rewritten, 'query', 'queries')} only written otherwise"


def _plural(noun: str) -> str:
    return "queries" if noun == "query" else f"{noun}s"
