"""Durations: how long requests take at one quantile.

The subject is that of `red`, whose graph shows several quantiles at once.
"""

from collections.abc import Mapping

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.kit.red import Requests, duration
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def quantile(
    requests: Requests,
    share: float,
    *,
    title: str = "Duration",
    thresholds: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """The duration that a share of the requests stays below, by service; 0.95 is p95.

    Unit: seconds. Source: the service's own histogram.
    """
    return graph(
        title,
        ask(duration(requests, share, by=requests.by), legend_of(requests.by), interval=requests.interval),
        description=f"The time in which {share * 100:g} % of the requests to each service are answered. One service up:"
        " its own code, data or dependency. All up: what they share, the database and the cache first.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def against_limits(
    requests: Requests,
    *,
    limits: Mapping[str, float],
    title: str = "Durations against their limits",
    thresholds: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """The duration of each service at the quantile that is judged, as a share of its own limit in seconds.

    Unit: share, 1 is just kept. Source: the service's own histogram.
    """
    taken = (duration(requests.of(service), requests.slow, by=requests.by) / most for service, most in limits.items())
    return graph(
        title,
        ask(promql.either(*taken), legend_of(requests.by), interval=requests.interval),
        description="How long each service takes, as a share of what was promised for it: above 100 % it is too slow."
        " Its own graph says since when, the endpoints on its board say which part.",
        unit="percentunit",
        thresholds=thresholds,
        look=look,
    )


def slowest(requests: Requests, *, title: str = "Slowest service", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The duration in the service that is slowest, at the quantile that is judged.

    Unit: seconds. Source: the service's own histogram.
    """
    worst = promql.max(duration(requests, requests.slow, by=requests.by))
    return stat(
        title,
        ask(worst, "slowest service", interval=requests.interval),
        description=f"The time in which {requests.slow * 100:g} % of the requests to the slowest service are answered."
        " High: the graph of durations by service names it, and says since when.",
        unit="s",
        thresholds=thresholds,
        history=False,
    )
