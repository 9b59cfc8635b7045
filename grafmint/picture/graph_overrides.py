"""Overrides of a graph: what it says of single series, as overrides of fields."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from grafmint.picture.graph_axis import number_of

_Json = Mapping[str, Any]
_Property = tuple[str, Any]
#: An alias between such signs is a pattern.
_PATTERN: Final = re.compile(r"^([/~@;%#'])(.*?)\1([gimsuy]*)$", re.DOTALL)
_RIGHT: Final = 2


def overrides(panel: _Json, left: _Json, right: _Json) -> Iterator[dict[str, Any]]:
    """The overrides of a graph with these axes: colours by name, what is said of series, and no times below."""
    colors = panel.get("aliasColors")
    for alias, color in colors.items() if isinstance(colors, Mapping) else ():
        if color:
            yield _rule("byName", alias, [("color", {"mode": "fixed", "fixedColor": color})])
    listed = panel.get("seriesOverrides")
    for said in listed if isinstance(listed, list) else ():
        alias = said.get("alias") if isinstance(said, Mapping) else None
        if isinstance(alias, str) and alias and (properties := list(_properties(said, left, right))):
            yield _rule("byRegexp" if _PATTERN.match(alias) else "byName", alias, properties)
    below = panel.get("xaxis")
    if isinstance(below, Mapping) and below.get("show") is False:
        yield _rule("byType", "time", [("custom.axisPlacement", "hidden")])


def _rule(matcher: str, options: str, properties: list[_Property]) -> dict[str, Any]:
    written = [{"id": id_, "value": value} for id_, value in properties]
    return {"matcher": {"id": matcher, "options": options}, "properties": written}


def _properties(said: _Json, left: _Json, right: _Json) -> Iterator[_Property]:
    for key, value in said.items():
        if key == "yaxis" and value == _RIGHT:
            yield from _moved(left, right)
        elif key in _KNOWN:
            yield from _KNOWN[key](value)


def _moved(left: _Json, right: _Json) -> Iterator[_Property]:
    """What the right axis says otherwise than the left one."""
    yield from ((key, value) for key, value in right.items() if key != "custom" and left.get(key) != value)
    mine, other = right.get("custom", {}), left.get("custom", {})
    yield from ((f"custom.{key}", value) for key, value in mine.items() if other.get(key) != value)
    yield "custom.axisPlacement", "hidden" if mine.get("axisPlacement") == "hidden" else "right"


def _bars(value: Any) -> Iterator[_Property]:
    yield "custom.drawStyle", "bars" if value else "line"
    if value:
        yield "custom.fillOpacity", 100


def _number(id_: str, factor: float = 1, more: float = 0) -> Callable[[Any], Iterator[_Property]]:
    def told(value: Any) -> Iterator[_Property]:
        found = number_of(value)
        if found is not None:
            yield id_, more + factor * found

    return told


_KNOWN: Final[Mapping[str, Callable[[Any], Iterator[_Property]]]] = {
    "fill": _number("custom.fillOpacity", 10),
    "fillBelowTo": lambda value: iter([("custom.fillBelowTo", value)]),
    "linewidth": _number("custom.lineWidth"),
    "pointradius": _number("custom.pointSize", 2, 2),
    "points": lambda value: iter([("custom.showPoints", "always" if value else "never")]),
    "bars": _bars,
    "lines": lambda value: iter([] if value else [("custom.lineWidth", 0), ("custom.fillOpacity", 0)]),
    "dashes": lambda value: iter([("custom.lineStyle", {"fill": "dash" if value else "solid"})]),
    "stack": lambda value: iter([("custom.stacking", {"mode": "normal" if value else "none", "group": str(value)})]),
    "color": lambda value: iter([("color", {"mode": "fixed", "fixedColor": value})]),
    "transform": lambda value: iter([("custom.transform", value)] if value == "negative-Y" else []),
}
