"""Usage: how much of their processors, memory and disks hosts use."""

import attrs

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit.hosts.host import Hosts
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, bars, graph, legend_of
from grafmint.model.fields import Color, Override, by_query, by_regexp
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds

_COLOURED = "A line is orange and red where it passes its own limit, so a coloured line says what the host is short of."
_PLAIN = "A line that stays far above the others says what its host is short of: move work off it, or add to it."


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


def utilization(
    hosts: Hosts,
    *,
    title: str = "Utilization",
    cpu_limit: Thresholds = NO_LIMIT,
    memory_limit: Thresholds = NO_LIMIT,
    disk_limit: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """Processor, memory and disk of each host, every line in the colour of its own limit if there is one.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    disk = promql.max(disk_used(hosts), by=hosts.instance)
    is_judged = any(limit != NO_LIMIT for limit in (cpu_limit, memory_limit, disk_limit))
    lines = graph(
        title,
        [
            ask(cpu_busy(hosts), f"{legend_of(hosts.instance)} CPU", interval=hosts.interval, ref_id="cpu"),
            ask(memory_used(hosts), f"{legend_of(hosts.instance)} memory", interval=hosts.interval, ref_id="memory"),
            ask(disk, f"{legend_of(hosts.instance)} disk", interval=hosts.interval, ref_id="disk"),
        ],
        description=f"Processor (solid), memory (dashed) and fullest disk (dotted) of every host."
        f" {_COLOURED if is_judged else _PLAIN}",
        unit="percent",
        full=True,
        # Without limits all lines would have one colour.
        color="thresholds" if is_judged else UNSET,
        thresholds=cpu_limit,
        look=look,
        overrides=[
            Override(matcher=by_query("memory"), thresholds=memory_limit, line_style="dash"),
            Override(matcher=by_query("disk"), thresholds=disk_limit, line_style="dot"),
        ],
    )
    if not is_judged:
        return lines
    # One axis can draw the limits of one query only, and would show those of the processor as if they were all.
    return attrs.evolve(lines, thresholds_style="off", gradient_mode="scheme", fill_opacity=0, line_width=2)


def cpu(hosts: Hosts, *, title: str = "CPU", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK) -> TimeSeries:
    """How busy the processors of each host are.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return graph(
        title,
        ask(cpu_busy(hosts), legend_of(hosts.instance), interval=hosts.interval),
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
        ask(memory_used(hosts), legend_of(hosts.instance), interval=hosts.interval),
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


def load(hosts: Hosts, *, title: str = "Load", look: Look = LOOK) -> TimeSeries:
    """The load average of each host, and its number of processors.

    Unit: processes. Source: node_exporter.
    """
    processors = promql.count(hosts.scope.metric(hosts.cpu, **{hosts.mode: hosts.idle}), by=hosts.instance)
    return graph(
        title,
        [
            ask(hosts.scope.metric(hosts.load), legend_of(hosts.instance), interval=hosts.interval),
            ask(processors, f"{legend_of(hosts.instance)} processors", interval=hosts.interval, ref_id="processors"),
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
            # The legend begins with what is highest, which is to be the load.
            hide_from="legend",
        ),
    )
