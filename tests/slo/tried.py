"""SLOs on trial: their rules as a Prometheus evaluates them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from grafmint import promql
from grafmint.alerting import AlertRule, RecordingRule
from grafmint.bundle import Bundle
from grafmint.compile import compile_project
from grafmint.environment import Alertmanager, Directory, Environment
from grafmint.model.folder import Folder
from grafmint.origin import Place
from grafmint.project import Definition, Project, Resource
from grafmint.slo import SLO, ErrorRatio
from grafmint.testing.rules import Rules

ENVIRONMENT = Environment(
    name="test",
    project="tests",
    root=Path(__file__).parent,
    target=Directory(Path("out")),
    datasource_types={"metrics": "prometheus"},
    datasources={"metrics": "metrics-uid"},
)
PROMETHEUS: Mapping[str, Any] = {
    "alerting": "prometheus",
    "prometheus": (2, 42),
    "alertmanager": Alertmanager(version=(0, 25)),
}

FOLDER = Folder(uid="services", title="Services")
REQUESTS = promql.metric("http_requests_total", job="shop")
AVAILABILITY = ErrorRatio(errors=REQUESTS.where(code=promql.re("5..")), total=REQUESTS)
SHOP = SLO(name="shop-availability", service="shop", objective=99.9, indicator=AVAILABILITY, folder=FOLDER)
GOOD = 'http_requests_total{job="shop", code="200"}'
BAD = 'http_requests_total{job="shop", code="500"}'


def alerts(slo: SLO, *, records: bool = True) -> dict[str, AlertRule]:
    """The alert rules by what follows the SLO's name."""
    rules = (each for each in slo.resources(records=records) if isinstance(each, AlertRule))
    return {rule.name.removeprefix(f"{slo.name} "): rule for rule in rules}


def recorded(slo: SLO) -> dict[str, str]:
    """The recording rules, by name."""
    return {each.record: str(each.expr) for each in slo.resources(records=True) if isinstance(each, RecordingRule)}


def query(rule: AlertRule) -> str:
    """What an alert rule asks."""
    return str(rule.queries[0].expr)  # type: ignore[attr-defined]  # an SLO asks Prometheus


def compiled(*resources: Resource, records: bool = False) -> Bundle:
    """What resources become, without findings: for a Prometheus that evaluates all, or for Grafana alone."""
    bundle = built(*resources, **(PROMETHEUS if records else {}))
    assert bundle.findings == ()
    return bundle


def built(*resources: Resource, **changes: Any) -> Bundle:
    """What resources become, and what is found in them, in an environment with these changes."""
    definition = Definition(place=Place(__file__, 1), name="test", make=lambda: iter(resources))
    environment = attrs.evolve(ENVIRONMENT, **changes)
    return compile_project(Project(environment=environment, definitions=(definition,)))


def rules(slo: SLO, *, records: bool) -> Rules:
    """The rules of an SLO on trial."""
    return Rules.of(compiled(slo, records=records))


def counter(*stretches: tuple[int, int]) -> str:
    """A counter's samples: so much more a minute, for so many minutes, one stretch after another.

    Whole numbers, for a sum of fractions that falls by a billionth is a counter that began anew.
    """
    written, start = ["0"], 0
    for step, minutes in stretches:
        written.append(f"{start + step}+{step}x{minutes - 1}")
        start += step * minutes
    return " ".join(written)


def renamed(slo: SLO, name: str, **changes: Any) -> SLO:
    """Another SLO that differs in this."""
    return attrs.evolve(slo, name=name, **changes)
