"""Levels: how much there is of something at a time, as the product itself tells."""

import attrs

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, bars, graph, stat
from grafmint.kit.measure import Measure
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.geomap import GeoMap, MapView
from grafmint.model.panel.maplayer import GeoJSONLayer, MapLocation, MarkersLayer
from grafmint.model.panel.mapstyle import MapStyle
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.prometheus import Query
from grafmint.transform import Organize
from grafmint.units import CustomUnit, Unit


@attrs.frozen(kw_only=True)
class Level(Measure):
    """A gauge that goes up and down, and the label that it is told apart by, if there is one."""

    metric: str
    by: str | None = None
    unit: Unit | CustomUnit = "short"


def amount(level: Level) -> promql.Expr:
    """How much there is, in all or by the level's label."""
    return promql.sum(level.scope.metric(level.metric), by=level.by)


def latest(level: Level, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How much there is now.

    Unit: the level's, a number as a rule. Source: the product's own gauge.
    """
    return stat(
        title or level.title,
        _query(level),
        description=level.description,
        unit=level.unit,
        thresholds=thresholds,
        history=False,
    )


def over_time(
    level: Level, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How much there is, over time.

    Unit: the level's, a number as a rule. Source: the product's own gauge.
    """
    return graph(
        title or level.title,
        _query(level),
        description=level.description,
        unit=level.unit,
        counted=level.unit == "short",
        thresholds=thresholds,
        look=look,
    )


def each(level: Level, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    """How much there is now of each, beside each other.

    Unit: the level's, a number as a rule. Source: the product's own gauge.
    """
    return bars(
        title or level.title, _query(level), description=level.description, unit=level.unit, thresholds=thresholds
    )


def on_map(level: Level, *, title: str | None = None) -> GeoMap:
    """How much there is now in each country, on a map of the world; the level's label holds ISO codes of countries.

    Unit: the level's, a number as a rule. Source: the product's own gauge.
    Raises ModelError for a level without a label to tell its places apart.
    """
    if level.by is None:
        raise ModelError(f"{level.title}: a map has a mark for each country", hint="give the level by, its label")
    return GeoMap(
        title=title or level.title,
        description=level.description,
        queries=ask_now(amount(level), interval=level.interval),
        unit=level.unit,
        min=0,
        thresholds=NO_LIMIT,
        # The outlines come with Grafana: countries are seen even where the basemap's server is out of reach.
        layers=[
            GeoJSONLayer(name="Countries", tooltip=False, style=MapStyle(color="text", opacity=0.1, line_width=1)),
            MarkersLayer(
                name=level.title,
                location=MapLocation(lookup=level.by),
                style=MapStyle(color="blue", size_field=level.title, size_min=4, size_max=20),
                show_legend=False,
            ),
        ],
        # Most people live north of the equator, and a low panel shows no more than a part of the world.
        view=MapView(id="coords", lat=30, lon=0, zoom=1),
        tooltip="details",
        transformations=Organize(hide="Time", order=[level.by, "Value"], rename={"Value": level.title}),
    )


def _query(level: Level) -> Query:
    return ask(amount(level), level.series(level.by), interval=level.interval)
