"""Endpoints: which of them is asked, fails, is slow or refuses."""

from grafmint import promql
from grafmint.kit.columns import asked, joined
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, percentile
from grafmint.kit.rankings import MOST, ranking
from grafmint.kit.red.requests import Requests, duration, error_percentage, rate
from grafmint.model.fields import CellOptions, Override, by_name
from grafmint.model.panel.barchart import BarChart
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def endpoints(
    requests: Requests,
    *,
    title: str = "Worst endpoints",
    error_rate: Thresholds = NO_LIMIT,
    slowness: Thresholds = NO_LIMIT,
) -> Table:
    """Rate, errors and duration of each endpoint, most failures first.

    Units: requests a second, percent from 0 to 100, seconds. Source: the service's own counter and histogram.
    """
    by = requests.endpoint
    slow = f"{percentile(requests.slow)} duration"
    columns = {
        "errors": error_percentage(requests, by=by),
        "duration": duration(requests, requests.slow, by=by),
        "rate": rate(requests, by=by),
    }
    return Table(
        title=title,
        description="Each endpoint now, the one that fails most on top. One bad endpoint is code or data of its own;"
        " all bad together is something they share.",
        queries=asked(columns, interval=requests.interval),
        unit="short",
        thresholds=NO_LIMIT,
        transformations=joined(by, "Endpoint", {"errors": "Errors", "duration": slow, "rate": "Rate"}),
        sort_by=TableSort(display_name="Errors", desc=True),
        overrides=[
            Override(matcher=by_name("Rate"), unit="reqps"),
            Override(
                matcher=by_name("Errors"),
                unit="percent",
                decimals=2,
                thresholds=error_rate,
                cell_options=CellOptions(type="color-text"),
            ),
            Override(matcher=by_name(slow), unit="s", thresholds=slowness, cell_options=CellOptions(type="color-text")),
        ],
    )


def usage(requests: Requests, *, title: str = "Requests by endpoint", look: Look = LOOK) -> BarChart:
    """The endpoints that are asked most.

    Unit: requests a second. Source: the service's own counter.
    """
    return ranking(
        title,
        rate(requests, by=requests.endpoint),
        requests.endpoint,
        description=f"The {MOST} endpoints with the most requests now. Optimise from the top; what nobody asks for"
        " can be retired.",
        unit="reqps",
        called="Requests",
        interval=requests.interval,
        look=look,
    )


def denied(requests: Requests, *, title: str = "Denied requests", look: Look = LOOK) -> TimeSeries:
    """Requests that were refused for want of rights or for their number, by endpoint.

    Unit: requests a second. Source: the service's own counter.
    """
    refused = promql.topk(MOST, promql.sum(promql.rate(requests.answered(requests.denied)), by=requests.endpoint))
    return graph(
        title,
        ask(refused, legend_of(requests.endpoint), interval=requests.interval),
        description=f"Requests answered {requests.denied.replace('|', ', ')}, by endpoint. A steep rise on one endpoint"
        " is somebody who tries keys or ids: find the source and block it.",
        unit="reqps",
        look=look,
    )
