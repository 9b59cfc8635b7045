"""Deployments: the pods they lack, and the changes that nobody rolls out."""

from grafmint import promql
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def missing_replicas(cluster: Cluster) -> promql.Expr:
    """How many pods each deployment lacks, below 0 where it has too many."""
    wanted = promql.max(cluster.of_namespaces.metric(cluster.replicas), by=cluster.by_deployment)
    return wanted - promql.max(cluster.of_namespaces.metric(cluster.replicas_available), by=cluster.by_deployment)


def unfinished_rollouts(cluster: Cluster) -> promql.Expr:
    """How many changes of each deployment nobody has begun to roll out."""
    wanted = promql.max(cluster.of_namespaces.metric(cluster.generation), by=cluster.by_deployment)
    return wanted - promql.max(cluster.of_namespaces.metric(cluster.generation_observed), by=cluster.by_deployment)


def replicas(
    cluster: Cluster, *, title: str = "Missing replicas", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many pods each deployment has fewer than it wants.

    Unit: number of pods. Source: kube-state-metrics.
    """
    return graph(
        title,
        ask(missing_replicas(cluster), legend_of(*cluster.by_deployment, between="/"), interval=cluster.interval),
        description="Pods that each deployment lacks. A short bump is a rollout; a plateau is one that is stuck: look"
        " at the events of its newest pods, and roll back if the release is what keeps them from starting.",
        unit="short",
        decimals=0,
        counted=True,
        thresholds=thresholds,
        look=look,
    )
