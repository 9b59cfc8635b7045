"""The same change in several places: told once with the pictures of the first, those of the others on request."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import attrs

from grafmint.bundle import Kind
from grafmint.render.findings import number
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import place
from grafmint.render.page.part import heading, lines, meaning, named, pictures_of, queries_of, steps_of
from grafmint.render.page.picture import Pictures
from grafmint.render.review_kind import noun
from grafmint.review.review import PartChange, ResourceChange, Review, Same

Links = Mapping[tuple[Kind, str], str]
_Pair = tuple[ResourceChange, PartChange]


@attrs.frozen
class Told:
    """The groups of several parts, and by each resource which of its parts they tell of."""

    groups: tuple[Same, ...]
    _parts: Mapping[tuple[Kind, str], Sequence[tuple[PartChange, int]]]

    @classmethod
    def of(cls, review: Review) -> Self:
        """Those of a review."""
        groups = tuple(group for group in review.groups if len(group.parts) > 1)
        parts = defaultdict[tuple[Kind, str], list[tuple[PartChange, int]]](list)
        for position, group in enumerate(groups):
            for resource, part in group.parts:
                parts[_name(resource)].append((part, position))
        return cls(groups, parts)

    def line(self, resource: ResourceChange, part: PartChange) -> Element | None:
        """Where a part is told; None where its resource tells of it."""
        found = self._parts.get(_name(resource), ())
        position = next((position for each, position in found if each == part), None)
        if position is None:
            return None
        count = number(len(self.groups[position].parts) - 1, "other place")
        link = element("a", f"as in {count}", href=f"#{_anchor(position)}")
        return element("li", heading(part), ", ", link)


def same_section(told: Told, links: Links, pictures: Pictures) -> Element | None:
    """All changes that happen in several places; None where there are none."""
    if not told.groups:
        return None
    groups = [_group(group, _anchor(position), links, pictures) for position, group in enumerate(told.groups)]
    return element("section", element("h2", "The same change in several places"), groups, id="same")


def _group(group: Same, name: str, links: Links, pictures: Pictures) -> Element:
    (resource, part), *others = group.parts
    made = [element("li", place(at)) for at in group.places]
    return element(
        "section",
        element("h3", heading(part), f", and {len(others)} more"),
        lines(part.lines),
        meaning([each for _, each in group.parts]),
        element("div", element("p", "Made at"), element("ul", made)) if made else None,
        element("p", "In ", _link(resource, links), ":", class_="side"),
        pictures_of(resource, part, pictures),
        queries_of(part),
        steps_of(part),
        element("p", "The same in:", class_="side"),
        element("ul", (element("li", *_other(each, part, links, pictures)) for each in others), class_="others"),
        id=name,
        class_="part",
    )


def _other(pair: _Pair, first: PartChange, links: Links, pictures: Pictures) -> Iterator[Node]:
    """Another place: its pictures, and what is not word for word as in the first."""
    resource, part = pair
    yield _link(resource, links)
    steps = steps_of(part)
    content: Sequence[Node] = (
        pictures_of(resource, part, pictures),
        *queries_of(part, but=first.queries),
        steps if steps != steps_of(first) else None,
    )
    if any(each is not None for each in content):
        yield element("details", element("summary", named(part)), *content)
    elif part.of != "board":
        yield ": "
        yield from named(part)


def _link(resource: ResourceChange, links: Links) -> Node:
    said = f"{noun(resource.kind)} {resource.title}"
    name = links.get(_name(resource))
    return element("a", said, href=f"#{name}") if name is not None else said


def _name(resource: ResourceChange) -> tuple[Kind, str]:
    return resource.kind, resource.uid


def _anchor(position: int) -> str:
    # No resource has this name: theirs begin with their kind.
    return f"same.{position + 1}"
