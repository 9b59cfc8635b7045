"""Judges of single panels: what they show, how they warn, what they look like."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from .board import Panel
from .build import Build, Output, Wish
from .rows import Look

#: The table proposes Grafana's list of alerts; the row demands the metric ALERTS, which such a list has no query for.
ALSO_FINE = {"Alert overview": frozenset({"table", "stat"})}
#: What shows the same as well as the proposed type: over time, as one figure each, or by what they are of.
SERVES_AS_WELL: Mapping[str, frozenset[str]] = {
    "timeseries": frozenset({"barchart", "heatmap", "state-timeline"}),
    "stat": frozenset({"gauge", "bargauge"}),
    "gauge": frozenset({"stat", "bargauge"}),
    "bargauge": frozenset({"barchart", "stat", "table"}),
    "barchart": frozenset({"bargauge", "piechart", "timeseries"}),
    "piechart": frozenset({"barchart", "bargauge"}),
    "table": frozenset({"bargauge", "logs"}),
    "state-timeline": frozenset({"status-history"}),
    "traces": frozenset({"table"}),
    "alertlist": frozenset({"table", "stat"}),
}
#: What shows the same as the proposed unit: Grafana writes its own days as weeks and years.
SAME_UNIT: Mapping[str, frozenset[str]] = {"d": frozenset({"suffix:days"})}
#: What shows texts, spans or a map of services has no unit.
WITHOUT_UNIT = frozenset({"alertlist", "logs", "nodeGraph", "text", "traces"})

#: What is wrong with one panel.
Problems = Callable[[Panel], Iterator[str]]


def panels_exist(wish: Wish, output: Output) -> Iterator[str]:
    """The dashboard has a panel of each title that is all that the row demands of it."""
    for panel in wish["panels"]:
        demands = {name: wanted for name, wanted in panel.items() if name != "title"}
        yield from _best(output, wish["dashboard"], panel["title"], partial(_faults, demands=demands))


def unit_problems(look: Look, build: Build) -> list[str]:
    """Why a panel does not show its values in the unit of the table; nothing when it does."""

    def problems(panel: Panel) -> Iterator[str]:
        # A table of traces in the place of one shows durations, for which no unit is proposed.
        is_counted = look.unit is not None and panel.type not in WITHOUT_UNIT and look.panel_type != "traces"
        if is_counted and {look.unit, *SAME_UNIT.get(look.unit or "", ())}.isdisjoint(panel.units):
            yield f"its unit is {_listed(panel.units)}, not {look.unit}"

    return _looks(look, build, problems)


def type_problems(look: Look, build: Build) -> list[str]:
    """Why a panel is not of the type of the table; nothing when it is."""

    def problems(panel: Panel) -> Iterator[str]:
        also = ALSO_FINE.get(look.title, SERVES_AS_WELL.get(look.panel_type or "", frozenset()))
        if look.panel_type is not None and panel.type not in {look.panel_type, *also}:
            yield f"it is a {panel.type}, not a {look.panel_type}"

    return _looks(look, build, problems)


def _looks(look: Look, build: Build, problems: Problems) -> list[str]:
    return [
        f"{stage}: {problem}"
        for stage, output in build.outputs.items()
        for problem in _best(output, look.dashboard, look.title, problems)
    ]


def _best(output: Output, dashboard: str, title: str, problems: Problems) -> Iterator[str]:
    """What is wrong with the panel of a title; of several, with the one that comes nearest."""
    boards = output.dashboards(dashboard)
    if not boards:
        yield f"there is no dashboard {dashboard!r}"
        return
    found = [panel for one in boards for panel in one.board.titled(title)]
    if not found:
        yield f"{dashboard!r} has no panel {title!r}"
        return
    yield from (f"{dashboard!r}, panel {title!r}: {one}" for one in min((list(problems(p)) for p in found), key=len))


def _faults(panel: Panel, demands: Mapping[str, Any]) -> Iterator[str]:
    for query in panel.queries:
        if query.reading.fault is not None:
            yield f"the query {query.text!r} cannot be read: {query.reading.fault}"
    for name, wanted in demands.items():
        demand = _DEMANDS.get(name)
        if demand is None:
            yield f"the judge knows no demand {name!r}"
        else:
            yield from demand(panel, wanted)


def _any_of_metrics(panel: Panel, wanted: list[str]) -> Iterator[str]:
    if panel.metrics.isdisjoint(wanted):
        yield f"it uses {_listed(panel.metrics)}, and none of {_listed(wanted)}"


def _all_of_metrics(panel: Panel, wanted: list[str]) -> Iterator[str]:
    missing = set(wanted) - panel.metrics
    if missing:
        yield f"it does not use {_listed(missing)}"


def _quantile(panel: Panel, wanted: float) -> Iterator[str]:
    yield from _quantiles(panel, [wanted])


def _quantiles(panel: Panel, wanted: list[float]) -> Iterator[str]:
    for one in wanted:
        if all(query.reading.quantiles != {one} for query in panel.queries):
            yield f"no query of its own shows the quantile {one}"


def _panel_type(panel: Panel, wanted: str) -> Iterator[str]:
    if panel.type != wanted:
        yield f"it is a {panel.type}, not a {wanted}"


def _datasource_type(panel: Panel, wanted: str) -> Iterator[str]:
    if wanted not in panel.source_types:
        yield f"it asks {_listed(panel.source_types)}, not {wanted}"


def _threshold(panel: Panel, wanted: Mapping[str, float]) -> Iterator[str]:
    unknown = set(wanted) - {"warning", "critical", "warning_below", "critical_below"}
    if unknown:
        yield f"the judge knows no threshold {_listed(unknown)}"
    elif not any(all(getattr(one, name) == value for name, value in wanted.items()) for one in panel.thresholds):
        yield f"it changes colour at {_thresholds(panel)}, not at {dict(wanted)}"


def _named_thresholds(panel: Panel, wanted: Mapping[str, float]) -> Iterator[str]:
    numbers = {value for one in panel.thresholds for value in one.by_color.values()}
    for name, value in wanted.items():
        if value not in numbers:
            yield f"it changes colour at {_thresholds(panel)}, nowhere at {value} for {name}"


_DEMANDS: Mapping[str, Callable[[Panel, Any], Iterator[str]]] = {
    "any_of_metrics": _any_of_metrics,
    "all_of_metrics": _all_of_metrics,
    "quantile": _quantile,
    "quantiles": _quantiles,
    "panel_type": _panel_type,
    "datasource_type": _datasource_type,
    "threshold": _threshold,
    "thresholds": _named_thresholds,
}


def _thresholds(panel: Panel) -> str:
    return " and ".join(str(dict(one.by_color)) for one in panel.thresholds) or "nothing"


def _listed(names: Any) -> str:
    return ", ".join(sorted(names)) or "nothing"
