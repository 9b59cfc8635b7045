"""Rules on trial: which alerts fire when a Prometheus sees these series.

    from grafmint.testing.rules import Rules

    rules = Rules.of_environment("production")

    def test_a_full_disk_pages() -> None:
        run = rules.feed({'disk_used_percent{instance="a"}': "50x5 90x20"})
        run.expect_silent("Disk full", at="5m")
        run.expect_firing("Disk full", at="15m", labels={"instance": "a", "severity": "critical"})

promtool evaluates them, also those that Grafana evaluates in the environment. The series are in its own notation:
`90x20` is one sample and twenty more alike, `0+60x10` a counter.

Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import attrs

from grafmint.bundle import Bundle
from grafmint.errors import UsageError
from grafmint.promql.strings import quoted
from grafmint.suggest import hint
from grafmint.testing.rules_asked import Feed, Firing, Sample
from grafmint.testing.rules_entry import bundle_of, from_entry, groups_of
from grafmint.testing.rules_routes import routes_to
from grafmint.testing.rules_tool import check_config, check_rules

__all__ = [
    "Firing",
    "Rules",
    "Run",
    "Sample",
    "bundle_of",
    "check_config",
    "check_rules",
    "from_entry",
    "routes_to",
]


@attrs.frozen
class Run:
    """Rules that have been given series; times count from the first sample."""

    feed: Feed = attrs.field(repr=False)
    names: tuple[str, ...]

    def firing(self, name: str | None = None, *, at: str) -> tuple[Firing, ...]:
        """The alerts that fire, of one rule or of all; raises UsageError for a name that no rule has."""
        if name is not None and name not in self.names:
            raise UsageError(f"no rule is named {name!r}", hint=hint(name, self.names))
        return self.feed.alerts(self.names if name is None else [name], at)

    def pending(self, name: str, *, at: str) -> tuple[Mapping[str, str], ...]:
        """The labels of the alerts of a rule whose condition holds, but not long enough yet."""
        found = self.feed.samples(f'ALERTS{{alertname={quoted(name)}, alertstate="pending"}}', at)
        own = {"__name__", "alertname", "alertstate"}
        return tuple({key: value for key, value in each.labels.items() if key not in own} for each in found)

    def samples(self, expr: str, *, at: str) -> tuple[Sample, ...]:
        """What a query answers, such as the name of a recording rule."""
        return self.feed.samples(expr, at)

    def expect_firing(
        self,
        name: str,
        *,
        at: str,
        labels: Mapping[str, str] | None = None,
        annotations: Mapping[str, str] | None = None,
    ) -> None:
        """Raise AssertionError unless an alert of the rule fires with these labels and texts, others aside."""
        __tracebackhide__ = True
        found = self.firing(name, at=at)
        if not any(_has(each.labels, labels) and _has(each.annotations, annotations) for each in found):
            wanted = f"{_shown(name, labels)}{_texts(annotations)}"
            raise AssertionError(f"{wanted} does not fire at {at}. {self._instead(name, found, at)}")

    def expect_silent(self, name: str, *, at: str, labels: Mapping[str, str] | None = None) -> None:
        """Raise AssertionError if an alert of the rule fires, with these labels."""
        __tracebackhide__ = True
        found = [each for each in self.firing(name, at=at) if _has(each.labels, labels)]
        if found:
            raise AssertionError(f"{_shown(name, labels)} fires at {at}: {_listed(found)}")

    def _instead(self, name: str, found: Iterable[Firing], at: str) -> str:
        waiting = [_shown(name, labels) for labels in self.pending(name, at=at)]
        fires = f"What fires then: {_listed(found or self.firing(at=at)) or 'nothing'}"
        return f"{fires}; pending: {', '.join(waiting)}" if waiting else fires


@attrs.frozen
class Rules:
    """Rules to be tried out: the groups of an environment, or of Prometheus' own files."""

    groups: tuple[Mapping[str, Any], ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, bundle: Bundle) -> Self:
        """The rules of a bundle."""
        return cls(groups_of(bundle))

    @classmethod
    def of_environment(cls, name: str, root: Path | str = ".") -> Self:
        """The rules of an environment of the project in `root`; raises ProjectError with what is wrong in it."""
        return cls.of(bundle_of(name, root))

    def feed(self, series: Mapping[str, str], *, interval: str = "1m") -> Run:
        """Give them series whose samples, and their evaluations, are `interval` apart."""
        names = dict.fromkeys(rule["alert"] for group in self.groups for rule in group["rules"] if "alert" in rule)
        return Run(Feed(groups=self.groups, series=series, interval=interval), tuple(names))


def _has(found: Mapping[str, str], wanted: Mapping[str, str] | None) -> bool:
    return all(found.get(name) == value for name, value in (wanted or {}).items())


def _shown(name: str, labels: Mapping[str, str] | None) -> str:
    inside = ", ".join(f'{label}="{value}"' for label, value in sorted((labels or {}).items()))
    return f"{name!r} {{{inside}}}" if inside else repr(name)


def _texts(annotations: Mapping[str, str] | None) -> str:
    return "".join(f" with {name} {text!r}" for name, text in (annotations or {}).items())


def _listed(alerts: Iterable[Firing]) -> str:
    return "; ".join(f"{_shown(each.name, each.labels)}{_texts(each.annotations)}" for each in alerts)
