"""Policies on a server: our routes among those of others, or the whole tree."""

from typing import Any

import pytest

from grafmint.errors import UsageError
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import Scene, actions, everything, policy, route

THEIRS = {"receiver": "grafana-default-email", "object_matchers": [["first", "=", "1"]]}
LAST = {"receiver": "grafana-default-email", "object_matchers": [["last", "=", "1"]]}


def receivers(grafana: Grafana) -> list[str]:
    """Where the top-level routes lead to."""
    return [each["receiver"] for each in grafana.alerting.policies().get("routes", ())]


def add_theirs(tree: dict[str, Any]) -> None:
    """Somebody puts one route before ours and one behind them."""
    tree["routes"] = [THEIRS, *tree.get("routes", ()), LAST]


def test_routes_of_others_are_kept_around_ours(scene: Scene, grafana: Grafana) -> None:
    """They are no difference, and where ours change they stay where they were."""
    scene.sync(everything())
    grafana.alerting.edit_policies(add_theirs)
    assert actions(scene.plan(everything())) == {}
    code = everything(policy=policy(route("team", "warning"), route("oncall", "critical"), route("team", "info")))
    assert scene.sync(code).exit_code == 0
    email = "grafana-default-email"
    assert receivers(grafana) == [email, "team", "oncall", "team", email]
    assert grafana.alerting.policies()["receiver"] == email


def test_a_route_that_is_made_after_the_plan_is_kept(scene: Scene, grafana: Grafana) -> None:
    """The tree is read again before it is written."""
    code = everything(policy=policy(route("team", "warning")))
    scene.sync(everything())
    scene.sync(code, between=lambda: grafana.alerting.edit_policies(add_theirs))
    assert receivers(grafana) == ["grafana-default-email", "team", "grafana-default-email"]


def test_an_edit_of_our_block_after_the_plan_is_not_overwritten(scene: Scene, grafana: Grafana) -> None:
    """Somebody takes one of our routes out: what was planned is no more true."""
    scene.sync(everything())
    taken = lambda tree: tree["routes"].pop()  # noqa: E731
    code = everything(policy=policy(route("team", "warning")))
    outcome = scene.sync(code, between=lambda: grafana.alerting.edit_policies(taken))
    assert "has changed on the server since the plan was made" in str(outcome.problems[0])
    assert receivers(grafana) == ["oncall"]


def test_a_tree_that_was_made_in_the_page_is_locked_and_the_plan_says_so(scene: Scene, grafana: Grafana) -> None:
    """Before the first write, and no more after it."""
    grafana.alerting.edit_policies(add_theirs)
    (step,) = (step for step in scene.plan(everything()).steps if step.kind == "policy")
    assert step.changes[-1].startswith("the page can no longer edit the policies")
    scene.sync(everything())
    (step,) = (step for step in scene.plan(everything(policy=policy())).steps if step.kind == "policy")
    assert not any("the page" in line for line in step.changes)


def test_routes_to_a_contact_point_that_the_code_has_no_more_are_ours(scene: Scene, grafana: Grafana) -> None:
    """Its integrations tell; otherwise nobody could ever take such a route out."""
    scene.sync(everything())
    code = [each for each in everything(policy=policy(route("oncall", "critical"))) if each.uid != "team"]
    assert scene.sync(code).exit_code == 0
    assert receivers(grafana) == ["oncall"]


@pytest.mark.parametrize("route_", [{"receiver": "theirs"}, {"object_matchers": [["a", "=", "b"]]}])
def test_a_route_to_somebody_elses_contact_point_is_refused(scene: Scene, route_: dict[str, Any]) -> None:
    """Nobody could tell whose it is; where the whole tree is ours that does not matter."""
    code = everything(policy=policy(route_))
    with pytest.raises(UsageError, match="of the project: its routes are told by that"):
        scene.plan(code)
    assert {each.path for each in scene.grafana.requests} == {"/api/health", "/api/org"}
    whole = Scene(scene.grafana, owns_policies=True)
    assert actions(whole.plan(code))["policy policies"] == "update"


def test_the_root_is_everybodys(scene: Scene, grafana: Grafana) -> None:
    """It is not written, which is said; where the tree is the project's it is."""
    scene.sync(everything())
    (line,) = scene.plan(everything()).unsaid
    assert line == "the default policy: it stays with 'grafana-default-email' (owns_policies = true writes it)"
    whole = Scene(grafana, owns_policies=True)
    assert whole.sync(everything()).exit_code == 0
    assert grafana.alerting.policies()["receiver"] == "oncall"
    assert (actions(whole.plan(everything())), whole.plan(everything()).unsaid) == ({}, ())


def test_a_whole_tree_replaces_what_others_made_only_when_asked(scene: Scene, grafana: Grafana) -> None:
    """Routes that were made in the page are somebody's."""
    grafana.alerting.edit_policies(add_theirs)
    whole = Scene(grafana, owns_policies=True)
    assert actions(whole.plan(everything()))["policy policies"] == "conflict"
    assert whole.sync(everything(), take_over=("policies",)).exit_code == 0
    assert receivers(grafana) == ["oncall", "team"]


@pytest.mark.parametrize("status", [409, 500])
def test_another_writer_of_the_shared_document_is_waited_for(scene: Scene, grafana: Grafana, status: int) -> None:
    """Grafana answers that it was changed at the same moment; as long as the tree is the same it is tried again."""
    grafana.fail_next(
        method="PUT",
        path="/api/v1/provisioning/policies",
        status=status,
        times=3,
        body={"message": "could not find object using provided id and hash"},
    )
    assert scene.sync(everything()).exit_code == 0
    assert receivers(grafana) == ["oncall", "team"]


@pytest.mark.parametrize("done", [True, False])
def test_a_write_without_an_answer_is_looked_up(scene: Scene, grafana: Grafana, *, done: bool) -> None:
    """Done or not, in the end the routes are there once."""
    grafana.drop_next(done=done, method="PUT", path="/api/v1/provisioning/policies")
    assert scene.sync(everything()).exit_code == 0
    assert receivers(grafana) == ["oncall", "team"]
