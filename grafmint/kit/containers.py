"""Containers: the processors and the memory they use, and whether they still run."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds

_SEEN_WITHIN = 60


@attrs.frozen(kw_only=True)
class Containers(Block):
    """The metrics of cAdvisor, as it runs by itself; `by` are the labels that containers are shown by.

    cAdvisor measures the groups that containers lie in besides, which would be counted twice: `only` is the label that
    these lack. In a kubelet it is `only="container"`, with `by=("namespace", "pod")`.
    Source: https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
    """

    cpu: str = "container_cpu_usage_seconds_total"
    memory: str = "container_memory_working_set_bytes"
    last_seen: str = "container_last_seen"
    only: str = "name"
    by: tuple[str, ...] = ("name",)
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    def metric(self, name: str) -> promql.Metric:
        """A metric of containers alone."""
        only = {} if any(one.label == self.only for one in self.scope.matchers) else {self.only: promql.ne("")}
        return self.scope.metric(name, **only)

    @property
    def _legend(self) -> str:
        return legend_of(*self.by, between="/")


def cores_used(containers: Containers) -> promql.Expr:
    """How many processors are busy for each of what the containers are shown by."""
    return promql.sum(promql.rate(containers.metric(containers.cpu)), by=containers.by)


def memory_used(containers: Containers) -> promql.Expr:
    """How many bytes the kernel could not take back from each of what the containers are shown by."""
    return promql.sum(containers.metric(containers.memory), by=containers.by)


def cpu(
    containers: Containers, *, title: str = "CPU", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many processors containers use.

    Unit: processors, 1 is one that is busy all the time. Source: cAdvisor.
    """
    return graph(
        title,
        ask(cores_used(containers), containers._legend, interval=containers.interval),
        description="Processors in use: 0.5 is half of one. A flat top is a limit, and what runs there is slowed down:"
        " raise the limit or spread the work over more containers.",
        unit="short",
        thresholds=thresholds,
        look=look,
    )


def memory(
    containers: Containers, *, title: str = "Memory", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How much memory containers hold.

    Unit: bytes. Source: cAdvisor.
    """
    return graph(
        title,
        ask(memory_used(containers), containers._legend, interval=containers.interval),
        description="Memory that the kernel cannot take back. A saw is a leak that ends at the limit, where the kernel"
        " ends the process: compare with the restarts, then look for what grows.",
        unit="bytes",
        thresholds=thresholds,
        look=look,
    )


def resources(containers: Containers, *, title: str = "Resources", look: Look = LOOK) -> TimeSeries:
    """Processors and memory of containers in one graph.

    Units: processors, bytes on the right. Source: cAdvisor.
    """
    legend, interval = containers._legend, containers.interval
    return graph(
        title,
        [
            ask(cores_used(containers), f"{legend} CPU", interval=interval, ref_id="cpu"),
            ask(memory_used(containers), f"{legend} memory", interval=interval, ref_id="memory"),
        ],
        description="Processors in use (solid, left) and memory held (dashed, right). Both up is more work; memory"
        " alone is a leak, processors alone are a loop or a hard question.",
        unit="short",
        look=look,
        overrides=Override(
            matcher=by_query("memory"), unit="bytes", axis_placement="right", line_style="dash", fill_opacity=0
        ),
    )


def alive(containers: Containers, *, title: str = "Containers running", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many containers cAdvisor has seen in the last minute.

    Unit: number of containers. Source: cAdvisor.
    """
    age = promql.time() - containers.metric(containers.last_seen)
    seen = promql.count(promql.lt(age, _SEEN_WITHIN))
    return stat(
        title,
        ask(promql.either(seen, promql.vector(0)), "running", interval=containers.interval),
        description="Containers that cAdvisor saw in the last minute. Fewer than before: one has stopped or moved; the"
        " log of its last minute says why.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
        history=False,
    )
