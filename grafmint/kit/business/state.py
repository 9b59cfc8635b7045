"""States: how many things wait, run or have failed."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import NO_LIMIT, ask, bars, legend_of, stat
from grafmint.model.fields import Override, by_name
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.stat import Stat
from grafmint.model.threshold import Thresholds, above


@attrs.frozen(kw_only=True)
class States(Block):
    """A gauge of things by the state they are in; `bad` is the state that nobody wants."""

    metric: str = "background_jobs"
    by: str = "state"
    bad: str = "failed"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)


def states(things: States, *, title: str = "By state") -> BarGauge:
    """How many things are in each state.

    Unit: number of things. Source: the product's own gauge.
    """
    return bars(
        title,
        ask(
            promql.sum(things.scope.metric(things.metric), by=things.by),
            legend_of(things.by),
            interval=things.interval,
        ),
        description=f"How many there are in each state. Many that wait and few that run: the workers have stopped."
        f" {things.bad.capitalize()}: their log says why, then run them again.",
        unit="short",
        overrides=Override(matcher=by_name(things.bad), thresholds=above(warning=1)),
    )


def unwanted(things: States, *, title: str = "Failed", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many things are in the state that nobody wants.

    Unit: number of things. Source: the product's own gauge.
    """
    bad = promql.sum(things.scope.metric(things.metric, **{things.by: things.bad}))
    return stat(
        title,
        ask(promql.either(bad, promql.vector(0)), things.bad, interval=things.interval),
        description=f"How many are {things.bad}. More than usual: the log lines of the workers say why; mend the cause"
        " before you run them again.",
        unit="short",
        thresholds=thresholds,
    )
