"""RED: rate, errors and duration of what answers requests.

Source: https://grafana.com/blog/2018/08/02/the-red-method-how-to-instrument-your-services/
"""

import attrs

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, graph, legend_of, stat
from grafmint.model.fields import CellOptions, Color, Legend, Override, by_name, by_query, by_regexp
from grafmint.model.panel.barchart import BarChart
from grafmint.model.panel.heatmap import CellValues, Heatmap, HeatmapAxis, HeatmapColor
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.row import Row
from grafmint.model.threshold import Thresholds
from grafmint.transform import Merge, Organize, SortBy

_WORST = 10


@attrs.frozen(kw_only=True)
class Requests:
    """A counter of requests with the status of each answer, and a histogram of their durations in seconds.

    `by` is the label that tells services apart, `endpoint` what they were asked for; `failed`, `denied` and
    `wrong` are patterns of the status: the service failed, it refused, or either side got it wrong. `quantiles` are the
    ones that graphs show, `slow` the one that is judged.
    Source: https://prometheus.io/docs/practices/naming/
    """

    count: str = "http_requests_total"
    duration: str = "http_request_duration_seconds_bucket"
    by: str = "service"
    endpoint: str = "endpoint"
    status: str = "status"
    failed: str = "5.."
    denied: str = "401|403|429"
    wrong: str = "[45].."
    quantiles: tuple[float, ...] = (0.5, 0.95, 0.99)
    slow: float = 0.95
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def all(self) -> promql.Metric:
        """The counter of every request."""
        return self.scope.metric(self.count)

    @property
    def durations(self) -> promql.Metric:
        """The buckets of the histogram."""
        return self.scope.metric(self.duration)

    def answered(self, status: str) -> promql.Metric:
        """The counter of requests whose status matches a pattern."""
        return self.all.where(**{self.status: promql.re(status)})


def rate(requests: Requests, *, by: str | None = None) -> promql.Expr:
    """Requests in a second, in all or by a label."""
    return promql.sum(promql.rate(requests.all), by=by)


def error_percentage(requests: Requests, *, by: str | None = None) -> promql.Expr:
    """The share of requests that failed, 0 to 100, in all or by a label; 0 where none has failed yet."""
    return 100 * promql.ratio(promql.sum(promql.rate(requests.answered(requests.failed)), by=by), rate(requests, by=by))


def duration(requests: Requests, quantile: float, *, by: str | None = None) -> promql.Expr:
    """The seconds that a share of the requests stays below."""
    return promql.quantile(quantile, requests.durations, by=by)


def _name(quantile: float) -> str:
    return f"p{quantile * 100:g}"


def _legend(requests: Requests) -> str:
    return legend_of(requests.by)


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
            ask(slowest, f"{_name(requests.slow)}, slowest service", interval=requests.interval, ref_id="duration"),
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
        ask(rate(requests, by=requests.by), _legend(requests), interval=requests.interval),
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
        ask(error_percentage(requests, by=requests.by), _legend(requests), interval=requests.interval),
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
                f"{_legend(requests)} {_name(quantile)}",
                interval=requests.interval,
            )
            for quantile in requests.quantiles
        ],
        description=f"How long requests take: {', '.join(map(_name, requests.quantiles))} of each service. All up: look"
        " at the database and the cache. Only the highest up: look for one slow endpoint.",
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
        cell_values=CellValues(unit="reqps"),
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
        overrides=[
            Override(matcher=by_regexp("/^2/"), color=Color(fixed_color="green")),
            Override(matcher=by_regexp("/^3/"), color=Color(fixed_color="blue")),
            Override(matcher=by_regexp("/^4/"), color=Color(fixed_color="orange")),
            Override(matcher=by_regexp("/^5/"), color=Color(fixed_color="red")),
        ],
    )


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
    slow = f"{_name(requests.slow)} duration"
    return Table(
        title=title,
        description="Each endpoint now, the one that fails most on top. One bad endpoint is code or data of its own;"
        " all bad together is something they share.",
        queries=[
            ask_now(rate(requests, by=by), interval=requests.interval, ref_id="rate"),
            ask_now(error_percentage(requests, by=by), interval=requests.interval, ref_id="errors"),
            ask_now(duration(requests, requests.slow, by=by), interval=requests.interval, ref_id="duration"),
        ],
        unit="short",
        thresholds=NO_LIMIT,
        transformations=[
            Merge(),
            Organize(
                hide="Time",
                order=[by, "Value #errors", "Value #duration", "Value #rate"],
                rename={by: "Endpoint", "Value #rate": "Rate", "Value #errors": "Errors", "Value #duration": slow},
            ),
        ],
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
    most = promql.topk(_WORST, rate(requests, by=requests.endpoint))
    return BarChart(
        title=title,
        description=f"The {_WORST} endpoints with the most requests now. Optimise from the top; what nobody asks for"
        " can be retired.",
        queries=ask_now(most, interval=requests.interval),
        unit="reqps",
        min=0,
        # Each bar has its number.
        axis_placement="hidden",
        thresholds=NO_LIMIT,
        x_field=requests.endpoint,
        orientation="horizontal",
        show_value="always",
        legend=Legend(show=False),
        tooltip=look.tooltip,
        transformations=[
            SortBy(field_name="Value", desc=True),
            Organize(hide="Time", order=[requests.endpoint, "Value"], rename={"Value": "Requests"}),
        ],
    )


def denied(requests: Requests, *, title: str = "Denied requests", look: Look = LOOK) -> TimeSeries:
    """Requests that were refused for want of rights or for their number, by endpoint.

    Unit: requests a second. Source: the service's own counter.
    """
    refused = promql.topk(_WORST, promql.sum(promql.rate(requests.answered(requests.denied)), by=requests.endpoint))
    return graph(
        title,
        ask(refused, legend_of(requests.endpoint), interval=requests.interval),
        description=f"Requests answered {requests.denied.replace('|', ', ')}, by endpoint. A steep rise on one endpoint"
        " is somebody who tries keys or ids: find the source and block it.",
        unit="reqps",
        look=look,
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
