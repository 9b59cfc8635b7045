"""Resources: what happens to one dashboard, folder or datasource, part by part."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import orjson

from grafmint.bundle import Entry, Kind
from grafmint.check.board import BoardView
from grafmint.finding import Finding
from grafmint.origin import Written
from grafmint.picture.image import Side, panel_name
from grafmint.render.page.board import Board, board_rows
from grafmint.render.page.counts import aside
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import finding_list, place
from grafmint.render.page.part import part_section
from grafmint.render.page.picture import Pictures
from grafmint.render.page.same import Told
from grafmint.render.review_kind import headed
from grafmint.review.review import ResourceChange

_SAFE = re.compile(r"[A-Za-z0-9_-]+")


def resource_section(
    change: ResourceChange, anchor: str, told: Told, findings: Iterable[Finding], pictures: Pictures
) -> Element:
    """A changed resource: its parts, what else moved, and what the checks newly say of it."""
    own = finding_list(each for each in findings if (each.kind, each.uid) == (change.kind, change.uid))
    return element(
        "section",
        element("h2", resource_heading(change)),
        element("p", *_about(change), class_="aside"),
        element("div", element("p", element("strong", "New findings")), own) if own is not None else None,
        _content(change, anchor, told, pictures),
        id=anchor,
        class_="resource",
    )


def resource_heading(change: ResourceChange) -> list[Node]:
    """What a resource is and what happens to it, in one line."""
    return [f"{headed(change.kind)} ", element("em", change.title), f": {change.verb}"]


def anchors(resources: Sequence[tuple[Kind, str]]) -> list[str]:
    """A name for each resource that a link can lead to; the same as long as its uid is."""
    names = []
    for position, (kind, uid) in enumerate(resources, 1):
        # No uid of the first form has a dot, so that the second meets none of the first.
        names.append(f"{kind}-{uid}" if _SAFE.fullmatch(uid) else f"{kind}.{position}")
    return names


def _content(change: ResourceChange, anchor: str, told: Told, pictures: Pictures) -> Iterator[Node]:
    """The parts that change; the panels of a dashboard that came or went stand where it has them."""
    document = change.before if change.verb == "removed" else change.after
    is_whole = change.kind == "dashboard" and change.verb in {"added", "removed"} and document is not None
    elsewhere = [(part, told.line(change, part)) for part in change.parts]
    links = [line for _, line in elsewhere if line is not None]
    yield element("ul", links) if links else None
    for part, line in elsewhere:
        if line is None and not (is_whole and part.of in {"panel", "row"}):
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
    others = "; ".join(aside(change))
    if others:
        yield f"; {others}"
