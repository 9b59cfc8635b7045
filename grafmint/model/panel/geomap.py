"""GeoMap: values at their places on a map of the world.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/geomap/
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import OPTIONS, ROOT, Json, Model, Parts, at, field, frozen, many, option
from grafmint.model.context import Context
from grafmint.model.fields import mode_json
from grafmint.model.panel.base import FieldPanel
from grafmint.model.panel.maplayer import MapLayer
from grafmint.suggest import hint

_OF_FIT = ("padding", "layer", "last_only")


@frozen(kw_only=True)
class MapView(Model):
    """What the map shows at first: a part of the world, `coords`, or (`fit`) where the data are.

    `zoom` is 1 for the world; with `fit` it is the closest that it goes. `fit` looks at all layers or at one `layer`,
    and with `last_only` at its last row; `padding` is percent around them. `shared` maps of a board move together.
    """

    id: Literal[
        "zero", "coords", "fit", "north-america", "south-america", "europe", "africa", "west-asia", "s-asia",
        "se-asia", "e-asia", "australia", "oceania",
    ] = field(default="zero", always=True)  # fmt: skip
    lat: float | Unset = field(low=-90, high=90)
    lon: float | Unset = field(low=-180, high=180)
    zoom: float | Unset = field(low=1, high=18)
    padding: int | Unset = field(low=0)
    layer: str | Unset = field()
    last_only: bool | Unset = field()
    shared: bool | Unset = field()

    def _validate(self) -> None:
        if [name in self._given for name in ("lat", "lon")] != [self.id == "coords"] * 2:
            raise ModelError(
                f"MapView: id={self.id!r} and coordinates do not fit", hint='write id="coords", lat=…, lon=… together'
            )
        unused = next((name for name in _OF_FIT if name in self._given and self.id != "fit"), None)
        if unused is not None:
            raise ModelError(f"MapView: {unused} has no effect with id={self.id!r}", hint='write id="fit"')
        if self.last_only and not self.layer:
            raise ModelError("MapView: last_only is of one layer", hint="write layer=… too")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"allLayers": isinstance(self.layer, Unset), **parts[ROOT]}


@frozen(kw_only=True)
class MapControls(Model):
    """What the reader can do on a map, and what stands on it."""

    show_zoom: bool = field(default=True, always=True)
    mouse_wheel_zoom: bool = field(default=True, always=True)
    show_attribution: bool = field(default=True, always=True)
    show_scale: bool = field(default=False, always=True)
    show_measure: bool = field(default=False, always=True)
    show_debug: bool = field(default=False, always=True)


@frozen(kw_only=True)
class Basemap(Model):
    """The map below the layers; "default" is the server's own, and all of them load pictures from the network.

    `config` is that of its type: `Basemap(type="carto", config={"theme": "light", "showLabels": False})`.
    """

    type: Literal["default", "carto", "osm-standard", "esri-xyz", "xyz"] = field(default="default", always=True)
    name: str = field(default="Basemap", always=True)
    config: Mapping[str, Any] | Unset = field()
    opacity: float | Unset = field(low=0, high=1)


def layers_of(value: MapLayer | Iterable[MapLayer]) -> tuple[MapLayer, ...]:
    """One layer or several."""
    return many(value)


@frozen(kw_only=True)
class GeoMap(FieldPanel):
    """A map with layers, the lowest first: `layers=[GeoJSONLayer(), MarkersLayer(…)]`.

    A browser that cannot reach the basemap's server shows the layers alone. Without layers it has markers, at the
    places that the page finds by the names of fields.
    """

    type: ClassVar[str] = "geomap"
    default_height: ClassVar[int] = 10

    view: MapView | Unset = option()
    controls: MapControls | Unset = option()
    basemap: Basemap = option(default=attrs.Factory(Basemap), always=True)
    layers: tuple[MapLayer, ...] = attrs.field(default=(), converter=layers_of, metadata=at(OPTIONS, "layers"))
    tooltip: Literal["none", "details"] | Unset = option(encode=mode_json)

    @property
    def layer_names(self) -> tuple[str, ...]:
        """The name of each layer, given or by its place."""
        return tuple(
            f"Layer {index}" if isinstance(layer.name, Unset) else layer.name
            for index, layer in enumerate(self.layers, start=1)
        )

    def _validate(self) -> None:
        FieldPanel._validate(self)
        owner, names = f"GeoMap {self.title!r}", self.layer_names
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ModelError(f"{owner}: two layers are called {twice!r}", hint="rename one of them")
        fitted = None if isinstance(self.view, Unset) else self.view.layer
        if isinstance(fitted, str) and fitted not in names:
            raise ModelError(f"{owner}: its view fits {fitted!r}, which is no layer of it", hint=hint(fitted, names))

    def _derive(self, parts: Parts, context: Context) -> None:
        for layer, name in zip(parts[OPTIONS].get("layers", ()), self.layer_names, strict=False):
            layer["name"] = name
