"""The judges of alerts and routing against the real build, in each engine: a change turns its own rows red alone."""

from collections.abc import Mapping

import attrs
import pytest

from .alert_mutation import (
    all_of,
    at,
    in_alert,
    in_budget,
    in_channel,
    in_notes,
    in_objective,
    in_query,
    in_receiver,
    in_route,
    without,
    without_alert,
    without_channel,
)
from .build import Build
from .mutation import ROWS, Mutation, in_documents, in_panel, in_settings, problems

#: An environment of each engine.
ENGINES = ("local", "prod")
CRITICAL, WARNING, INFO = (f"Mint Replica Lite: {each}" for each in ("critical", "warning", "info"))
ROUTES = {"MRL-ROUTE-01", "MRL-ROUTE-02", "MRL-ROUTE-03", "MRL-ROUTE-05"}
CHANNELS = {"MRL-OPS-07", "MRL-OPS-14"}

MUTATIONS: Mapping[str, tuple[Mutation, set[str]]] = {
    "other severity": (
        in_alert("NodeCPUUsageCritical", lambda rule: rule["labels"].update(severity="warning")),
        {"MRL-ALERT-01"},
    ),
    "other number": (at("NodeMemoryUsageCritical", "> 85", ">", 86), {"MRL-ALERT-02"}),
    "other number of the objective": (
        at("ServiceAvailabilityLow", "< 99.9", "<", 99.5),
        {"MRL-ALERT-03", "MRL-SLO-01"},
    ),
    "no alert": (without_alert("ErrorRateHigh"), {"MRL-ALERT-04", "MRL-OPS-02", "MRL-SLO-02"}),
    "other metric": (in_query("NodeCPUUsageWarning", "node_cpu_seconds_total", "node_load5"), {"MRL-ALERT-05"}),
    "broken query": (in_query("NodeCPUUsageWarning", "avg by", "avg avg by"), {"MRL-ALERT-05"}),
    "other direction": (at("NodeMemoryUsageWarning", "> 75", "<", 75), {"MRL-ALERT-06"}),
    "number in the alert only": (at("APILatencyHigh", "> 0.5", ">", 0.4), {"MRL-ALERT-07", "MRL-SLO-02"}),
    "number on the panel only": (
        in_panel("Application Performance", "Error rates", in_settings(1, 2)),
        {"MRL-PANEL-13", "MRL-SLO-02"},
    ),
    "no summary": (in_notes("DiskUsageHigh", "summary", ""), {"MRL-ALERT-08"}),
    "no description": (in_notes("DiskUsageHigh", "description", ""), {"MRL-ALERT-08"}),
    "no runbook": (in_notes("DiskUsageHigh", "runbook_url", ""), {"MRL-ALERT-08"}),
    "no panel": (
        all_of(
            in_notes("DiskUsageHigh", "__panelId__", "1"), in_notes("DiskUsageHigh", "dashboard", "/d/x?viewPanel=1")
        ),
        {"MRL-ALERT-08"},
    ),
    "other objective": (in_objective("0.999", "0.99"), {"MRL-SLO-01"}),
    "other budget": (in_budget("/ 0.001", "/ 0.01"), {"MRL-SLO-01"}),
    "no objective": (
        all_of(
            *(
                without_alert(f"mint-replica-lite-availability {one}")
                for one in ("fast burn", "slow burn", "freeze", "no data")
            )
        ),
        {"MRL-SLO-01"},
    ),
    "critical to others": (
        in_route(CRITICAL, lambda route: route.update(receiver=WARNING)),
        {"MRL-ROUTE-01", "MRL-ROUTE-05"},
    ),
    "warning to others": (in_route(WARNING, lambda route: route.update(receiver=INFO)), {"MRL-ROUTE-02"}),
    "info to others": (in_route(INFO, lambda route: route.update(receiver=WARNING)), {"MRL-ROUTE-03"}),
    "no pager": (
        without_channel(CRITICAL, "pagerduty"),
        {"MRL-ROUTE-01", "MRL-ROUTE-05", "MRL-OPS-07"},
    ),
    "no chat": (without_channel(CRITICAL, "slack"), {"MRL-ROUTE-01"}),
    "no mail": (without_channel(WARNING, "email"), {"MRL-ROUTE-02", "MRL-OPS-07"}),
    "info by mail too": (
        in_receiver(
            INFO,
            lambda point: point["receivers"].append({"type": "email", "settings": {"addresses": "a@example.org"}}),
            lambda receiver: receiver.update(email_configs=[{"to": "a@example.org", "send_resolved": True}]),
        ),
        {"MRL-ROUTE-03"},
    ),
    "recovery untold": (
        in_channel(
            WARNING,
            "slack",
            lambda one: one.update(disableResolveMessage=True),
            lambda one: one.update(send_resolved=False),
        ),
        {"MRL-ROUTE-04"},
    ),
    "escalation lost": (in_notes("ErrorRateHigh", "escalation", ""), {"MRL-ROUTE-05"}),
    "step lost": (
        in_notes("ErrorRateHigh", "escalation", "after 0m: primary on call; after 15m: management"),
        {"MRL-ROUTE-05"},
    ),
    "no secret": (
        in_channel(
            CRITICAL,
            "pagerduty",
            lambda one: one["secureSettings"].clear(),
            lambda one: one.pop("routing_key_file"),
        ),
        CHANNELS,
    ),
    "secret in plain text": (
        in_channel(
            CRITICAL,
            "pagerduty",
            lambda one: one["secureSettings"].update(integrationKey="hunter2"),
            lambda one: one.update(routing_key="hunter2", routing_key_file=""),
        ),
        {*CHANNELS, "MRL-SEC-01"},
    ),
    "no routes": (
        all_of(without("policy"), in_documents("alertmanager", "", lambda whole: whole.pop("route"))),
        {*ROUTES, "MRL-OPS-13"},
    ),
    "no receivers": (
        all_of(without("contact-point"), in_documents("alertmanager", "", lambda whole: whole["receivers"].clear())),
        {*ROUTES, *CHANNELS, "MRL-ROUTE-04", "MRL-OPS-13"},
    ),
}
PAUSED = in_documents("alert-rule", "ErrorRateHigh", lambda rule: rule.update(isPaused=True))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, real: Build) -> Build:
    """The first system as it is in one environment."""
    return attrs.evolve(real, outputs={request.param: real.outputs[request.param]})


@pytest.fixture(scope="module")
def red(engine: Build) -> frozenset[str]:
    """What is red without any change, for the other environments are not there."""
    return frozenset(problems(engine))


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_turns_its_own_rows_red(name: str, engine: Build, red: frozenset[str]) -> None:
    """What a change breaks was sound before and is wrong after, and nothing else is touched by it."""
    mutate, broken = MUTATIONS[name]
    assert not broken & red
    assert problems(mutate(engine)).keys() - red == broken


def test_a_paused_alert_does_not_count(real: Build) -> None:
    """Grafana can hold a rule that it does not evaluate."""
    local = attrs.evolve(real, outputs={"local": real.outputs["local"]})
    assert problems(PAUSED(local)).keys() - problems(local).keys() == {"MRL-ALERT-04", "MRL-SLO-02"}


def test_every_row_of_alerts_can_turn_red() -> None:
    """Each row of alerts, routing and objectives has a change that breaks it."""
    broken = set[str]().union(*(rows for _, rows in MUTATIONS.values()))
    asked = {row.id for row in ROWS if row.kind in {"alert", "routing", "slo"}}
    assert asked | {"MRL-OPS-02", "MRL-OPS-13"} | CHANNELS <= broken
