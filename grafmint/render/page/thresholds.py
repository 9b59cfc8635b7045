"""Thresholds of a panel before and after, side by side."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from grafmint.render.page.element import Element, element

Json = Mapping[str, Any]


def threshold_table(before: Json | None, after: Json | None) -> Element | None:
    """A line for each step; None where no step changed, or where a panel came or went."""
    if before is None or after is None:
        return None
    old, new = _steps(before), _steps(after)
    if old == new:
        return None
    head = element("tr", *(element("th", name, scope="col") for name in ("Step", "Before", "After")))
    rows = [
        element("tr", element("th", str(number), scope="row"), element("td", left), element("td", right))
        for number, (left, right) in enumerate(zip_longest(old, new, fillvalue=""), 1)
    ]
    return element("table", element("caption", "Thresholds"), element("thead", head), element("tbody", rows))


def _steps(panel: Json) -> list[str]:
    found: Any = panel
    for name in ("fieldConfig", "defaults", "thresholds"):
        found = found.get(name) if isinstance(found, Mapping) else None
    steps = found.get("steps") if isinstance(found, Mapping) else None
    sign = "%" if isinstance(found, Mapping) and found.get("mode") == "percentage" else ""
    return [_step(step, sign) for step in steps if isinstance(step, Mapping)] if isinstance(steps, list) else []


def _step(step: Json, sign: str) -> str:
    value, color = step.get("value"), str(step.get("color", ""))
    return f"{color} from {value}{sign}" if value is not None else f"{color} below the others"
