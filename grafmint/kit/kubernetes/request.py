"""Requests: how much pods use of what is set aside for them."""

from grafmint import promql
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.kubernetes.volume import volumes_of_capacity
from grafmint.kit.look import LOOK, Look, ask, graph
from grafmint.model.panel.timeseries import TimeSeries

# The words of the Kubernetes API, which no exporter changes.
_AT_WORK = "Pending|Running"


def cpu_of_requested(cluster: Cluster) -> promql.Expr:
    """How much of the processors that pods request they use; 1 is all."""
    used = promql.rate(_of_containers(cluster, cluster.container_cpu))
    return promql.sum(used) / _requested(cluster, "cpu")


def memory_of_requested(cluster: Cluster) -> promql.Expr:
    """How much of the memory that pods request they hold; 1 is all."""
    return promql.sum(_of_containers(cluster, cluster.container_memory)) / _requested(cluster, "memory")


def _of_containers(cluster: Cluster, metric: str) -> promql.Metric:
    # The groups that containers lie in are measured too, without a name.
    return cluster.of_namespaces.metric(metric, **{cluster.container: promql.ne("")})


def _requested(cluster: Cluster, resource: str) -> promql.Expr:
    # A pod that is done still has its requests, but holds nothing any more.
    phases = cluster.of_namespaces.metric(cluster.phases, **{cluster.phase: promql.re(_AT_WORK)})
    at_work = promql.gt(promql.max(phases, by=cluster.by_pod), 0)
    requests = cluster.of_namespaces.metric(cluster.requested, **{cluster.resource: resource})
    return promql.sum(promql.both(promql.sum(requests, by=cluster.by_pod), at_work))


def utilization(cluster: Cluster, *, title: str = "Used of what is requested", look: Look = LOOK) -> TimeSeries:
    """How much pods use of the processors, the memory and the volumes that are set aside for them.

    Unit: share, 1 is all. Sources: kubelet and kube-state-metrics.
    """
    return graph(
        title,
        [
            ask(cpu_of_requested(cluster), "CPU", interval=cluster.interval, ref_id="cpu"),
            ask(memory_of_requested(cluster), "Memory", interval=cluster.interval, ref_id="memory"),
            ask(volumes_of_capacity(cluster), "Storage", interval=cluster.interval, ref_id="storage"),
        ],
        description="What pods use of what is kept for them. Low for days: requests are too high and nodes are paid for"
        " nothing. Above 100 %: requests are too low, and pods will be slowed down or thrown off.",
        unit="percentunit",
        look=look,
    )
