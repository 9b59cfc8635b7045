"""Volumes: how full they are."""

from grafmint import promql
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.look import NO_LIMIT, ask, bars, legend_of
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.threshold import Thresholds


def volume_used(cluster: Cluster) -> promql.Expr:
    """How full each volume is, 0 to 100."""
    # Several nodes tell of a volume that they share.
    used = promql.max(cluster.of_namespaces.metric(cluster.volume_used), by=cluster.by_claim)
    return 100 * used / promql.max(cluster.of_namespaces.metric(cluster.volume_capacity), by=cluster.by_claim)


def volumes_of_capacity(cluster: Cluster) -> promql.Expr:
    """How much of all volumes is used; 1 is all."""
    used, capacity = (
        promql.sum(promql.max(cluster.of_namespaces.metric(name), by=cluster.by_claim))
        for name in (cluster.volume_used, cluster.volume_capacity)
    )
    return used / capacity


def volumes(cluster: Cluster, *, title: str = "Volumes", thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    """How full each persistent volume is.

    Unit: percent, 0 to 100. Source: kubelet.
    """
    return bars(
        title,
        ask(volume_used(cluster), legend_of(*cluster.by_claim, between="/"), interval=cluster.interval),
        description="Space in use on every volume that a pod has mounted. High: enlarge the claim if its storage class"
        " allows it, or remove what is old; a database stops writing at 100 %.",
        unit="percent",
        full=True,
        thresholds=thresholds,
    )
