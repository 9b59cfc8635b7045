"""Layers of a map, and where each finds its places: markers, a heatmap, areas of a file, or any other by its settings.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/geomap/#map-layers
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, JsonObject, Model, Parts, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.panel.mapstyle import MapStyle


@frozen(kw_only=True)
class MapLocation(Model):
    """The field that says where a row is: `lookup` of names or codes, `geohash`, or `latitude` and `longitude`.

    `lookup` finds ISO codes of countries, with two or three letters; another `gazetteer` of Grafana's finds others:
    "public/gazetteer/usa-states.json". Without any field the page looks for fields of these names.
    """

    lookup: str | Unset = field()
    gazetteer: str | Unset = field()
    geohash: str | Unset = field()
    latitude: str | Unset = field()
    longitude: str | Unset = field()

    @property
    def mode(self) -> str:
        """Grafana's word for the way that the given fields are read."""
        modes = {"lookup": self.lookup, "geohash": self.geohash, "coords": self.latitude}
        return next((mode for mode, name in modes.items() if name), "auto")

    def _validate(self) -> None:
        if bool(self.latitude) != bool(self.longitude):
            raise ModelError("MapLocation: latitude and longitude need each other", hint="name both fields")
        if sum(map(bool, (self.lookup, self.geohash, self.latitude))) > 1:
            raise ModelError(
                "MapLocation has several ways to a place", hint="lookup, geohash, or coordinates: name one"
            )
        if self.gazetteer and not self.lookup:
            raise ModelError("MapLocation: a gazetteer has no effect without lookup", hint='write lookup="country"')

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"mode": self.mode, **parts[ROOT]}


def by_ref_id(value: str, context: Context) -> Json:
    """A layer draws the frames of a query by its refId."""
    return {"id": "byRefId", "options": value}


@frozen(kw_only=True)
class MapLayer(Model):
    """The base of every layer; without a `name` it is called by its place, "Layer 1" first.

    `filter_data` is the refId of the query that it draws, left out the first one; `tooltip=False` lets the mouse pass.
    """

    #: Grafana's id of the layer.
    kind: ClassVar[str]

    name: str | Unset = field()
    filter_data: str | Unset = field(encode=by_ref_id)
    opacity: float | Unset = field(low=0, high=1)
    tooltip: bool | Unset = field()

    def _config(self, context: Context) -> JsonObject:
        """The settings of the kind itself; overridden by kinds that have such."""
        return {}

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": self.kind, **parts[ROOT], "config": self._config(context)}


@frozen(kw_only=True)
class _LocatedLayer(MapLayer):
    location: MapLocation = field(default=attrs.Factory(MapLocation), always=True)


@frozen(kw_only=True)
class MarkersLayer(_LocatedLayer):
    """A symbol at the place of each row: `MarkersLayer(location=MapLocation(lookup="country"))`."""

    kind: ClassVar[str] = "markers"

    style: MapStyle = unwritten(default=attrs.Factory(MapStyle))
    show_legend: bool = unwritten(default=True)

    def _config(self, context: Context) -> JsonObject:
        return {"style": context.encode(self.style), "showLegend": self.show_legend}


@frozen(kw_only=True)
class HeatmapLayer(_LocatedLayer):
    """Where much is: each row counts by its `weight_field`, left out all count alike."""

    kind: ClassVar[str] = "heatmap"

    weight_field: str | Unset = unwritten()
    radius: int = unwritten(default=5, low=1, high=50)
    blur: int = unwritten(default=15, low=1, high=50)

    def _config(self, context: Context) -> JsonObject:
        weight: JsonObject = {"fixed": 1, "min": 0, "max": 1}
        weight |= {} if isinstance(self.weight_field, Unset) else {"field": self.weight_field}
        return {"weight": weight, "radius": self.radius, "blur": self.blur}


@frozen(kw_only=True)
class GeoJSONLayer(MapLayer):
    """The areas of a GeoJSON file; that of the countries' outlines comes with Grafana and needs no network."""

    kind: ClassVar[str] = "geojson"

    src: str = unwritten(default="public/maps/countries.geojson")
    style: MapStyle = unwritten(default=attrs.Factory(MapStyle))

    def _config(self, context: Context) -> JsonObject:
        return {"src": self.src, "style": context.encode(self.style), "rules": []}


@frozen(kw_only=True)
class RawLayer(_LocatedLayer):
    """A layer that has no class here, such as "route": its `config` is written as it stands, unchecked."""

    type: str = attrs.field(metadata=UNWRITTEN)
    config: Mapping[str, Any] = attrs.field(factory=dict, metadata=UNWRITTEN)

    @property
    def kind(self) -> str:  # type: ignore[override]  # here each value has its own
        return self.type

    def _config(self, context: Context) -> JsonObject:
        return context.plain(self.config)
