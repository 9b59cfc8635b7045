"""The table of the judge: every rule can be met, and what it does not know is never met."""

from typing import Any

import attrs
import pytest

from .breaks import BREAKS, broken
from .build import Output
from .judge import RULES, judge
from .rows import SYSTEMS, Row, judged, read_rows
from .shop import LATENCY, SHOP, board, output, panel, row, shop, shop_with
from .shop_alerts import PROMETHEUS, TEXT, TITLE

ERRORS_HIGH = row(
    "alert_rule",
    name="ErrorsHigh",
    severity="critical",
    threshold={"op": ">", "value": 80, "unit": "percent"},
    any_of_metrics=["http_requests_total"],
)
HOLDS = [
    row("dashboard_exists", title="Overview"),
    panel("Errors", any_of_metrics=["http_requests_total"]),
    row("sync_from_empty", creates=["Overview"]),
    row("sync_from_empty"),
    row("max_time_range", days=1),
    row("schema_version_max", value=37),
    row("datasource", name="Prometheus", ds_type="prometheus", url="http://prometheus:9090"),
    row("datasource", name="Prometheus", ds_type="prometheus", port=9090),
    row("datasource_url_overridable"),
    row("scrape_target_used", job="web", interval="30s", any_of_metrics=["http_requests_total"]),
    row("no_plaintext_secrets"),
    row("no_plaintext_secrets", forbidden=["admin/admin"], except_environment="dev"),
    row("folder_permissions"),
    row("environment", name="prod"),
    row("environment", name=["prod"]),
    row("environment_url", prod="https://grafana.example"),
    row("environment_url_configurable"),
    row("auth", kind="bearer"),
    row("deterministic_build"),
    row("extension_point"),
    row("ci_check", name="dashboard-diff"),
    row("same_resources"),
    ERRORS_HIGH,
    row("slo", objective=0.999),
    row("slo", service="shop", objective=0.999, latency_s=0.2),
    row("threshold_used", values=[{"what": "errors", "value": 80, "unit": "percent"}]),
    row("threshold_variables", names=["limit"], defaults={"limit": 80}),
    row("alert_categories", categories=["slo"]),
    row("alerts_exist", names=["ErrorsHigh"], groups=["error"], per_service=[]),
    row("all_alerts_have", fields=["for", "threshold"]),
    row("all_alerts_have", field="runbook", base="https://runbooks", paths=["/errors"]),
    row("all_alerts_have_label", label="severity"),
    row("annotation", field="response_time", value="15m", severity="warning"),
    row("runbook_count", value=1, paths=["errors"]),
    row("service_limits", name="burns", limits={"shop": 6}, unit="x"),
    row("artifact", glob="alerts", rules_at_least=2),
    row("artifact", glob="routing", contains=["routes", "receivers"]),
    row("artifact", glob="**/*.json", each_has=["title", "uid", "panels"]),
    row("artifact", glob="recording"),
    row("artifact", glob="alerts.yaml"),
    row("artifact", glob="rules/*.yml", contains=["alertmanager.yml", "*.tmpl"], validated_by=["promtool", "amtool"]),
    row("rules_valid", validated_by=["promtool"]),
    row("route", match={"severity": "critical"}, channels=["pagerduty", "slack"]),
    row("route", match={"severity": "info"}, channels=["slack"], only=True),
    row(
        "route",
        match={"severity": "critical"},
        channels=["pagerduty", "sms"],
        sms_via=["pagerduty"],
        repeat_interval="30m",
        response_time="15m",
    ),
    row("all_routes_reach", channel="slack"),
    row("default_receiver", kind="slack"),
    row("default_receiver"),
    row("group_by", equals=["service", "alertname"]),
    row("group_by", contains="alertname"),
    row("inhibition", source="critical", target=["warning", "info"], match_labels=["severity"], templates_at_least=1),
    row("time_intervals", names=["nights"]),
    row("time_intervals_used", names=["nights"]),
    row("time_intervals_follow", name="nights"),
    row("send_resolved", value=True),
    row("escalation", steps=["0m", "5m"]),
    row("escalation", steps=["0m"], response=["15m"]),
    row("contact_points", types=["email", "slack", "pagerduty"]),
    row("receiver", kind="slack", channel="#shop", severities=["critical", "info"]),
    row("receiver", kind="slack", channel="#shop"),
    row("receiver", kind="slack", channel_any_of=["#shop", "#mill"]),
    row("receiver_template", kind="slack", title=TITLE, text=TEXT, send_resolved=True),
    row("template_contains", value="runbook_url", slack_links=["silence", "dashboard", "runbook"]),
    row("template_contains", value="silence"),
    row("optional_receivers", variables=["shop_slack_url"]),
    row("webhook_auth"),
    row("lint", rule="receiver-complete"),
    row("command", name="export"),
    row("export_file_count", equals="dashboards"),
    row("roundtrip", what="dashboards"),
    row("plan_shows", what="folder_permissions"),
    row("plan_creates", kinds=["dashboard", "folder"]),
    row("sync_order", order=["datasources", "folders", "dashboards"]),
    row("datasource_health", name="Prometheus"),
    row("dashboard_links", dashboard="Overview", to=["SLO shop"]),
    row("variable_values", dashboard="Overview", variable="service", values=["shop", "mill"]),
    row("tags_contain", value="review", any_of=["review:weekly"]),
    row("panel_type_allowed", allowed=["stat"], used_at_least_once=["stat"], forbidden=["grafana-piechart-panel"]),
    row("alert_annotation", folder_permissions=True),
    row("cluster_variable"),
    row("explored", name="Prometheus"),
    row("rate_windows", min="1m"),
]
#: Rows about what only Prometheus and its Alertmanager have.
OF_FILES = {"inhibition", "rules_valid"}
FILES = {"recording", "alerts.yaml", "rules/*.yml"}
ENGINES = {"alerts of Grafana": SHOP, "alerts of Prometheus": shop_with(*PROMETHEUS)}


def is_of_files(asked: Row) -> bool:
    """Whether a row needs an environment whose alerts Prometheus evaluates."""
    return asked.types[0] in OF_FILES or asked.assertions[0].get("glob") in FILES


@pytest.mark.parametrize(
    ("holding", "engine"),
    [(one, name) for one in HOLDS for name in ENGINES if name == "alerts of Prometheus" or not is_of_files(one)],
    ids=lambda one: one.types[0] if isinstance(one, Row) else one,
)
def test_a_row_that_holds_has_no_problems_until_it_is_broken(holding: Row, engine: str) -> None:
    """Every kind of assertion can be met and missed, whoever evaluates alerts and routes them."""
    assert judge(holding, ENGINES[engine]) == []
    assert judge(holding, broken(holding, ENGINES[engine])) != []


def test_every_rule_is_tried() -> None:
    """No rule of the judge is left out of the rows above, and none is without a change that breaks it."""
    assert {one.types[0] for one in HOLDS} == set(RULES)
    assert set(BREAKS) == set(RULES)


def test_every_assertion_of_the_tables_has_a_rule() -> None:
    """Neither a type nor a key of a row in scope is unknown to the judge, and each rule says what it judges."""
    unknown = [
        f"{row.id}: {one['type']} {key}"
        for row in judged(read_rows(), SYSTEMS)
        for one in row.assertions
        for key in one
        if key not in {"type", *RULES[one["type"]].keys}
    ]
    assert unknown == []
    assert [name for name, rule in RULES.items() if not rule.words] == []


@pytest.mark.parametrize("holding", HOLDS, ids=lambda one: one.types[0])
def test_nothing_holds_of_nothing(holding: Row) -> None:
    """A system without environments, or with one that builds nothing, has no row that holds."""
    assert judge(holding, shop()) == ["shop: nothing is built"]
    assert judge(holding, shop(local=output(), prod=Output(()))) == ["prod: nothing is built"]


def test_an_assertion_that_the_judge_does_not_know_fails() -> None:
    """A row of an invented type is judged, and fails."""
    invented = row("dances", dashboard="Overview")
    assert judged([invented], {"shop"}) == (invented,)
    assert judge(invented, SHOP) == ["the judge knows no assertion 'dances'"]


@pytest.mark.parametrize("holding", [one for one in HOLDS if not is_of_files(one)], ids=lambda one: one.types[0])
def test_a_demand_that_the_judge_does_not_know_fails(holding: Row) -> None:
    """A key that no rule reads is not passed over."""
    more = attrs.evolve(holding, assertions=({**holding.assertions[0], "colour": "red"},))
    assert judge(more, SHOP) == [f"the judge knows no demand 'colour' of {holding.types[0]}"]


@pytest.mark.parametrize(
    ("change", "is_judged"),
    [
        ({}, True),
        ({"scope": "partial"}, True),
        ({"scope": "out"}, False),
        ({"system": "mill"}, False),
        ({"kind": "operation"}, True),
    ],
)
def test_the_rows_to_judge_are_chosen(change: dict[str, Any], is_judged: bool) -> None:
    """Rows of the built systems are judged if they are in scope, in part too."""
    assert len(judged([attrs.evolve(row("dances"), **change)], {"shop"})) == is_judged


def test_each_environment_must_hold() -> None:
    """A panel that one environment has does not stand in for one that another lacks."""
    asked = panel("Errors", any_of_metrics=["http_requests_total"])
    assert judge(asked, shop(local=board(LATENCY), prod=output())) == ["local: 'Overview' has no panel 'Errors'"]


def test_a_sync_must_create_each_dashboard_once() -> None:
    """A dashboard that a sync would not create, or more than once, is missed."""
    asked = row("sync_from_empty", creates=["Overview", "Details"])
    assert judge(asked, attrs.evolve(SHOP, created=("Overview", "Overview"))) == [
        "a sync to an empty place creates 2 dashboards titled 'Overview'",
        "a sync to an empty place creates 0 dashboards titled 'Details'",
    ]


def test_an_environment_must_be_there() -> None:
    """An environment that no part of grafmint.toml names is missed."""
    assert judge(row("environment", name="staging"), SHOP) == ["there is no environment 'staging', but prod"]
