"""Answers: which requests fail, with which status, and how many do not.

The subject is that of `red`, which has the rate, the share of errors and the durations by service.
"""

from grafmint import promql
from grafmint.kit import outcomes
from grafmint.kit.dials import dial
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, graph, legend_of, stat
from grafmint.kit.red import Requests, error_percentage, rate
from grafmint.model.fields import Legend, Override, by_name
from grafmint.model.panel.barchart import BarChart
from grafmint.model.panel.gauge import Gauge
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, below
from grafmint.transform import Organize, SortBy

#: How many error budgets the axis of a gauge has room for: from 0 the needle would never be seen to move.
_BUDGETS = 10


def wrong_by_status(requests: Requests) -> promql.Expr:
    """Requests in a second that the client or the service got wrong, by status."""
    return promql.sum(promql.rate(requests.answered(requests.wrong)), by=requests.status)


def success_percentage(requests: Requests, *, window: str, by: str | None = None) -> promql.Expr:
    """The share of requests that did not fail in a window of time, 0 to 100, in all or by a label."""
    failed = promql.sum(promql.rate(requests.answered(requests.failed), window), by=by)
    return 100 * (1 - promql.ratio(failed, promql.sum(promql.rate(requests.all, window), by=by)))


def failures(
    requests: Requests, *, title: str = "Failed requests", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """Requests that failed, by service.

    Unit: requests a second. Source: the service's own counter.
    """
    failed = promql.sum(promql.rate(requests.answered(requests.failed)), by=requests.by)
    return graph(
        title,
        # Before the first failure there is no series of them.
        ask(
            promql.either(failed, 0 * rate(requests, by=requests.by)),
            legend_of(requests.by),
            interval=requests.interval,
        ),
        description=f"Requests answered {requests.failed}, by service. Their number says how many people are hit,"
        " their share only how often. A step that began with a deployment: roll back first.",
        unit="reqps",
        thresholds=thresholds,
        look=look,
    )


def error_types(requests: Requests, *, title: str = "Error types", look: Look = LOOK) -> TimeSeries:
    """Requests that the client or the service got wrong, by status.

    Unit: requests a second. Source: the service's own counter.
    """
    return graph(
        title,
        ask(wrong_by_status(requests), legend_of(requests.status), interval=requests.interval),
        description="Requests that went wrong, by status. One 4xx that grows is a client or a release that asks"
        " wrongly; 502 to 504 are a service behind this one, 500 is its own code.",
        unit="reqps",
        stacked=True,
        look=look,
        overrides=outcomes.OF_SERIES,
    )


def mistakes(requests: Requests, *, title: str = "Error distribution", look: Look = LOOK) -> BarChart:
    """How the requests that go wrong now are spread over the statuses.

    Unit: requests a second. Source: the service's own counter.
    """
    return BarChart(
        title=title,
        description="Requests that go wrong now, by status. Begin with the longest bar: of a 5xx the log of the service"
        " says why, of a 4xx the client that sends it.",
        queries=ask_now(wrong_by_status(requests), interval=requests.interval),
        unit="reqps",
        min=0,
        thresholds=NO_LIMIT,
        no_value="No errors found",
        x_field=requests.status,
        color_by_field=requests.status,
        show_value="always",
        legend=Legend(show=False),
        tooltip=look.tooltip,
        # A status looks like a number: the unit would stand behind it.
        overrides=Override(matcher=by_name(requests.status), unit="string", mappings=outcomes.OF_VALUES),
        transformations=[
            SortBy(field_name="Value", desc=True),
            Organize(hide="Time", order=[requests.status, "Value"], rename={"Value": "Requests"}),
        ],
    )


def failing(requests: Requests, *, title: str = "Errors, worst service", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of requests that fail in the service that does worst.

    Unit: percent, 0 to 100. Source: the service's own counter.
    """
    worst = promql.max(error_percentage(requests, by=requests.by))
    return stat(
        title,
        ask(worst, "worst service", interval=requests.interval),
        description=f"Share of requests answered {requests.failed} in the service with the most of them. High: the"
        " graph of errors by service names it, and says since when.",
        unit="percent",
        decimals=2,
        thresholds=thresholds,
    )


def availability(requests: Requests, *, objective: float, title: str = "Availability", window: str = "30d") -> Gauge:
    """The share of requests that did not fail, of the worst service, against its objective in percent.

    Unit: percent, 0 to 100; the axis begins where ten times the allowed failures are. Source: the service's own
    counter.
    """
    kept = promql.min(success_percentage(requests, window=window, by=requests.by))
    return dial(
        title,
        # A whole window is read for each point, and a gauge shows the last one only.
        ask(kept, "available", interval=requests.interval, instant=True),
        description=f"Share of the requests of the last {window} that did not fail; {objective:g} % are promised. Red:"
        " the promise is broken, so repair comes before any risky change until it has recovered.",
        low=round(100 - _BUDGETS * (100 - objective), 6),
        decimals=3,
        thresholds=below(critical=objective),
    )
