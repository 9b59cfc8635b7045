"""Cluster: what kube-state-metrics, the kubelets and the API server call their metrics."""

import attrs

from grafmint import promql
from grafmint.block import Block


@attrs.frozen(kw_only=True)
class Cluster(Block):
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
        return self.scope.also(self.nodes)

    @property
    def of_namespaces(self) -> promql.Scope:
        """The scope of what knows its namespace."""
        return self.scope.also(self.namespaces)

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
