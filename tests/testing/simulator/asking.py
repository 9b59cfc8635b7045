"""What is made up for some queries, and for panels that show them."""

from collections.abc import Mapping
from typing import Any

from grafmint import Dashboard, TimeSeries
from grafmint.bundle import Bundle
from grafmint.prometheus import Query
from grafmint.testing import simulator as sim
from grafmint.testing.simulator.labels import label_sets
from grafmint.testing.simulator.running import Running
from grafmint.testing.simulator.series import Metric
from tests.slo.tried import compiled
from tests.testing.simulator.test_curve import NOW


def simulated(*exprs: str, legend: str | None = None, **keys: object) -> sim.Simulation:
    """What is made up for some queries."""
    return sim.for_queries(bundle(*exprs, legend=legend), **keys)  # type: ignore[arg-type]  # of for_queries


def only(*exprs: str, legend: str | None = None, **look: Any) -> tuple[Metric, list[dict[str, str]]]:
    """The only metric that is made up for the queries of a panel with this look, and its label sets."""
    (metric,) = sim.for_queries(bundle(*exprs, legend=legend, **look)).series
    return metric, [labels for labels, _ in label_sets(metric.labels)]


def bundle(*exprs: str, legend: str | None = None, **look: Any) -> Bundle:
    """A board with one panel."""
    queries = [Query(expr=expr, legend_format=legend or "{{ }}") for expr in exprs]
    panel = TimeSeries(title="Panel", queries=queries, **look)
    return compiled(Dashboard(uid="board", title="Board", panels=[panel]))


def week(run: Running, name: str, labels: Mapping[str, str] | None = None) -> list[float]:
    """The values of a series, each twenty minutes of a week."""
    return [run.value_at(NOW + 1200 * number, name, labels) for number in range(504)]
