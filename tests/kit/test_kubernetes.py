"""Nodes, pods, deployments and volumes: what the panels ask and show."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint.kit import kubernetes
from grafmint.kit.look import NO_LIMIT
from grafmint.model.mapping import ValueMap
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import above
from grafmint.model.variable.query import QueryVariable
from grafmint.prometheus import LabelValues
from grafmint.promql.parse import check

from .asked import exprs, legends, overridden, steps

HOME = kubernetes.Cluster(scope=promql.scope(cluster="home"))
READY = 'max by (node) (kube_node_status_condition{cluster="home", condition="Ready", status="true"})'
USED = (
    '100 * max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes{cluster="home"})'
    ' / max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes{cluster="home"})'
)
MISSING = (
    'max by (namespace, deployment) (kube_deployment_spec_replicas{cluster="home"})'
    ' - max by (namespace, deployment) (kube_deployment_status_replicas_available{cluster="home"})'
)
BUILDERS: tuple[Callable[..., FieldPanel], ...] = (
    kubernetes.ready_nodes,
    kubernetes.conditions,
    kubernetes.crashing,
    kubernetes.phases,
    kubernetes.restarts,
    kubernetes.volumes,
    kubernetes.replicas,
    kubernetes.api_requests,
    kubernetes.utilization,
)
EXPRESSIONS: tuple[Callable[[kubernetes.Cluster], promql.Expr], ...] = (
    kubernetes.crash_looping,
    kubernetes.restarts_in_hour,
    kubernetes.pods_not_running,
    kubernetes.missing_replicas,
    kubernetes.unfinished_rollouts,
    kubernetes.not_ready,
    kubernetes.volume_used,
)


def test_nodes_are_counted_by_whether_they_are_ready() -> None:
    """Only the number of those that are not is judged: many that are ready are no fault."""
    panel = kubernetes.ready_nodes(HOME, title="Node health", thresholds=above(critical=1))
    assert exprs(panel) == [f"sum({READY})", f"sum(1 - {READY})"]
    assert (panel.title, panel.unit, legends(panel)) == ("Node health", "short", ["Ready", "Not ready"])
    assert overridden(panel) == {"ready": NO_LIMIT}
    assert steps(panel.thresholds) == [(None, "green"), (1, "red")]


def test_each_condition_is_a_column_and_says_whether_it_is_good() -> None:
    """Ready is good and all others are bad; the headers of those that all know are short enough to be read."""
    panel = kubernetes.conditions(kubernetes.Cluster(unwanted=("DiskPressure", "KernelDeadlock")))
    names = ["Ready", "DiskPressure", "KernelDeadlock"]
    assert [query.ref_id for query in panel.queries] == names
    for expr, name in zip(exprs(panel), names, strict=True):
        assert expr == f'max by (node) (kube_node_status_condition{{condition="{name}", status="true"}})'
    colors = {
        override.matcher.options: [(one.value, one.color) for one in override.mappings if isinstance(one, ValueMap)]
        for override in panel.overrides
    }
    bad = [(1, "red"), (0, "green")]
    assert colors == {"Ready": [(1, "green"), (0, "red")], "Low disk": bad, "KernelDeadlock": bad}


@pytest.mark.parametrize(
    ("panel", "expr", "unit", "legend"),
    [
        (kubernetes.phases(HOME), 'sum by (phase) (kube_pod_status_phase{cluster="home"})', "short", "{{phase}}"),
        (
            kubernetes.restarts(HOME),
            'floor(sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{cluster="home"}[1h])))',
            "short",
            "{{namespace}}/{{pod}}",
        ),
        (
            kubernetes.crashing(HOME),
            f"max({kubernetes.crash_looping(HOME)})",
            "short",
            "worst pod",
        ),
        (
            kubernetes.volumes(HOME),
            USED,
            "percent",
            "{{namespace}}/{{persistentvolumeclaim}}",
        ),
        (
            kubernetes.replicas(HOME),
            MISSING,
            "short",
            "{{namespace}}/{{deployment}}",
        ),
        (
            kubernetes.api_requests(HOME),
            'sum by (code) (rate(apiserver_request_total{cluster="home"}[$__rate_interval]))',
            "reqps",
            "{{code}}",
        ),
    ],
    ids=lambda value: value.title if isinstance(value, FieldPanel) else "",
)
def test_each_panel_asks_its_exporter(panel: FieldPanel, expr: str, unit: str, legend: str) -> None:
    """One query, in the unit that it is turned into, and a name for each line or bar."""
    assert (exprs(panel), panel.unit, legends(panel)) == ([expr], unit, [legend])


def test_use_is_a_share_of_what_is_set_aside() -> None:
    """Processors, memory and storage meet on one axis, on which 1 is all."""
    panel = kubernetes.utilization(HOME, title="Utilization efficiency")
    cpu, memory, storage = exprs(panel)
    assert cpu.startswith('sum(rate(container_cpu_usage_seconds_total{cluster="home", container!=""}[')
    assert memory.startswith('sum(container_memory_working_set_bytes{cluster="home", container!=""}) / ')
    assert storage.startswith("sum(max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes{")
    for expr, resource in ((cpu, "cpu"), (memory, "memory")):
        assert f'kube_pod_container_resource_requests{{cluster="home", resource="{resource}"}}' in expr
    assert (panel.unit, legends(panel)) == ("percentunit", ["CPU", "Memory", "Storage"])


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_panel_says_what_to_do_and_asks_no_oftener_than_there_is_news(builder: Callable[..., FieldPanel]) -> None:
    """A title of the caller's, two sentences at least, a unit, PromQL that parses, the interval of the subject."""
    panel = builder(kubernetes.Cluster(interval="30s"), title="Cluster")
    assert (panel.title, isinstance(panel.unit, str)) == ("Cluster", True)
    assert str(panel.description).count(". ") >= 1
    assert all(query.interval == "30s" for query in panel.queries)  # type: ignore[attr-defined]
    assert [check(expr).status for expr in exprs(panel)] == ["ok"] * len(panel.queries)


@pytest.mark.parametrize(
    "builder", [kubernetes.ready_nodes, kubernetes.restarts, kubernetes.volumes, kubernetes.replicas]
)
def test_limits_are_given_or_none(builder: Callable[..., FieldPanel]) -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert builder(HOME).thresholds == NO_LIMIT
    assert builder(HOME, thresholds=above(warning=2)).thresholds == above(warning=2)


def test_a_choice_narrows_what_knows_its_label_and_nothing_else() -> None:
    """A namespace narrows pods, deployments and volumes; a node narrows nodes; the API server serves all."""
    metric = "kube_node_info"
    node, namespace = (
        QueryVariable(name=name, query=LabelValues(label=name, metric=metric), multi=True, include_all=True)
        for name in ("node", "namespace")
    )
    chosen = kubernetes.Cluster(
        scope=promql.scope(cluster="home"), nodes=promql.scope(node=node), namespaces=promql.scope(namespace=namespace)
    )
    of_nodes = {kubernetes.ready_nodes, kubernetes.conditions}
    for builder in BUILDERS:
        for expr in exprs(builder(chosen)):
            assert ('node=~"$node"' in expr) == (builder in of_nodes)
            assert ('namespace=~"$namespace"' in expr) == (builder not in {*of_nodes, kubernetes.api_requests})
            assert expr.count('cluster="home"') == expr.count("{")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_names_are_those_of_the_subject(expression: Callable[[kubernetes.Cluster], promql.Expr]) -> None:
    """A cluster whose labels are called otherwise is served by values alone."""
    renamed = kubernetes.Cluster(
        node="kubernetes_node", namespace="exported_namespace", pod="exported_pod", deployment="app", claim="pvc"
    )
    grouping = str(expression(renamed)).partition("by (")[2].partition(")")[0]
    assert set(grouping.split(", ")) <= {"kubernetes_node", "exported_namespace", "exported_pod", "app", "pvc"}
