"""Parts: what happens to one panel, variable or other part of a resource."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from grafmint.picture.image import Picture, Side, panel_name
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import place
from grafmint.render.page.picture import Pictures, figure, shown
from grafmint.render.page.query import query_change
from grafmint.render.page.thresholds import threshold_table
from grafmint.render.review_alert import alert_sentences
from grafmint.review.review import PartChange, QueryChange, ResourceChange

_CODE = re.compile("`([^`]+)`")
_NOTHING = {"before": "Not there before.", "after": "Not there any more."}


def part_section(resource: ResourceChange, part: PartChange, pictures: Pictures) -> Element:
    """A part with its pictures, what changed in words, its queries and its thresholds."""
    return element(
        "section",
        element("h3", heading(part)),
        _made(part),
        pictures_of(resource, part, pictures),
        lines(part.lines),
        meaning([part]),
        queries_of(part),
        steps_of(part),
        class_="part",
    )


def heading(part: PartChange) -> list[Node]:
    """What a part is and what happens to it, in one line."""
    was = f", was {part.was}" if part.was is not None and part.was != part.name else ""
    return [*named(part), f": {part.verb}{was}"]


def named(part: PartChange) -> list[Node]:
    """What a part is, and its name."""
    kind = f"{part.of[:1].upper()}{part.of[1:]} " if part.of != "board" else None
    return [kind, element("em", part.name)]


def lines(said: Iterable[str]) -> Element | None:
    """What changed, a line each."""
    items = [element("li", *_worded(line)) for line in said]
    return element("ul", items) if items else None


def meaning(parts: Sequence[PartChange]) -> Element | None:
    """How often alerts fired that change alike, and whom they are told to; None where they are none."""
    said = list(_sentences(parts))
    return element("p", said) if said else None


def _sentences(parts: Sequence[PartChange]) -> Iterator[Node]:
    for each in alert_sentences(parts):
        yield f"{each.lead} " if each.lead and each.strong else each.lead
        yield element("strong", each.strong) if each.strong else None
        yield f" {each.rest}. " if each.rest else ". "


def pictures_of(resource: ResourceChange, part: PartChange, pictures: Pictures) -> Element | None:
    """A panel before and after; None where neither has a picture."""
    sides = dict(_sides(resource, part, pictures))
    if not any(sides.values()):
        return None
    panels = {"before": part.before, "after": part.after}
    figures = [
        figure(found, side, "No picture." if panels[side] is not None else _NOTHING[side])
        for side, found in sides.items()
    ]
    return element("div", figures, class_="pair")


def queries_of(part: PartChange, but: Collection[QueryChange] = ()) -> list[Element]:
    """The queries of a part that change, without those that are told already."""
    return [query_change(query) for query in part.queries if query not in but]


def steps_of(part: PartChange) -> Element | None:
    """The thresholds of a panel; None where they stay."""
    return threshold_table(part.before, part.after) if part.of == "panel" else None


def _worded(line: str) -> Iterator[Node]:
    """A line, what stands between ticks in it as code."""
    for index, piece in enumerate(_CODE.split(line)):
        yield element("code", piece) if index % 2 else piece


def _made(part: PartChange) -> Element | None:
    return element("p", "made at ", place(part.place), class_="aside") if part.place is not None else None


def _sides(
    resource: ResourceChange, part: PartChange, pictures: Pictures
) -> Iterator[tuple[Side, tuple[Picture, ...]]]:
    before, after = resource.was or resource.uid, resource.uid
    yield "before", shown(pictures, before, panel_name(part.before), "before") if part.before is not None else ()
    yield "after", shown(pictures, after, panel_name(part.after), "after") if part.after is not None else ()
