"""Revenue: what a product earns, counted in money."""

from collections.abc import Mapping

import attrs

from grafmint.kit.business import Counter
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, stat
from grafmint.model.fields import Override, ReduceOptions, by_name
from grafmint.model.freeze import frozen_copy
from grafmint.model.panel.piechart import PieChart, PieLegend
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.prometheus import Query
from grafmint.units import CustomUnit, Unit


@attrs.frozen(kw_only=True)
class Revenue(Counter):
    """A counter of money; told apart by currency, `units` names those that are not in the revenue's own unit."""

    unit: Unit | CustomUnit = "currencyUSD"
    units: Mapping[str, Unit | CustomUnit] = attrs.field(factory=dict, converter=frozen_copy)

    @property
    def overrides(self) -> list[Override]:
        """The units of single series."""
        return [Override(matcher=by_name(series), unit=unit) for series, unit in self.units.items()]


def earned(
    revenue: Revenue, *, title: str | None = None, window: str = "1d", thresholds: Thresholds = NO_LIMIT
) -> Stat:
    """What was earned in a window of time, one number a kind.

    Unit: money in the revenue's currency. Source: the product's own counter.
    """
    return stat(
        title or revenue.title,
        _query(revenue, window),
        description=revenue.describe(f"All of the last {window}."),
        unit=revenue.unit,
        thresholds=thresholds,
        history=False,
        overrides=revenue.overrides,
    )


def over_time(
    revenue: Revenue,
    *,
    title: str | None = None,
    window: str = "1h",
    thresholds: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """What was earned in a moving window of time, by kind.

    Unit: money in the revenue's currency. Source: the product's own counter.
    """
    return graph(
        title or revenue.title,
        _query(revenue, window),
        description=revenue.describe(f"Each point is of the {window} before it."),
        unit=revenue.unit,
        thresholds=thresholds,
        look=look,
        overrides=revenue.overrides,
    )


def split(revenue: Revenue, *, title: str = "Revenue share", window: str = "1d", look: Look = LOOK) -> PieChart:
    """Which share of the revenue each kind brought in.

    Unit: money in the revenue's currency. Source: the product's own counter.
    """
    return PieChart(
        title=title,
        description=revenue.describe(f"The parts of the last {window}."),
        queries=attrs.evolve(_query(revenue, window), instant=True),
        unit=revenue.unit,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
        pie_type="pie",
        display_labels="percent",
        legend=PieLegend(display_mode="table", placement="right", values=["value", "percent"]),
        tooltip=look.tooltip,
    )


def _query(revenue: Revenue, window: str) -> Query:
    return ask(revenue.increase(window, by=revenue.by), revenue.series(revenue.by), interval=revenue.interval)
