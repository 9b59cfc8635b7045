"""Alerts on the numbers of a cluster and its certificates, as a Prometheus evaluates them."""

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs
import pytest

from grafmint import promql
from grafmint.alerting import AlertRule
from grafmint.kit import certificates, kubernetes
from grafmint.kit.certificates import Certificates
from grafmint.kit.kubernetes import Cluster
from grafmint.model.alerting.alert import Alert
from grafmint.model.dashboard import Dashboard
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import above, below
from grafmint.model.variable.query import QueryVariable
from grafmint.prometheus import LabelValues, Query
from grafmint.testing.rules import Rules, Run
from tests.compile.prometheus.tools import needs_tools
from tests.slo.tried import FOLDER, compiled

pytestmark = needs_tools

CLUSTER = Cluster()
NAMESPACE = QueryVariable(
    name="namespace", query=LabelValues(label="namespace", metric="kube_pod_info"), multi=True, include_all=True
)
#: What the texts call the thing that is ill.
POD, DEPLOYMENT, VOLUME, CERTIFICATE = (
    f"{{{{ $labels.namespace }}}}/{{{{ $labels.{label} }}}}"
    for label in ("pod", "deployment", "persistentvolumeclaim", "name")
)
NODE = "{{ $labels.node }}"
#: The alerts that are no panel's: each is about more than nothing of a number.
NUMBERS: Mapping[str, tuple[promql.Expr, str]] = {
    "Not running": (kubernetes.pods_not_running(CLUSTER), POD),
    "Not rolled out": (kubernetes.unfinished_rollouts(CLUSTER), DEPLOYMENT),
    "Replicas missing": (kubernetes.missing_replicas(CLUSTER), DEPLOYMENT),
    "Not ready": (kubernetes.not_ready(CLUSTER), NODE),
    "Memory short": (kubernetes.under_pressure(CLUSTER, "MemoryPressure"), NODE),
    "Disk short": (kubernetes.under_pressure(CLUSTER, "DiskPressure"), NODE),
}
#: Who is ill after two hours, by alert; everything else is close to it, and well.
ILL: Mapping[str, set[str]] = {
    "Crash loop": {"shop/crashing"},
    "Restarts": {"shop/crashing", "shop/often"},
    "Not running": {"shop/waiting", "shop/broken"},
    "Not rolled out": {"shop/ignored"},
    "Replicas missing": {"shop/short"},
    "Not ready": {"lost"},
    "Memory short": {"tight"},
    "Disk short": {"full"},
    "Volume filling": {"shop/filling", "shop/brimming"},
    "Volume full": {"shop/brimming"},
    "Certificate old": {"web/old", "web/ending"},
    "Certificate ends": {"web/ending"},
}


def series() -> Iterator[tuple[str, str]]:
    """Two hours and a half of a cluster."""
    for pod, minutes in (("crashing", 1), ("often", 10), ("seldom", 12)):
        name = f'kube_pod_container_status_restarts_total{{namespace="shop", pod="{pod}", container="web"}}'
        yield name, " ".join(f"{number}x{minutes - 1}" for number in range(150 // minutes))
    for pod, current in (("waiting", "Pending"), ("well", "Running"), ("done", "Succeeded"), ("broken", "Failed")):
        for phase in ("Pending", "Running", "Succeeded", "Failed", "Unknown"):
            name = f'kube_pod_status_phase{{namespace="shop", pod="{pod}", phase="{phase}"}}'
            yield name, f"{int(phase == current)}x150"
    # Of a node that is lost nothing is known: each of its conditions is neither true nor false.
    for node, true in (("well", ["Ready"]), ("lost", []), ("tight", ["Ready", "Memory"]), ("full", ["Ready", "Disk"])):
        for condition, name in (("Ready", "Ready"), ("Memory", "MemoryPressure"), ("Disk", "DiskPressure")):
            now = "unknown" if node == "lost" else str(condition in true).lower()
            for status in ("true", "false", "unknown"):
                labels = f'node="{node}", condition="{name}", status="{status}"'
                yield f"kube_node_status_condition{{{labels}}}", f"{int(status == now)}x150"
    yield from _numbers()


def _numbers() -> Iterator[tuple[str, str]]:
    deployment, claim = '{{namespace="shop", deployment="{}"}}', '{{namespace="shop", persistentvolumeclaim="{}"}}'
    certificate, day = '{{namespace="web", name="{}"}}', 86400
    constant = [
        ("kube_deployment_spec_replicas", deployment, {"short": 3, "well": 3, "surging": 3}),
        ("kube_deployment_status_replicas_available", deployment, {"short": 2, "well": 3, "surging": 4}),
        ("kube_deployment_metadata_generation", deployment, {"ignored": 8, "well": 8}),
        ("kube_deployment_status_observed_generation", deployment, {"ignored": 7, "well": 8}),
        ("kubelet_volume_stats_used_bytes", claim, {"filling": 81, "brimming": 91, "well": 79}),
        ("kubelet_volume_stats_capacity_bytes", claim, {"filling": 100, "brimming": 100, "well": 100}),
        (Certificates().expires, certificate, {"old": 29 * day, "ending": 6 * day, "well": 31 * day}),
    ]
    for metric, labels, values in constant:
        for who, number in values.items():
            yield metric + labels.format(who), f"{number}x150"


def board() -> Dashboard:
    """Panels with a choice of namespaces, and alerts at their numbers."""
    chosen = attrs.evolve(CLUSTER, namespaces=promql.scope(namespace=NAMESPACE))
    volumes = kubernetes.volumes(chosen, thresholds=above(warning=80, critical=90))
    days = certificates.table(Certificates(), thresholds=below(warning=30, critical=7))
    return Dashboard(
        uid="cluster",
        title="Cluster",
        folder=FOLDER,
        variables=NAMESPACE,
        panels=[
            watched(kubernetes.restarts(chosen, thresholds=above(warning=5)), POD, warning="Restarts"),
            watched(volumes, VOLUME, warning="Volume filling", critical="Volume full"),
            watched(days, CERTIFICATE, warning="Certificate old", critical="Certificate ends"),
        ],
    )


def watched(panel: FieldPanel, summary: str, **names: str) -> FieldPanel:
    """A panel with an alert at each of its numbers."""
    levels: tuple[Literal["warning", "critical"], ...] = ("warning", "critical")
    alerts = [
        Alert(name=names[level], level=level, pending_period="0s", summary=summary)
        for level in levels
        if level in names
    ]
    return attrs.evolve(panel, alerts=alerts)


def rule(name: str, expr: promql.Expr, summary: str, most: float = 0) -> AlertRule:
    """An alert on more than so many."""
    return AlertRule(
        uid=name.lower().replace(" ", "-"),
        name=name,
        folder=FOLDER,
        queries=Query(expr=expr),
        thresholds=above(warning=most),
        level="warning",
        pending_period="0s",
        summary=summary,
    )


@pytest.fixture(scope="module")
def run() -> Run:
    """The cluster, and the rules as a Prometheus evaluates them."""
    loop = rule("Crash loop", kubernetes.crash_looping(CLUSTER), POD, most=3)
    own = [rule(name, expr, summary) for name, (expr, summary) in NUMBERS.items()]
    return Rules.of(compiled(board(), loop, *own, records=True)).feed(dict(series()))


def test_each_alert_names_what_is_ill_once_and_nothing_that_is_close_to_it(run: Run) -> None:
    """One alert a thing, with the labels that its text needs."""
    fired = [(one.name, one.annotations["summary"]) for one in run.firing(at="2h")]
    assert sorted(fired) == sorted((name, who) for name, ill in ILL.items() for who in ill)


def test_what_is_well_has_a_number_too() -> None:
    """A panel shows 0 and not nothing, and an alert without data is one without a cluster."""
    run = Rules(()).feed(dict(series()))
    for expr, _ in NUMBERS.values():
        assert {one.value for one in run.samples(str(expr), at="2h")} > {0}


def test_five_restarts_are_five_at_any_moment() -> None:
    """Between two scrapes Prometheus has seen less than an hour, and stretches it; a restart is whole all the same."""
    run = Rules(()).feed(dict(series()))
    for at in ("2h", "121m30s", "125m10s"):
        found = {one.labels["pod"]: one.value for one in run.samples(str(kubernetes.restarts_in_hour(CLUSTER)), at=at)}
        assert found["seldom"] == 5


def test_use_is_of_what_pods_at_work_request() -> None:
    """A job that is done requests still, but is not counted, and its volume is counted once for all nodes."""
    pods = {"web": ("Running", 2), "next": ("Pending", 2), "job": ("Succeeded", 96)}
    phases = {
        f'kube_pod_status_phase{{namespace="a", pod="{pod}", phase="{phase}"}}': f"{int(phase == now)}x20"
        for pod, (now, _) in pods.items()
        for phase in ("Pending", "Running", "Succeeded")
    }
    requested = {
        f'kube_pod_container_resource_requests{{namespace="a", pod="{pod}", container="{container}", resource="cpu"}}':
        f"{cores / 2}x20"
        for pod, (_, cores) in pods.items()
        for container in ("main", "log")
    }  # fmt: skip
    used = {
        f'container_cpu_usage_seconds_total{{namespace="a", pod="web", container="{name}"}}': "0+60x20"
        for name in ("", "main")
    }
    volumes = {
        f'kubelet_volume_stats_{what}_bytes{{namespace="a", persistentvolumeclaim="{claim}", instance="{node}"}}':
        f"{size}x20"
        for claim, node, part in (("shared", "1", 80), ("shared", "2", 80), ("own", "1", 20))
        for what, size in (("used", part), ("capacity", 100))
    }  # fmt: skip
    run = Rules(()).feed({**phases, **requested, **used, **volumes})
    cpu = str(kubernetes.cpu_of_requested(CLUSTER)).replace("$__rate_interval", "5m")
    storage = str(kubernetes.volumes_of_capacity(CLUSTER))
    assert [one.value for expr in (cpu, storage) for one in run.samples(expr, at="10m")] == [0.25, 0.5]
