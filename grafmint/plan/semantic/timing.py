"""Mute timings: their intervals by what people say of them, `monday:friday 09:00-17:00 Europe/Berlin`.

Source: https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0
"""

from collections.abc import Callable, Mapping, Sequence

from grafmint.plan.semantic.tree import Json, JsonObject, Tree, named, pruned
from grafmint.plan.semantic.values import compact, shown

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DEFAULTS = {"location": "UTC"}
_NO_NUMBERS: Mapping[str, str] = {}


def mute_timing(document: JsonObject) -> Tree:
    """The tree of a mute timing; any of its intervals counts, in whatever order."""
    form = {key: value for key, value in document.items() if key not in ("orgId", "provenance", "time_intervals")}
    intervals = document.get("time_intervals")
    if isinstance(intervals, list):
        forms = [_interval(each) if isinstance(each, dict) else each for each in intervals]
        intervals = dict(named(sorted(forms, key=compact), _said, _whole))
    return {**pruned(form, {}), **({"intervals": intervals} if intervals not in (None, {}) else {})}


def _interval(interval: JsonObject) -> JsonObject:
    form = {key: _FORMS[key](value) if key in _FORMS else value for key, value in interval.items()}
    return pruned({key: value for key, value in form.items() if value != []}, _DEFAULTS)


def _said(interval: JsonObject) -> str:
    known = [_words(key, interval[key]) for key in _SAID if key in interval]
    others = {key: value for key, value in interval.items() if key not in _SAID}
    return " ".join([*known, *([compact(others)] if others else [])]) or "always"


def _whole(interval: JsonObject) -> Json:
    # Its name says all of it; what is left in it could only say the same again.
    return compact(interval)


def _words(key: str, value: Json) -> str:
    said = shown(value) if isinstance(value, str | list) else compact(value)
    return f"{_SAID[key]}{said}"


def _ranges(names: Sequence[str] = (), numbers: Mapping[str, str] = _NO_NUMBERS) -> Callable[[Json], Json]:
    """The form of a list of ranges, whose ends may be numbers instead of names."""

    def form(value: Json) -> Json:
        if not isinstance(value, list):
            return value
        found = [f"{item}".strip().lower() if isinstance(item, str | int) else compact(item) for item in value]
        ends = [[numbers.get(each, each) for each in item.split(":")] for item in found]
        return sorted((":".join(dict.fromkeys(pair)) for pair in ends), key=lambda item: (_place(item, names), item))

    return form


def _place(item: str, names: Sequence[str]) -> int:
    start = item.partition(":")[0]
    return names.index(start) if start in names else len(names)


def _times(value: Json) -> Json:
    """Times of a day as `09:00-17:00`."""
    if not isinstance(value, list):
        return value
    return sorted(_time(each) for each in value)


def _time(each: Json) -> str:
    if isinstance(each, dict) and each.keys() == {"start_time", "end_time"}:
        return f"{each['start_time']}-{each['end_time']}"
    return compact(each)


_FORMS: dict[str, Callable[[Json], Json]] = {
    "weekdays": _ranges(_DAYS),
    "times": _times,
    "days_of_month": _ranges(),
    "months": _ranges(_MONTHS, {f"{number}": name for number, name in enumerate(_MONTHS, 1)}),
    "years": _ranges(),
}
#: The order in which an interval is told, and what stands before each part.
_SAID = {"weekdays": "", "times": "", "days_of_month": "days ", "months": "", "years": "", "location": ""}
