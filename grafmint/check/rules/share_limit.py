"""share-limit: a limit of a panel is a hundred times too large or too small for its unit."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, objects
from grafmint.check.document import Json
from grafmint.check.limit import PERCENT, WHOLE, Wrong, misplaced
from grafmint.check.quantity import CORES, is_share, quantity_of
from grafmint.check.query import asked_of_prometheus
from grafmint.check.shown_unit import defaults_of, shown_unit
from grafmint.finding import Finding

LIMIT = "limit"
_SCALES = {"percent": PERCENT, "percentunit": WHOLE}
_OTHERS = {"percent": "percentunit", "percentunit": "percent"}
#: The colours of what is below a goal, also as `dark-red` and its like.
_BAD = ("red", "orange", "yellow")
#: What every panel of the page has until somebody writes others.
_UNTOUCHED = [("green", None), ("red", 80)]


def share_limit(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Thresholds, and the ends of the axis: 80 beside percentunit, a goal of 0.98 beside percent."""
    for panel, what, wrong in wrong_limits(board, bundle):
        unit = str(defaults_of(panel)["unit"])
        yield board.finding(
            "share-limit",
            "warning",
            f"{what} {wrong.told} in unit {unit}",
            hint=f"write {wrong.instead}, or unit {_OTHERS[unit]} if that is what the query gives",
            path=panel.pointer,
            panel=panel,
        )


def wrong_limits(board: BoardView, bundle: Bundle) -> Iterator[tuple[PanelView, str, Wrong]]:
    """The panels whose limits, or ends of the axis, are wrong: which of them, and the first of these."""
    for panel in board.panels:
        fields = defaults_of(panel)
        scale = _SCALES.get(str(fields.get("unit")))
        if scale is not None and _is_of_unit(board, bundle, panel, scale):
            steps = _steps(fields, is_written=not board.entry.foreign)
            yield from ((panel, what, wrong) for what, wrong in _wrong(fields, steps, scale))


def _wrong(defaults: Json, steps: list[tuple[str, object]], scale: float) -> Iterator[tuple[str, Wrong]]:
    """What the limits and the ends of the axis are called, and what is wrong with the first of each."""
    limits = {LIMIT: [value for _, value in steps], "min": [defaults.get("min")], "max": [defaults.get("max")]}
    for what, values in limits.items():
        numbers = [each for each in values if isinstance(each, int | float)]
        wrong = misplaced(numbers, scale, is_low=what == LIMIT and _is_low(steps))
        if wrong is not None:
            yield what, wrong


def _is_of_unit(board: BoardView, bundle: Bundle, panel: PanelView, scale: float) -> bool:
    """Whether no query evidently has another scale, of which `share-unit` tells, or a whole for each of many cores.

    Nor may another unit be an override's, for then the limits may be meant for that.
    """
    asked = [target for _, target, _ in asked_of_prometheus(board, bundle, panel) if target.get("hide") is not True]
    if any(shown_unit(panel, target) != defaults_of(panel)["unit"] for target in asked):
        return False
    found = [quantity_of(str(target.get("expr"))) for target in asked]
    return not any(each.kind == CORES or (is_share(each) and each.scale != scale) for each in found)


def _steps(defaults: Json, *, is_written: bool) -> list[tuple[str, object]]:
    """The colours and numbers that somebody has chosen, as in code all are; none that are shares of the axis."""
    thresholds = defaults.get("thresholds")
    if not isinstance(thresholds, dict) or thresholds.get("mode") == "percentage":
        return []
    steps = [(str(each.get("color")), each.get("value")) for _, each in objects(thresholds.get("steps"))]
    return [] if steps == _UNTOUCHED and not is_written else steps


def _is_low(steps: list[tuple[str, object]]) -> bool:
    """Whether what is below the limits is bad, as their colours say."""
    if not steps:
        return False
    first, last = (any(word in color for word in _BAD) for color in (steps[0][0], steps[-1][0]))
    return first and not last
