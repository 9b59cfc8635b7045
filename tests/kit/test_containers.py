"""Containers: what they use, and whether they are there."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint.kit import containers
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import above, below
from grafmint.testing.rules import Rules
from tests.compile.prometheus.tools import needs_tools

from .asked import exprs, legends, steps

DOCKER = containers.Containers(scope=promql.scope(job="cadvisor"))
PODS = containers.Containers(by=("namespace", "pod"), only="container", interval="30s")
CPU = 'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{container!=""}[$__rate_interval]))'
MEMORY = 'sum by (namespace, pod) (container_memory_working_set_bytes{container!=""})'


def test_containers_are_shown_by_the_labels_of_the_subject() -> None:
    """Of a kubelet they are pods, and the groups that containers lie in are left out."""
    cpu, memory = containers.cpu(PODS, title="Pod CPU"), containers.memory(PODS, title="Pod memory")
    assert (exprs(cpu), exprs(memory)) == ([CPU], [MEMORY])
    assert (cpu.title, cpu.unit, memory.title, memory.unit) == ("Pod CPU", "short", "Pod memory", "bytes")
    assert legends(cpu) == legends(memory) == ["{{namespace}}/{{pod}}"]


def test_a_container_that_is_named_is_asked_for_by_that_name() -> None:
    """What the scope says of the label that only containers have is not overwritten."""
    shop = containers.Containers(scope=promql.scope(name="shop"))
    assert exprs(containers.memory(shop)) == ['sum by (name) (container_memory_working_set_bytes{name="shop"})']
    assert 'name!=""' in exprs(containers.memory(DOCKER))[0]


def test_processors_and_memory_share_a_graph_with_an_axis_each() -> None:
    """Bytes have the right side, so that neither flattens the other."""
    panel = containers.resources(PODS, title="Resource consumption")
    (override,) = panel.overrides
    assert exprs(panel) == [CPU, MEMORY]
    assert legends(panel) == ["{{namespace}}/{{pod}} CPU", "{{namespace}}/{{pod}} memory"]
    assert (panel.unit, override.matcher.options, override.unit, override.axis_placement) == (
        "short", "memory", "bytes", "right",
    )  # fmt: skip


@pytest.mark.parametrize("builder", [containers.cpu, containers.memory, containers.alive])
def test_limits_are_given_or_none(builder: Callable[..., FieldPanel]) -> None:
    """Nothing is coloured that nobody has set a limit for, be it one from above or from below."""
    assert builder(DOCKER).thresholds == NO_LIMIT
    assert builder(DOCKER, thresholds=above(warning=2)).thresholds == above(warning=2)
    assert steps(builder(DOCKER, thresholds=below(critical=3)).thresholds)[0] == (None, "red")


@pytest.mark.parametrize("builder", [containers.cpu, containers.memory, containers.resources, containers.alive])
def test_every_panel_says_what_to_do_and_asks_no_oftener_than_there_is_news(builder: Callable[..., FieldPanel]) -> None:
    """Two sentences at least, a unit, and the interval of the subject."""
    panel = builder(PODS)
    assert isinstance(panel.unit, str)
    assert str(panel.description).count(". ") >= 1
    assert all(query.interval == "30s" for query in panel.queries)  # type: ignore[attr-defined]


@needs_tools
def test_a_container_that_was_not_seen_for_a_minute_is_gone() -> None:
    """Two of four are there: the third was last seen long ago, the fourth is a group without a name."""
    seen = {"shop": "0+60x20", "cache": "30+60x20", "old": "0x20", "": "0+60x20"}
    run = Rules(()).feed({f'container_last_seen{{job="cadvisor", name="{name}"}}': at for name, at in seen.items()})
    (running,) = exprs(containers.alive(DOCKER))
    assert [one.value for one in run.samples(running, at="10m")] == [2]
    assert [one.value for one in run.samples(running, at="2h")] == [0], "no container is a number too"


@needs_tools
def test_use_is_that_of_containers_and_not_of_their_groups() -> None:
    """Half a processor in two containers is one, whatever the pod's own group says of both."""
    used = {f'{{namespace="a", pod="shop", container="{name}"}}': "0+30x20" for name in ("web", "log")}
    group = '{namespace="a", pod="shop", container=""}'
    run = Rules(()).feed(
        {f"container_cpu_usage_seconds_total{name}": "0+60x20" for name in (group,)}
        | {f"container_cpu_usage_seconds_total{name}": values for name, values in used.items()}
    )
    (found,) = run.samples(CPU.replace("$__rate_interval", "5m"), at="10m")
    assert (found.labels, found.value) == ({"namespace": "a", "pod": "shop"}, 1)
