"""Maps: what a layer draws and where, and which options do not fit."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Basemap, GeoJSONLayer, GeoMap, HeatmapLayer, MapLocation, MapStyle, MapView, MarkersLayer, RawLayer
from grafmint.errors import ModelError
from tests.fake_context import written

Write = Callable[..., Any]
Refuse = Callable[..., ModelError]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (MapLocation(), {"mode": "auto"}),
        (MapLocation(lookup="country"), {"mode": "lookup", "lookup": "country"}),
        (MapLocation(lookup="s", gazetteer="g.json"), {"mode": "lookup", "lookup": "s", "gazetteer": "g.json"}),
        (MapLocation(geohash="hash"), {"mode": "geohash", "geohash": "hash"}),
        (
            MapLocation(latitude="lat", longitude="lon"),
            {"mode": "coords", "latitude": "lat", "longitude": "lon"},
        ),
    ],
)
def test_the_fields_say_how_a_place_is_found(location: MapLocation, expected: dict[str, str]) -> None:
    """Nobody writes the mode: it follows from the fields that are named."""
    assert written(location) == expected


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"latitude": "lat"}, "latitude and longitude need each other"),
        ({"longitude": "lon"}, "latitude and longitude need each other"),
        ({"lookup": "country", "geohash": "hash"}, "several ways to a place"),
        ({"geohash": "hash", "latitude": "lat", "longitude": "lon"}, "several ways to a place"),
        ({"gazetteer": "g.json"}, "no effect without lookup"),
    ],
)
def test_a_place_is_found_in_one_way(refuse: Refuse, given: dict[str, str], problem: str) -> None:
    """The page would silently take one of two ways, or none."""
    assert problem in refuse(MapLocation, **given).message


def test_a_style_is_fixed_or_by_a_field() -> None:
    """What is fixed stays beside a field: the page takes it where the field is not there."""
    fixed, by_field = written(MapStyle(size=8, text="x")), written(MapStyle(size_field="Value", color_field="Value"))
    assert fixed["size"] == {"fixed": 8, "min": 2, "max": 15}
    assert (fixed["color"], fixed["text"]) == ({"fixed": "dark-green"}, {"mode": "fixed", "fixed": "x"})
    assert by_field["size"] == {"fixed": 5, "min": 2, "max": 15, "field": "Value"}
    assert by_field["color"] == {"fixed": "dark-green", "field": "Value"}
    assert "text" not in by_field
    assert written(MapStyle(text_field="city"))["text"] == {"mode": "field", "field": "city", "fixed": ""}


@pytest.mark.parametrize(("symbol", "file"), [("circle", "circle"), ("x", "x-mark")])
def test_a_symbol_is_a_picture_of_grafanas(symbol: Any, file: str) -> None:
    """By its file, whose name is another one for a cross that lies."""
    assert written(MapStyle(symbol=symbol))["symbol"] == {"mode": "fixed", "fixed": f"img/icons/marker/{file}.svg"}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"size_min": 15}, "size_min=15 is not below size_max=15"),
        ({"text": "a", "text_field": "b"}, "are both the text"),
        ({"opacity": 40}, "opacity=40 is above 1"),
    ],
)
def test_a_style_that_cannot_be_is_refused(refuse: Refuse, given: dict[str, Any], problem: str) -> None:
    """Sizes without a range would all be the least, and opacity is no percentage."""
    assert problem in refuse(MapStyle, **given).message


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"id": "zero", "allLayers": True}),
        ({"id": "europe", "zoom": 3}, {"id": "europe", "zoom": 3, "allLayers": True}),
        ({"id": "coords", "lat": 0, "lon": 0}, {"id": "coords", "lat": 0, "lon": 0, "allLayers": True}),
        ({"id": "fit", "padding": 20}, {"id": "fit", "padding": 20, "allLayers": True}),
        (
            {"id": "fit", "layer": "Users", "last_only": True},
            {"id": "fit", "layer": "Users", "lastOnly": True, "allLayers": False},
        ),
    ],
)
def test_a_view_fits_all_layers_or_the_named_one(given: dict[str, Any], expected: dict[str, Any]) -> None:
    """The page looks at all of them, whatever else is said, unless it is told not to."""
    assert written(MapView(**given)) == expected


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"id": "coords", "lat": 1.5}, "id='coords' and coordinates do not fit"),
        ({"id": "europe", "lon": 2.5}, "id='europe' and coordinates do not fit"),
        ({"lat": 1.5, "lon": 2.5}, "id='zero' and coordinates do not fit"),
        ({"id": "europe", "layer": "Users"}, "layer has no effect with id='europe'"),
        ({"padding": 3}, "padding has no effect with id='zero'"),
        ({"id": "fit", "last_only": True}, "last_only is of one layer"),
        ({"id": "coords", "lat": 91, "lon": 0}, "lat=91 is above 90"),
    ],
)
def test_a_view_without_effect_is_refused(refuse: Refuse, given: dict[str, Any], problem: str) -> None:
    """Coordinates belong to one view, and what surrounds data to another."""
    assert problem in refuse(MapView, **given).message


def test_layers_are_called_by_their_places(write_panel: Write) -> None:
    """The page keeps layers by their names, so each has one; one that is given stays."""
    layers = [GeoJSONLayer(), MarkersLayer(name="Users"), HeatmapLayer(), RawLayer(type="dayNight")]
    found = write_panel(GeoMap(title="M", layers=layers))["options"]["layers"]
    assert [layer["name"] for layer in found] == ["Layer 1", "Users", "Layer 3", "Layer 4"]
    assert [layer["type"] for layer in found] == ["geojson", "markers", "heatmap", "dayNight"]
    assert [layer.get("location") for layer in found] == [None, *[{"mode": "auto"}] * 3]


def test_names_of_layers_are_their_own(refuse: Refuse) -> None:
    """Also a name that another layer has by its place; a view fits a layer that is there."""
    twice = refuse(GeoMap, title="M", layers=[MarkersLayer(), MarkersLayer(name="Layer 1")])
    assert twice.message == "GeoMap 'M': two layers are called 'Layer 1'"
    gone = refuse(GeoMap, title="M", layers=MarkersLayer(name="Users"), view=MapView(id="fit", layer="Usrs"))
    assert (gone.message, gone.hint) == (
        "GeoMap 'M': its view fits 'Usrs', which is no layer of it", "did you mean 'Users'?",
    )  # fmt: skip


def test_a_map_without_anything_has_the_servers_basemap(write_panel: Write) -> None:
    """And leaves the rest to the page, which looks for places itself."""
    assert write_panel(GeoMap(title="M"))["options"] == {"basemap": {"type": "default", "name": "Basemap"}}
    assert written(Basemap(type="xyz", config={"url": "https://tiles.example/{z}/{x}/{y}.png"}))["type"] == "xyz"


def test_a_layer_draws_the_query_that_it_names() -> None:
    """By its refId, as a matcher of frames."""
    assert written(HeatmapLayer(filter_data="B"))["filterData"] == {"id": "byRefId", "options": "B"}
    assert "filterData" not in written(HeatmapLayer())
