"""Silence: what a page writes into a dashboard to say nothing, gone from it, so that its save is no change."""

from collections.abc import Mapping
from typing import Any, Final

#: Where an empty text is what nothing is; of other texts it may be a choice, as of a legend.
_EMPTY: Final = frozenset({"timeFrom", "timeShift", "hideTimeOverride", "allValue", "regex", "description", "link"})
#: What the page has dropped from variables since 8.0, and writes no more.
_OLD: Final = frozenset({"tags", "tagsQuery", "tagValuesQuery", "useTags", "allFormat", "multiFormat"})
#: The colours of the thresholds of a graph from before 5.0, which are there where the thresholds are not.
_GRID: Final = frozenset({"threshold1Color", "threshold2Color", "thresholdLine"})
#: The lowest step of thresholds says null, and means it.
_STEPS: Final = "steps"


def silenced(board: Mapping[str, Any]) -> dict[str, Any]:
    """A dashboard without nulls, empty texts, notes of whoever generated it, and what no page reads of a variable."""
    found: dict[str, Any] = _silenced({key: value for key, value in board.items() if not key.startswith("_")})
    templating = found.get("templating")
    variables = templating.get("list") if isinstance(templating, dict) else None
    for variable in variables if isinstance(variables, list) else ():
        for key in _OLD & variable.keys() if isinstance(variable, dict) else ():
            del variable[key]
    return found


def _silenced(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value.keys() >= _GRID and value.get("threshold1") is None and value.get("threshold2") is None:
            return _silenced({key: item for key, item in value.items() if key not in _GRID})
        kept = {key: item if key == _STEPS else _silenced(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None and not (item == "" and key in _EMPTY)}
    return [_silenced(item) for item in value] if isinstance(value, list) else value
