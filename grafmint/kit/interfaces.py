"""Interfaces: what the network interfaces of machines lose.

The subject is that of `hosts`, which shows what they carry.
"""

from grafmint.kit.hosts import Hosts
from grafmint.kit.look import LOOK, NO_LIMIT, Look, graph
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def errors_and_drops(
    hosts: Hosts, *, title: str = "Network errors", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """Packets that arrived broken, and packets that were dropped, by host.

    Unit: counts a second. Source: node_exporter.
    """
    lost = {"errors": hosts.scope.metric(hosts.network_errors), "dropped": hosts.scope.metric(hosts.network_dropped)}
    return graph(
        title,
        hosts.rates(lost),
        description="Packets that arrived broken (solid) and that were dropped (dashed). Errors are a bad cable, card"
        " or driver: replace it. Drops are a host that cannot take in what it is sent: look at its processors.",
        unit="cps",
        thresholds=thresholds,
        look=look,
        overrides=Override(matcher=by_query("dropped"), line_style="dash"),
    )
