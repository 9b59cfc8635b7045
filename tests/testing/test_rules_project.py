"""Rules of a project on trial, as a user writes it: one definition, two engines."""

from pathlib import Path

import pytest

from grafmint.errors import ProjectError, UsageError
from grafmint.testing.rules import Rules, bundle_of, routes_to
from tests.compile.prometheus.tools import needs_tools

TOML = """\
[project]
name = "trial"
modules = ["{module}"]

[datasources]
metrics = "prometheus"

[env.grafana]
directory = "out"
datasources = {{ metrics = "prom" }}
prometheus = "2.42"

[env.prometheus]
directory = "out"
datasources = {{ metrics = "prom" }}
alerting = "prometheus"
prometheus = "2.42"
alertmanager = "0.25"
"""
MODULE = """\
from grafmint import Folder, Secret, above
from grafmint.alerting import AlertRule, ContactPoint, NotificationPolicy, RecordingRule, Route, RuleGroup, Slack
from grafmint.prometheus import Query

hosts = Folder(uid="hosts", title="Hosts")
recorded = RecordingRule(record="host:load:avg", expr="avg by (host) (load)", group=RuleGroup(name="hosts"))
load = AlertRule(
    uid="host-load",
    name="Load high",
    folder=hosts,
    group=RuleGroup(name="hosts"),
    queries=Query(expr="host:load:avg", datasource="metrics"),
    thresholds=above(critical=8),
    level="critical",
    summary="{{ $labels.host }}: {{ $value }}",
)
chat = ContactPoint(name="chat", integrations=Slack(url=Secret(name="slack_url")))
pager = ContactPoint(name="pager", integrations=Slack(url=Secret(name="slack_url")))
policy = NotificationPolicy(contact_point=chat, routes=Route(matchers={"severity": "critical"}, contact_point=pager))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a rule, what it reads, and whom it tells; its module has a name of its own."""
    module = f"trial_{tmp_path.name}"
    (tmp_path / "grafmint.toml").write_text(TOML.format(module=module), encoding="utf-8")
    (tmp_path / f"{module}.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


@needs_tools
@pytest.mark.parametrize("environment", ["grafana", "prometheus"])
def test_one_definition_fires_alike_in_both_engines(project: Path, environment: str) -> None:
    """The rule, its text, and whom it is told to."""
    run = Rules.of_environment(environment, project).feed({'load{host="a"}': "9x20", 'load{host="b"}': "7x20"})
    run.expect_silent("Load high", at="4m")
    run.expect_firing("Load high", at="6m", labels={"host": "a"}, annotations={"summary": "a: 9"})
    (found,) = run.firing(at="6m")
    assert found.labels == {"host": "a", "severity": "critical", "grafana_folder": "Hosts"}
    assert routes_to(bundle_of(environment, project), found.labels) == ("pager",)


def test_a_project_that_cannot_be_built_is_not_on_trial(project: Path) -> None:
    """What is wrong is told, and so is an environment that is none."""
    with pytest.raises(UsageError, match="there is no environment 'prod'"):
        bundle_of("prod", project)
    (module,) = project.glob("*.py")
    module.write_text("1 / 0", encoding="utf-8")
    with pytest.raises(ProjectError, match="division by zero"):
        bundle_of("grafana", project)
