"""Services: rate, errors and duration of each."""

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, percentile, stat
from grafmint.kit.red.requests import Requests, duration, error_percentage, rate
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.row import Row
from grafmint.model.threshold import Thresholds


def summary(
    requests: Requests,
    *,
    title: str = "Requests",
    error_rate: Thresholds = NO_LIMIT,
    slowness: Thresholds = NO_LIMIT,
) -> Stat:
    """Rate, errors and duration as three numbers, the last two of the service that does worst.

    Units: requests a second, percent from 0 to 100, seconds. Source: the service's own counter and histogram.
    """
    errors = promql.max(error_percentage(requests, by=requests.by))
    slowest = promql.max(duration(requests, requests.slow, by=requests.by))
    return stat(
        title,
        [
            ask(errors, "Errors, worst service", interval=requests.interval, ref_id="errors"),
            ask(rate(requests), "Requests", interval=requests.interval, ref_id="rate"),
            ask(
                slowest, f"{percentile(requests.slow)}, slowest service", interval=requests.interval, ref_id="duration"
            ),
        ],
        description="All requests, the share that failed in the service with the most failures, and the duration in the"
        " slowest service. Coloured: open the application board and find the service in its graphs.",
        unit="percent",
        decimals=2,
        thresholds=error_rate,
        overrides=[
            Override(matcher=by_query("rate"), unit="reqps", thresholds=NO_LIMIT),
            Override(matcher=by_query("duration"), unit="s", thresholds=slowness),
        ],
    )


def throughput(requests: Requests, *, title: str = "Rate", look: Look = LOOK) -> TimeSeries:
    """Requests by service.

    Unit: requests a second. Source: the service's own counter.
    """
    return graph(
        title,
        ask(rate(requests, by=requests.by), legend_of(requests.by), interval=requests.interval),
        description="Requests that each service answers. A sudden fall is worse than a peak: do its clients still reach"
        " it? A peak: look for one endpoint or one client that asks more than before.",
        unit="reqps",
        look=look,
    )


def errors(
    requests: Requests, *, title: str = "Errors", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """The share of requests that failed, by service.

    Unit: percent, 0 to 100. Source: the service's own counter.
    """
    return graph(
        title,
        ask(error_percentage(requests, by=requests.by), legend_of(requests.by), interval=requests.interval),
        description=f"Share of requests answered {requests.failed}, by service. High: the endpoints and log lines below"
        " say what fails; if it began with a deployment, roll back first.",
        unit="percent",
        thresholds=thresholds,
        look=look,
    )


def latency(
    requests: Requests, *, title: str = "Duration", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """The duration of requests by service, one query a quantile.

    Unit: seconds. Source: the service's own histogram.
    """
    return graph(
        title,
        [
            ask(
                duration(requests, quantile, by=requests.by),
                f"{legend_of(requests.by)} {percentile(quantile)}",
                interval=requests.interval,
            )
            for quantile in requests.quantiles
        ],
        description=f"How long requests take: {', '.join(map(percentile, requests.quantiles))} of each service. All up:"
        " look at the database and the cache. Only the highest up: look for one slow endpoint.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def row(  # noqa: PLR0913  # three panels, each with its title, and what judges two of them
    requests: Requests,
    *,
    title: str = "Requests",
    throughput_title: str = "Rate",
    errors_title: str = "Errors",
    latency_title: str = "Duration",
    error_rate: Thresholds = NO_LIMIT,
    slowness: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> Row:
    """Rate, errors and duration beside each other.

    Units: requests a second, percent from 0 to 100, seconds. Source: the service's own counter and histogram.
    """
    return Row(
        title=title,
        columns=3,
        height=9,
        panels=[
            throughput(requests, title=throughput_title, look=look),
            errors(requests, title=errors_title, thresholds=error_rate, look=look),
            latency(requests, title=latency_title, thresholds=slowness, look=look),
        ],
    )
