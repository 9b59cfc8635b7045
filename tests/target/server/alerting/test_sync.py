"""Everything of alerting at once: made, left alone, taken up again, and without a secret anywhere."""

import attrs
import pytest

from grafmint.bundle import FILES, GRAFANA, Kind
from grafmint.errors import CredentialsError, TargetError
from grafmint.render.plan import plan_text
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import (
    PAGERDUTY,
    SECRETS,
    Scene,
    actions,
    entry,
    everything,
    group,
    mute,
    point,
    policy,
    route,
    rule,
    template,
)

PROVISIONING = "/api/v1/provisioning"


def test_a_second_run_writes_nothing(scene: Scene) -> None:
    """All kinds are made in one run, parents first, and are then what the code says."""
    outcome = scene.sync(everything())
    kinds = list(dict.fromkeys(step.kind for step in outcome.done))
    assert (outcome.exit_code, kinds) == (0, [kind for kind in GRAFANA if kind in kinds])
    scene.grafana.forget_requests()
    again = scene.sync(everything())
    assert (actions(again.plan), again.exit_code) == ({}, 0)
    assert {each.method for each in scene.grafana.requests} == {"GET"}


def test_each_list_is_asked_for_once(scene: Scene) -> None:
    """However much there is of each; a project without alerting asks only where something of it may be left."""
    scene.plan([entry("folder", "shop", {"uid": "shop", "title": "Shop"}, title="Shop")])
    asked = sorted(each.path for each in scene.grafana.requests if each.path.startswith(PROVISIONING))
    assert asked == [f"{PROVISIONING}/alert-rules", f"{PROVISIONING}/contact-points"]
    rules = {f"r{n}": rule(f"r{n}", title=f"R{n}") for n in range(5)}
    scene.sync(everything(**rules))
    scene.grafana.forget_requests()
    scene.plan(everything(**rules))
    asked = [each.path for each in scene.grafana.requests if each.path.startswith(PROVISIONING)]
    assert len(asked) == len(set(asked)) == 6


def test_each_kind_can_change(scene: Scene) -> None:
    """What is changed is written and nothing else is; then nothing more is to be done."""
    scene.sync(everything())
    changed = everything(
        template=template("hello\nyou\n\n"),
        mute=mute(weekdays=["Saturday"], months=["January", "3:3"]),
        oncall=point("oncall", {**PAGERDUTY, "disableResolveMessage": True}),
        policy=policy(route("team", "warning", repeat_interval="24h")),
        rule=rule(limit=90, **{"for": "600s"}),
        group=group(interval=120),
    )
    outcome = scene.sync(changed)
    assert (len(outcome.done), set(actions(outcome.plan).values()), outcome.exit_code) == (6, {"update"}, 0)
    assert actions(scene.plan(changed)) == {}


def test_only_what_the_server_can_hold_is_compared(scene: Scene) -> None:
    """Grafana 9 keeps no pause: that is told, and no reason to write in each run."""
    paused = everything(rule=rule(isPaused=True))
    first = scene.sync(paused)
    assert [each.remark for each in first.remarks] == ["this Grafana keeps no isPaused of an alert rule"]
    plan = scene.plan(paused)
    assert actions(plan) == {}
    assert "isPaused of alert rules, which this Grafana has not: load-high" in plan.unsaid


def test_files_for_others_are_no_business_of_a_server(scene: Scene) -> None:
    """What only a build writes is not even planned."""
    kinds: list[Kind] = sorted(FILES)
    plan = scene.plan([entry(kind, "f", {}) for kind in kinds])
    assert plan.steps == ()


def test_no_secret_is_ever_shown(scene: Scene) -> None:
    """Neither in a plan, nor in what was kept of a server that gives an address back, nor in a refusal."""
    hook = {"type": "webhook", "settings": {}, "secureSettings": {"url": "$CHAT"}}
    scene.sync(everything(team=point("team", hook)))
    scene.grafana.fail_next(method="PUT", path=f"{PROVISIONING}/contact-points", status=400,
                            body={"message": f"invalid: {SECRETS['$CHAT']}"})  # fmt: skip
    outcome = scene.sync(everything(team=point("team", {**hook, "disableResolveMessage": True})))
    held = b"".join(step.held.document for step in outcome.plan.steps if step.held is not None)
    texts = [repr(outcome), *map(str, outcome.problems), held.decode(), plan_text(outcome.plan)]
    assert outcome.exit_code == 1
    assert "invalid: " in texts[1]
    assert not any(secret in text for secret in SECRETS.values() for text in texts)


def test_kinds_that_may_not_be_read_are_not_made(scene: Scene, grafana: Grafana) -> None:
    """Up to Grafana 10 that is administrators' business: the others' plan says so, and their sync writes nothing."""
    scene.sync(everything())
    looking = attrs.evolve(scene, token=grafana.viewer_token)
    plan = looking.plan(everything())
    assert actions(plan) == {}
    assert len(plan.unread) == 6
    (line,) = (line for line in plan.unsaid if "alert.provisioning:read" in line)
    assert line.startswith("templates, mute timings, contact points, policies, alert rules, rule groups, which are not")
    with pytest.raises(CredentialsError, match=r"alert\.provisioning:read: nothing written"):
        looking.sync(everything())


def test_a_new_organisation_has_to_wait_for_its_configuration(scene: Scene, grafana: Grafana) -> None:
    """Its first minutes are no fault of anybody: the hint says what to do."""
    body = {"message": "could not find an Alertmanager configuration"}
    grafana.fail_next(method="GET", path="/api/v1/provisioning/policies", status=500, body=body)
    with pytest.raises(TargetError, match="could not find an Alertmanager configuration") as refused:
        scene.plan(everything())
    assert refused.value.hint == "Grafana makes that of a new organisation within a minute or two: run it again then"
