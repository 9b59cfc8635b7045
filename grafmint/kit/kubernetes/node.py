"""Nodes: whether they take pods, and what is wrong with them."""

from grafmint import promql
from grafmint.kit.columns import asked, joined
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.look import NO_LIMIT, ask, stat
from grafmint.model.fields import CellOptions, Override, by_name, by_query
from grafmint.model.mapping import ValueMap
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.threshold import Thresholds

# The words of the Kubernetes API, which no exporter changes.
_READY = "Ready"
# In words that fit a narrow column and that yes and no answer.
_CALLED = {
    "MemoryPressure": "Low memory",
    "DiskPressure": "Low disk",
    "PIDPressure": "Low PIDs",
    "NetworkUnavailable": "No network",
}
_GOOD = (ValueMap(value=1, text="yes", color="green"), ValueMap(value=0, text="no", color="red"))
_BAD = (ValueMap(value=1, text="yes", color="red"), ValueMap(value=0, text="no", color="green"))


def under_pressure(cluster: Cluster, condition: str) -> promql.Expr:
    """1 for each node that is in a condition, such as MemoryPressure, else 0."""
    labels = {cluster.condition: condition, cluster.status: "true"}
    return promql.max(cluster.of_nodes.metric(cluster.conditions, **labels), by=cluster.node)


def not_ready(cluster: Cluster) -> promql.Expr:
    """1 for each node that is not ready or says nothing, else 0."""
    return 1 - under_pressure(cluster, _READY)


def ready_nodes(cluster: Cluster, *, title: str = "Nodes", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many nodes are ready and how many are not; the limit is that of those that are not.

    Unit: number of nodes. Source: kube-state-metrics.
    """
    return stat(
        title,
        [
            ask(promql.sum(under_pressure(cluster, _READY)), "Ready", interval=cluster.interval, ref_id="ready"),
            ask(promql.sum(not_ready(cluster)), "Not ready", interval=cluster.interval, ref_id="not_ready"),
        ],
        description="Nodes that take pods, and nodes that do not. Any that is not: the table of conditions names it;"
        " look at its kubelet and its disk, and whether the machine answers at all.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
        overrides=Override(matcher=by_query("ready"), thresholds=NO_LIMIT),
    )


def conditions(cluster: Cluster, *, title: str = "Node conditions") -> Table:
    """Which conditions each node is in.

    Unit: truth value. Source: kube-state-metrics.
    """
    names = {name: _CALLED.get(name, name) for name in (_READY, *cluster.unwanted)}
    return Table(
        title=title,
        description="Every node and the conditions it is in; each should be ready, and nothing else. Low on something:"
        " pods are thrown off that node until it has what it lacks, so give it more or move work away.",
        queries=asked({name: under_pressure(cluster, name) for name in names}, interval=cluster.interval),
        unit="short",
        thresholds=NO_LIMIT,
        transformations=joined(cluster.node, "Node", names),
        # All conditions are in sight on half a page.
        min_width=110,
        sort_by=TableSort(display_name=_READY),
        overrides=[
            Override(
                matcher=by_name(called),
                mappings=_GOOD if name == _READY else _BAD,
                cell_options=CellOptions(type="color-text"),
            )
            for name, called in names.items()
        ],
    )
