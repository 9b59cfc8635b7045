"""Deleting alerting: with proof or by declaration, what leans on others first, and nothing that is still used."""

from collections.abc import Callable
from functools import partial
from typing import Any

import attrs
import pytest

from grafmint.bundle import Kind, Removed
from grafmint.outcome import Outcome
from grafmint.plan import Plan
from grafmint.plan.step import Step
from grafmint.render.plan import plan_text
from grafmint.selection import Selection, Selector
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import (
    EMAIL,
    SLACK,
    Scene,
    actions,
    entry,
    everything,
    point,
    policy,
    route,
    rule,
)

FOLDER = entry("folder", "shop", {"uid": "shop", "title": "Shop"}, title="Shop")
PRUNE: dict[str, Any] = {"prune": True, "max_delete": 9}
NAMED: tuple[tuple[Kind, str], ...]
NAMED = (
    ("policy", "policies"),
    ("contact-point", "oncall"),
    ("contact-point", "team"),
    ("mute-timing", "nights"),
    ("template", "team"),
)
TEAM, NIGHTS = NAMED[2:4]
TITLED = {**SLACK, "settings": {"title": '{{ template "team.title" . }}'}}


def assert_done(outcome: Outcome) -> None:
    """Nothing went wrong."""
    assert outcome.exit_code == 0, outcome.problems


def removing(scene: Scene, *which: tuple[Kind, str]) -> Scene:
    """The scene with code that says what is to go."""
    return attrs.evolve(scene, removed=tuple(Removed(kind=kind, uid=uid) for kind, uid in which))


def conflicts(plan: Plan) -> dict[str, str | None]:
    """What is not deleted, and why."""
    return {f"{step.kind} {step.uid}": step.reason for step in plan.conflicts}


def only(*kinds: Kind) -> Selection:
    """Of these kinds everything."""
    return Selection(tuple(Selector(text=f"{kind}/*", what="kind", kind=kind, value="*") for kind in kinds))


def deleted(grafana: Grafana) -> list[str]:
    """The kinds that requests have deleted or taken out, in their order, each once."""
    sent = [each for each in grafana.requests if each.method == "DELETE" or "/policies" in each.path]
    paths = [each.path.split("/")[4] for each in sent if each.method != "GET"]
    return list(dict.fromkeys(paths))


def test_all_of_ours_goes_in_the_order_in_which_nothing_is_needed(scene: Scene, grafana: Grafana) -> None:
    """Rules, routes, contact points, timings, templates; what others made stays, and then there is peace."""
    scene.sync(everything())
    before = grafana.alerting.contact_points()
    scene = removing(scene, *NAMED)
    grafana.forget_requests()
    outcome = scene.sync([FOLDER], **PRUNE)
    assert outcome.exit_code == 0, outcome.problems
    assert deleted(grafana) == ["alert-rules", "policies", "contact-points", "mute-timings", "templates"]
    alerting = grafana.alerting
    assert (alerting.rules(), alerting.mute_timings(), alerting.templates()) == ({}, {}, {})
    assert list(alerting.contact_points()) == [""] != list(before)
    assert alerting.policies() == {"receiver": "grafana-default-email", "group_by": ["grafana_folder", "alertname"]}
    assert actions(scene.plan([FOLDER], **PRUNE)) == {}


def test_a_prefix_declares_what_has_no_room_for_a_mark(scene: Scene, grafana: Grafana) -> None:
    """Contact points, timings and templates whose names begin so; what the page has under it stays."""
    timing = {"name": "night-shift", "time_intervals": []}
    grafana.alerting.provision({"muteTimes": [timing]}, provenance="")
    scene = attrs.evolve(scene, uid_prefix="n")
    scene.sync(everything())
    plan = scene.plan([FOLDER], **PRUNE)
    assert actions(plan) == {
        "alert-rule load-high": "delete",
        "policy policies": "stray",
        "contact-point oncall": "stray",
        "contact-point team": "stray",
        "mute-timing nights": "conflict",
    }
    assert conflicts(plan) == {"mute-timing nights": NAMED_BY_POLICIES}
    code = [FOLDER, *(each for each in everything() if each.kind == "contact-point"), policy()]
    assert scene.sync(code, **PRUNE).exit_code == 0
    assert list(grafana.alerting.mute_timings()) == ["night-shift"]


def test_routes_to_our_contact_points_prove_nothing(scene: Scene, grafana: Grafana) -> None:
    """Another program may keep the tree, while the contact points are ours: no run takes its routes out."""
    scene.sync(everything())
    before = grafana.alerting.policies()
    code = [each for each in everything() if each.kind != "policy"]
    assert scene.sync(code, **PRUNE).exit_code == 0
    assert attrs.evolve(scene, uid_prefix="p").sync(code, **PRUNE).exit_code == 0
    assert grafana.alerting.policies() == before
    assert removing(scene, ("policy", "policies")).sync(code).exit_code == 0
    assert grafana.alerting.policies() == before
    assert removing(scene, ("policy", "policies")).sync(code, **PRUNE).exit_code == 0
    assert "routes" not in grafana.alerting.policies()
    assert actions(removing(scene, ("policy", "policies")).plan(code, **PRUNE)) == {}


def test_a_rule_with_our_mark_goes_without_any_declaration(scene: Scene, grafana: Grafana) -> None:
    """And says how many of its instances fire; its group goes with it."""
    scene.sync(everything())
    grafana.alerting.fire("load-high", 2)
    code = [each for each in everything() if each.kind not in ("alert-rule", "rule-group")]
    plan = scene.plan(code, prune=True)
    (step,) = [step for step in plan.steps if step.kind == "alert-rule"]
    assert (step.action, step.changes) == ("delete", ("2 instances fire now: they end",))
    assert scene.sync(code, prune=True).exit_code == 0
    assert grafana.alerting.rules() == {}


@pytest.mark.parametrize(
    "edit",
    [lambda each: each.update({"for": "1h"}), lambda each: each["annotations"].update({"summary": "theirs"})],
    ids=["time", "text"],
)
def test_a_rule_that_somebody_edited_is_a_conflict(
    scene: Scene, grafana: Grafana, edit: Callable[[dict[str, Any]], None]
) -> None:
    """Until it is forced: the checksum in its mark is of what we wrote."""
    scene.sync(everything())
    grafana.alerting.edit_rule("load-high", edit)
    code = [each for each in everything() if each.kind not in ("alert-rule", "rule-group")]
    assert conflicts(scene.plan(code, prune=True)) == {
        "alert-rule load-high": "not in the code, and edited since the last sync: in Grafana"
    }
    assert scene.sync(code, prune=True, force=("load-high",)).exit_code == 0
    assert grafana.alerting.rules() == {}


def test_rules_of_others_stay_also_where_the_code_says_they_go(scene: Scene, grafana: Grafana) -> None:
    """Without a mark, or a copy of ours: `Removed` proves nothing where there is room for marks."""
    theirs = rule("theirs", title="Theirs").json
    copy = {**rule("copy", title="Copy").json, "annotations": {}}
    scene.sync(everything())
    copy["annotations"] = grafana.alerting.rules()["load-high"]["annotations"]
    file = {"groups": [{"name": "load", "folder": "Shop", "interval": "60s", "rules": [theirs, copy]}]}
    grafana.alerting.provision(file, "shop", "")
    scene = removing(scene, ("alert-rule", "theirs"), ("alert-rule", "copy"))
    outcome = scene.sync([FOLDER], **PRUNE)
    told = "the code says that it is to go, and it is not ours: in Grafana"
    assert conflicts(outcome.plan) == {"alert-rule copy": told, "alert-rule theirs": told}
    assert set(grafana.alerting.rules()) == {"theirs", "copy"}


def test_the_plan_says_what_becomes_of_the_alerts_that_our_routes_took(scene: Scene) -> None:
    """Route by route, and where their alerts go then."""
    scene.sync(everything())
    text = plan_text(removing(scene, *NAMED).plan([FOLDER], **PRUNE))
    assert "not in the code: our routes are taken out of the tree" in text
    assert "~ route severity=critical removed" in text
    assert "without them these go to 'grafana-default-email', or where others lead them" in text


def test_routes_of_others_stay_where_ours_are_taken_out(scene: Scene, grafana: Grafana) -> None:
    """In their order; also one that is made after the plan."""
    grafana.alerting.edit_policies(lambda tree: tree.setdefault("routes", []).append(to_default("a")))
    scene.sync(everything())
    grafana.alerting.edit_policies(lambda tree: tree["routes"].append(to_default("b")))
    later = lambda: grafana.alerting.edit_policies(lambda tree: tree["routes"].insert(0, to_default("c")))  # noqa: E731
    assert removing(scene, *NAMED).sync([FOLDER], later, **PRUNE).exit_code == 0
    matched = [each["object_matchers"][0][2] for each in grafana.alerting.policies()["routes"]]
    assert matched == ["c", "a", "b"]


def to_default(value: str) -> dict[str, Any]:
    """A route of others."""
    return {"receiver": "grafana-default-email", "object_matchers": [["team", "=", value]]}


def test_our_routes_that_changed_after_the_plan_are_not_taken_out(scene: Scene, grafana: Grafana) -> None:
    """Nobody has seen in the plan what would go."""
    scene.sync(everything())
    change = lambda: grafana.alerting.edit_policies(lambda tree: tree["routes"][0].update({"continue": True}))  # noqa: E731
    outcome = removing(scene, *NAMED).sync([FOLDER], change, **PRUNE)
    assert [error.message for step, error in outcome.failed if step.kind == "policy"] == [
        "policy 'policies' has changed on the server since the plan was made: not deleted"
    ]
    assert len(grafana.alerting.policies()["routes"]) == 2


@pytest.mark.parametrize("owns", [True, False])
def test_a_default_policy_that_leads_to_ours_is_kept(scene: Scene, *, owns: bool) -> None:
    """To whom else it is to lead nobody knows; so its contact point stays as well."""
    assert attrs.evolve(scene, owns_policies=True).sync(everything()).exit_code == 0
    plan = removing(attrs.evolve(scene, owns_policies=owns), *NAMED).plan([FOLDER], **PRUNE)
    assert conflicts(plan) == {
        "policy policies": (
            "not in the code, but kept: the default policy leads to 'oncall', ours: nobody knows to whom else it should"
        ),
        "contact-point oncall": "not in the code, but kept: used by the default policy",
        "contact-point team": NAMED_BY_POLICIES,
        "mute-timing nights": NAMED_BY_POLICIES,
    }


OURS = (route("oncall", "critical"), route("team", "warning"))
NAMED_BY_POLICIES = "not in the code, but kept: the notification policies name it, and are left as they are"


def test_a_tree_that_was_ours_as_a_whole_keeps_what_is_not_our_block(scene: Scene, grafana: Grafana) -> None:
    """Without a policy in the code nothing says what the tree should be."""
    whole = attrs.evolve(scene, owns_policies=True)
    assert whole.sync(everything(policy=policy(*OURS, receiver="grafana-default-email"))).exit_code == 0
    assert removing(whole, *NAMED).sync([FOLDER], **PRUNE).exit_code == 0
    assert grafana.alerting.policies()["receiver"] == "grafana-default-email"
    assert "routes" not in grafana.alerting.policies()


def test_a_whole_tree_that_is_written_anew_keeps_nothing(scene: Scene) -> None:
    """What the code's tree leads to no more goes in the same run, also where it was the default."""
    whole = attrs.evolve(scene, owns_policies=True)
    whole.sync(everything())
    code = everything(policy=policy(route("team", "warning"), receiver="team"))
    code = [each for each in code if each.uid != "oncall"]
    assert removing(whole, ("contact-point", "oncall")).sync(code, **PRUNE).exit_code == 0


def test_what_a_route_of_others_needs_is_kept(scene: Scene, grafana: Grafana) -> None:
    """It is told which one; Grafana 9 would answer 500."""
    scene.sync(everything())
    below = {**to_default("a"), "routes": [{**route("oncall", "info"), "mute_time_intervals": ["nights"]}]}
    grafana.alerting.edit_policies(lambda tree: tree["routes"].insert(0, below))
    plan = removing(scene, *NAMED).plan([FOLDER], **PRUNE)
    used = "not in the code, but kept: used by the route of severity=info"
    assert conflicts(plan) == {"contact-point oncall": used, "mute-timing nights": used}
    assert actions(plan)["contact-point team"] == "delete"


def test_what_only_a_selection_leaves_in_use_is_kept(scene: Scene) -> None:
    """Where the plan does not speak of the policies they stay as they are."""
    scene.sync(everything())
    code = [FOLDER, point("other", EMAIL), entry("mute-timing", "other", {"name": "other", "time_intervals": []})]
    plan = removing(scene, *NAMED).plan(code, select=only("contact-point", "mute-timing"), **PRUNE)
    assert conflicts(plan) == {
        "contact-point oncall": "not in the code, but kept: used by the route of severity=critical",
        "contact-point team": "not in the code, but kept: used by the route of severity=warning",
        "mute-timing nights": "not in the code, but kept: used by the route of severity=warning",
    }


def test_a_contact_point_that_the_code_leads_to_no_more_goes_in_one_run(scene: Scene, grafana: Grafana) -> None:
    """The policies are written first, without the route to it."""
    scene.sync(everything())
    code = everything(policy=policy(route("oncall", "critical")))
    code = [
        each for each in code if (each.kind, each.uid) not in (("contact-point", "team"), ("mute-timing", "nights"))
    ]
    outcome = removing(scene, ("contact-point", "team"), ("mute-timing", "nights")).sync(code, prune=True)
    assert (outcome.exit_code, actions(outcome.plan)) == (
        0,
        {"policy policies": "update", "contact-point team": "delete", "mute-timing nights": "delete"},
    )
    assert {each["name"] for each in grafana.alerting.contact_points().values()} == {"email receiver", "oncall"}


def test_an_integration_that_somebody_added_keeps_its_contact_point(scene: Scene) -> None:
    """Half of it is theirs."""
    scene.sync(everything())
    scene.send("POST", "contact-points", {**SLACK, "name": "team", "settings": {"url": "https://theirs"}})
    plan = removing(scene, ("contact-point", "team")).plan([FOLDER], **PRUNE)
    assert conflicts(plan)["contact-point team"] == "not in the code, but kept: it has integrations of others: slack"


@pytest.mark.parametrize("provenance", ["", "file"])
def test_what_others_made_is_not_deleted_by_its_name(scene: Scene, grafana: Grafana, provenance: Any) -> None:
    """Not by a prefix, and not where the code says that it is to go."""
    file = {
        "contactPoints": [{"name": "n-point", "receivers": [{"uid": "n", "type": "email", **EMAIL}]}],
        "muteTimes": [{"name": "n-timing", "time_intervals": []}],
        "templates": [{"name": "n-template", "template": '{{ define "x" }}T{{ end }}'}],
    }
    grafana.alerting.provision(file, provenance=provenance)
    scene = attrs.evolve(scene, uid_prefix="n-")
    assert actions(scene.plan([FOLDER], **PRUNE)) == {"folder shop": "create"}
    named: tuple[tuple[Kind, str], ...]
    named = (("contact-point", "n-point"), ("mute-timing", "n-timing"), ("template", "n-template"))
    plan = removing(scene, *named).plan([FOLDER], **PRUNE)
    told = "in Grafana" if provenance == "" else "provisioned from a file"
    assert set(conflicts(plan).values()) == {f"the code says that it is to go, and it is not ours: {told}"}
    assert len(conflicts(plan)) == 3


def test_a_template_that_a_contact_point_writes_with_is_kept(scene: Scene, grafana: Grafana) -> None:
    """Grafana 9 would let it go, and the notifications would fail."""
    scene.sync(everything(team=point("team", TITLED)))
    scene = removing(scene, ("template", "team"))
    code = [each for each in everything(team=point("team", TITLED)) if each.kind != "template"]
    used = "not in the code, but kept: used by contact point 'team'"
    assert conflicts(scene.plan(code, **PRUNE)) == {"template team": used}
    code = [each for each in everything() if each.kind != "template"]
    assert scene.sync(code, **PRUNE).exit_code == 0
    assert grafana.alerting.templates() == {}


def test_what_is_used_is_looked_at_again_right_before(scene: Scene, grafana: Grafana) -> None:
    """A route that somebody makes after the plan keeps its contact point, in words that help."""
    scene.sync(everything())
    add = lambda: grafana.alerting.edit_policies(lambda tree: tree.update({"receiver": "team"}))  # noqa: E731
    outcome = removing(scene, *NAMED).sync([FOLDER], add, **PRUNE)
    assert [error.message for _, error in outcome.failed] == [
        "contact point 'team' is used by the default policy: not deleted"
    ]
    assert outcome.exit_code == 4


CHANGES: dict[str, Callable[[Scene], Any]] = {
    "contact-point": lambda scene: scene.send("POST", "contact-points", {**EMAIL, "name": "team", "uid": "new"}),
    "mute-timing": lambda scene: scene.send("PUT", "mute-timings/nights", {"name": "nights", "time_intervals": []}),
    "template": lambda scene: scene.send("PUT", "templates/team", {"template": '{{ define "other" }}{{ end }}'}),
    "alert-rule": lambda scene: scene.send(
        "PUT", "alert-rules/load-high", {**scene.send("GET", "alert-rules/load-high"), "for": "9m"}
    ),
}
GOING = ("contact-points", "mute-timings", "templates", "alert-rules", "policies")


@pytest.mark.parametrize("kind", CHANGES)
def test_what_changed_after_the_plan_is_not_deleted(scene: Scene, kind: str) -> None:
    """It is read again right before: nobody has decided about what is there now."""
    scene.sync(everything())
    pruning = removing(scene, *NAMED)
    outcome = pruning.sync([FOLDER], partial(CHANGES[kind], scene), **PRUNE)
    (failed,) = outcome.failed
    assert (failed[0].kind, "has changed on the server since the plan was made: not deleted" in str(failed[1])) == (
        kind,
        True,
    )


def test_what_is_gone_already_is_no_error(scene: Scene, grafana: Grafana) -> None:
    """Somebody was faster: that is remarked."""
    scene.sync(everything())
    pruning = removing(scene, *NAMED)
    outcome = pruning.sync([FOLDER], lambda: assert_done(pruning.sync([FOLDER], **PRUNE)), **PRUNE)
    assert (outcome.exit_code, {result.remark for result in outcome.remarks}) == (0, {"was gone already"})
    assert len(outcome.remarks) == 6


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("kind", GOING)
def test_a_delete_without_an_answer_is_looked_up(scene: Scene, grafana: Grafana, kind: str, *, done: bool) -> None:
    """It was done, or it is done again: once is enough in either case."""
    scene.sync(everything())
    method = "PUT" if kind == "policies" else "DELETE"
    grafana.drop_next(done=done, method=method, path=f"/api/v1/provisioning/{kind}")
    outcome = removing(scene, *NAMED).sync([FOLDER], **PRUNE)
    assert outcome.exit_code == 0, outcome.problems
    assert actions(scene.plan([FOLDER])) == {}


def test_a_run_that_breaks_off_is_gone_on_with(scene: Scene, grafana: Grafana) -> None:
    """A contact point that lost one of its integrations goes with the other one next time."""
    scene.sync(everything())
    last = next(uid for uid in grafana.alerting.contact_points() if "email" in uid)
    grafana.fail_next(method="DELETE", path=f"/api/v1/provisioning/contact-points/{last}", body={"message": "no"})
    pruning = removing(scene, *NAMED)
    assert pruning.sync([FOLDER], **PRUNE).exit_code == 4
    assert [uid for uid in grafana.alerting.contact_points() if uid] == [last]
    assert pruning.sync([FOLDER], **PRUNE).exit_code == 0
    assert list(grafana.alerting.contact_points()) == [""]


def test_a_group_goes_with_its_last_rule(scene: Scene) -> None:
    """So that nothing is to delete; of one that stays for a rule of others nothing was ours but its interval."""
    scene.sync(everything())
    with scene.http() as http:
        groups = ServerTarget(scene.environment, http).kinds.by_name["rule-group"]
        held = groups.read("shop/load", None)
        step = Step(action="delete", kind="rule-group", uid="shop/load", title="load", held=held)
        assert groups.delete(step) == "rule group 'shop/load' goes with the last of its rules"


def test_the_prefix_alone_asks_for_lists_that_the_code_needs_not(scene: Scene, grafana: Grafana) -> None:
    """Whoever declares none asks for rules and contact points only, as before."""
    paths = []
    for prefix in (None, "n"):
        grafana.forget_requests()
        attrs.evolve(scene, uid_prefix=prefix).plan([FOLDER])
        paths.append({each.path for each in grafana.requests if "/provisioning/" in each.path})
    assert {path.rpartition("/")[2] for path in paths[1] - paths[0]} == {"mute-timings", "templates"}
