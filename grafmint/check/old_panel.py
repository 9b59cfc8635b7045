"""Old panel: how `graph` and `singlestat` say a unit and limits, as the fields in which newer panels have them.

Source: https://github.com/grafana/grafana/tree/v9.4.0/packages/grafana-ui/src/components/SingleStatShared
"""

from collections.abc import Iterator, Sequence
from typing import Any

from grafmint.check.board import objects
from grafmint.check.document import Json

_GOOD, _BAD, _NONE = "green", "red", "transparent"
#: The colours that a singlestat has until somebody chooses others.
_COLORS = {
    "#299c46": _GOOD,
    "rgba(50, 172, 45, 0.97)": _GOOD,
    "rgba(237, 129, 40, 0.89)": "orange",
    "#d44a3a": _BAD,
    "rgba(245, 54, 54, 0.9)": _BAD,
}
_STATES = {"critical": _BAD, "warning": "orange", "ok": _GOOD}


def old_fields(panel: Json) -> Json | None:
    """The unit, the ends of the axis and the thresholds of an old panel; None of any other."""
    made = {"graph": _of_graph, "singlestat": _of_singlestat}.get(str(panel.get("type")))
    return None if made is None else made(panel)


def _of_graph(panel: Json) -> Json:
    axes = [axis for _, axis in objects(panel.get("yaxes"))]
    left = axes[0] if axes else {}
    # Which series are on the right is known by their names alone; stacked shares are of what is shown.
    is_mixed = any(each.get("yaxis") == 2 for _, each in objects(panel.get("seriesOverrides")))  # noqa: PLR2004
    if is_mixed or (panel.get("percentage") and panel.get("stack")):
        return {}
    unit = _object(_object(panel.get("fieldConfig")).get("defaults")).get("unit") or left.get("format")
    limits = [each for _, each in objects(panel.get("thresholds")) if each.get("op") in ("gt", "lt")]
    return _fields(unit, left.get("min"), left.get("max"), list(_steps(limits)))


def _steps(limits: Sequence[Json]) -> Iterator[tuple[str, object]]:
    """The limits of a graph: what is below the first of them is bad only where all are of what is too low."""
    is_low = bool(limits) and all(each["op"] == "lt" and each.get("colorMode") in _STATES for each in limits)
    yield (_BAD if is_low else _NONE), None
    for each in limits:
        yield (_GOOD if is_low else _STATES.get(str(each.get("colorMode")), _NONE)), each.get("value")


def _of_singlestat(panel: Json) -> Json:
    gauge, colors, limits = _object(panel.get("gauge")), panel.get("colors"), panel.get("thresholds")
    is_coloured = panel.get("colorBackground") or panel.get("colorValue") or gauge.get("show")
    steps: list[tuple[str, object]] = []
    if is_coloured and isinstance(colors, list) and isinstance(limits, str) and limits:
        named = (_COLORS.get(str(each), str(each)) for each in colors)
        steps = list(zip(named, [None, *limits.split(",")], strict=False))
    ends = (gauge.get("minValue"), gauge.get("maxValue")) if gauge.get("show") else (None, None)
    return _fields(panel.get("format"), *ends, steps)


def _fields(unit: object, low: object, high: object, steps: list[tuple[str, object]]) -> Json:
    written = [{"color": color, "value": _number(value)} for color, value in steps]
    return {"unit": unit, "min": _number(low), "max": _number(high), "thresholds": {"steps": written}}


def _number(value: object) -> float | None:
    """A number, which old panels may write as a text."""
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
