"""Steps: at which values a panel changes its colour now, and at which it did before."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import attrs

from grafmint.formats import formatted
from grafmint.plan.semantic import MISSING, Json, Pair, steps_of
from grafmint.review.side import text

_DEFAULTS = ("fieldConfig", "defaults")
_SCALE = (("thresholds", "steps"), ("thresholds", "mode"), ("unit",))
#: Panels that show thresholds only where they are told to.
_GRAPHS = ("timeseries", "barchart")
_SHOWN = (("custom", "thresholdsStyle", "mode"), ("color", "mode"))


@attrs.frozen
class _Scale:
    """The colours of one revision: `turns` are those but the lowest, or where the value is bad when low the highest."""

    is_low: bool
    rest: str
    turns: Mapping[str, float]
    unit: str
    is_share: bool

    def value(self, color: str) -> str:
        """Where a colour begins or ends, as the panel shows numbers."""
        if self.is_share:
            return f"{self.turns[color]:g} % of the range"
        shown = formatted(self.turns[color], self.unit)
        # The page pads a number on an axis so that all have one length; alone it reads better without.
        text = shown.text.rstrip("0").rstrip(".") if "." in shown.text else shown.text
        return str(attrs.evolve(shown, text=text))


def sentences(trees: Pair, panel: str) -> tuple[str, ...]:
    """What a reader of the panel sees; empty where colours, and not the numbers alone, are others."""
    path = ("panels", panel, *_DEFAULTS)
    before, after = (_scale(*each) for each in zip(*(trees.at((*path, *name)) for name in _SCALE), strict=True))
    if before is None or after is None:
        return ()
    was_shown, is_shown = _shown(trees, panel)
    # Thresholds that come or go turn no colour on the other side, whatever stands there by default.
    if is_shown and not was_shown:
        before = attrs.evolve(after, turns={})
    elif was_shown and not is_shown:
        after = attrs.evolve(before, turns={})
    return tuple(_said(before, after)) if (before.is_low, before.rest) == (after.is_low, after.rest) else ()


def _shown(trees: Pair, panel: str) -> tuple[bool, bool]:
    """Whether the panel shows its thresholds, before and after."""
    path = ("panels", panel, *_DEFAULTS)
    types = trees.at(("panels", panel, "type"))
    styles, colors = (trees.at((*path, *name)) for name in _SHOWN)
    before, after = (
        type_ not in _GRAPHS or style not in (MISSING, "off") or color == "thresholds"
        for type_, style, color in zip(types, styles, colors, strict=True)
    )
    return before, after


def _said(before: _Scale, after: _Scale) -> Iterator[str]:
    where = "below" if after.is_low else "at"
    worst_last = dict.fromkeys((*before.turns, *after.turns))
    for color in worst_last if after.is_low else reversed(worst_last):
        name = color if color.startswith("#") else color.replace("-", " ")
        if color not in after.turns:
            yield f"no longer turns {name} {where} {before.value(color)}"
        elif color not in before.turns:
            yield f"turns {name} {where} {after.value(color)}"
        elif before.value(color) != after.value(color):
            yield f"turns {name} {where} {after.value(color)} instead of {before.value(color)}"
        elif before.turns[color] != after.turns[color]:
            # The panel rounds them to one number.
            yield f"turns {name} {where} {after.turns[color]} instead of {before.turns[color]}"


def _scale(steps: Json, mode: Json, unit: Json) -> _Scale | None:
    """The colours of steps that begin with an open end and rise, each colour once."""
    pairs = steps_of(steps)
    if not pairs or len({color for color, _ in pairs}) < len(pairs) or not _rise([value for _, value in pairs]):
        return None
    is_low = _is_good(pairs[-1][0]) and not _is_good(pairs[0][0])
    turns = {color: end for (color, _), (_, end) in pairwise(pairs)} if is_low else dict(pairs[1:])
    rest = pairs[-1][0] if is_low else pairs[0][0]
    return _Scale(is_low, rest, turns, text(unit), mode == "percentage")


def _rise(values: list[Json]) -> bool:
    numbers = [value for value in values[1:] if isinstance(value, int | float) and not isinstance(value, bool)]
    return values[0] is None and len(numbers) == len(values) - 1 and numbers == sorted(numbers)


def _is_good(color: str) -> bool:
    return "green" in color
