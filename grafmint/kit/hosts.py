"""Hosts: utilisation, saturation and errors of machines (USE).

Source: https://www.brendangregg.com/usemethod.html
"""

import attrs

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, bars, graph, legend_of
from grafmint.model.fields import Color, Override, ReduceOptions, by_query, by_regexp
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.gauge import Gauge
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, above


@attrs.frozen(kw_only=True)
class Hosts:
    """The metrics of node_exporter; `pseudo` are file systems that use no disk.

    Source: https://github.com/prometheus/node_exporter
    """

    cpu: str = "node_cpu_seconds_total"
    mode: str = "mode"
    idle: str = "idle"
    memory_available: str = "node_memory_MemAvailable_bytes"
    memory_total: str = "node_memory_MemTotal_bytes"
    filesystem_available: str = "node_filesystem_avail_bytes"
    filesystem_size: str = "node_filesystem_size_bytes"
    filesystem_type: str = "fstype"
    pseudo: str = "tmpfs|overlay"
    mount: str = "mountpoint"
    disk_read: str = "node_disk_read_bytes_total"
    disk_written: str = "node_disk_written_bytes_total"
    network_received: str = "node_network_receive_bytes_total"
    network_sent: str = "node_network_transmit_bytes_total"
    network_errors: str = "node_network_receive_errs_total"
    network_dropped: str = "node_network_receive_drop_total"
    device: str = "device"
    loopback: str = "lo"
    load: str = "node_load5"
    instance: str = "instance"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def _legend(self) -> str:
        return legend_of(self.instance)


@attrs.frozen(kw_only=True)
class QueryLoad:
    """How many queries Prometheus runs at once, and how many it can.

    Source: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ (`--query.max-concurrency`)
    """

    queries: str = "prometheus_engine_queries"
    most: str = "prometheus_engine_queries_concurrent_max"


def cpu_busy(hosts: Hosts) -> promql.Expr:
    """How busy the processors of each host are, 0 to 100."""
    idle = promql.rate(hosts.scope.metric(hosts.cpu, **{hosts.mode: hosts.idle}))
    return 100 * (1 - promql.avg(idle, by=hosts.instance))


def memory_used(hosts: Hosts) -> promql.Expr:
    """How much of its memory each host cannot give to a new process, 0 to 100."""
    available, total = hosts.scope.metric(hosts.memory_available), hosts.scope.metric(hosts.memory_total)
    return 100 * (1 - promql.ratio(available, total))


def disk_used(hosts: Hosts) -> promql.Expr:
    """How full each file system is, 0 to 100."""
    real = hosts.scope.where(**{hosts.filesystem_type: promql.not_re(hosts.pseudo)})
    return 100 * (1 - promql.ratio(real.metric(hosts.filesystem_available), real.metric(hosts.filesystem_size)))


def busiest(hosts: Hosts, *, title: str = "CPU, busiest host", thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """How busy the processors of the busiest host are.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return _gauge(
        title,
        promql.max(cpu_busy(hosts)),
        hosts,
        thresholds,
        "Processor time in use on the busiest host. High: the graph below names the host; add hosts or move load"
        " from it.",
    )


def tightest_memory(hosts: Hosts, *, title: str = "Memory, fullest host", thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """How much memory is used on the host with the least left.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return _gauge(
        title,
        promql.max(memory_used(hosts)),
        hosts,
        thresholds,
        "Memory in use on the host with the least left. High: the kernel will soon end processes; find what grew"
        " below.",
    )


def fullest_disk(hosts: Hosts, *, title: str = "Disk, fullest mount", thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """How full the fullest file system is.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return _gauge(
        title,
        promql.max(disk_used(hosts)),
        hosts,
        thresholds,
        "Space in use on the fullest file system of all hosts. High: the bars below name it; make room or enlarge it.",
    )


def _gauge(title: str, expr: promql.Expr, hosts: Hosts, thresholds: Thresholds, description: str) -> Gauge:
    return Gauge(
        title=title,
        description=description,
        queries=ask(expr, title, interval=hosts.interval),
        unit="percent",
        decimals=1,
        min=0,
        max=100,
        color="thresholds",
        thresholds=thresholds,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
    )


def utilization(
    hosts: Hosts,
    *,
    title: str = "Utilization",
    cpu_limit: Thresholds = NO_LIMIT,
    memory_limit: Thresholds = NO_LIMIT,
    disk_limit: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """Processor, memory and disk of each host, every line in the colour of its own limit.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    disk = promql.max(disk_used(hosts), by=hosts.instance)
    lines = graph(
        title,
        [
            ask(cpu_busy(hosts), f"{hosts._legend} CPU", interval=hosts.interval, ref_id="cpu"),
            ask(memory_used(hosts), f"{hosts._legend} memory", interval=hosts.interval, ref_id="memory"),
            ask(disk, f"{hosts._legend} disk", interval=hosts.interval, ref_id="disk"),
        ],
        description="Processor (solid), memory (dashed) and fullest disk (dotted) of every host. A line is orange"
        " and red where it passes its own limit, so a coloured line says what the host is short of.",
        unit="percent",
        full=True,
        color="thresholds",
        thresholds=cpu_limit,
        look=look,
        overrides=[
            Override(matcher=by_query("memory"), thresholds=memory_limit, line_style="dash"),
            # The page writes the lengths of dots and gaps; without them dots are drawn as dashes.
            Override(
                matcher=by_query("disk"),
                thresholds=disk_limit,
                line_style="dot",
            ),
        ],
    )
    # One axis can draw the limits of one query only, and would show those of the processor as if they were all.
    return attrs.evolve(lines, thresholds_style="off", gradient_mode="scheme", fill_opacity=0, line_width=2)


def cpu(hosts: Hosts, *, title: str = "CPU", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK) -> TimeSeries:
    """How busy the processors of each host are.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return graph(
        title,
        ask(cpu_busy(hosts), hosts._legend, interval=hosts.interval),
        description="Processor time that is not idle, by host. One host high: move work or restart what runs away on"
        " it. All high: scale out.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )


def memory(hosts: Hosts, *, title: str = "Memory", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK) -> TimeSeries:
    """How much of its memory each host uses.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return graph(
        title,
        ask(memory_used(hosts), hosts._legend, interval=hosts.interval),
        description="Memory that a new process could not get, by host. A steady climb is a leak: restart the process"
        " that grows, then look for it. A step is a deployment.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )


def disk_usage(hosts: Hosts, *, title: str = "Disk", thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    """How full each file system is.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    usage = promql.max(disk_used(hosts), by=(hosts.instance, hosts.mount))
    return bars(
        title,
        ask(usage, legend_of(hosts.instance, hosts.mount), interval=hosts.interval),
        description="Space in use on every file system that is on a disk. High: remove old logs and images, or enlarge"
        " the volume before it is full; databases stop writing at 100 %.",
        unit="percent",
        full=True,
        thresholds=thresholds,
    )


def disk_io(hosts: Hosts, *, title: str = "Disk throughput", look: Look = LOOK) -> TimeSeries:
    """What each host reads from its disks and writes to them.

    Unit: bytes a second. Source: node_exporter.
    """
    return _two_ways(
        title,
        (hosts.scope.metric(hosts.disk_read), "read"),
        (hosts.scope.metric(hosts.disk_written), "written"),
        hosts,
        "Bytes read (solid) and written (dashed) by host. A flat top is the limit of the volume: whatever waits for the"
        " disk is slow now.",
        look,
    )


def network(hosts: Hosts, *, title: str = "Network", look: Look = LOOK) -> TimeSeries:
    """What each host receives and sends, without what it sends to itself.

    Unit: bytes a second. Source: node_exporter.
    """
    outside = hosts.scope.where(**{hosts.device: promql.ne(hosts.loopback)})
    return _two_ways(
        title,
        (outside.metric(hosts.network_received), "received"),
        (outside.metric(hosts.network_sent), "sent"),
        hosts,
        "Bytes received (solid) and sent (dashed) by host. A peak without more requests is a backup, a copy or somebody"
        " who takes data out.",
        look,
    )


def _two_ways(
    title: str,
    one: tuple[promql.Metric, str],
    other: tuple[promql.Metric, str],
    hosts: Hosts,
    description: str,
    look: Look,
) -> TimeSeries:
    return graph(
        title,
        [
            ask(
                promql.sum(promql.rate(metric), by=hosts.instance),
                f"{hosts._legend} {name}",
                interval=hosts.interval,
                ref_id=name,
            )
            for metric, name in (one, other)
        ],
        description=description,
        unit="Bps",
        look=look,
        overrides=Override(matcher=by_query(other[1]), line_style="dash"),
    )


def network_errors(hosts: Hosts, *, title: str = "Network errors", look: Look = LOOK) -> TimeSeries:
    """Packets that arrived broken or were dropped, by host.

    Unit: packets a second. Source: node_exporter.
    """
    errors, dropped = hosts.scope.metric(hosts.network_errors), hosts.scope.metric(hosts.network_dropped)
    lost = promql.sum(promql.rate(errors), by=hosts.instance) + promql.sum(promql.rate(dropped), by=hosts.instance)
    return graph(
        title,
        ask(lost, hosts._legend, interval=hosts.interval),
        description="Packets that arrived broken or were dropped. More than a few: a bad cable, card or driver on that"
        " host, or more traffic than it can take.",
        unit="pps",
        look=look,
    )


def load(hosts: Hosts, *, title: str = "Load", look: Look = LOOK) -> TimeSeries:
    """The load average of each host, and its number of processors.

    Unit: processes. Source: node_exporter.
    """
    processors = promql.count(hosts.scope.metric(hosts.cpu, **{hosts.mode: hosts.idle}), by=hosts.instance)
    return graph(
        title,
        [
            ask(hosts.scope.metric(hosts.load), hosts._legend, interval=hosts.interval),
            ask(processors, f"{hosts._legend} processors", interval=hosts.interval, ref_id="processors"),
        ],
        description="Processes that run or wait, averaged over five minutes, beside the number of processors (dashed)."
        " Above it, work waits: for the processor if CPU is high too, else for the disk.",
        unit="short",
        look=look,
        overrides=Override(
            matcher=by_regexp("/ processors$/"),
            line_style="dash",
            color=Color(fixed_color="text"),
            fill_opacity=0,
        ),
    )


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
