"""Grafana as code for Python: define, check, plan and sync dashboards in one tool.

Names load on first use, so that a module pays only for the panel kinds it has.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grafmint._resources import resources
    from grafmint.environment import Env
    from grafmint.errors import GrafmintError, ModelError, ProjectError
    from grafmint.model.alerting.alert import Alert
    from grafmint.model.alerting.contact_point import ContactPoint
    from grafmint.model.alerting.mute_timing import MuteTiming
    from grafmint.model.alerting.policy import NotificationPolicy
    from grafmint.model.alerting.rule import AlertRule
    from grafmint.model.annotation import Annotation
    from grafmint.model.dashboard import Dashboard
    from grafmint.model.datasource import BasicAuth, Datasource, RawDatasource
    from grafmint.model.fields import (
        CellOptions,
        Color,
        Legend,
        Override,
        ReduceOptions,
        TextSize,
        Tooltip,
        by_name,
        by_query,
        by_regexp,
        by_type,
    )
    from grafmint.model.folder import Folder, Permission
    from grafmint.model.grid import Grid
    from grafmint.model.library_panel import LibraryPanel
    from grafmint.model.link import DashboardLink, DataLink, ExploreLink
    from grafmint.model.mapping import RangeMap, RegexMap, SpecialMap, ValueMap
    from grafmint.model.panel.alertlist import AlertList, AlertStates
    from grafmint.model.panel.barchart import BarChart
    from grafmint.model.panel.bargauge import BarGauge
    from grafmint.model.panel.base import FieldPanel, Panel, QueryPanel
    from grafmint.model.panel.gauge import Gauge
    from grafmint.model.panel.geomap import Basemap, GeoMap, MapControls, MapView
    from grafmint.model.panel.heatmap import CellValues, Heatmap, HeatmapAxis, HeatmapColor
    from grafmint.model.panel.logs import Logs
    from grafmint.model.panel.maplayer import GeoJSONLayer, HeatmapLayer, MapLayer, MapLocation, MarkersLayer, RawLayer
    from grafmint.model.panel.mapstyle import MapStyle
    from grafmint.model.panel.nodegraph import ArcOption, EdgeOptions, NodeGraph, NodeOptions
    from grafmint.model.panel.piechart import PieChart, PieLegend
    from grafmint.model.panel.raw import RawPanel
    from grafmint.model.panel.stat import Stat
    from grafmint.model.panel.statetimeline import StateTimeline
    from grafmint.model.panel.table import Table, TableSort
    from grafmint.model.panel.text import Text
    from grafmint.model.panel.timeseries import TimeSeries
    from grafmint.model.panel.traces import Traces
    from grafmint.model.query import Query, RawQuery
    from grafmint.model.removed import Removed
    from grafmint.model.row import Row
    from grafmint.model.secret import Secret
    from grafmint.model.threshold import Threshold, Thresholds, above, below
    from grafmint.model.transformation import RawTransformation, Transformation
    from grafmint.model.variable.adhoc import AdhocVariable
    from grafmint.model.variable.base import Variable
    from grafmint.model.variable.constant import ConstantVariable
    from grafmint.model.variable.custom import CustomVariable
    from grafmint.model.variable.datasource import DatasourceVariable
    from grafmint.model.variable.interval import IntervalVariable
    from grafmint.model.variable.query import QueryVariable
    from grafmint.model.variable.textbox import TextBoxVariable
    from grafmint.values import load

_HOMES = {
    "_resources": ("resources",),
    "environment": ("Env",),
    "errors": ("GrafmintError", "ModelError", "ProjectError"),
    "model.alerting.alert": ("Alert",),
    "model.alerting.contact_point": ("ContactPoint",),
    "model.alerting.mute_timing": ("MuteTiming",),
    "model.alerting.policy": ("NotificationPolicy",),
    "model.alerting.rule": ("AlertRule",),
    "model.annotation": ("Annotation",),
    "model.dashboard": ("Dashboard",),
    "model.datasource": ("BasicAuth", "Datasource", "RawDatasource"),
    "model.fields": (
        "CellOptions", "Color", "Legend", "Override", "ReduceOptions", "TextSize", "Tooltip",
        "by_name", "by_query", "by_regexp", "by_type",
    ),
    "model.folder": ("Folder", "Permission"),
    "model.grid": ("Grid",),
    "model.library_panel": ("LibraryPanel",),
    "model.link": ("DashboardLink", "DataLink", "ExploreLink"),
    "model.mapping": ("RangeMap", "RegexMap", "SpecialMap", "ValueMap"),
    "model.panel.alertlist": ("AlertList", "AlertStates"),
    "model.panel.barchart": ("BarChart",),
    "model.panel.bargauge": ("BarGauge",),
    "model.panel.base": ("FieldPanel", "Panel", "QueryPanel"),
    "model.panel.gauge": ("Gauge",),
    "model.panel.geomap": ("Basemap", "GeoMap", "MapControls", "MapView"),
    "model.panel.heatmap": ("CellValues", "Heatmap", "HeatmapAxis", "HeatmapColor"),
    "model.panel.logs": ("Logs",),
    "model.panel.maplayer": ("GeoJSONLayer", "HeatmapLayer", "MapLayer", "MapLocation", "MarkersLayer", "RawLayer"),
    "model.panel.mapstyle": ("MapStyle",),
    "model.panel.nodegraph": ("ArcOption", "EdgeOptions", "NodeGraph", "NodeOptions"),
    "model.panel.piechart": ("PieChart", "PieLegend"),
    "model.panel.raw": ("RawPanel",),
    "model.panel.stat": ("Stat",),
    "model.panel.statetimeline": ("StateTimeline",),
    "model.panel.table": ("Table", "TableSort"),
    "model.panel.text": ("Text",),
    "model.panel.timeseries": ("TimeSeries",),
    "model.panel.traces": ("Traces",),
    "model.query": ("Query", "RawQuery"),
    "model.removed": ("Removed",),
    "model.row": ("Row",),
    "model.secret": ("Secret",),
    "model.threshold": ("Threshold", "Thresholds", "above", "below"),
    "model.transformation": ("RawTransformation", "Transformation"),
    "model.variable.adhoc": ("AdhocVariable",),
    "model.variable.base": ("Variable",),
    "model.variable.constant": ("ConstantVariable",),
    "model.variable.custom": ("CustomVariable",),
    "model.variable.datasource": ("DatasourceVariable",),
    "model.variable.interval": ("IntervalVariable",),
    "model.variable.query": ("QueryVariable",),
    "model.variable.textbox": ("TextBoxVariable",),
    "values": ("load",),
}  # fmt: skip
_HOME = {name: f"grafmint.{module}" for module, names in _HOMES.items() for name in names}

__all__ = [
    "AdhocVariable",
    "Alert",
    "AlertList",
    "AlertRule",
    "AlertStates",
    "Annotation",
    "ArcOption",
    "BarChart",
    "BarGauge",
    "Basemap",
    "BasicAuth",
    "CellOptions",
    "CellValues",
    "Color",
    "ConstantVariable",
    "ContactPoint",
    "CustomVariable",
    "Dashboard",
    "DashboardLink",
    "DataLink",
    "Datasource",
    "DatasourceVariable",
    "EdgeOptions",
    "Env",
    "ExploreLink",
    "FieldPanel",
    "Folder",
    "Gauge",
    "GeoJSONLayer",
    "GeoMap",
    "GrafmintError",
    "Grid",
    "Heatmap",
    "HeatmapAxis",
    "HeatmapColor",
    "HeatmapLayer",
    "IntervalVariable",
    "Legend",
    "LibraryPanel",
    "Logs",
    "MapControls",
    "MapLayer",
    "MapLocation",
    "MapStyle",
    "MapView",
    "MarkersLayer",
    "ModelError",
    "MuteTiming",
    "NodeGraph",
    "NodeOptions",
    "NotificationPolicy",
    "Override",
    "Panel",
    "Permission",
    "PieChart",
    "PieLegend",
    "ProjectError",
    "Query",
    "QueryPanel",
    "QueryVariable",
    "RangeMap",
    "RawDatasource",
    "RawLayer",
    "RawPanel",
    "RawQuery",
    "RawTransformation",
    "ReduceOptions",
    "RegexMap",
    "Removed",
    "Row",
    "Secret",
    "SpecialMap",
    "Stat",
    "StateTimeline",
    "Table",
    "TableSort",
    "Text",
    "TextBoxVariable",
    "TextSize",
    "Threshold",
    "Thresholds",
    "TimeSeries",
    "Tooltip",
    "Traces",
    "Transformation",
    "ValueMap",
    "Variable",
    "above",
    "below",
    "by_name",
    "by_query",
    "by_regexp",
    "by_type",
    "load",
    "resources",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        from grafmint._elsewhere import elsewhere
        from grafmint.suggest import hint

        raise AttributeError(f"grafmint has no {name!r}; {elsewhere(name) or hint(name, _HOME)}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
