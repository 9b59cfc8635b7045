"""Traffic: what is asked for.

The subject is that of `red`, which has the rate by service.
"""

from grafmint import promql
from grafmint.kit.look import LOOK, Look, ask, graph, legend_of
from grafmint.kit.red import Requests
from grafmint.model.panel.timeseries import TimeSeries


def patterns(
    requests: Requests, *, by: tuple[str, ...], title: str = "Request patterns", look: Look = LOOK
) -> TimeSeries:
    """Requests by what they ask for, such as the method and the handler.

    Unit: requests a second. Source: the service's own counter.
    """
    return graph(
        title,
        ask(
            promql.sum(promql.rate(requests.all), by=by),
            legend_of(*by),
            interval=requests.interval,
        ),
        description=f"Requests by {' and '.join(by)}. One line that grows alone is a client that asks more than before:"
        " a retry without a pause, a crawler, a new release. All lines together are more people.",
        unit="reqps",
        look=look,
    )
