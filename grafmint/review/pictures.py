"""Which panels a review shows, and by which names its pictures are found again."""

from collections.abc import Iterator, Mapping
from typing import Any

from grafmint.picture.image import PictureKey, Side, panel_name
from grafmint.picture.theme import ThemeName
from grafmint.review.illustrate import Wanted
from grafmint.review.review import PartChange, ResourceChange, Review

_SIDES: tuple[Side, ...] = ("before", "after")


def wanted(review: Review) -> Iterator[Wanted]:
    """The panels that change, before and after; in the order of the review.

    A query has the same made-up numbers on both sides, or new thresholds would seem to change what they are set on.
    """
    for resource in review.resources:
        pairs = [(_panel(part, "before"), _panel(part, "after")) for part in resource.parts]
        like = {panel_name(after): before for before, after in pairs if before is not None and after is not None}
        for side in _SIDES:
            board = getattr(resource, side)
            panels = [panel for part in resource.parts if (panel := _panel(part, side)) is not None]
            if board is not None and panels:
                yield Wanted(board=board, panels=panels, side=side, like=like if side == "after" else {})


def keys(resource: ResourceChange, part: PartChange, theme: ThemeName) -> Mapping[Side, PictureKey]:
    """The names of a panel's pictures before and after, as far as there is a panel."""
    uids = {"before": resource.was or resource.uid, "after": resource.uid}
    panels = {side: panel for side in _SIDES if (panel := _panel(part, side)) is not None}
    return {side: PictureKey(uids[side], panel_name(panel), side, theme) for side, panel in panels.items()}


def _panel(part: PartChange, side: Side) -> Mapping[str, Any] | None:
    panel: Mapping[str, Any] | None = getattr(part, side) if part.of == "panel" else None
    return panel
