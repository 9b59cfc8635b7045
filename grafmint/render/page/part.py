"""Parts: what happens to one panel, variable or other part of a resource."""

import re
from collections.abc import Iterable, Iterator

from grafmint.picture.image import Picture, Side, panel_name
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import place
from grafmint.render.page.picture import Pictures, figure, shown
from grafmint.render.page.query import query_change
from grafmint.render.page.thresholds import threshold_table
from grafmint.review.review import PartChange, ResourceChange

_CODE = re.compile("`([^`]+)`")
_NOTHING = {"before": "Not there before.", "after": "Not there any more."}


def part_section(resource: ResourceChange, part: PartChange, pictures: Pictures) -> Element:
    """A part with its pictures, what changed in words, its queries and its thresholds."""
    return element(
        "section",
        element("h3", title(part)),
        _made(part),
        _pictures(resource, part, pictures),
        lines(part.lines),
        map(query_change, part.queries),
        threshold_table(part.before, part.after) if part.of == "panel" else None,
        class_="part",
    )


def title(part: PartChange) -> str:
    """What a part is and what happens to it, in one line."""
    name = f"{part.of} {part.name}" if part.of != "board" else part.name
    was = f", was {part.was}" if part.was is not None and part.was != part.name else ""
    return f"{name}: {part.verb}{was}"


def lines(said: Iterable[str]) -> Element | None:
    """What changed, a line each."""
    items = [element("li", *_worded(line)) for line in said]
    return element("ul", items) if items else None


def _worded(line: str) -> Iterator[Node]:
    """A line, what stands between ticks in it as code."""
    for index, piece in enumerate(_CODE.split(line)):
        yield element("code", piece) if index % 2 else piece


def _made(part: PartChange) -> Element | None:
    return element("p", "made at ", place(part.place), class_="aside") if part.place is not None else None


def _pictures(resource: ResourceChange, part: PartChange, pictures: Pictures) -> Node:
    sides = dict(_sides(resource, part, pictures))
    if not any(sides.values()):
        return None
    panels = {"before": part.before, "after": part.after}
    figures = [
        figure(found, side, "No picture." if panels[side] is not None else _NOTHING[side])
        for side, found in sides.items()
    ]
    return element("div", figures, class_="pair")


def _sides(
    resource: ResourceChange, part: PartChange, pictures: Pictures
) -> Iterator[tuple[Side, tuple[Picture, ...]]]:
    before, after = resource.was or resource.uid, resource.uid
    yield "before", shown(pictures, before, panel_name(part.before), "before") if part.before is not None else ()
    yield "after", shown(pictures, after, panel_name(part.after), "after") if part.after is not None else ()
