"""Look: the legend, the tooltip and the lines that all panels of a project share."""

from collections.abc import Iterable

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.model.fields import Color, ColorMode, Legend, Override, ReduceOptions, Tooltip
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.query import Query
from grafmint.model.shown import Shown
from grafmint.model.threshold import Threshold, Thresholds
from grafmint.prometheus import Query as PromQuery
from grafmint.promql import Expr
from grafmint.units import CustomUnit, Unit

#: No limit is set, so no colour warns. Left out, Grafana itself would turn a stat red above 80.
NO_LIMIT = Thresholds(steps=[Threshold(value=None, color="blue")])

_LEGEND = Legend(display_mode="table", calcs=("lastNotNull", "max"), sort_by="Last *", sort_desc=True)
_TOOLTIP = Tooltip(mode="multi", sort="desc")


@attrs.frozen(kw_only=True)
class Look:
    """How graphs are drawn; a project has one and hands it to every function of the kit."""

    legend: Legend = _LEGEND
    tooltip: Tooltip = _TOOLTIP
    line_width: int = 1
    fill_opacity: int = 8


#: The look of a project that has none of its own.
LOOK = Look()


def legend_of(*labels: str, between: str = " ") -> str:
    """A legend of the values of labels."""
    return between.join(f"{{{{{label}}}}}" for label in labels)


def ask(expr: Expr, legend: str, *, interval: str, ref_id: str | Unset = UNSET) -> PromQuery:
    """A query over the time range."""
    return PromQuery(expr=expr, legend_format=legend, interval=interval, ref_id=ref_id)


def ask_now(expr: Expr, *, interval: str, ref_id: str | Unset = UNSET) -> PromQuery:
    """A query at the end of the time range, one row a series."""
    return PromQuery(expr=expr, interval=interval, instant=True, format="table", ref_id=ref_id)


def graph(  # noqa: PLR0913  # what a graph can differ in, and no more
    title: str,
    queries: Query | Iterable[Query],
    *,
    description: str,
    unit: Unit | CustomUnit,
    look: Look,
    thresholds: Thresholds = NO_LIMIT,
    color: Color | ColorMode | Unset = UNSET,
    full: bool = False,
    stacked: bool = False,
    legend: Legend | None = None,
    overrides: Override | Iterable[Override] = (),
) -> TimeSeries:
    """Lines over time; `full` fixes the axis to 0 to 100, `stacked` puts the series on each other."""
    return TimeSeries(
        title=title,
        description=description,
        queries=queries,
        unit=unit,
        min=0,
        max=100 if full else UNSET,
        color=color,
        thresholds=thresholds,
        stacking="normal" if stacked else UNSET,
        show_points="never",
        line_width=look.line_width,
        fill_opacity=40 if stacked else look.fill_opacity,
        legend=look.legend if legend is None else legend,
        tooltip=look.tooltip,
        overrides=overrides,
    )


def stat(  # noqa: PLR0913  # what a stat can differ in, and no more
    title: str,
    queries: Query | Iterable[Query],
    *,
    description: str,
    unit: Unit | CustomUnit,
    thresholds: Thresholds = NO_LIMIT,
    decimals: int | Unset = UNSET,
    mappings: Shown | Iterable[Shown] = (),
    overrides: Override | Iterable[Override] = (),
    no_value: str | Unset = UNSET,
) -> Stat:
    """One large number a series, its history behind it."""
    return Stat(
        title=title,
        description=description,
        queries=queries,
        unit=unit,
        decimals=decimals,
        color="thresholds",
        thresholds=thresholds,
        mappings=mappings,
        overrides=overrides,
        no_value=no_value,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
        color_mode="value",
        graph_mode="area",
    )


def bars(  # noqa: PLR0913  # what bars can differ in, and no more
    title: str,
    queries: Query | Iterable[Query],
    *,
    description: str,
    unit: Unit | CustomUnit,
    thresholds: Thresholds = NO_LIMIT,
    full: bool = False,
    overrides: Override | Iterable[Override] = (),
) -> BarGauge:
    """One bar a series; `full` fixes their ends to 0 and 100."""
    return BarGauge(
        title=title,
        description=description,
        queries=queries,
        unit=unit,
        min=0,
        max=100 if full else UNSET,
        color="thresholds",
        thresholds=thresholds,
        overrides=overrides,
        orientation="horizontal",
        display_mode="basic",
        reduce_options=ReduceOptions(calcs="lastNotNull"),
    )
