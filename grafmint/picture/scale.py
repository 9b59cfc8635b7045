"""Scale: where a value lies between a field's limits, and the colour that it has there.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-thresholds/
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.picture.color import classic, classic_by_name, hex_of, in_scheme, scheme_ends, shaded
from grafmint.picture.palette import FALLBACK, SCHEMES
from grafmint.picture.panel import PanelField
from grafmint.picture.reduce import reduced

#: Where a prepared field's configuration keeps the range of all numbers of its panel.
RANGE: Final = "__range"
#: What Grafana takes where there are no numbers.
_OF_NOTHING: Final = (0.0, 100.0)


@attrs.frozen
class Scaled:
    """A value's colour, and its place between the limits: 0 to 1, or beyond them."""

    color: str
    share: float


def limits(field: PanelField) -> tuple[float | None, float | None]:
    """The least and the greatest value: as configured, else of all numbers of the panel or of the field itself."""
    low, high = (_number(field.config.get(key)) for key in ("min", "max"))
    if low is None or high is None:
        least, greatest = field.config.get(RANGE) or _own_range(field)
        low, high = least if low is None else low, greatest if high is None else high
    return low, high


def thresholds_of(field: PanelField) -> tuple[tuple[float, str], ...]:
    """Each step's first value, in the field's own numbers, and colour; the first begins at minus infinity."""
    steps = _steps(field)
    if not _in_percent(field):
        return tuple(steps)
    low, high = _span(field)
    return tuple((low + value / 100 * (high - low) if math.isfinite(value) else value, color) for value, color in steps)


def threshold_color(field: PanelField, value: float | None) -> str:
    """The colour of the step that a value has reached; the first one's where there is no value."""
    return _active(field, -math.inf if value is None else value, 0 if value is None else _share(field, value))


def scaled(field: PanelField, value: float) -> Scaled:
    """A value's place and its colour by the field's colour mode; minus infinity stands for no value."""
    if field.type == "boolean":
        return _truth(field, bool(value) and value != -math.inf)
    share = 0.0 if value == -math.inf else _share(field, value)
    mode = _mode(field)
    if mode in SCHEMES:
        return Scaled(in_scheme(mode, 0.0 if math.isnan(share) else share, field.theme), share)
    return Scaled(_own_color(field, mode) or _active(field, value, share), share)


def series_color(field: PanelField) -> str:
    """The one colour of a series: its own, or that of its last, least or greatest value."""
    own = _own_color(field, _mode(field))
    if own:
        return own
    value = reduced(field.values, _color(field).get("seriesBy") or "last")
    return scaled(field, value if isinstance(value, int | float) else 0).color


def _own_color(field: PanelField, mode: str) -> str | None:
    """The colour that a series has whatever its values are."""
    if mode == "palette-classic":
        return classic(field.index, field.theme)
    if mode == "palette-classic-by-name":
        return classic_by_name(field.name, field.theme)
    if mode not in {"fixed", "shades"}:
        return None
    fixed = hex_of(_color(field).get("fixedColor") or FALLBACK, field.theme)
    return shaded(fixed, field.index) if mode == "shades" else fixed


def _truth(field: PanelField, value: bool) -> Scaled:
    mode = _mode(field)
    false, true = scheme_ends(mode, field.theme) if mode in SCHEMES else ("red", "green")
    return Scaled(hex_of(true if value else false, field.theme), 1.0 if value else 0.0)


def _color(field: PanelField) -> Mapping[str, Any]:
    color = field.config.get("color")
    return color if isinstance(color, Mapping) else {}


def _mode(field: PanelField) -> str:
    return str(_color(field).get("mode") or "thresholds")


def _in_percent(field: PanelField) -> bool:
    thresholds = field.config.get("thresholds")
    return isinstance(thresholds, Mapping) and thresholds.get("mode") == "percentage"


def _steps(field: PanelField) -> Sequence[tuple[float, str]]:
    thresholds = field.config.get("thresholds")
    given = thresholds.get("steps") if isinstance(thresholds, Mapping) else None
    if not given:
        return [(-math.inf, hex_of(FALLBACK, field.theme))]
    ordered = sorted(
        (-math.inf if step.get("value") is None else float(step["value"]), at) for at, step in enumerate(given)
    )
    steps = [(value, hex_of(given[at].get("color") or FALLBACK, field.theme)) for value, at in ordered]
    return [(-math.inf, steps[0][1]), *steps[1:]]


def _active(field: PanelField, value: float, share: float) -> str:
    reached = share * 100 if _in_percent(field) else value
    steps = _steps(field)
    color = steps[0][1]
    for least, each in steps[1:]:
        if not reached >= least:
            break
        color = each
    return color


def _share(field: PanelField, value: float) -> float:
    low, high = _span(field)
    if high == low:
        return math.copysign(math.inf, value - low) if value != low else 0.0
    share = (value - low) / (high - low)
    return 0.0 if math.isnan(share) else share


def _span(field: PanelField) -> tuple[float, float]:
    if field.type != "number":
        return _OF_NOTHING
    low, high = limits(field)
    return _OF_NOTHING if low is None or high is None else (low, high)


def _own_range(field: PanelField) -> tuple[float | None, float | None]:
    if field.type != "number":
        return None, None
    least, greatest = reduced(field.values, "min"), reduced(field.values, "max")
    return _number(least), _number(greatest)


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
