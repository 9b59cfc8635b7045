"""Metrics: series selected by a name and by labels."""

import re
from collections.abc import Callable

import attrs

from grafmint.errors import ModelError
from grafmint.promql.expr import Expr
from grafmint.promql.matcher import LabelValue, Matcher, matchers
from grafmint.promql.variables import without_references

_NAME = re.compile(r"[A-Za-z_:][\w:]*", re.ASCII)
# Prometheus reads these as keywords or numbers where a metric stands, in any case of letters.
_NOT_METRICS = frozenset({"on", "ignoring", "group_left", "group_right", "bool", "atan2", "inf", "nan"})


@attrs.frozen(repr=False)
class Metric(Expr):
    """The series of one name whose labels match; made by `metric` and `scope`.

    `shift` is how far back they are read, "" for now. Each method returns a new value.
    """

    name: str
    matchers: tuple[Matcher, ...] = ()
    shift: str = ""

    def where(self, /, **labels: LabelValue) -> "Metric":
        """With these matchers added, or put in the place of others of the same label."""
        return attrs.evolve(self, matchers=_merged(self.matchers, matchers(labels)))

    def without(self, *labels: str) -> "Metric":
        """Without the matchers of these labels; a label that has none is no error."""
        return attrs.evolve(self, matchers=tuple(m for m in self.matchers if m.label not in labels))

    def __str__(self) -> str:
        return self.selector() + self.modifier

    @property
    def is_selector(self) -> bool:
        return True

    @property
    def modifier(self) -> str:
        """What follows the selector, and its window if it has one."""
        return f" offset {self.shift}" if self.shift else ""

    def selector(self) -> str:
        """Name and matchers: the text that a window in brackets can follow."""
        return f"{self.name}{{{', '.join(map(str, self.matchers))}}}" if self.matchers else self.name

    def map_leaves(self, change: Callable[[Expr], Expr]) -> Expr:
        return change(self)


@attrs.frozen
class Scope:
    """Matchers that several metrics share: `node = promql.scope(job="node", instance=instance)`."""

    matchers: tuple[Matcher, ...] = ()

    def metric(self, name: str, /, **labels: LabelValue) -> Metric:
        """A metric with the scope's matchers, and these added or put in their place."""
        return Metric(_metric_name(name), self.matchers).where(**labels)

    def where(self, /, **labels: LabelValue) -> "Scope":
        """The scope with these matchers added or put in the place of others."""
        return Scope(_merged(self.matchers, matchers(labels)))

    def also(self, other: "Scope") -> "Scope":
        """The scope with the matchers of another added, or put in the place of its own."""
        return Scope(_merged(self.matchers, other.matchers))


def metric(name: str, /, **labels: LabelValue) -> Metric:
    """The series of a name: `promql.metric("http_requests_total", job="api", code=promql.re("5.."))`.

    A label's value is a text, a list of texts, `promql.re`, `promql.not_re`, `promql.ne` or a variable. The name may
    hold variables. Raises ModelError for names and values that Prometheus does not take.
    """
    return Scope().metric(name, **labels)


def scope(**labels: LabelValue) -> Scope:
    """Matchers for several metrics: `node = promql.scope(job="node")`, then `node.metric("node_load1")`."""
    return Scope(matchers(labels))


def _merged(old: tuple[Matcher, ...], new: tuple[Matcher, ...]) -> tuple[Matcher, ...]:
    by_label = {matcher.label: matcher for matcher in (*old, *new)}
    return tuple(by_label[label] for label in sorted(by_label))


def _metric_name(name: str) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(without_references(name, "x")):
        raise ModelError(f"{name!r} is not the name of a metric", hint="letters, digits, _ and :, no digit first")
    if name.lower() in _NOT_METRICS:
        raise ModelError(f"{name!r} is a word of PromQL, not a metric")
    return name
