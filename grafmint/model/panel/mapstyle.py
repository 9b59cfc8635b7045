"""MapStyle: how a layer of a map draws its places.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/geomap/#markers-layer
"""

from typing import Literal

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, Json, JsonObject, Model, Parts, field, frozen, unwritten
from grafmint.model.context import Context

Symbol = Literal["circle", "square", "triangle", "star", "cross", "x"]

_FILES = {"x": "x-mark"}


def symbol_json(value: str, context: Context) -> Json:
    """A symbol is one of the pictures that come with Grafana."""
    return {"mode": "fixed", "fixed": f"img/icons/marker/{_FILES.get(value, value)}.svg"}


def font_json(value: int, context: Context) -> Json:
    """`text_size=14` is short for the object around it."""
    return {"fontSize": value}


@frozen(kw_only=True)
class MapStyle(Model):
    """The size, colour, symbol and text of each place: fixed, or by a field of the data.

    `size_field` scales from `size_min` to `size_max` between the panel's `min` and `max`; `color_field` has the colours
    that the panel's `color`, `thresholds` and `mappings` give it. `line_width` is of lines and areas.
    """

    size: float = unwritten(default=5, low=0)
    size_field: str | Unset = unwritten()
    size_min: float = unwritten(default=2, low=0)
    size_max: float = unwritten(default=15, low=0)
    color: str = unwritten(default="dark-green")
    color_field: str | Unset = unwritten()
    opacity: float = field(default=0.4, low=0, high=1, always=True)
    symbol: Symbol = field(default="circle", encode=symbol_json, always=True)
    line_width: float | Unset = field(low=0)
    text: str | Unset = unwritten()
    text_field: str | Unset = unwritten()
    text_size: int | Unset = field("textConfig", low=1, encode=font_json)

    def _validate(self) -> None:
        if self.size_min >= self.size_max:
            raise ModelError(
                f"MapStyle: size_min={self.size_min:g} is not below size_max={self.size_max:g}",
                hint="write size=… for one size",
            )
        if self.text and self.text_field:
            raise ModelError("MapStyle: text and text_field are both the text", hint="write one of them")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        size = {"fixed": self.size, "min": self.size_min, "max": self.size_max}
        style: JsonObject = {
            **parts[ROOT],
            "size": _by_field(size, self.size_field),
            "color": _by_field({"fixed": self.color}, self.color_field),
        }
        if self.text_field:
            style["text"] = {"mode": "field", "field": self.text_field, "fixed": ""}
        elif self.text:
            style["text"] = {"mode": "fixed", "fixed": self.text}
        return style


def _by_field(fixed: JsonObject, name: str | Unset) -> JsonObject:
    return fixed if isinstance(name, Unset) else {**fixed, "field": name}
