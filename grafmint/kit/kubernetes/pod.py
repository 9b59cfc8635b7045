"""Pods: what they are at, and how often they begin anew."""

from grafmint import promql
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, bars, graph, legend_of, stat
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds

# The words of the Kubernetes API, which no exporter changes.
_WELL = "Running|Succeeded"


def crash_looping(cluster: Cluster) -> promql.Expr:
    """How often each pod restarted in a quarter of an hour."""
    return _restarted(cluster, "15m")


def restarts_in_hour(cluster: Cluster) -> promql.Expr:
    """How often each pod restarted in an hour."""
    return _restarted(cluster, "1h")


def _restarted(cluster: Cluster, window: str) -> promql.Expr:
    restarts = promql.increase(cluster.of_namespaces.metric(cluster.restarts), window)
    # Prometheus stretches what it saw to the whole window: five restarts would be more than five.
    return promql.floor(promql.sum(restarts, by=cluster.by_pod))


def pods_not_running(cluster: Cluster) -> promql.Expr:
    """1 for each pod that waits, has failed or is lost, 0 for one that runs or is done."""
    phases = cluster.of_namespaces.metric(cluster.phases, **{cluster.phase: promql.not_re(_WELL)})
    return promql.max(phases, by=cluster.by_pod)


def crashing(cluster: Cluster, *, title: str = "Restarts, worst pod", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How often the pod restarted in a quarter of an hour that restarted most.

    Unit: number of restarts. Source: kube-state-metrics.
    """
    return stat(
        title,
        ask(promql.max(crash_looping(cluster)), "worst pod", interval=cluster.interval),
        description="Restarts in the last 15 minutes, of the pod that restarted most. More than a few is a crash loop:"
        " the graph of restarts names the pod, and the log of its previous container says why.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
    )


def phases(cluster: Cluster, *, title: str = "Pods by phase") -> BarGauge:
    """How many pods are in each phase.

    Unit: number of pods. Source: kube-state-metrics.
    """
    pods = cluster.of_namespaces.metric(cluster.phases)
    return bars(
        title,
        ask(promql.sum(pods, by=cluster.phase), legend_of(cluster.phase), interval=cluster.interval),
        description="Pods by phase. Pending for minutes: no node has room for them, or their image or volume does not"
        " come. Failed: their events and the log of their last run say why.",
        unit="short",
    )


def restarts(
    cluster: Cluster, *, title: str = "Restarts, last hour", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How often the containers of each pod began anew in an hour.

    Unit: number of restarts. Source: kube-state-metrics.
    """
    return graph(
        title,
        ask(restarts_in_hour(cluster), legend_of(*cluster.by_pod, between="/"), interval=cluster.interval),
        description="Restarts of each pod in the hour before. A line that climbs in steps is a crash loop: the log of"
        " the previous container says why, and whether it was ended for want of memory.",
        unit="short",
        decimals=0,
        counted=True,
        thresholds=thresholds,
        look=look,
    )
