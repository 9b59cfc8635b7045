"""Numbers: what an alert fires at, in the unit that a row says it in."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from .alert import Alert, panel_of
from .board import Panel
from .build import Output

#: How many of a row's unit one of a panel's unit is.
_FACTORS = {
    ("percent", "percent"): 1.0,
    ("percentunit", "percent"): 100.0,
    ("percentunit", "ratio"): 1.0,
    ("percent", "ratio"): 0.01,
    ("s", "ms"): 1000.0,
    ("s", "s"): 1.0,
    ("ms", "s"): 0.001,
    ("dtdurations", "s"): 1.0,
    ("d", "days"): 1.0,
    ("suffix:days", "days"): 1.0,
    ("s", "days"): 1 / 86_400,
    ("dtdurations", "days"): 1 / 86_400,
}
#: What is counted has no unit on its panel, or one that says no more than that it is a number.
_COUNTED = frozenset({"pods", "restarts per 1h", "up", "errors", "x", "replicas", "generation", "ready", "condition"})
_BARE = frozenset({"", "none", "short", "locale", "bool", "bool_on_off", "bool_yes_no", "sishort", "cps", "eps"})
_NEAR = 1e-9


def wrong_number(alert: Alert, wanted: Mapping[str, Any], output: Output) -> Iterator[str]:
    """What is wrong with the number that an alert fires at, which is of the unit of its panel."""
    unit = unit_of(alert, output)
    factor = _factor(unit, wanted["unit"])
    if factor is None or alert.limit is None:
        number = "no number" if alert.limit is None else f"{alert.limit:g}"
        yield f"it fires at {number} {unit or 'of no unit'}, which is not in {wanted['unit']}"
    elif not _agrees(alert.op, alert.limit * factor, wanted):
        yield f"it fires at {alert.op} {alert.limit * factor:g} {wanted['unit']}"


def unit_of(alert: Alert, output: Output) -> str:
    """The unit of the panel that an alert leads to."""
    panel = panel_of(alert, output)
    return str(panel.json.get("fieldConfig", {}).get("defaults", {}).get("unit", "")) if panel else ""


def has_threshold(panel: Panel, value: float, unit: str) -> bool:
    """Whether a panel changes its colour at a number, which it has in its own unit."""
    factors = [factor for factor in (_factor(one, unit) for one in panel.units) if factor is not None]
    numbers = [number for one in panel.thresholds for number in one.by_color.values()]
    return any(math.isclose(number * factor, value, rel_tol=_NEAR) for number in numbers for factor in factors)


def _factor(unit: str, wanted: str) -> float | None:
    if wanted in _COUNTED and unit in _BARE:
        return 1.0
    return _FACTORS.get((unit, wanted))


def _agrees(op: str, limit: float, wanted: Mapping[str, Any]) -> bool:
    """Whether an alert fires when the row says.

    Grafana's thresholds know no `==` and no `!=`, so what is 0 or 1 is compared with a number between the two: `== 0`
    is below it, or its opposite above it, and `== 1` is above it. What differs has a difference: that is not 0.
    """
    asked = wanted.get("op", op)
    is_between = 0 <= limit < 1
    if asked == "!=":
        return op == ">" and is_between
    if asked == "==" and wanted["value"] == 0:
        return (op == "<" and 0 < limit <= 1) or (op == ">" and is_between)
    if asked == "==" and wanted["value"] == 1:
        return op == ">" and is_between
    return op == asked and math.isclose(limit, wanted["value"], rel_tol=_NEAR, abs_tol=_NEAR)
