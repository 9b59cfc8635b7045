"""Groups: an interval that is written with every rule of the group, whoever made them."""

from typing import Any

import pytest

from grafmint.plan import Step
from grafmint.render.plan import plan_text
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import Scene, actions, everything, group, rule

UID = "rule-group shop/load"
STRANGER = "'By hand'"
SHARED = f"holds rules of others, which Grafana writes with it: {STRANGER}"


def by_hand(grafana: Grafana, **said: Any) -> dict[str, Any]:
    """Somebody makes a rule in the group in the page; its document."""
    return from_elsewhere(grafana, "", **said)


def from_elsewhere(grafana: Grafana, provenance: Any, uid: str = "hand", title: str = "By hand") -> dict[str, Any]:
    """A rule comes into the group from elsewhere than this project, evaluated each minute."""
    document = {**rule(uid, title=title).json, "folder": "Shop"}
    file = {"groups": [{"name": "load", "folder": "Shop", "interval": "60s", "rules": [document]}]}
    grafana.alerting.provision(file, "shop", provenance)
    return grafana.alerting.rules()[uid]


def step_of(scene: Scene, interval: int, **choices: Any) -> Step:
    """What happens to the group that is to have an interval."""
    steps = scene.plan(everything(group=group(interval=interval)), **choices).steps
    (step,) = (step for step in steps if step.kind == "rule-group")
    return step


def test_a_group_of_ours_says_how_many_rules_it_resets(scene: Scene, grafana: Grafana) -> None:
    """And how many instances of them fire."""
    scene.sync(everything(second=rule("load-2", title="Load two")))
    grafana.fire("load-2", 3)
    step = step_of(scene, 120)
    assert (step.action, step.changes) == (
        "update",
        ("interval  30s → 2m", "resets the state of its 2 rules: 3 instances are firing now"),
    )


def test_a_group_that_others_share_is_a_conflict(scene: Scene, grafana: Grafana) -> None:
    """Theirs would be written with it: the conflict names them, and nothing of them changes."""
    scene.sync(everything(group=group(interval=60)))
    theirs = by_hand(grafana)
    outcome = scene.sync(everything(group=group(interval=120)))
    (step,) = outcome.plan.conflicts
    assert (step.reason, step.way_out, step.changes) == (
        SHARED,
        "--take-over",
        ("interval  1m → 2m", "resets the state of its 2 rules"),
    )
    assert "--take-over shop/load`" in plan_text(outcome.plan)
    assert (grafana.alerting.rules()["hand"], grafana.alerting.interval("hand")) == (theirs, 60)
    assert grafana.alerting.provenance("hand") == ""


def test_a_group_that_others_share_is_nobodys_conflict_where_nothing_changes(scene: Scene, grafana: Grafana) -> None:
    """Our rules in it are written one by one, which leaves theirs alone."""
    scene.sync(everything(group=group(interval=60)))
    by_hand(grafana)
    code = everything(group=group(interval=60), rule=rule(limit=90))
    assert actions(scene.plan(code)) == {"alert-rule load-high": "update"}
    assert (scene.sync(code).exit_code, grafana.alerting.provenance("hand")) == (0, "")


def test_a_group_of_others_that_our_first_rule_comes_into(scene: Scene, grafana: Grafana) -> None:
    """The rule is made; what the group's interval would be is for people to decide."""
    theirs = by_hand(grafana)
    code = everything(group=group(interval=120))
    outcome = scene.sync(code)
    assert [(step.uid, step.reason) for step in outcome.plan.conflicts] == [("shop/load", SHARED)]
    assert {uid: grafana.alerting.interval(uid) for uid in ("hand", "load-high")} == {"hand": 60, "load-high": 60}
    assert grafana.alerting.rules()["hand"] == theirs
    assert actions(scene.plan(code)) == {UID: "conflict"}


@pytest.mark.parametrize("name", ["shop/load", "rule-group/shop/load"])
def test_a_group_is_taken_over_when_asked(scene: Scene, grafana: Grafana, name: str) -> None:
    """Its interval is then everybody's; the rules of others stay as they are but for that."""
    scene.sync(everything(group=group(interval=60)))
    theirs = by_hand(grafana)
    code = everything(group=group(interval=120))
    outcome = scene.sync(code, take_over=(name,))
    (step,) = outcome.done
    assert (step.action, step.reason, outcome.exit_code) == ("take over", SHARED, 0)
    assert {uid: grafana.alerting.interval(uid) for uid in ("hand", "load-high")} == {"hand": 120, "load-high": 120}
    assert (grafana.alerting.rules()["hand"], actions(scene.plan(code))) == (theirs, {})


@pytest.mark.parametrize("take_over", [(), ("shop/load",)])
def test_a_rule_that_comes_after_the_plan_is_not_written(
    scene: Scene, grafana: Grafana, take_over: tuple[str, ...]
) -> None:
    """Nobody has said yes to that one."""
    scene.sync(everything(group=group(interval=60)))
    if take_over:
        by_hand(grafana)

    def late() -> None:
        from_elsewhere(grafana, "", "late", "Late")

    outcome = scene.sync(everything(group=group(interval=120)), late, take_over=take_over)
    assert "rule group 'shop/load' has changed on the server" in str(outcome.problems[0])
    assert (grafana.alerting.interval("late"), grafana.alerting.provenance("late")) == (60, "")


def test_a_rule_that_is_taken_over_before_its_group_is_no_surprise(scene: Scene, grafana: Grafana) -> None:
    """Both in one run."""
    scene.sync(everything(group=group(interval=60)))
    by_hand(grafana)
    code = everything(group=group(interval=120), hand=rule("hand", title="By hand", limit=5))
    assert scene.sync(code, take_over=("hand", "shop/load")).exit_code == 0
    assert actions(scene.plan(code)) == {}


def test_a_group_with_a_rule_from_a_file_is_the_files(scene: Scene, grafana: Grafana) -> None:
    """Grafana refuses to write it, whatever is asked for: the plan says so, before a request that would fail."""
    scene.sync(everything(group=group(interval=60)))
    by_hand(grafana)
    from_elsewhere(grafana, "file", "file", "Of a file")
    said = "holds rules provisioned from a file, which Grafana would write with it: 'Of a file'"
    step = step_of(scene, 120)
    assert (step.action, step.reason, step.way_out) == ("managed", f"left alone: {said}", None)
    assert step_of(scene, 60).action == "unchanged"


def test_many_rules_of_others_are_named_by_the_first(scene: Scene, grafana: Grafana) -> None:
    """Whoever reads of seven knows the group by five."""
    scene.sync(everything(group=group(interval=60)))
    for number in range(7):
        from_elsewhere(grafana, "", f"r{number}", f"R{number}")
    assert str(step_of(scene, 120).reason).endswith("'R0', 'R1', 'R2', 'R3', 'R4' and 2 more")


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("method", ["DELETE", "POST"])
def test_a_rule_moves_among_rules_of_others(scene: Scene, grafana: Grafana, method: str, *, done: bool) -> None:
    """It gets the interval of the group; theirs are not written for that, and no lost answer loses the rule."""
    slow = {"rule": rule(in_="slow"), "group": group("slow", 120)}
    scene.sync(everything(**slow))
    theirs = by_hand(grafana)
    grafana.drop_next(done=done, method=method, path="/api/v1/provisioning/alert-rules")
    code = everything(group=group(interval=60))
    outcome = scene.sync(code)
    assert (outcome.exit_code, outcome.problems) == (0, ())
    assert grafana.alerting.interval("load-high") == 60
    assert (grafana.alerting.rules()["hand"], grafana.alerting.provenance("hand")) == (theirs, "")
    assert actions(scene.plan(code)) == {}


def test_a_move_between_groups_of_one_interval_is_an_update(scene: Scene, grafana: Grafana) -> None:
    """Nothing but the rule is written, and it is not made anew."""
    code = everything(rule=rule(in_="other"), group=group("other", 30), second=rule("load-2", title="Two"),
                      here=group(interval=30))  # fmt: skip
    scene.sync(code)
    grafana.fire("load-2")
    grafana.forget_requests()
    moved = [each for each in code if each.kind != "alert-rule"] + [rule(), rule("load-2", title="Two")]
    assert scene.sync([each for each in moved if each.uid != "shop/other"]).exit_code == 0
    assert [each.method for each in grafana.requests if each.method != "GET"] == ["PUT"]


def test_a_group_waits_for_its_rules(scene: Scene, grafana: Grafana) -> None:
    """All of them are in conflict, so that it would have none: it is told beside them, and nothing fails."""
    theirs = rule(in_="elsewhere").json
    file = {"groups": [{"name": "elsewhere", "folder": "Shop", "interval": "60s", "rules": [theirs]}]}
    grafana.alerting.provision(file, "shop", "")
    outcome = scene.sync(everything())
    reasons = {step.kind: step.reason for step in outcome.plan.conflicts}
    assert reasons["rule-group"] == "its rules are in conflict, and there is no group without one"
    assert (set(reasons), outcome.problems) == ({"alert-rule", "rule-group"}, ())
    second = everything(second=rule("load-2", title="Load two"))
    assert actions(scene.plan(second))[UID] == "create"
    assert scene.sync(everything(), take_over=("load-high",)).exit_code == 0
    assert actions(scene.plan(everything())) == {}
