"""Kubernetes: nodes, pods, deployments and volumes, and what they use of what they asked for."""

import attrs

from grafmint import promql
from grafmint.kit import red
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, bars, graph, legend_of, stat
from grafmint.model.fields import CellOptions, Override, by_name, by_query
from grafmint.model.mapping import ValueMap
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.transform import Merge, Organize

# The words of the Kubernetes API, which no exporter changes.
_READY = "Ready"
_WELL = "Running|Succeeded"
_AT_WORK = "Pending|Running"
_GOOD = (ValueMap(value=1, text="yes", color="green"), ValueMap(value=0, text="no", color="red"))
_BAD = (ValueMap(value=1, text="yes", color="red"), ValueMap(value=0, text="no", color="green"))


@attrs.frozen(kw_only=True)
class Cluster:
    """The metrics of kube-state-metrics, of the kubelets and of the API server.

    `unwanted` are the conditions that no node should be in. `scope` holds for every metric, `nodes` for those that know
    their node besides, `namespaces` for those that know their namespace. Without `honor_labels` Prometheus would call
    the `pod` of kube-state-metrics `exported_pod`.
    Sources: https://github.com/kubernetes/kube-state-metrics/tree/main/docs and
    https://kubernetes.io/docs/reference/instrumentation/metrics/
    """

    conditions: str = "kube_node_status_condition"
    phases: str = "kube_pod_status_phase"
    restarts: str = "kube_pod_container_status_restarts_total"
    requested: str = "kube_pod_container_resource_requests"
    replicas: str = "kube_deployment_spec_replicas"
    replicas_available: str = "kube_deployment_status_replicas_available"
    generation: str = "kube_deployment_metadata_generation"
    generation_observed: str = "kube_deployment_status_observed_generation"
    container_cpu: str = "container_cpu_usage_seconds_total"
    container_memory: str = "container_memory_working_set_bytes"
    volume_used: str = "kubelet_volume_stats_used_bytes"
    volume_capacity: str = "kubelet_volume_stats_capacity_bytes"
    api_requests: str = "apiserver_request_total"
    node: str = "node"
    namespace: str = "namespace"
    pod: str = "pod"
    container: str = "container"
    deployment: str = "deployment"
    claim: str = "persistentvolumeclaim"
    condition: str = "condition"
    status: str = "status"
    phase: str = "phase"
    resource: str = "resource"
    code: str = "code"
    unwanted: tuple[str, ...] = ("MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable")
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)
    nodes: promql.Scope = attrs.field(factory=promql.Scope)
    namespaces: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def of_nodes(self) -> promql.Scope:
        """The scope of what knows its node."""
        return _both(self.scope, self.nodes)

    @property
    def of_namespaces(self) -> promql.Scope:
        """The scope of what knows its namespace."""
        return _both(self.scope, self.namespaces)

    @property
    def by_pod(self) -> tuple[str, str]:
        """What tells pods apart."""
        return (self.namespace, self.pod)

    @property
    def by_deployment(self) -> tuple[str, str]:
        """What tells deployments apart."""
        return (self.namespace, self.deployment)

    @property
    def by_claim(self) -> tuple[str, str]:
        """What tells volumes apart."""
        return (self.namespace, self.claim)


def _both(one: promql.Scope, other: promql.Scope) -> promql.Scope:
    matchers = {matcher.label: matcher for matcher in (*one.matchers, *other.matchers)}
    return promql.Scope(tuple(matchers[label] for label in sorted(matchers)))


def _legend(labels: tuple[str, str]) -> str:
    return legend_of(*labels, between="/")


def under_pressure(cluster: Cluster, condition: str) -> promql.Expr:
    """1 for each node that is in a condition, such as MemoryPressure, else 0."""
    labels = {cluster.condition: condition, cluster.status: "true"}
    return promql.max(cluster.of_nodes.metric(cluster.conditions, **labels), by=cluster.node)


def not_ready(cluster: Cluster) -> promql.Expr:
    """1 for each node that is not ready or says nothing, else 0."""
    return 1 - under_pressure(cluster, _READY)


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


def missing_replicas(cluster: Cluster) -> promql.Expr:
    """How many pods each deployment lacks, below 0 where it has too many."""
    wanted = promql.max(cluster.of_namespaces.metric(cluster.replicas), by=cluster.by_deployment)
    return wanted - promql.max(cluster.of_namespaces.metric(cluster.replicas_available), by=cluster.by_deployment)


def unfinished_rollouts(cluster: Cluster) -> promql.Expr:
    """How many changes of each deployment nobody has begun to roll out."""
    wanted = promql.max(cluster.of_namespaces.metric(cluster.generation), by=cluster.by_deployment)
    return wanted - promql.max(cluster.of_namespaces.metric(cluster.generation_observed), by=cluster.by_deployment)


def volume_used(cluster: Cluster) -> promql.Expr:
    """How full each volume is, 0 to 100."""
    # Several nodes tell of a volume that they share.
    used = promql.max(cluster.of_namespaces.metric(cluster.volume_used), by=cluster.by_claim)
    return 100 * used / promql.max(cluster.of_namespaces.metric(cluster.volume_capacity), by=cluster.by_claim)


def cpu_of_requested(cluster: Cluster) -> promql.Expr:
    """How much of the processors that pods request they use; 1 is all."""
    used = promql.rate(_of_containers(cluster, cluster.container_cpu))
    return promql.sum(used) / _requested(cluster, "cpu")


def memory_of_requested(cluster: Cluster) -> promql.Expr:
    """How much of the memory that pods request they hold; 1 is all."""
    return promql.sum(_of_containers(cluster, cluster.container_memory)) / _requested(cluster, "memory")


def volumes_of_capacity(cluster: Cluster) -> promql.Expr:
    """How much of all volumes is used; 1 is all."""
    used, capacity = (
        promql.sum(promql.max(cluster.of_namespaces.metric(name), by=cluster.by_claim))
        for name in (cluster.volume_used, cluster.volume_capacity)
    )
    return used / capacity


def _of_containers(cluster: Cluster, metric: str) -> promql.Metric:
    # The groups that containers lie in are measured too, without a name.
    return cluster.of_namespaces.metric(metric, **{cluster.container: promql.ne("")})


def _requested(cluster: Cluster, resource: str) -> promql.Expr:
    # A pod that is done still has its requests, but holds nothing any more.
    phases = cluster.of_namespaces.metric(cluster.phases, **{cluster.phase: promql.re(_AT_WORK)})
    at_work = promql.gt(promql.max(phases, by=cluster.by_pod), 0)
    requests = cluster.of_namespaces.metric(cluster.requested, **{cluster.resource: resource})
    return promql.sum(promql.both(promql.sum(requests, by=cluster.by_pod), at_work))


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
    names = (_READY, *cluster.unwanted)
    return Table(
        title=title,
        description="Every node and the conditions it is in; each should be ready, and nothing else. Pressure: pods are"
        " thrown off that node until it has what it lacks, so give it more or move work away.",
        queries=[ask_now(under_pressure(cluster, name), interval=cluster.interval, ref_id=name) for name in names],
        unit="short",
        thresholds=NO_LIMIT,
        transformations=[
            Merge(),
            Organize(
                hide="Time",
                order=[cluster.node, *(f"Value #{name}" for name in names)],
                rename={cluster.node: "Node", **{f"Value #{name}": name for name in names}},
            ),
        ],
        # All conditions are in sight on half a page.
        min_width=110,
        sort_by=TableSort(display_name=_READY),
        overrides=[
            Override(
                matcher=by_name(name),
                mappings=_GOOD if name == _READY else _BAD,
                cell_options=CellOptions(type="color-text"),
            )
            for name in names
        ],
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
        ask(restarts_in_hour(cluster), _legend(cluster.by_pod), interval=cluster.interval),
        description="Restarts of each pod in the hour before. A line that climbs in steps is a crash loop: the log of"
        " the previous container says why, and whether it was ended for want of memory.",
        unit="short",
        thresholds=thresholds,
        look=look,
    )


def volumes(cluster: Cluster, *, title: str = "Volumes", thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    """How full each persistent volume is.

    Unit: percent, 0 to 100. Source: kubelet.
    """
    return bars(
        title,
        ask(volume_used(cluster), _legend(cluster.by_claim), interval=cluster.interval),
        description="Space in use on every volume that a pod has mounted. High: enlarge the claim if its storage class"
        " allows it, or remove what is old; a database stops writing at 100 %.",
        unit="percent",
        full=True,
        thresholds=thresholds,
    )


def replicas(
    cluster: Cluster, *, title: str = "Missing replicas", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many pods each deployment has fewer than it wants.

    Unit: number of pods. Source: kube-state-metrics.
    """
    return graph(
        title,
        ask(missing_replicas(cluster), _legend(cluster.by_deployment), interval=cluster.interval),
        description="Pods that each deployment lacks. A short bump is a rollout; a plateau is one that is stuck: look"
        " at the events of its newest pods, and roll back if the release is what keeps them from starting.",
        unit="short",
        thresholds=thresholds,
        look=look,
    )


def api_requests(cluster: Cluster, *, title: str = "API server requests", look: Look = LOOK) -> TimeSeries:
    """What the API server answers, by code.

    Unit: requests a second. Source: API server.
    """
    asked = red.Requests(
        count=cluster.api_requests, status=cluster.code, interval=cluster.interval, scope=cluster.scope
    )
    return attrs.evolve(
        red.statuses(asked, title=title, look=look),
        description="Answers of the Kubernetes API server by code. A growing 429 or 5xx: it or etcd has too much to do,"
        " and rollouts slow down; a growing 4xx is a controller that asks wrongly or lacks rights.",
    )


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
