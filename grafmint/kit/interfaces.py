"""Interfaces: what the network interfaces of machines lose.

The subject is that of `hosts`, which shows what they carry.
"""

from grafmint import promql
from grafmint.kit.hosts import Hosts
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def errors_and_drops(
    hosts: Hosts, *, title: str = "Network errors", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """Packets that arrived broken, and packets that were dropped, by host.

    Unit: counts a second. Source: node_exporter.
    """
    lost = {"errors": hosts.network_errors, "dropped": hosts.network_dropped}
    return graph(
        title,
        [
            ask(
                promql.sum(promql.rate(hosts.scope.metric(metric)), by=hosts.instance),
                f"{legend_of(hosts.instance)} {name}",
                interval=hosts.interval,
                ref_id=name,
            )
            for name, metric in lost.items()
        ],
        description="Packets that arrived broken (solid) and that were dropped (dashed). Errors are a bad cable, card"
        " or driver: replace it. Drops are a host that cannot take in what it is sent: look at its processors.",
        unit="cps",
        thresholds=thresholds,
        look=look,
        overrides=Override(matcher=by_query("dropped"), line_style="dash"),
    )
