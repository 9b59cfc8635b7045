"""Cluster: do the nodes take pods, do the pods stay up, and is there room for more."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import cluster as texts
from alerting.alarm import SOME, Alarm, Shown
from alerting.rules import alerts
from dashboards.layout import spread
from dashboards.section import Section, beside, row, shown, unseen
from dashboards.theme import LOOK
from grafmint import (
    BarGauge,
    Override,
    Panel,
    Query,
    Row,
    Table,
    Thresholds,
    TimeSeries,
    above,
    by_regexp,
    promql,
)
from grafmint.block import Block, on_behalf_of
from grafmint.kit import kubernetes
from grafmint.kit.kubernetes import Cluster as Nodes
from grafmint.kit.look import NO_LIMIT

# A condition holds or it does not: what is between the two is the number of either level.
_HOLDS = above(warning=0, critical=SOME)
# An alert asks for more than 0, and 0 pods must not look like some.
_COLORS = (
    Override(matcher=by_regexp("/^(Running|Succeeded)$/"), thresholds=NO_LIMIT),
    Override(matcher=by_regexp("/^(Pending|Failed|Unknown)$/"), thresholds=above(warning=1)),
)


@attrs.frozen(kw_only=True)
class Conditions(Block):
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

    def now(self) -> Iterator[Panel]:
        """How many nodes are ready, and the pod that restarts most."""
        cluster = self.cluster
        node = self._unseen(kubernetes.not_ready(cluster), "nodes")
        ready = partial(kubernetes.ready_nodes, cluster)
        yield from shown(self.nodes, ready, text=texts.not_ready(cluster), query=node, width=8)
        pod = self._unseen(kubernetes.crash_looping(cluster), "pods")
        worst = partial(kubernetes.crashing, cluster)
        yield from shown(self.crashing, worst, text=texts.crash_looping(cluster), query=pod, width=4)

    def rows(self) -> Iterator[Row]:
        """What is ill, and what is left."""
        yield from row(self.title, self._health(), columns=2)
        yield from row("Room and load", spread(self._room()))

    def _health(self) -> Iterator[Panel]:
        cluster = self.cluster
        yield from self._conditions()
        yield from self._phases()
        yield from shown(self.restarts, partial(kubernetes.restarts, cluster, look=LOOK), text=texts.restarts(cluster))
        yield from self._replicas()

    def _room(self) -> Iterator[Panel]:
        cluster = self.cluster
        yield from shown(self.volumes, partial(kubernetes.volumes, cluster), text=texts.volumes(cluster))
        yield from shown(self.utilization, partial(kubernetes.utilization, cluster, look=LOOK))
        yield from shown(self.api_requests, partial(kubernetes.api_requests, cluster, look=LOOK))

    def _conditions(self) -> tuple[Table, ...]:
        said, cluster = self.conditions, self.cluster
        if said is None:
            return ()
        told = (
            *alerts(said.memory_pressure, texts.memory_pressure(cluster), query="MemoryPressure"),
            *alerts(said.disk_pressure, texts.disk_pressure(cluster), query="DiskPressure"),
        )
        with on_behalf_of(said):
            table = kubernetes.conditions(cluster, title=said.title)
            return (attrs.evolve(table, thresholds=_HOLDS, alerts=told) if told else table,)

    def _phases(self) -> tuple[BarGauge, ...]:
        pod = self._unseen(kubernetes.pods_not_running(self.cluster), "pods")
        text = texts.not_running(self.cluster)
        return shown(self.phases, partial(_by_phase, self.cluster), text=text, query=pod)

    def _replicas(self) -> tuple[TimeSeries, ...]:
        cluster, said = self.cluster, self.replicas
        if said is None:
            return ()
        late = self._unseen(kubernetes.unfinished_rollouts(cluster), "rollouts")
        unfinished = alerts(said.unfinished, texts.unfinished_rollouts(cluster), query=late)
        missing = partial(kubernetes.replicas, cluster, look=LOOK)
        panels = shown(said, missing, text=texts.missing_replicas(cluster), query=0)
        return tuple(beside(panel, unfinished) for panel in panels)

    def _unseen(self, expr: promql.Expr, ref_id: str) -> Query:
        return unseen(expr, interval=self.cluster.interval, ref_id=ref_id)


def _by_phase(cluster: Nodes, *, title: str, thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    return attrs.evolve(kubernetes.phases(cluster, title=title), thresholds=thresholds, overrides=_COLORS)
