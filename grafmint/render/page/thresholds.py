"""Thresholds of a panel before and after, side by side."""

from base64 import b64encode
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

import attrs

from grafmint.formats import formatted
from grafmint.picture.color import hex_of
from grafmint.picture.theme import DARK
from grafmint.render.page.element import Element, Node, element

Json = Mapping[str, Any]
_SWATCH = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="{}"/></svg>'


def threshold_table(before: Json | None, after: Json | None) -> Element | None:
    """A line for each step; None where no step changed, or where a panel came or went."""
    if before is None or after is None:
        return None
    old, new = _steps(before), _steps(after)
    if old == new:
        return None
    head = element("tr", *(element("th", name, scope="col") for name in ("Step", "Before", "After")))
    rows = [
        element("tr", element("th", str(number), scope="row"), element("td", *left), element("td", *right))
        for number, (left, right) in enumerate(zip_longest(old, new, fillvalue=()), 1)
    ]
    return element("table", element("caption", "Thresholds"), element("thead", head), element("tbody", rows))


def _steps(panel: Json) -> list[tuple[Node, ...]]:
    defaults = _in(_in(panel, "fieldConfig"), "defaults")
    found, unit = _in(defaults, "thresholds"), str(defaults.get("unit") or "")
    steps, is_share = found.get("steps"), found.get("mode") == "percentage"
    known = [step for step in steps if isinstance(step, Mapping)] if isinstance(steps, list) else []
    return [_step(step, unit, is_share) for step in known]


def _in(found: Json, name: str) -> Json:
    inner = found.get(name)
    return inner if isinstance(inner, Mapping) else {}


def _step(step: Json, unit: str, is_share: bool) -> tuple[Node, ...]:
    value, color = step.get("value"), str(step.get("color", ""))
    where = "below the others" if value is None else f"from {_shown(value, unit, is_share)}"
    return _swatch(color), f" {color} {where}"


def _shown(value: object, unit: str, is_share: bool) -> str:
    """A value as the panel shows numbers."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(value)
    if is_share:
        return f"{value:g}% of the range"
    shown = formatted(value, unit)
    # The page pads a number on an axis so that all have one length; alone it reads better without.
    text = shown.text.rstrip("0").rstrip(".") if "." in shown.text else shown.text
    return str(attrs.evolve(shown, text=text))


def _swatch(color: str) -> Element:
    """The colour itself: no element of a page has a style of its own, so that it is a picture."""
    drawn = b64encode(_SWATCH.format(hex_of(color, DARK)).encode()).decode("ascii")
    # Its name stands behind it.
    return element("img", src=f"data:image/svg+xml;base64,{drawn}", alt="", width="12", height="12", class_="swatch")
