"""The module of grafmint's project, into which it is copied: one dashboard for each service of the spec."""

from collections.abc import Iterator

import attrs

from bench.spec import HEIGHT, REFRESH, TIME_FROM, VARIABLES, Board, Panel, boards
from bench.spec import Variable as VariableSpec
from grafmint import (
    CustomVariable,
    Dashboard,
    Env,
    IntervalVariable,
    Legend,
    QueryVariable,
    ReduceOptions,
    Stat,
    Table,
    TimeSeries,
    Tooltip,
    Variable,
    above,
    prometheus,
    resources,
)


@attrs.frozen(kw_only=True)
class Values:
    """What varies: how many services there are."""

    services: int


LEGEND = Legend(display_mode="table", placement="right", calcs=["mean", "max"])
TOOLTIP = Tooltip(mode="multi", sort="desc")
REDUCE = ReduceOptions(calcs="lastNotNull")


def over_time(panel: Panel) -> list[prometheus.Query]:
    """The panel's queries over the time range."""
    return [prometheus.Query(expr=target.expr, legend_format=target.legend) for target in panel.targets]


def at_the_end(panel: Panel) -> list[prometheus.Query]:
    """The panel's queries at the end of the time range, for a table."""
    return [
        prometheus.Query(expr=target.expr, legend_format=target.legend, instant=True, format="table")
        for target in panel.targets
    ]


def timeseries_panel(panel: Panel) -> TimeSeries:
    """Values over time."""
    return TimeSeries(
        title=panel.title,
        description=panel.description,
        unit=panel.unit,
        thresholds=above(warning=panel.warning, critical=panel.critical),
        queries=over_time(panel),
        width=panel.width,
        height=HEIGHT,
        legend=LEGEND,
        tooltip=TOOLTIP,
        line_width=2,
        fill_opacity=10,
    )


def stat_panel(panel: Panel) -> Stat:
    """One large value."""
    return Stat(
        title=panel.title,
        description=panel.description,
        unit=panel.unit,
        thresholds=above(warning=panel.warning, critical=panel.critical),
        queries=over_time(panel),
        width=panel.width,
        height=HEIGHT,
        graph_mode="area",
        color_mode="background",
        reduce_options=REDUCE,
    )


def table_panel(panel: Panel) -> Table:
    """Rows and columns."""
    return Table(
        title=panel.title,
        description=panel.description,
        unit=panel.unit,
        thresholds=above(warning=panel.warning, critical=panel.critical),
        queries=at_the_end(panel),
        width=panel.width,
        height=HEIGHT,
        show_header=True,
        filterable=True,
    )


KINDS = {"timeseries": timeseries_panel, "stat": stat_panel, "table": table_panel}


def variable_of(variable: VariableSpec) -> Variable:
    """A variable of any of the three kinds."""
    if variable.kind == "custom":
        return CustomVariable(name=variable.name, label=variable.title, values=variable.values)
    if variable.kind == "interval":
        return IntervalVariable(name=variable.name, label=variable.title, values=variable.values)
    return QueryVariable(
        name=variable.name,
        label=variable.title,
        query=prometheus.LabelValues(label=variable.label, metric=variable.metric),
        multi=variable.several,
        include_all=variable.several,
    )


def dashboard_of(board: Board) -> Dashboard:
    """A dashboard, its panels placed and numbered by grafmint."""
    return Dashboard(
        uid=board.uid,
        title=board.title,
        description=board.description,
        tags=board.tags,
        time_from=TIME_FROM,
        auto_refresh=REFRESH,
        variables=[variable_of(variable) for variable in VARIABLES],
        panels=[KINDS[panel.kind](panel) for panel in board.panels],
    )


@resources
def fleet(env: Env[Values]) -> Iterator[Dashboard]:
    """Every service gets the same dashboard."""
    for board in boards(env.values.services):
        yield dashboard_of(board)
