"""Display: a value as the page shows it.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/
"""

import math
from datetime import UTC, datetime
from typing import Any, Final

from grafmint.formats import Formatted, formatted
from grafmint.formats.number import plain
from grafmint.picture.color import hex_of
from grafmint.picture.mapping import Mapped, mapped
from grafmint.picture.panel import PanelField, Shown
from grafmint.picture.scale import limits, scaled, series_color, threshold_color, thresholds_of

__all__ = ["display", "limits", "series_color", "threshold_color", "thresholds_of"]

_DATES: Final = frozenset(
    {
        "dateTimeAsIso",
        "dateTimeAsIsoNoDateIfToday",
        "dateTimeAsUS",
        "dateTimeAsUSNoDateIfToday",
        "dateTimeAsLocal",
        "dateTimeAsLocalNoDateIfToday",
        "dateTimeAsSystem",
        "dateTimeFromNow",
    }
)
#: Below it, in milliseconds from the first time to the last, times are shown with milliseconds.
_SHORT_SPAN: Final = 60_000
_WITH_MILLISECONDS: Final = "time:YYYY-MM-DD HH:mm:ss.SSS"
_NOTHING: Final = Mapped()


def display(field: PanelField, value: Any) -> Shown:
    """A value under the field's mappings, thresholds, unit and decimals; nothing is shown as `noValue` says."""
    unit = _unit(field)
    if isinstance(value, str) and _is_date(unit):
        value = _milliseconds(value)
    said = mapped(value, field.config.get("mappings") or ()) or _NOTHING
    number = math.nan if unit == "string" else _number(value)
    form = _form(field, value, number, unit) if said.text is None else Formatted(text=said.text)
    scale = scaled(field, -math.inf if math.isnan(number) else number)
    return Shown(
        text=form.text,
        prefix=form.prefix,
        suffix=form.suffix,
        color=hex_of(said.color, field.theme) if said.color else scale.color,
        share=min(max(scale.share, 0.0), 1.0),
        number=None if math.isnan(number) else number,
    )


def _form(field: PanelField, value: Any, number: float, unit: str) -> Formatted:
    if not math.isnan(number) and not isinstance(value, bool):
        return formatted(number, unit, _decimals(field.config.get("decimals")))
    text = _text(value)
    return Formatted(text=text or str(field.config.get("noValue") or ""))


def _unit(field: PanelField) -> str:
    """The unit that a field of its type is shown in, whatever it is configured to be."""
    unit = str(field.config.get("unit") or "")
    if field.type == "time" and not (_is_date(unit) and unit != "dateTimeAsSystem"):
        return _WITH_MILLISECONDS if _is_short(field) else "dateTimeAsSystem"
    if field.type == "boolean" and not unit.startswith("bool"):
        return "bool"
    return unit or ("string" if field.type == "string" else "none")


def _is_date(unit: str) -> bool:
    return unit in _DATES or unit.startswith("time:")


def _is_short(field: PanelField) -> bool:
    values = field.values
    if len(values) <= 1:
        return False
    first, last = _number(values[0]), _number(values[-1])
    return abs(last - first) < _SHORT_SPAN


def _number(value: Any) -> float:
    """A value as a browser counts it; what is no number is NaN."""
    if isinstance(value, int | float):
        return float(value)
    if not isinstance(value, str) or not value:
        return math.nan
    text = value.strip()
    try:
        if text[:2].lower() in {"0x", "0o", "0b"}:
            return float(int(text, 0))
        return math.nan if text[:1].isalpha() or "_" in text else float(text or 0)
    except (ValueError, OverflowError):
        return math.inf if text in {"Infinity", "+Infinity"} else math.nan


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, list | tuple):
        return ", ".join(_text(each) for each in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _decimals(given: Any) -> int | None:
    try:
        return None if given is None or given == "" else int(given)
    except (TypeError, ValueError, OverflowError):
        return None


def _milliseconds(text: str) -> float:
    """A date as text in milliseconds since 1970; NaN where it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000
