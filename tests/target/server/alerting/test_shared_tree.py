"""A tree of policies that many share: what is said before a sync takes alerts from others, or their routes away."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from grafmint.plan.step import Step
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import Scene, everything, policy, route, rule

EMAIL = "grafana-default-email"
LOCKS = "the page can no longer edit the policies: what a program writes, it only shows"


def step_of(scene: Scene, code: Iterable[Any]) -> Step:
    """What a sync would do to the policies."""
    (step,) = (step for step in scene.plan(code).steps if step.kind == "policy")
    return step


def route_theirs(grafana: Grafana, *routes: dict[str, Any]) -> None:
    """Somebody has these routes alone in the tree."""
    grafana.alerting.edit_policies(lambda tree: tree.update(routes=list(routes)))


def add_rules(grafana: Grafana, *levels: str) -> None:
    """Somebody has a rule of each severity."""
    rules = [rule(f"theirs-{n}", title=f"Theirs {n}", labels={"severity": level}) for n, level in enumerate(levels)]
    group = {"name": "theirs", "folder": "Theirs", "interval": "1m", "rules": [each.json for each in rules]}
    grafana.alerting.provision({"groups": [group]}, folder="theirs", provenance="")


def test_rules_of_others_that_our_routes_take_are_counted(scene: Scene, grafana: Grafana) -> None:
    """Those that fell to the root before: by where they went and where they would go."""
    add_rules(grafana, "critical", "critical", "warning", "info")
    step = step_of(scene, everything())
    assert [line for line in step.changes if "of others" in line] == [
        f"2 rules of others go to oncall instead of {EMAIL}",
        f"1 rule of others goes to team instead of {EMAIL}",
    ]
    scene.sync(everything())
    less = everything(policy=policy(route("oncall", "critical")))
    assert [line for line in step_of(scene, less).changes if "of others" in line] == [
        f"1 rule of others goes to {EMAIL} instead of team"
    ]


def test_nothing_is_counted_where_nothing_moves(scene: Scene, grafana: Grafana) -> None:
    """Rules that a route of theirs takes first, or that ours do not fit, or whose label is a template's."""
    route_theirs(grafana, {"receiver": EMAIL, "object_matchers": [["severity", "=", "critical"]]})
    add_rules(grafana, "critical", "info", "{{ $labels.severity }}")
    assert step_of(scene, everything()).changes == (
        "route severity=critical added: to oncall",
        "route severity=warning added: to team, muted nights",
        "1 of our rules never reaches our routes: a route of others takes it first (severity=critical)",
        LOCKS,
    )


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ({"object_matchers": [["grafana_folder", "=", "Shop"]]}, "grafana_folder=Shop"),
        ({}, "every alert"),
        ({"object_matchers": [["grafana_folder", "=", "Shop"]], "continue": True}, None),
        ({"object_matchers": [["team", "!=", "shop"]]}, None),
        ({"object_matchers": [["severity", "=", "info"]]}, None),
    ],
)
def test_routes_of_others_that_take_ours_are_named(
    scene: Scene, grafana: Grafana, theirs: dict[str, Any], said: str | None
) -> None:
    """Only where it is sure: a label that a series may bring could still lead an alert to us."""
    route_theirs(grafana, {"receiver": EMAIL, **theirs})
    found = [line for line in step_of(scene, everything(more=rule("more", title="More"))).changes if "never" in line]
    line = "2 of our rules never reach our routes: a route of others takes them first"
    assert found == ([f"{line} ({said})"] if said else [])


def test_the_lock_is_told_once(scene: Scene, grafana: Grafana) -> None:
    """Also where nobody has a route yet: before the first write, and no more after it."""
    assert step_of(scene, everything()).changes[-1] == LOCKS
    scene.sync(everything())
    assert LOCKS not in step_of(scene, everything(policy=policy())).changes


def add(route_: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """Somebody adds a route."""
    return lambda tree: tree["routes"].append(route_)


def test_a_whole_tree_names_the_routes_of_others_that_would_go(grafana: Grafana) -> None:
    """Also where a program wrote them, so that the tree has been the API's all along."""
    whole = Scene(grafana, owns_policies=True)
    whole.sync(everything())
    grafana.alerting.edit_policies(add({"receiver": EMAIL, "object_matchers": [["team", "=", "pay"]]}))
    grafana.alerting.edit_policies(add({"receiver": EMAIL}))
    step = step_of(whole, everything())
    names = f"team=pay → {EMAIL}, without matchers → {EMAIL}"
    assert (step.action, step.way_out) == ("conflict", "--take-over")
    assert step.reason == f"not made by grafmint: in Grafana, where these routes would go: {names}"
    assert whole.sync(everything(), take_over=("policies",)).exit_code == 0
    assert [each["receiver"] for each in grafana.alerting.policies()["routes"]] == ["oncall", "team"]


def test_of_many_routes_that_would_go_the_first_are_named(grafana: Grafana) -> None:
    """Whoever reads of five knows the tree."""
    whole = Scene(grafana, owns_policies=True)
    route_theirs(grafana, *({"receiver": EMAIL, "object_matchers": [["n", "=", str(n)]]} for n in range(7)))
    reason = step_of(whole, everything()).reason or ""
    assert reason.endswith(f"n=4 → {EMAIL} and 2 more")


def test_a_whole_tree_may_lead_to_contact_points_of_others(grafana: Grafana) -> None:
    """What the code has too does not go: it is asked for once, and then no more."""
    whole = Scene(grafana, owns_policies=True)
    mine = route(EMAIL, "info")
    assert whole.sync(everything(policy=policy(mine))).exit_code == 0
    longer = policy({**mine, "repeat_interval": "1h"}, route("oncall", "critical"))
    assert step_of(whole, everything(policy=longer)).action == "update"
    assert step_of(whole, everything()).action == "conflict"
