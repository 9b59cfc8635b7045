"""Capacity: how near hosts are to where it is added."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.hosts.host import Hosts
from grafmint.kit.hosts.usage import cpu_busy, disk_used, memory_used
from grafmint.kit.look import NO_LIMIT, ask, bars
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.threshold import above


@attrs.frozen(kw_only=True)
class QueryLoad(Block):
    """How many queries Prometheus runs at once, and how many it can.

    Source: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ (`--query.max-concurrency`)
    """

    queries: str = "prometheus_engine_queries"
    most: str = "prometheus_engine_queries_concurrent_max"


def scaling(
    hosts: Hosts,
    *,
    title: str = "Scaling",
    cpu_at: float,
    memory_at: float,
    disk_at: float,
    query_load: QueryLoad,
) -> BarGauge:
    """How near the hosts are to where capacity is added.

    Unit: percent, 0 to 100. Source: node_exporter, and Prometheus itself for the load of queries.
    """
    running = promql.max(promql.metric(query_load.queries))
    queries = 100 * promql.ratio(running, promql.max(promql.metric(query_load.most)))
    return bars(
        title,
        [
            ask(promql.max(cpu_busy(hosts)), f"CPU (add at {cpu_at:g} %)", interval=hosts.interval, ref_id="cpu"),
            ask(
                promql.max(memory_used(hosts)),
                f"Memory (add at {memory_at:g} %)",
                interval=hosts.interval,
                ref_id="memory",
            ),
            ask(promql.max(disk_used(hosts)), f"Disk (add at {disk_at:g} %)", interval=hosts.interval, ref_id="disk"),
            ask(queries, "Query load of Prometheus", interval=hosts.interval, ref_id="queries"),
        ],
        description=f"The fullest host against the triggers for more capacity: processor {cpu_at:g} %, memory"
        f" {memory_at:g} %, disk {disk_at:g} %; and the queries Prometheus runs of those it can run at once, for which"
        " nobody has set a trigger. Orange: plan the next node or volume today.",
        unit="percent",
        full=True,
        thresholds=above(warning=cpu_at),
        overrides=[
            Override(matcher=by_query("memory"), thresholds=above(warning=memory_at)),
            Override(matcher=by_query("disk"), thresholds=above(warning=disk_at)),
            Override(matcher=by_query("queries"), thresholds=NO_LIMIT),
        ],
    )
