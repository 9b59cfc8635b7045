"""Holds and ignored fields of alerting: what waits for something on hold fails nothing and is in no conflict."""

from datetime import date
from typing import Any

import attrs
import pytest

from grafmint.environment import Hold
from grafmint.origin import Place
from grafmint.plan import Plan
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import (
    EMAIL,
    SLACK,
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
)
from tests.target.server.alerting.test_prune import NAMED, PRUNE, TEAM, removing

FOLDER = entry("folder", "shop", {"uid": "shop", "title": "Shop"}, title="Shop")
WHY = "on hold until 9999-12-31: incident"


def holding(scene: Scene, *uids: str) -> Scene:
    """The scene with holds that do not end."""
    place = Place("grafmint.toml", 9)
    return attrs.evolve(
        scene, holds=tuple(Hold(uid=uid, until=date.max, reason="incident", place=place) for uid in uids)
    )


def held(plan: Plan) -> dict[str, str | None]:
    """What is on hold, and why."""
    return {f"{step.kind} {step.uid}": step.reason for step in plan.steps if step.action == "held"}


def test_a_rule_that_changed_is_left_alone(scene: Scene, grafana: Grafana) -> None:
    """And so is the interval of its group, which Grafana writes with every rule of it; the others are written."""
    scene.sync([*everything(), rule("other", title="Other")])
    code = [*everything(rule=rule(limit=90), group=group(interval=60)), rule("other", title="Other", limit=70)]
    outcome = holding(scene, "alert-rule/load-high").sync(code)
    assert outcome.exit_code == 0
    assert held(outcome.plan) == {"alert-rule load-high": WHY, "rule-group shop/load": WHY}
    assert actions(outcome.plan)["alert-rule other"] == "update"
    assert grafana.alerting.interval("other") == 30


def test_a_rule_that_did_not_change_holds_its_group_too(scene: Scene, grafana: Grafana) -> None:
    """A new interval would reset its state."""
    scene.sync(everything())
    outcome = holding(scene, "load-high").sync(everything(group=group(interval=60)))
    assert (outcome.exit_code, held(outcome.plan)) == (0, {"rule-group shop/load": WHY})
    assert grafana.alerting.interval("load-high") == 30


NEW = {
    "folder": ("folder/shop", {"alert-rule load-high", "rule-group shop/load"}),
    "rule": ("alert-rule/load-high", {"rule-group shop/load"}),
    "contact point": ("contact-point/team", {"policy policies"}),
    "timing": ("mute-timing/nights", {"policy policies"}),
    "template": ("template/team", set[str]()),
}


@pytest.mark.parametrize("what", NEW)
def test_what_needs_something_new_that_is_on_hold_waits_with_it(scene: Scene, what: str) -> None:
    """Everything else is made."""
    uid, waiting = NEW[what]
    outcome = holding(scene, uid).sync(everything())
    assert outcome.exit_code == 0, outcome.problems
    found = held(outcome.plan)
    assert set(found) == {uid.replace("/", " "), *waiting}
    assert all(str(found[each]).startswith("needs ") and WHY in str(found[each]) for each in waiting)
    assert len(outcome.done) == len(everything()) - len(found)


def test_a_group_is_made_for_the_rule_that_is_not_on_hold(scene: Scene, grafana: Grafana) -> None:
    """One of its rules is enough."""
    code = [*everything(), rule("other", title="Other")]
    outcome = holding(scene, "load-high").sync(code)
    assert (outcome.exit_code, set(held(outcome.plan))) == (0, {"alert-rule load-high"})
    assert grafana.alerting.interval("other") == 30


def test_a_contact_point_that_is_there_holds_nothing_else(scene: Scene) -> None:
    """Routes can lead to it as it is."""
    scene.sync(everything(policy=policy(route("oncall", "critical"))))
    outcome = holding(scene, "team").sync(everything(team=point("team", EMAIL)))
    assert (outcome.exit_code, set(held(outcome.plan))) == (0, {"contact-point team"})
    assert actions(outcome.plan)["policy policies"] == "update"


def test_routes_wait_for_a_contact_point_of_others_that_is_on_hold(scene: Scene, grafana: Grafana) -> None:
    """They could not be told from theirs."""
    file = {"name": "team", "receivers": [{"uid": "theirs", "type": "email", "settings": {"addresses": "b@c"}}]}
    grafana.alerting.provision({"contactPoints": [file]}, provenance="")
    outcome = holding(scene, "contact-point/team").sync(everything())
    assert (outcome.exit_code, set(held(outcome.plan))) == (0, {"contact-point team", "policy policies"})


def test_policies_on_hold_keep_what_they_name(scene: Scene, grafana: Grafana) -> None:
    """Nothing is deleted that our routes lead to, whether the code still has policies or not."""
    scene.sync(everything())
    holder = removing(holding(scene, "policy/policies"), *NAMED)
    team = [each for each in everything(policy=policy(route("oncall", "critical"))) if each.uid != "team"]
    for code, kept in (([FOLDER], {"oncall", "team", "nights"}), (team, {"team"})):
        plan = holder.plan(code, **PRUNE) if code is not team else removing(holder, TEAM).plan(code, **PRUNE)
        found = held(plan)
        assert {each.partition(" ")[2] for each in found} == {"policies", *kept}
        assert all(
            "the notification policies name it" in str(why) for each, why in found.items() if "policy" not in each
        )


def test_a_stray_on_hold_is_not_deleted(scene: Scene, grafana: Grafana) -> None:
    """Until its day is over."""
    scene.sync(everything())
    assert holding(scene, "load-high").sync([FOLDER], **PRUNE).exit_code == 0
    assert set(grafana.alerting.rules()) == {"load-high"}


IGNORED: dict[str, tuple[str, dict[str, Any]]] = {
    "rule": ("alert-rule.labels.team", {"rule": rule(labels={"severity": "critical", "team": "a"})}),
    "text": ("alert-rule.annotations.summary", {"rule": rule(annotations={"summary": "theirs"})}),
    "interval": ("rule-group.interval", {"group": group(interval=60)}),
    "setting": ("contact-point.receivers.*.settings.title", {"team": point("team", {**SLACK, "settings": {}}, EMAIL)}),
    "times": ("mute-timing.time_intervals.*.weekdays", {"mute": mute(weekdays=["monday"])}),
    "route": (
        "policy.routes.*.group_wait",
        {"policy": policy(route("oncall", "critical", group_wait="9s"), route("team", "warning"))},
    ),
}


@pytest.mark.parametrize("what", IGNORED)
def test_an_ignored_field_of_alerting_is_no_difference(scene: Scene, what: str) -> None:
    """What the server has stands for what the code says, of every kind that can have one."""
    field, changed = IGNORED[what]
    base = {"policy": policy(route("oncall", "critical"), route("team", "warning"))}
    scene.sync(everything(**base))
    assert actions(scene.plan(everything(**{**base, **changed}))) != {}
    assert actions(attrs.evolve(scene, ignore=(field,)).plan(everything(**{**base, **changed}))) == {}


def test_a_write_keeps_what_is_ignored(scene: Scene, grafana: Grafana) -> None:
    """Also in the checksum of a rule, so that the next plan is at peace."""
    scene.sync(everything())
    scene = attrs.evolve(scene, ignore=("alert-rule.for",))
    said: dict[str, Any] = {"for": "9m"}
    code = everything(rule=rule(limit=90, **said))
    assert scene.sync(code).exit_code == 0
    assert grafana.alerting.rules()["load-high"]["for"] == "5m"
    assert actions(scene.plan(code)) == {}
