"""What is left of ours on a server when the code has no alerting any more, or lets Prometheus evaluate it."""

import attrs
import pytest

from grafmint.bundle import Entry
from grafmint.plan import Plan
from grafmint.render.plan import NO_CHANGES, plan_text
from grafmint.selection import Selection, Selector
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import SLACK, Scene, actions, entry, everything, policy, route, rule

FOLDER = entry("folder", "shop", {"uid": "shop", "title": "Shop"}, title="Shop")
PROVISIONING = "/api/v1/provisioning"
UNPROVEN = 'not in the code; nothing on it proves that it is ours: --prune removes it with Removed("{}", "{}")'


def reasons(plan: Plan) -> dict[str, str | None]:
    """What is left, and what that means."""
    return {f"{step.kind} {step.uid}": step.reason for step in plan.steps if step.action == "stray"}


def test_what_the_code_has_no_more_is_left(scene: Scene) -> None:
    """Rules, contact points and routes, the ones that lean on others first, each with how it is taken away."""
    scene.sync(everything())
    plan = scene.plan([FOLDER])
    assert reasons(plan) == {
        "alert-rule load-high": "not in the code; --prune removes it; Grafana still evaluates it",
        "policy policies": (
            "not in the code; nothing proves that these routes are ours: --prune takes them out with "
            "Removed(\"policy\", \"policies\"); its routes lead alerts to 'oncall', 'team': without them these go to "
            "'grafana-default-email', or where others lead them"
        ),
        "contact-point oncall": UNPROVEN.format("contact-point", "oncall"),
        "contact-point team": UNPROVEN.format("contact-point", "team"),
    }
    assert plan_text(plan).endswith(NO_CHANGES + "\n")


def test_rules_that_prometheus_evaluates_now_still_fire_in_grafana(grafana: Grafana) -> None:
    """After a switch of engines both would tell people, which the plan says."""
    Scene(grafana).sync(everything())
    found = reasons(Scene(grafana, engine="prometheus").plan([FOLDER]))
    expected = (
        "not in the code; --prune removes it; Grafana still evaluates it: what fires in Prometheus fires there too"
    )
    assert found["alert-rule load-high"] == expected


def test_who_loads_what_a_server_does_not_get_is_told(grafana: Grafana) -> None:
    """The rules and the configuration are in no step, so one line says whose task they are."""
    files = [
        entry("prometheus-rules", "shop", {"groups": []}),
        entry("prometheus-rules", "recorded", {"groups": []}),
        entry("alertmanager", "alertmanager", {}),
    ]
    plan = Scene(grafana, engine="prometheus").plan([FOLDER, *files])
    assert actions(plan) == {"folder shop": "create"}
    (said,) = plan.unsaid
    assert said.startswith("Prometheus rules (2 files) and Alertmanager's configuration: `grafmint build` writes them")


@pytest.mark.parametrize("status", [403, 404])
def test_a_server_that_gives_no_lists_stops_nobody_who_has_no_alerting(
    scene: Scene, grafana: Grafana, status: int
) -> None:
    """No error, and nothing that would be unread: the code has nothing to compare with it."""
    grafana.fail_next(method="GET", path=PROVISIONING, status=status, times=9, body={"message": "no"})
    plan = scene.plan([FOLDER])
    assert (actions(plan), plan.unread, plan.unsaid) == ({"folder shop": "create"}, frozenset(), ())


def test_a_token_that_may_not_read_alerting_plans_the_rest(scene: Scene, grafana: Grafana) -> None:
    """Whoever looks at dashboards alone is told nothing of what it cannot see."""
    scene.sync(everything())
    plan = attrs.evolve(scene, token=grafana.viewer_token).plan([FOLDER])
    assert (actions(plan), plan.unread, plan.unsaid) == ({}, frozenset(), ())


def test_what_others_have_is_not_left(scene: Scene, grafana: Grafana) -> None:
    """Another project, another environment, somebody in the page: nobody's is told for ours."""
    attrs.evolve(scene, project="other").sync(everything())
    file = {"name": "theirs", "receivers": [{"uid": "theirs", "type": "email", "settings": {"addresses": "b@c"}}]}
    grafana.alerting.provision({"contactPoints": [file]}, provenance="")
    assert reasons(scene.plan([FOLDER])) == {}


def test_routes_of_the_page_to_our_contact_points_are_not_ours(scene: Scene, grafana: Grafana) -> None:
    """Without a NotificationPolicy people route by hand; only what a program wrote can be left of us."""
    code = [each for each in everything() if each.kind not in ("policy", "alert-rule", "rule-group")]
    scene.sync(code)
    grafana.alerting.edit_policies(lambda tree: tree.setdefault("routes", []).append(route("oncall", "critical")))
    assert reasons(scene.plan(code)) == {}


def test_a_contact_point_to_which_somebody_added_is_left_all_the_same(scene: Scene) -> None:
    """One integration of ours in it is enough."""
    scene.sync(everything())
    scene.send("POST", "contact-points", {**SLACK, "name": "team", "settings": {"url": "https://theirs"}})
    left: list[Entry] = [each for each in everything(policy=policy(route("oncall", "critical"))) if each.uid != "team"]
    found = reasons(scene.plan(left))
    expected = f"{UNPROVEN.format('contact-point', 'team')}; it has integrations of others: slack"
    assert found == {"contact-point team": expected}


def test_only_what_is_selected_is_told(scene: Scene) -> None:
    """As of other strays."""
    scene.sync(everything())
    select = Selection((Selector(text="alert-rule/*", what="kind", kind="alert-rule", value="*"),))
    assert list(reasons(scene.plan([FOLDER, rule("new", title="New")], select=select))) == ["alert-rule load-high"]
