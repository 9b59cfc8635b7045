"""The same definitions for Prometheus and its Alertmanager."""

from collections.abc import Callable
from typing import Any

import attrs

from grafmint import Secret, prometheus
from grafmint.alerting import (
    AlertRule,
    ContactPoint,
    Email,
    NotificationPolicy,
    NotificationTemplate,
    PagerDuty,
    RecordingRule,
    Route,
    RuleGroup,
    Severity,
)
from grafmint.bundle import FILES, Bundle
from grafmint.check import check
from grafmint.environment import Alertmanager, Server, Smtp
from grafmint.expression import Math
from tests.compile.alerting.samples import SHOP, board, panel
from tests.compile.alerting.test_panel import PANEL_ID, busy

Build = Callable[..., Bundle]
ENGINE = {"alerting": "prometheus", "prometheus": (2, 42), "alertmanager": Alertmanager(version=(0, 25))}
PAGER = ContactPoint(name="Pager", integrations=PagerDuty(integration_key=Secret(name="pagerduty")))
POLICY = NotificationPolicy(
    contact_point=PAGER, severities=Severity(name="critical", contact_point=PAGER, response_time="15m")
)


def test_nothing_of_alerting_goes_to_grafana(build: Build) -> None:
    """The dashboard and its folder do; rules, policy and template are files, each with its place."""
    alert, template = (
        busy(summary="{{ $value }}"),
        NotificationTemplate(name="mine", template='{{ define "mine" }}{{ end }}'),
    )
    record = RecordingRule(record="job:up:sum", expr="sum(up)", group=RuleGroup(name="g"))
    bundle = build(board(panel(alert)), POLICY, template, record, **ENGINE)
    assert bundle.findings == ()
    assert [(entry.kind, entry.uid) for entry in bundle if entry.kind not in FILES] == [
        ("folder", "shop"),
        ("dashboard", "shop-http"),
    ]
    files = {entry.kind: entry for entry in bundle if entry.uid != "recording-rules"}
    (rule,) = files["prometheus-rules"].json["groups"][0]["rules"]
    assert rule == {
        "alert": "Too busy",
        "expr": 'rate(busy_total{job="shop"}[5m]) > 80',
        "for": "5m",
        "labels": {"severity": "critical", "grafana_folder": "Shop"},
        "annotations": {
            "summary": "{{ $value }}",
            "response_time": "15m",
        },
    }
    assert files["alertmanager"].json["route"]["receiver"] == "Pager"
    assert files["alertmanager-template"].json == {"name": "mine", "template": template.template}
    assert alert.origin is not None
    assert POLICY.origin is not None
    (dashboard,) = bundle.of("dashboard")
    assert files["prometheus-rules"].place("/groups/0/rules/0") == alert.origin.inner
    assert files["prometheus-rules"].place("/groups/0/rules/0/expr") == dashboard.place("/panels/0/targets/0")
    assert files["alertmanager"].place() == POLICY.origin.inner


def test_links_lead_to_the_environments_grafana(build: Build) -> None:
    """Where it has an address."""
    bundle = build(board(panel(busy())), target=Server("https://grafana.example"), **ENGINE)
    (rule,) = bundle.of("prometheus-rules")[0].json["groups"][0]["rules"]
    assert rule["annotations"]["dashboard"] == f"https://grafana.example/d/shop-http?viewPanel={PANEL_ID}"


def test_secrets_and_mail_are_those_of_the_environments_alertmanager(build: Build) -> None:
    """The files of secrets stand where it says, the password of the mail server among them."""
    smtp = Smtp(server="smtp.example:587", sender="alerts@example", user="us", password="smtp_password")  # noqa: S106
    there = Alertmanager(version=(0, 25), secrets="/etc/alertmanager/secrets", smtp=smtp)
    mail = ContactPoint(name="Mail", integrations=Email(addresses="on-call@example.com"))
    bundle = build(attrs.evolve(POLICY, contact_point=mail), **{**ENGINE, "alertmanager": there})
    assert bundle.findings == ()
    (entry,) = bundle.of("alertmanager")
    assert entry.json["global"] == {
        "smtp_smarthost": "smtp.example:587",
        "smtp_from": "alerts@example",
        "smtp_auth_username": "us",
        "smtp_auth_password_file": "/etc/alertmanager/secrets/smtp_password",
    }
    (pager,) = (each for each in entry.json["receivers"] if each["name"] == "Pager")
    assert pager["pagerduty_configs"][0]["routing_key_file"] == "/etc/alertmanager/secrets/pagerduty"


def test_what_only_grafana_can_evaluate_is_refused_at_the_rule(build: Build) -> None:
    """And its folder does not come along: no rule is in it."""
    query = prometheus.Query(expr="up")
    rule = AlertRule(uid="r", name="R", folder=SHOP, queries=[query, Math(expression="$A > 1")], condition="B")
    bundle = build(rule, **ENGINE)
    (finding,) = bundle.findings
    assert (finding.rule, finding.kind, finding.uid) == ("refused", "alert-rule", "r")
    assert finding.hint
    assert rule.origin is not None
    assert finding.place is not None
    assert finding.place.line == rule.origin.inner.line
    assert bundle.entries == ()


def test_a_summary_in_grafanas_words_is_told_once(build: Build) -> None:
    """It is refused for its words, and nobody is told that there is none."""
    bundle = build(board(panel(busy(summary="{{ $values.A }} is too much"))), **ENGINE)
    assert [each.message for each in bundle.findings] == [
        "alert 'Too busy': Prometheus does not know $values in summary"
    ]
    assert [each for each in check(bundle) if each.kind == "prometheus-rules"] == []


def test_versions_of_grafana_do_not_matter_to_prometheus(build: Build) -> None:
    """What Grafana 9 does not know, Prometheus may."""
    policy = NotificationPolicy(contact_point=PAGER, routes=Route(contact_point=PAGER, matchers={"a": "b"}))
    bundle = build(board(panel(busy(keep_firing_for="5m"))), policy, **ENGINE)
    assert bundle.findings == ()
    assert bundle.of("prometheus-rules")[0].json["groups"][0]["rules"][0]["keep_firing_for"] == "5m"


def test_a_broken_query_is_told_once(build: Build) -> None:
    """The file for Prometheus repeats the panel's query, and what is wrong with it at the same line."""
    for engine in (dict[str, Any](), ENGINE):
        found = check(build(board(panel(busy(summary="It is."), expr="sum(up")), **engine))
        assert [each.kind for each in found if each.rule == "promql-syntax"] == ["dashboard"]
