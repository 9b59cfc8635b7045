"""Cluster: do the nodes take pods, do the pods stay up, and is there room for more."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import cluster as texts
from alerting.alarm import Alarm, Shown
from alerting.rules import alerts
from dashboards.layout import spread
from dashboards.section import Section, beside, row, shown, unseen, watched
from dashboards.theme import LOOK
from grafmint import (
    BarGauge,
    Override,
    Panel,
    Query,
    Row,
    Stat,
    Table,
    Thresholds,
    TimeSeries,
    above,
    by_regexp,
    promql,
)
from grafmint.kit import kubernetes
from grafmint.kit.kubernetes import Cluster as Nodes
from grafmint.kit.look import NO_LIMIT, ask, stat
from systems.identity import Identity

# A condition holds or it does not: what is between the two is the number of either level.
_HOLDS = above(warning=0, critical=0.5)
# Grafana colours a number that is reached, an alert fires at one that is passed: 0 pods must not look like some.
_COLORS = (
    Override(matcher=by_regexp("/^(Running|Succeeded)$/"), thresholds=NO_LIMIT),
    Override(matcher=by_regexp("/^(Pending|Failed|Unknown)$/"), thresholds=above(warning=1)),
)


@attrs.frozen(kw_only=True)
class Conditions:
    """The table of the nodes' conditions, and the alerts on two of them."""

    title: str
    memory_pressure: tuple[Alarm, ...] = ()
    disk_pressure: tuple[Alarm, ...] = ()


@attrs.frozen
class Replicas(Shown):
    """The replicas that are missing; `unfinished` are the alerts on changes that nobody rolls out, at its numbers."""

    unfinished: tuple[Alarm, ...] = ()


@attrs.frozen(kw_only=True)
class Cluster(Section):
    """Nodes, pods, deployments and volumes of Kubernetes.

    The numbers of `nodes` are of nodes that are not ready, those of `phases` of pods that neither run nor are done.
    For `nodes` and `replicas`, whose panels are coloured at them, 0.5 is more than none: 0 would colour none too.
    """

    cluster: Nodes = attrs.field(factory=Nodes)
    title: str = "Nodes and pods"
    nodes: Shown | None = None
    crashing: Shown | None = None
    conditions: Conditions | None = None
    phases: Shown | None = None
    restarts: Shown | None = None
    replicas: Replicas | None = None
    volumes: Shown | None = None
    utilization: Shown | None = None
    api_requests: Shown | None = None

    def now(self, system: Identity) -> Iterator[Panel]:
        """How many nodes are ready, and the pod that restarts most."""
        for panel in shown(self.nodes, partial(kubernetes.ready_nodes, self.cluster), width=8):
            each = self._unseen(kubernetes.not_ready(self.cluster), "nodes")
            yield beside(panel, each, alerts(system, self.nodes, texts.not_ready(self.cluster), query=each))
        for panel in shown(self.crashing, partial(_crashing, self.cluster), width=4):
            each = self._unseen(kubernetes.crash_looping(self.cluster), "pods")
            yield beside(panel, each, alerts(system, self.crashing, texts.crash_looping(self.cluster), query=each))

    def rows(self, system: Identity) -> Iterator[Row]:
        """What is ill, and what is left."""
        yield from row(self.title, self._health(system), columns=2)
        yield from row("Room and load", spread(self._room(system)))

    def _health(self, system: Identity) -> Iterator[Panel]:
        cluster = self.cluster
        yield from self._conditions(system)
        yield from self._phases(system)
        yield from watched(
            self.restarts,
            partial(kubernetes.restarts, cluster, look=LOOK),
            alerts(system, self.restarts, texts.restarts(cluster)),
        )
        yield from self._replicas(system)

    def _room(self, system: Identity) -> Iterator[Panel]:
        cluster = self.cluster
        yield from watched(
            self.volumes, partial(kubernetes.volumes, cluster), alerts(system, self.volumes, texts.volumes(cluster))
        )
        yield from shown(self.utilization, partial(kubernetes.utilization, cluster, look=LOOK))
        yield from shown(self.api_requests, partial(kubernetes.api_requests, cluster, look=LOOK))

    def _conditions(self, system: Identity) -> Iterator[Table]:
        said, cluster = self.conditions, self.cluster
        if said is not None:
            table = kubernetes.conditions(cluster, title=said.title)
            memory, disk = (Shown(said.title, _HOLDS, told) for told in (said.memory_pressure, said.disk_pressure))
            told = (
                *alerts(system, memory, texts.memory_pressure(cluster), query=_about(table, "MemoryPressure")),
                *alerts(system, disk, texts.disk_pressure(cluster), query=_about(table, "DiskPressure")),
            )
            yield attrs.evolve(table, thresholds=_HOLDS, alerts=told) if told else table

    def _phases(self, system: Identity) -> Iterator[BarGauge]:
        if self.phases is not None:
            bars = attrs.evolve(
                kubernetes.phases(self.cluster, title=self.phases.title),
                thresholds=self.phases.thresholds,
                overrides=_COLORS,
            )
            each = self._unseen(kubernetes.pods_not_running(self.cluster), "pods")
            yield beside(bars, each, alerts(system, self.phases, texts.not_running(self.cluster), query=each))

    def _replicas(self, system: Identity) -> Iterator[TimeSeries]:
        cluster, said = self.cluster, self.replicas
        for panel in shown(said, partial(kubernetes.replicas, cluster, look=LOOK)):
            (lacking,) = panel.queries
            missing = alerts(system, said, texts.missing_replicas(cluster), query=lacking)
            unfinished = None if said is None else attrs.evolve(said, alarms=said.unfinished)
            begun = self._unseen(kubernetes.unfinished_rollouts(cluster), "rollouts")
            late = alerts(system, unfinished, texts.unfinished_rollouts(cluster), query=begun)
            yield beside(attrs.evolve(panel, alerts=missing), begun, late)

    def _unseen(self, expr: promql.Expr, ref_id: str) -> Query:
        return unseen(expr, interval=self.cluster.interval, ref_id=ref_id)


def _about(table: Table, condition: str) -> Query | None:
    return next((query for query in table.queries if query.ref_id == condition), None)


def _crashing(cluster: Nodes, *, title: str, thresholds: Thresholds = NO_LIMIT) -> Stat:
    return stat(
        title,
        ask(promql.max(kubernetes.crash_looping(cluster)), "worst pod", interval=cluster.interval),
        description="Restarts in the last 15 minutes, of the pod that restarted most. More than a few is a crash loop:"
        " the graph of restarts names the pod, and the log of its previous container says why.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
    )
