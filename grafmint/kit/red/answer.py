"""Answers: their durations and their statuses, and how many are refusals."""

import attrs

from grafmint import promql
from grafmint.kit import outcomes
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.kit.red.requests import Requests, rate
from grafmint.model.panel.heatmap import CellValues, Heatmap, HeatmapAxis, HeatmapColor
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def distribution(requests: Requests, *, title: str = "Duration of requests") -> Heatmap:
    """How durations spread over time.

    Units: seconds on the axis, requests a second in a cell. Source: the service's own histogram.
    """
    return Heatmap(
        title=title,
        description="How many requests took how long. One strong band is normal; a second one far above it is a part of"
        " the requests that waits for something: a lock, a timeout, a cold cache.",
        queries=attrs.evolve(
            ask(promql.sum(promql.rate(requests.durations), by="le"), "{{le}}", interval=requests.interval),
            format="heatmap",
        ),
        cell_values=CellValues(unit="reqps", decimals=2),
        y_axis=HeatmapAxis(unit="s"),
        color_scheme=HeatmapColor(scheme="Blues"),
        rows_layout="auto",
        cell_gap=1,
    )


def statuses(requests: Requests, *, title: str = "Answers by status", look: Look = LOOK) -> TimeSeries:
    """Requests by the status of the answer.

    Unit: requests a second. Source: the service's own counter.
    """
    return graph(
        title,
        ask(rate(requests, by=requests.status), legend_of(requests.status), interval=requests.interval),
        description="Answers by status. A growing 4xx is a client or a release that asks wrongly, a growing 5xx is the"
        " service itself.",
        unit="reqps",
        stacked=True,
        look=look,
        overrides=outcomes.OF_SERIES,
    )


def denied_share(requests: Requests, *, title: str = "Denied requests", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of requests that were refused.

    Unit: percent, 0 to 100. Source: the service's own counter.
    """
    refused = promql.sum(promql.rate(requests.answered(requests.denied)))
    return stat(
        title,
        ask(100 * promql.ratio(refused, rate(requests)), "denied", interval=requests.interval),
        description=f"Share of all requests answered {requests.denied.replace('|', ', ')}. High: the graph by endpoint"
        " says where, the log lines say who.",
        unit="percent",
        decimals=2,
        thresholds=thresholds,
    )
