"""grafana-foundation-sdk: its typed builders and its encoder. `python -m bench.writers.foundation_sdk OUT COUNT`."""

import json
import sys
from functools import cache
from pathlib import Path

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, table, timeseries
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as common_models
from grafana_foundation_sdk.models import dashboard as models
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

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
    Target,
    Variable,
    boards,
)

SOURCE = common_models.DataSourceRef(type_val="prometheus", uid=DATASOURCE)
LEGEND = (
    common.VizLegendOptions()
    .display_mode(common_models.LegendDisplayMode.TABLE)
    .placement(common_models.LegendPlacement.RIGHT)
    .show_legend(True)
    .calcs(["mean", "max"])
)
TOOLTIP = (
    common.VizTooltipOptions().mode(common_models.TooltipDisplayMode.MULTI).sort(common_models.SortOrder.DESCENDING)
)
REDUCE = common.ReduceDataOptions().calcs(["lastNotNull"]).fields("").values(False)
DASHED = common.GraphThresholdsStyleConfig().mode(common_models.GraphThresholdsStyleMode.DASHED)


@cache
def thresholds(warning: float, critical: float) -> dashboard.ThresholdsConfig:
    """Green, then orange, then red."""
    colors = ((None, GOOD), (warning, WARNING), (critical, CRITICAL))
    steps = [models.Threshold(value=value, color=color) for value, color in colors]
    return dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps)


def over_time(target: Target, ref_id: str) -> prometheus.Dataquery:
    """A query over the time range."""
    return (
        prometheus.Dataquery().expr(target.expr).legend_format(target.legend).datasource(SOURCE).ref_id(ref_id).range()
    )


def at_the_end(target: Target, ref_id: str) -> prometheus.Dataquery:
    """A query at the end of the time range, for a table."""
    return (
        prometheus.Dataquery()
        .expr(target.expr)
        .legend_format(target.legend)
        .datasource(SOURCE)
        .ref_id(ref_id)
        .instant()
        .format(PromQueryFormat.TABLE)
    )


def timeseries_panel(panel: Panel) -> Builder[models.Panel]:
    """Values over time."""
    first, second = panel.targets
    return (
        timeseries.Panel()
        .title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .thresholds(thresholds(panel.warning, panel.critical))
        .datasource(SOURCE)
        .with_target(over_time(first, "A"))
        .with_target(over_time(second, "B"))
        .span(panel.width)
        .height(HEIGHT)
        .legend(LEGEND)
        .tooltip(TOOLTIP)
        .line_width(2)
        .fill_opacity(10)
        .thresholds_style(DASHED)
    )


def stat_panel(panel: Panel) -> Builder[models.Panel]:
    """One large value."""
    first, second = panel.targets
    return (
        stat.Panel()
        .title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .thresholds(thresholds(panel.warning, panel.critical))
        .datasource(SOURCE)
        .with_target(over_time(first, "A"))
        .with_target(over_time(second, "B"))
        .span(panel.width)
        .height(HEIGHT)
        .graph_mode(common_models.BigValueGraphMode.AREA)
        .color_mode(common_models.BigValueColorMode.BACKGROUND)
        .reduce_options(REDUCE)
    )


def table_panel(panel: Panel) -> Builder[models.Panel]:
    """Rows and columns."""
    first, second = panel.targets
    return (
        table.Panel()
        .title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .thresholds(thresholds(panel.warning, panel.critical))
        .datasource(SOURCE)
        .with_target(at_the_end(first, "A"))
        .with_target(at_the_end(second, "B"))
        .span(panel.width)
        .height(HEIGHT)
        .show_header(True)
        .filterable(True)
    )


KINDS = {"timeseries": timeseries_panel, "stat": stat_panel, "table": table_panel}


def variable_builder(variable: Variable) -> Builder[models.VariableModel]:
    """A variable of any of the three kinds."""
    values = ",".join(variable.values)
    chosen = models.VariableOption(selected=True, text=variable.values[0], value=variable.values[0]) if values else None
    if chosen is None:
        return (
            dashboard.QueryVariable(variable.name)
            .label(variable.title)
            .query(f"label_values({variable.metric}, {variable.label})")
            .datasource(SOURCE)
            .refresh(models.VariableRefresh.ON_DASHBOARD_LOAD)
            .multi(variable.several)
            .include_all(variable.several)
        )
    if variable.kind == "custom":
        return dashboard.CustomVariable(variable.name).label(variable.title).values(values).current(chosen)
    return dashboard.IntervalVariable(variable.name).label(variable.title).values(values).current(chosen)


def board_model(board: Board) -> models.Dashboard:
    """A dashboard, its panels placed by the SDK."""
    builder = (
        dashboard.Dashboard(board.title)
        .uid(board.uid)
        .description(board.description)
        .tags(list(board.tags))
        .time(TIME_FROM, "now")
        .refresh(REFRESH)
        .variables([variable_builder(variable) for variable in VARIABLES])
    )
    for panel in board.panels:
        builder = builder.with_panel(KINDS[panel.kind](panel))
    return builder.build()


def main(out: Path, count: int) -> None:
    """Write `count` dashboards into `out`."""
    for board in boards(count):
        text = json.dumps(board_model(board), cls=JSONEncoder, sort_keys=True, indent=2)
        (out / f"{board.uid}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
