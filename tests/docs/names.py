"""The names that a user imports, by group, each with the first line of its docstring."""

import inspect
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import grafmint
from grafmint.model.base import Model
from tests.docs.generated import Make, code, table

#: Every name of `grafmint` itself, by what it is for.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "dashboards": ("Dashboard", "Row", "Grid", "LibraryPanel", "Folder", "Permission", "Annotation"),
    "panels": (
        "AlertList", "BarChart", "BarGauge", "FieldPanel", "Gauge", "GeoMap", "Heatmap", "Logs", "NodeGraph", "Panel",
        "PieChart", "QueryPanel", "RawPanel", "Stat", "StateTimeline", "Table", "Text", "TimeSeries", "Traces",
    ),
    "parts of panels": (
        "AlertStates", "CellOptions", "CellValues", "Color", "HeatmapAxis", "HeatmapColor", "Legend", "PieLegend",
        "ReduceOptions",
        "TableSort", "TextSize", "Tooltip",
    ),
    "parts of maps and node graphs": (
        "MapView", "MapControls", "Basemap", "MapLayer", "GeoJSONLayer", "HeatmapLayer", "MarkersLayer", "RawLayer",
        "MapLocation", "MapStyle", "NodeOptions", "EdgeOptions", "ArcOption",
    ),
    "thresholds, mappings, overrides": (
        "above", "below", "Threshold", "Thresholds", "ValueMap", "RangeMap", "RegexMap", "SpecialMap", "Override",
        "by_name", "by_query", "by_regexp", "by_type",
    ),
    "variables": (
        "AdhocVariable", "ConstantVariable", "CustomVariable", "DatasourceVariable", "IntervalVariable",
        "QueryVariable", "TextBoxVariable", "Variable",
    ),
    "queries and links": ("Query", "RawQuery", "DashboardLink", "DataLink", "ExploreLink"),
    "alerting at the top": ("Alert", "AlertRule", "ContactPoint", "MuteTiming", "NotificationPolicy"),
    "datasources and secrets": ("Datasource", "RawDatasource", "BasicAuth", "Secret"),
    "environments and data": ("Env", "resources", "load", "Removed"),
    "errors": ("GrafmintError", "ModelError", "ProjectError"),
}  # fmt: skip
#: The modules of values that a user imports, in the order of the page; beside them are promql, transform, units, kit.
DATASOURCES = (
    "prometheus", "loki", "tempo", "jaeger", "cloudwatch", "elasticsearch", "postgres", "mysql", "alertmanager",
    "testdata", "expression",
)  # fmt: skip
#: What has a module of its own beside those of datasources; its values are defined elsewhere.
ALERTING = "alerting"
TRANSFORMATIONS = ("Transformation", "RawTransformation")
_CONSTANT = re.compile(r"^#: (.+)\n(?:#: .+\n)*([A-Z][A-Z_]*)\b", re.MULTILINE)


def makers() -> dict[str, Make]:
    """What stands in each region of the page that lists names."""
    made: dict[str, Make] = {f"names: {group}": _maker(_pairs(grafmint, names)) for group, names in GROUPS.items()}
    for name in (*DATASOURCES, ALERTING, "block", "slo", "units"):
        module = import_module(f"grafmint.{name}")
        made[f"names: {name}"] = _maker(_pairs(module, public(module), f"{name}."))
    promql, transform = import_module("grafmint.promql"), import_module("grafmint.transform")
    made["names: promql"] = _maker(_pairs(promql, promql.__all__, "promql."))
    transformations = [*_pairs(transform, public(transform), "transform."), *_pairs(grafmint, TRANSFORMATIONS)]
    made["names: transform"] = _maker(transformations)
    return made | {f"names: kit.{name}": _maker(_of_kit(name)) for name in kit()}


def public(module: ModuleType) -> list[str]:
    """The names that a module defines for its users: all it lists, or its values and its own public functions."""
    listed = getattr(module, "__all__", None)
    found = vars(module) if listed is None else {name: getattr(module, name) for name in listed}
    return sorted(name for name, value in found.items() if not name.startswith("_") and _is_own(value, module, listed))


def kit() -> list[str]:
    """The modules of the kit."""
    found = (Path(grafmint.__file__).parent / "kit").glob("[!_]*")
    return sorted(each.stem for each in found)


def with_values() -> set[str]:
    """The modules of grafmint that define values for a user."""
    files = Path(grafmint.__file__).parent.glob("[!_]*.py")
    found = {file.stem: import_module(f"grafmint.{file.stem}") for file in files}
    return {name for name, module in found.items() if any(_is_value(each, module) for each in vars(module).values())}


def classes() -> dict[type[Model], str]:
    """Every value that a user can write, by the name that the page calls it."""
    found: dict[type[Model], str] = {}
    homes = [(grafmint, grafmint.__all__, "")]
    homes += [
        (module, public(module), f"{name}.")
        for name in (*DATASOURCES, ALERTING, "transform")
        if (module := _module(name))
    ]
    for module, names, prefix in homes:
        for name in names:
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, Model):
                found.setdefault(value, prefix + name)
    return found


def _module(name: str) -> ModuleType:
    return import_module(f"grafmint.{name}")


def _is_own(value: object, module: ModuleType, listed: object) -> bool:
    if listed is not None or _is_value(value, module):
        return True
    # A datasource's module keeps the converters of its fields beside its values.
    is_here = getattr(value, "__module__", None) == module.__name__
    return is_here and callable(value) and module.__name__.rpartition(".")[2] not in DATASOURCES


def _is_value(value: object, module: ModuleType) -> bool:
    return isinstance(value, type) and issubclass(value, Model) and value.__module__ == module.__name__


def _of_kit(name: str) -> Iterator[tuple[str, str]]:
    module = import_module(f"grafmint.kit.{name}")
    for constant, summary in sorted((found[2], found[1]) for found in _CONSTANT.finditer(inspect.getsource(module))):
        yield f"{name}.{constant}", summary
    for one in public(module):
        value = getattr(module, one)
        brackets = "" if isinstance(value, type) else "(…)"
        yield f"{name}.{one}{brackets}", _summary(value)


def _pairs(module: ModuleType, names: Any, prefix: str = "") -> list[tuple[str, str]]:
    return [(prefix + name, _summary(getattr(module, name))) for name in names]


def _summary(value: object) -> str:
    doc = inspect.getdoc(value)
    assert doc, f"{value!r} says nothing of itself"
    return doc.partition("\n")[0]


def _maker(pairs: Any) -> Make:
    rows = [(code(name), summary) for name, summary in pairs]
    return lambda: "\n" + table(("name", "what it is"), rows) + "\n"
