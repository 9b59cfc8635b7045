"""Security: what succeeds and what fails, and where failures come from."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, graph, legend_of, stat
from grafmint.model.fields import CellOptions, Color, Override, by_name
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.transform import Organize

_MOST = 10


@attrs.frozen(kw_only=True)
class Attempts(Block):
    """A counter of attempts by their result; `source` is the label of where they come from.

    No exporter fixes these names: they are the product's own, logins by default.
    """

    metric: str = "auth_attempts_total"
    result: str = "result"
    success: str = "success"
    failure: str = "failure"
    source: str = "source"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def made(self) -> promql.Metric:
        """The counter of all attempts."""
        return self.scope.metric(self.metric)

    @property
    def failed(self) -> promql.Metric:
        """The counter of attempts that failed."""
        return self.made.where(**{self.result: self.failure})


def failure_percentage(attempts: Attempts) -> promql.Expr:
    """The share of attempts that failed, 0 to 100."""
    return 100 * promql.ratio(promql.sum(promql.rate(attempts.failed)), promql.sum(promql.rate(attempts.made)))


def results(attempts: Attempts, *, title: str = "Attempts by result", look: Look = LOOK) -> TimeSeries:
    """Attempts by their result.

    Unit: attempts a second. Source: the product's own counter.
    """
    return graph(
        title,
        ask(
            promql.sum(promql.rate(attempts.made), by=attempts.result),
            legend_of(attempts.result),
            interval=attempts.interval,
        ),
        description="Attempts by their result. More failures with as many successes: somebody tries. Fewer successes"
        " with more failures: what they depend on is broken.",
        unit="cps",
        look=look,
        overrides=[
            Override(matcher=by_name(attempts.success), color=Color(fixed_color="green")),
            Override(matcher=by_name(attempts.failure), color=Color(fixed_color="red")),
        ],
    )


def failing(attempts: Attempts, *, title: str = "Failing attempts", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of attempts that fail now.

    Unit: percent, 0 to 100. Source: the product's own counter.
    """
    return stat(
        title,
        ask(failure_percentage(attempts), "failing", interval=attempts.interval),
        description="Share of attempts that fail. High: an attack when the number of attempts rose too, a fault when it"
        " did not.",
        unit="percent",
        decimals=1,
        thresholds=thresholds,
    )


def failing_over_time(
    attempts: Attempts, *, title: str = "Share of failures", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """The share of attempts that failed, over time.

    Unit: percent, 0 to 100. Source: the product's own counter.
    """
    return graph(
        title,
        ask(failure_percentage(attempts), "failing", interval=attempts.interval),
        description="Share of attempts that failed. A plateau is people who forget passwords; a step up is an attack"
        " or a broken identity provider.",
        unit="percent",
        thresholds=thresholds,
        look=look,
    )


def failures_over_time(
    attempts: Attempts, *, title: str = "Failures", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """Attempts that failed, over time.

    Unit: attempts a second. Source: the product's own counter.
    """
    # Before the first failure there is no series of them.
    failed = promql.either(promql.sum(promql.rate(attempts.failed)), 0 * promql.sum(promql.rate(attempts.made)))
    return graph(
        title,
        ask(failed, "failures", interval=attempts.interval),
        description="Attempts that fail. A steep rise is somebody who tries many passwords: the table of sources says"
        " from where, so block it. A rise after a release is the release.",
        unit="cps",
        thresholds=thresholds,
        look=look,
    )


def failures(attempts: Attempts, *, title: str = "Failures, last hour", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many attempts failed in the last hour.

    Unit: number of attempts. Source: the product's own counter.
    """
    return stat(
        title,
        ask(promql.sum(promql.increase(attempts.failed, "1h")), "failures", interval=attempts.interval),
        description="Attempts that failed in the last hour. Far above other hours: the table of sources says whether"
        " it is one source or many.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
    )


def sources(attempts: Attempts, *, title: str = "Sources of failures") -> Table:
    """Where the failures of the last hour came from, most first.

    Unit: number of attempts. Source: the product's own counter.
    """
    most = promql.topk(_MOST, promql.sum(promql.increase(attempts.failed, "1h"), by=attempts.source))
    return Table(
        title=title,
        description=f"The {_MOST} sources with the most failures in the last hour. One source far ahead: block it. Many"
        " with a few each: stolen passwords are tried; make resets and second factors mandatory.",
        queries=ask_now(most, interval=attempts.interval),
        unit="short",
        decimals=0,
        min=0,
        color=Color(fixed_color="blue"),
        no_value="No failures found",
        transformations=Organize(
            hide="Time",
            order=[attempts.source, "Value"],
            rename={attempts.source: "Source", "Value": "Failures"},
        ),
        sort_by=TableSort(display_name="Failures", desc=True),
        overrides=Override(matcher=by_name("Failures"), cell_options=CellOptions(type="gauge", mode="basic")),
    )
