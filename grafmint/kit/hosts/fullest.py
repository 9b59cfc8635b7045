"""The fullest host: one number each for processors, memory and disks."""

from grafmint import promql
from grafmint.kit.dials import dial
from grafmint.kit.hosts.host import Hosts
from grafmint.kit.hosts.usage import cpu_busy, disk_used, memory_used
from grafmint.kit.look import NO_LIMIT, ask
from grafmint.model.panel.gauge import Gauge
from grafmint.model.threshold import Thresholds


def busiest(hosts: Hosts, *, title: str = "CPU, busiest host", thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """How busy the processors of the busiest host are.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return _highest(
        hosts,
        cpu_busy(hosts),
        title=title,
        thresholds=thresholds,
        description="Processor time in use on the busiest host. High: the graph below names the host; add hosts or move"
        " load from it.",
    )


def tightest_memory(hosts: Hosts, *, title: str = "Memory, fullest host", thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """How much memory is used on the host with the least left.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return _highest(
        hosts,
        memory_used(hosts),
        title=title,
        thresholds=thresholds,
        description="Memory in use on the host with the least left. High: the kernel will soon end processes; find what"
        " grew below.",
    )


def fullest_disk(hosts: Hosts, *, title: str = "Disk, fullest mount", thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """How full the fullest file system is.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return _highest(
        hosts,
        disk_used(hosts),
        title=title,
        thresholds=thresholds,
        description="Space in use on the fullest file system of all hosts. High: the bars below name it; make room or"
        " enlarge it.",
    )


def _highest(hosts: Hosts, share: promql.Expr, *, title: str, thresholds: Thresholds, description: str) -> Gauge:
    query = ask(promql.max(share), title, interval=hosts.interval)
    return dial(title, query, decimals=1, thresholds=thresholds, description=description)
