"""Look: the legend, the tooltip and the lines that all panels of a project share."""

from collections.abc import Iterable

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.block import Block
from grafmint.kit.limits import limited
from grafmint.model.fields import Color, ColorMode, Legend, Override, ReduceOptions, TextSize, Tooltip
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

# The culprit of an incident that is over is the one that was worst, not the one that is worst now.
_LEGEND = Legend(display_mode="table", calcs=("lastNotNull", "max"), sort_by="Max", sort_desc=True)
_TOOLTIP = Tooltip(mode="multi", sort="desc")
# Left to fit themselves, the texts of two or three bars are larger than the bars.
_BAR_TEXT = TextSize(title_size=12, value_size=16)


@attrs.frozen(kw_only=True)
class Look(Block):
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


def percentile(share: float) -> str:
    """What a quantile is called: 0.95 is p95."""
    return f"p{share * 100:g}"


def ask(
    expr: Expr, legend: str, *, interval: str, ref_id: str | Unset = UNSET, instant: bool | Unset = UNSET
) -> PromQuery:
    """A query over the time range, or (`instant=True`) one that gives each series one value at its end."""
    return PromQuery(expr=expr, legend_format=legend, interval=interval, ref_id=ref_id, instant=instant)


def ask_now(expr: Expr, *, interval: str, ref_id: str | Unset = UNSET) -> PromQuery:
    """A query at the end of the time range as a table, one row a series."""
    return PromQuery(expr=expr, interval=interval, instant=True, format="table", ref_id=ref_id)


def graph(  # noqa: PLR0913  # what a graph can differ in, and no more
    title: str,
    queries: Query | Iterable[Query],
    *,
    description: str,
    unit: Unit | CustomUnit,
    look: Look,
    thresholds: Thresholds = NO_LIMIT,
    decimals: int | Unset = UNSET,
    color: Color | ColorMode | Unset = UNSET,
    full: bool = False,
    stacked: bool = False,
    counted: bool = False,
    lowest: bool = False,
    legend: Legend | None = None,
    overrides: Override | Iterable[Override] = (),
) -> TimeSeries:
    """Lines over time; `full` fixes the axis to 0 to 100, `stacked` puts the series on each other.

    `counted` is for a number of things, of which there may be none for long: the axis ends at one then. With
    `decimals=0` it has no ticks between two of them, but a thousand and a half are 2 K. The legend is that of the look,
    which begins with the highest series; where little is bad, `lowest` turns it round.
    """
    shown = look.legend if legend is None else legend
    panel = TimeSeries(
        title=title,
        description=description,
        queries=queries,
        unit=unit,
        decimals=decimals,
        min=0,
        max=100 if full else UNSET,
        # Grafana draws a constant 0 on an axis to 100.
        axis_soft_max=1 if counted else UNSET,
        color=color,
        stacking="normal" if stacked else UNSET,
        show_points="never",
        # The line of a thin layer would lie over the whole stack, and a healthy service look like errors alone.
        line_width=0 if stacked else look.line_width,
        fill_opacity=60 if stacked else look.fill_opacity,
        legend=_turned(shown) if lowest else shown,
        tooltip=look.tooltip,
        overrides=overrides,
    )
    return limited(panel, thresholds)


def _turned(legend: Legend) -> Legend:
    return attrs.evolve(legend, calcs=("lastNotNull", "min"), sort_by="Min", sort_desc=False)


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
    history: bool = True,
) -> Stat:
    """One large number a series, its history behind it; without `history` where its line would cross the digits.

    It does where the number is seldom 0: Grafana draws it over the lower half of the panel.
    """
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
        graph_mode="area" if history else "none",
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
        text=_BAR_TEXT,
    )
