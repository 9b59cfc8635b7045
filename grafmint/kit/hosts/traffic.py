"""Traffic: what goes to disks and through the network, and what is lost on the way."""

from grafmint import promql
from grafmint.kit.hosts.host import Hosts
from grafmint.kit.look import LOOK, Look, ask, graph, legend_of
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.timeseries import TimeSeries


def disk_io(hosts: Hosts, *, title: str = "Disk throughput", look: Look = LOOK) -> TimeSeries:
    """What each host reads from its disks and writes to them.

    Unit: bytes a second. Source: node_exporter.
    """
    ways = {"read": hosts.scope.metric(hosts.disk_read), "written": hosts.scope.metric(hosts.disk_written)}
    return graph(
        title,
        hosts.rates(ways),
        description="Bytes read (solid) and written (dashed) by host. A flat top is the limit of the volume: whatever"
        " waits for the disk is slow now.",
        unit="Bps",
        look=look,
        overrides=Override(matcher=by_query("written"), line_style="dash"),
    )


def network(hosts: Hosts, *, title: str = "Network", look: Look = LOOK) -> TimeSeries:
    """What each host receives and sends, without what it sends to itself.

    Unit: bytes a second. Source: node_exporter.
    """
    outside = hosts.scope.where(**{hosts.device: promql.ne(hosts.loopback)})
    ways = {"received": outside.metric(hosts.network_received), "sent": outside.metric(hosts.network_sent)}
    return graph(
        title,
        hosts.rates(ways),
        description="Bytes received (solid) and sent (dashed) by host. A peak without more requests is a backup, a copy"
        " or somebody who takes data out.",
        unit="Bps",
        look=look,
        overrides=Override(matcher=by_query("sent"), line_style="dash"),
    )


def network_errors(hosts: Hosts, *, title: str = "Network errors", look: Look = LOOK) -> TimeSeries:
    """Packets that arrived broken or were dropped, by host.

    Unit: counts a second. Source: node_exporter.
    """
    errors, dropped = hosts.scope.metric(hosts.network_errors), hosts.scope.metric(hosts.network_dropped)
    lost = promql.sum(promql.rate(errors), by=hosts.instance) + promql.sum(promql.rate(dropped), by=hosts.instance)
    return graph(
        title,
        ask(lost, legend_of(hosts.instance), interval=hosts.interval),
        description="Packets that arrived broken or were dropped. More than a few: a bad cable, card or driver on that"
        " host, or more traffic than it can take.",
        unit="cps",
        look=look,
    )
