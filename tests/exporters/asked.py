"""What boards and alerts ask of hosts, PostgreSQL and Redis."""

import inspect
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from grafmint import Dashboard
from grafmint.bundle import Bundle
from grafmint.kit import filesystems, hosts, interfaces, postgresql, redis
from grafmint.promql.parse import check
from grafmint.promql.selected import Selected, selected
from grafmint.testing.rules import bundle_of
from grafmint.testing.simulator.asked import asked_in
from tests.gallery.scenes import TRIALS
from tests.gallery.test_boards import ROOT
from tests.slo.tried import built
from tests.testing.simulator.gallery import panels_of

_METRIC = re.compile(r"(node|pg|redis|prometheus_engine)_\w+", re.ASCII)
_JOB = re.compile(r"node(-exporter)?", re.ASCII)
#: What makes an alert of a query, or a panel that shows faults alone: whether it is so now is not the question.
_CONDITION = re.compile(r"\s*(==|!=|[<>]=?)(\s*bool)?\s*[\d.e+-]+\s*$")


@attrs.frozen
class Question:
    """A query, and the labels that its answer is shown by; a condition is a query that answers what it is true of."""

    expr: str
    labels: frozenset[str] = frozenset()

    @property
    def subject(self) -> str:
        """The query without its condition."""
        return _CONDITION.sub("", self.expr)

    @property
    def selected(self) -> tuple[Selected, ...]:
        """The series that it is about."""
        return selected(self.expr, self.labels)

    @property
    def metrics(self) -> frozenset[str]:
        """The names of them."""
        return frozenset(each.metric for each in self.selected)


#: The modules of the kit that ask these exporters.
KIT = (hosts, filesystems, interfaces, postgresql, redis)
#: The systems, and the builders of the kit with the names that metrics have by default.
SOURCES = (*(trial.system.identity.tag for trial in TRIALS), "kit")


@lru_cache
def asked_by(source: str) -> tuple[Question, ...]:
    """What a source asks, whichever engine evaluates its alerts."""
    return tuple(_questions(_bundles(source)))


def _bundles(source: str) -> Iterator[Bundle]:
    if source == "kit":
        yield _kit()
    for trial in TRIALS:
        if trial.system.identity.tag == source:
            yield from (bundle_of(engine, ROOT) for engine in trial.engines)


def _kit() -> Bundle:
    """A board of every builder that needs no words of its own."""
    builders = [each for module in KIT for each in vars(module).values() if inspect.isfunction(each)]
    panels = [panel for builder in dict.fromkeys(builders) for panel in panels_of(builder)]
    return built(Dashboard(uid="kit", title="Kit", panels=panels))


def _questions(bundles: Iterable[Bundle]) -> list[Question]:
    """Each query of the boards, variables and alerts of some bundles, once."""
    found: dict[str, frozenset[str]] = {}
    for each in (each for bundle in bundles for each in asked_in(bundle)):
        expr = check(each.expr).query
        found[expr] = found.get(expr, frozenset()) | each.labels
    return [question for question in map(Question, found, found.values()) if _is_ours(question)]


def _is_ours(question: Question) -> bool:
    return any(_METRIC.fullmatch(each.metric) or _has_our_job(each) for each in question.selected)


def _has_our_job(series: Selected) -> bool:
    return any(each.label == "job" and _JOB.fullmatch(each.value) for each in series.conditions)
