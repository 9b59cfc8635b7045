"""The panels of an SLO."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from grafmint._unset import UNSET
from grafmint.kit.look import LOOK, ask, graph, stat
from grafmint.model.fields import Legend
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, above, below
from grafmint.prometheus import Query
from grafmint.promql import Expr
from grafmint.slo.burn import BurnWindow, Level
from grafmint.slo.reading import NOW, Reading
from grafmint.units import suffix

if TYPE_CHECKING:
    from grafmint.slo.slo import SLO

_EVERY = "1m"
# Grafana's own unit of events says "eps".
_PACE = suffix("/s")
#: 99.95 and 99.999 differ in the third.
DECIMALS = 3
NO_EVENTS = "No events"


def objective(slo: "SLO", reading: Reading) -> Stat:
    """The objective."""
    return _share("Objective", reading.objective(), "objective", f"Share of events in {slo.window} that must be good.")


def attained(slo: "SLO", reading: Reading) -> Stat:
    """The share of events that were good."""
    return attrs.evolve(
        _share(
            "Attained",
            reading.attained(),
            "attained",
            f"Share of events in the last {slo.window} that were good. {slo.description}".strip(),
        ),
        thresholds=below(critical=slo.goal),
    )


def remaining(slo: "SLO", reading: Reading) -> Stat:
    """The share of the budget that is left."""
    return stat(
        "Error budget remaining",
        _now(reading.remaining(), "left"),
        description=f"Share of the bad events that {slo.window} allow which is left. Near 0: no risky change until it"
        " has recovered; below 0 the objective is missed.",
        unit="percentunit",
        decimals=1,
        thresholds=budget_thresholds(slo.freeze_below),
        history=False,
    )


def burning(slo: "SLO", reading: Reading) -> Stat:
    """How fast the budget is spent now."""
    return stat(
        "Burn rate",
        ask(reading.burn(NOW), NOW, interval=_EVERY),
        description=f"How many times faster than {slo.window} allow the budget was spent in the last {NOW}. At 1 it"
        " lasts exactly as long.",
        unit="short",
        decimals=1,
        thresholds=_highest((alert.level, pair.factor_in(slo.window)) for alert, pair in slo.burn.pairs),
        no_value=NO_EVENTS,
    )


def over_time(slo: "SLO", reading: Reading) -> TimeSeries:
    """The budget over the whole window."""
    panel = graph(
        "Budget over time",
        ask(reading.remaining(), "left", interval=reading.budget_step),
        description="The budget that was left at each time. A step down is an incident, a slope is a fault that lasts;"
        " it rises as old incidents leave the window.",
        unit="percentunit",
        thresholds=budget_thresholds(slo.freeze_below),
        look=LOOK,
    )
    # An overspent budget is below 0; one that is not has room below it.
    return attrs.evolve(
        panel,
        min=UNSET,
        max=1,
        axis_soft_min=0,
        thresholds_style="dashed+area",
        legend=Legend(show=False),
        time_from=slo.window,
    )


def pair(slo: "SLO", windows: BurnWindow, reading: Reading) -> TimeSeries:
    """The burn rates over two windows, and the numbers of the alerts that compare them."""
    factors = [
        (alert, each.factor_in(slo.window))
        for alert, each in slo.burn.pairs
        if (each.long, each.short) == (windows.long, windows.short)
    ]
    limits = " and ".join(f"{slo.name} {alert.name} above {factor:g}" for alert, factor in factors)
    return graph(
        pair_title(windows),
        [ask(reading.burn(each), each, interval=_EVERY) for each in (windows.long, windows.short)],
        description=f"Both must be high for an alert: {limits}. The shorter one falls first when the fault is gone.",
        unit="short",
        thresholds=_highest((alert.level, factor) for alert, factor in factors),
        look=LOOK,
    )


def bad(reading: Reading) -> TimeSeries:
    """Bad events a second."""
    return _rate("Bad events", reading.bad(), "Events that spend the budget. None at all is the best there is.")


def events(reading: Reading) -> TimeSeries:
    """All events a second."""
    return _rate(
        "Events",
        reading.events(),
        "All events. With few of them a single bad one is a large share: choose a longer window, or fewer SLOs.",
    )


def pair_title(windows: BurnWindow) -> str:
    """The title of a pair's graph."""
    return f"Burn rate over {windows.long} and {windows.short}"


def budget_thresholds(freeze_below: float | None) -> Thresholds:
    """Orange where the budget asks for a freeze, red where it is overspent."""
    return below(critical=0) if not freeze_below else below(warning=freeze_below / 100, critical=0)


def _highest(factors: Iterable[tuple[Level, float]]) -> Thresholds:
    """The highest number of each level; a warning that is no lower than what is critical is left out."""
    highest: dict[Level, float] = {}
    for level, factor in factors:
        highest[level] = max(factor, highest.get(level, 0))
    if highest.get("warning", 0) >= highest.get("critical", math.inf):
        del highest["warning"]
    return above(warning=highest.get("warning", UNSET), critical=highest.get("critical", UNSET))


def _rate(title: str, expr: Expr, description: str) -> TimeSeries:
    return graph(title, ask(expr, title.lower(), interval=_EVERY), description=description, unit=_PACE, look=LOOK)


def _share(title: str, expr: Expr, legend: str, description: str) -> Stat:
    return stat(
        title,
        _now(expr, legend),
        description=description,
        unit="percentunit",
        decimals=DECIMALS,
        no_value=NO_EVENTS,
        history=False,
    )


def _now(expr: Expr, legend: str) -> Query:
    # A whole window is read for each point: one is enough where the history has a graph of its own.
    return attrs.evolve(ask(expr, legend, interval=_EVERY), instant=True)
