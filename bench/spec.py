"""What every writer defines: dashboards as plain data, so that their libraries are all that differs.

Importing it and walking through it costs every writer the same.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["timeseries", "stat", "table"]
Unit = Literal["reqps", "percentunit", "s", "bytes", "ops", "short"]

DATASOURCE = "prometheus"
#: Where Grafana says how long a window must be at least; the bare parser knows no variables and is given `WINDOW`.
RATE_INTERVAL = "$__rate_interval"
WINDOW = "5m"
GOOD, WARNING, CRITICAL = "green", "orange", "red"
TIME_FROM = "now-1h"
REFRESH = "1m"
HEIGHT = 8


class Target(NamedTuple):
    """A query and the name of its series."""

    expr: str
    legend: str


class Panel(NamedTuple):
    """A panel: `warning` and `critical` are its thresholds, `x`, `y` and `width` its place; all are `HEIGHT` high."""

    kind: Kind
    title: str
    description: str
    unit: Unit
    warning: float
    critical: float
    targets: tuple[Target, Target]
    x: int
    y: int
    width: int


class Variable(NamedTuple):
    """A variable: of the values of `label` on `metric`, or of the `values` written here."""

    name: str
    title: str
    kind: Literal["query", "custom", "interval"]
    metric: str = ""
    label: str = ""
    values: tuple[str, ...] = ()
    several: bool = False


class Board(NamedTuple):
    """A dashboard."""

    uid: str
    title: str
    description: str
    tags: tuple[str, ...]
    panels: tuple[Panel, ...]


class _Subject(NamedTuple):
    title: str
    unit: Unit
    warning: float
    critical: float
    description: str
    vector: str


class _Shape(NamedTuple):
    """A panel kind and its two ways to ask for a subject, each as what stands before and behind it."""

    kind: Kind
    title: str
    x: int
    width: int
    first: tuple[str, str, str]
    second: tuple[str, str, str]


VARIABLES = (
    Variable("cluster", "Cluster", "query", metric="up", label="cluster"),
    Variable("instance", "Instance", "query", metric='up{cluster="$cluster"}', label="instance", several=True),
    Variable("stage", "Stage", "custom", values=("production", "staging", "test")),
    Variable("window", "Window", "interval", values=("1m", "5m", "15m", "1h")),
)

_SUBJECTS = (
    _Subject(
        "Requests", "reqps", 500, 900, "Requests answered, whatever the answer.",
        "rate(http_requests_total{SCOPE}[$__rate_interval])",
    ),
    _Subject(
        "Errors", "percentunit", 0.01, 0.05, "Share of requests answered with 5xx.",
        'rate(http_requests_total{SCOPE, code=~"5.."}[$__rate_interval])'
        " / ignoring(code) rate(http_requests_total{SCOPE}[$__rate_interval])",
    ),
    _Subject(
        "Duration", "s", 0.5, 2, "What one request in a hundred takes at least.",
        "histogram_quantile(0.99, sum by (le, instance, pod)"
        " (rate(http_request_duration_seconds_bucket{SCOPE}[$__rate_interval])))",
    ),
    _Subject(
        "CPU", "percentunit", 0.8, 0.95, "Processor time used, in cores.",
        "rate(process_cpu_seconds_total{SCOPE}[$__rate_interval])",
    ),
    _Subject(
        "Memory", "bytes", 2_000_000_000, 3_500_000_000, "Resident memory.", "process_resident_memory_bytes{SCOPE}"
    ),
    _Subject("Goroutines", "short", 5_000, 20_000, "Goroutines that are alive.", "go_goroutines{SCOPE}"),
    _Subject(
        "Calls", "ops", 50, 100, "Calls of other services that failed.",
        'rate(grpc_client_handled_total{SCOPE, grpc_code!="OK"}[$__rate_interval])',
    ),
    _Subject(
        "Queue", "short", 1_000, 10_000, "Messages that wait, and those dropped in the last hour.",
        "queue_messages_ready{SCOPE} + increase(queue_messages_dropped_total{SCOPE}[1h])",
    ),
    _Subject(
        "Connections", "percentunit", 0.7, 0.9, "Share of the pool of database connections that is in use.",
        "db_connections_open{SCOPE} / db_connections_max{SCOPE}",
    ),
    _Subject(
        "Cache misses", "percentunit", 0.2, 0.5, "Share of look-ups that the cache could not answer.",
        "1 - rate(cache_hits_total{SCOPE}[$__rate_interval]) / rate(cache_requests_total{SCOPE}[$__rate_interval])",
    ),
)  # fmt: skip

# The three shapes fill a line of the grid, a line for each subject.
_SHAPES = (
    _Shape(
        "timeseries", "over time", 0, 12,
        ("sum by (instance) (", ")", "{{instance}}"),
        ("quantile(0.95, ", ")", "95th percentile"),
    ),
    _Shape("stat", "now", 12, 4, ("sum(", ")", "total"), ("max(", ")", "highest")),
    _Shape(
        "table", "by pod", 16, 8,
        ("topk(10, sum by (instance, pod) (", "))", "{{instance}} {{pod}}"),
        ("avg by (instance, pod) (", ")", "mean of {{pod}}"),
    ),
)  # fmt: skip

#: How many panels each dashboard has.
PANELS = len(_SUBJECTS) * len(_SHAPES)


def boards(count: int) -> Iterator[Board]:
    """The dashboards, one for each of `count` services; no two queries are the same."""
    for number in range(count):
        service = f"service-{number:04d}"
        yield Board(
            uid=service,
            title=f"Service {number:04d}",
            description=f"How {service} is doing, and what it is short of.",
            tags=("service", f"team-{number % 12}"),
            panels=tuple(_panels(service)),
        )


def _panels(service: str) -> Iterator[Panel]:
    scope = f'cluster="$cluster", job="{service}", instance=~"$instance"'
    for line, (title, unit, warning, critical, description, text) in enumerate(_SUBJECTS):
        vector = text.replace("SCOPE", scope)
        for kind, aspect, x, width, (before, behind, legend), (before_2, behind_2, legend_2) in _SHAPES:
            targets = (Target(before + vector + behind, legend), Target(before_2 + vector + behind_2, legend_2))
            name = f"{title} {aspect}"
            yield Panel(kind, name, description, unit, warning, critical, targets, x, line * HEIGHT, width)
