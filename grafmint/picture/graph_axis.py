"""Axis of a graph: what it says of the values that stand beside it, as field options."""

from collections.abc import Mapping
from typing import Any, Final

_LOGARITHMS: Final = (2, 10)


def axis(said: Mapping[str, Any]) -> dict[str, Any]:
    """The field options of an axis; limits may be texts."""
    custom: dict[str, Any] = {"axisPlacement": "hidden" if said.get("show") is False else "auto"}
    if said.get("label"):
        custom["axisLabel"] = said["label"]
    if said.get("logBase") in _LOGARITHMS:
        custom["scaleDistribution"] = {"type": "log", "log": said["logBase"]}
    found = {key: number_of(said.get(key)) for key in ("decimals", "min", "max")} | {"unit": said.get("format")}
    return {**{key: value for key, value in found.items() if value is not None}, "custom": custom}


def number_of(value: object) -> float | None:
    """A number, or the text of one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return int(found) if found.is_integer() else found
