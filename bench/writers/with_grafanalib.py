"""grafanalib: its classes and its own encoder. `python -m bench.writers.with_grafanalib OUT COUNT`."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from grafanalib import core  # type: ignore[import-untyped]
from grafanalib._gen import write_dashboard  # type: ignore[import-untyped]

from bench.spec import (
    CRITICAL,
    DATASOURCE,
    GOOD,
    HEIGHT,
    REFRESH,
    TIME_FROM,
    VARIABLES,
    WARNING,
    Board,
    Panel,
    Variable,
    boards,
)

SOURCE = {"type": "prometheus", "uid": DATASOURCE}


@cache
def thresholds(warning: float, critical: float) -> list[Any]:
    """Green, then orange, then red; the first value stands for the lowest."""
    colors = ((0, GOOD), (warning, WARNING), (critical, CRITICAL))
    return [core.Threshold(color, index, float(value)) for index, (value, color) in enumerate(colors)]


def queries(panel: Panel) -> Iterator[Any]:
    """The panel's queries; those of a table are at the end of the time range."""
    instant = panel.kind == "table"
    for ref_id, target in zip("AB", panel.targets, strict=True):
        yield core.Target(
            expr=target.expr,
            legendFormat=target.legend,
            refId=ref_id,
            datasource=SOURCE,
            instant=instant,
            format=core.TABLE_TARGET_FORMAT if instant else core.TIME_SERIES_TARGET_FORMAT,
        )


def timeseries_panel(panel: Panel) -> Any:
    """Values over time."""
    return core.TimeSeries(
        title=panel.title,
        description=panel.description,
        unit=panel.unit,
        thresholds=thresholds(panel.warning, panel.critical),
        dataSource=SOURCE,
        targets=list(queries(panel)),
        gridPos=core.GridPos(h=HEIGHT, w=panel.width, x=panel.x, y=panel.y),
        legendDisplayMode="table",
        legendPlacement="right",
        legendCalcs=["mean", "max"],
        tooltipMode="multi",
        tooltipSort="desc",
        lineWidth=2,
        fillOpacity=10,
        thresholdsStyleMode="dashed",
    )


def stat_panel(panel: Panel) -> Any:
    """One large value."""
    return core.Stat(
        title=panel.title,
        description=panel.description,
        format=panel.unit,
        thresholds=thresholds(panel.warning, panel.critical),
        dataSource=SOURCE,
        targets=list(queries(panel)),
        gridPos=core.GridPos(h=HEIGHT, w=panel.width, x=panel.x, y=panel.y),
        graphMode="area",
        colorMode="background",
        reduceCalc="lastNotNull",
    )


def table_panel(panel: Panel) -> Any:
    """Rows and columns."""
    return core.Table(
        title=panel.title,
        description=panel.description,
        unit=panel.unit,
        thresholds=thresholds(panel.warning, panel.critical),
        dataSource=SOURCE,
        targets=list(queries(panel)),
        gridPos=core.GridPos(h=HEIGHT, w=panel.width, x=panel.x, y=panel.y),
        showHeader=True,
        filterable=True,
    )


KINDS = {"timeseries": timeseries_panel, "stat": stat_panel, "table": table_panel}


def template(variable: Variable) -> Any:
    """A variable of any of the three kinds."""
    if variable.kind == "query":
        return core.Template(
            name=variable.name,
            label=variable.title,
            query=f"label_values({variable.metric}, {variable.label})",
            dataSource=SOURCE,
            multi=variable.several,
            includeAll=variable.several,
        )
    return core.Template(
        name=variable.name,
        label=variable.title,
        type=variable.kind,
        query=",".join(variable.values),
        default=variable.values[0],
    )


def board_object(board: Board) -> Any:
    """A dashboard, its panels numbered by the library."""
    return core.Dashboard(
        uid=board.uid,
        title=board.title,
        description=board.description,
        tags=list(board.tags),
        time=core.Time(TIME_FROM, "now"),
        refresh=REFRESH,
        templating=core.Templating([template(variable) for variable in VARIABLES]),
        panels=[KINDS[panel.kind](panel) for panel in board.panels],
    ).auto_panel_ids()


def main(out: Path, count: int) -> None:
    """Write `count` dashboards into `out`."""
    for board in boards(count):
        with (out / f"{board.uid}.json").open("w", encoding="utf-8") as file:
            write_dashboard(board_object(board), file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
