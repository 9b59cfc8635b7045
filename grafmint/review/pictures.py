"""Which panels a review shows, and by which names its pictures are found again."""

from collections.abc import Iterator, Mapping
from itertools import chain, zip_longest
from typing import Any

from grafmint.picture.image import PictureKey, Side, panel_name
from grafmint.picture.theme import ThemeName
from grafmint.review.illustrate import Wanted
from grafmint.review.review import PartChange, ResourceChange, Review

#: So many panels are drawn: nobody looks at more, and drawing them takes a minute.
MOST = 200
_SIDES: tuple[Side, ...] = ("before", "after")


def wanted(review: Review) -> Iterator[Wanted]:
    """The panels that change, before and after; in the order of the review.

    Of more than MOST panels, one of each change comes before a second one of any. A panel has the same made-up numbers
    on both sides, or new thresholds would seem to change what they are set on.
    """
    drawn = set(_ranked(review)[:MOST])
    for resource in review.resources:
        parts = [part for part in resource.parts if id(part) in drawn]
        pairs = [(_panel(part, "before"), _panel(part, "after")) for part in parts]
        both = [(before, after) for before, after in pairs if before is not None and after is not None]
        for place, side in enumerate(_SIDES):
            board = getattr(resource, side)
            panels = [panel for part in parts if (panel := _panel(part, side)) is not None]
            if board is not None and panels:
                changes = {panel_name(pair[place]): pair for pair in both}
                yield Wanted(board=board, panels=panels, side=side, changes=changes)


def left_out(review: Review) -> int:
    """How many panels that change are not drawn."""
    return max(0, len(_ranked(review)) - MOST)


def keys(resource: ResourceChange, part: PartChange, theme: ThemeName) -> Mapping[Side, PictureKey]:
    """The names of a panel's pictures before and after, as far as there is a panel."""
    uids = {"before": resource.was or resource.uid, "after": resource.uid}
    panels = {side: panel for side in _SIDES if (panel := _panel(part, side)) is not None}
    return {side: PictureKey(uids[side], panel_name(panel), side, theme) for side, panel in panels.items()}


def _ranked(review: Review) -> list[int]:
    """The panels that change, each by the identity of its part, in the order in which a reader wants to see them."""
    rounds = chain.from_iterable(zip_longest(*(group.parts for group in review.groups)))
    grouped = [pair[1] for pair in rounds if pair is not None]
    whole = [part for resource in review.resources for part in resource.parts]
    return list(dict.fromkeys(id(part) for part in (*grouped, *whole) if part.of == "panel"))


def _panel(part: PartChange, side: Side) -> Mapping[str, Any] | None:
    panel: Mapping[str, Any] | None = getattr(part, side) if part.of == "panel" else None
    return panel
