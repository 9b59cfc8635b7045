"""Contact points of others: what becomes of the routes to them while they are theirs, and once they are ours."""

from typing import Any

import pytest

from grafmint.testing import Grafana
from tests.target.server.alerting.scene import EMAIL, Scene, actions, everything, point, policy, route

THEIR_ROUTE = {"receiver": "shop", "object_matchers": [["team", "=", "shop"]]}
BY_HAND = {"uid": "by-hand", "name": "shop", "type": "slack", "settings": {"url": "https://theirs"}}
ROUTES = (route("oncall", "critical"), route("team", "warning"))


@pytest.fixture
def theirs(scene: Scene, grafana: Grafana) -> Grafana:
    """Our alerting stands; somebody has a contact point and a route to it beside."""
    scene.sync(everything())
    scene.send("POST", "contact-points", BY_HAND)
    grafana.alerting.edit_policies(lambda tree: tree["routes"].append(THEIR_ROUTE))
    return grafana


def receivers(grafana: Grafana) -> list[str]:
    """Where the top-level routes lead to."""
    return [each["receiver"] for each in grafana.alerting.policies()["routes"]]


def code(*routes: dict[str, Any]) -> list[Any]:
    """The code has a contact point of that name too."""
    return everything(policy=policy(*ROUTES, *routes), shop=point("shop", EMAIL))


def test_routes_go_in_the_plan_that_takes_their_contact_point_over(scene: Scene, theirs: Grafana) -> None:
    """Said there, done there: the next run has nothing left to do."""
    scene.sync(everything(policy=policy(*ROUTES)))
    outcome = scene.sync(code(), take_over=("shop",))
    changes = {step.uid: step.changes for step in outcome.plan.writes}
    assert "route team=shop removed" in changes["policies"]
    assert (outcome.exit_code, receivers(theirs)) == (0, ["oncall", "team"])
    assert actions(scene.plan(code())) == {}


def test_routes_to_a_contact_point_in_conflict_are_theirs(scene: Scene, theirs: Grafana) -> None:
    """As long as it is not ours, the tree stays as it is."""
    scene.sync(everything(policy=policy(*ROUTES)))
    outcome = scene.sync(code())
    assert actions(outcome.plan) == {"contact-point shop": "conflict"}
    assert receivers(theirs) == ["oncall", "team", "shop"]


def test_routes_of_ours_wait_for_their_contact_point(scene: Scene, theirs: Grafana) -> None:
    """Beside theirs they could not be told apart; once it is ours, they stand in their place."""
    before, wanted = theirs.alerting.policies(), code(route("shop", "info"))
    outcome = scene.sync(wanted)
    (step,) = (step for step in outcome.plan.conflicts if step.kind == "policy")
    assert step.reason == "its routes lead to 'shop': the conflict of that contact point comes first"
    assert (step.way_out, theirs.alerting.policies()) == (None, before)
    assert scene.sync(wanted, take_over=("shop",)).exit_code == 0
    assert receivers(theirs) == ["oncall", "team", "shop"]
    assert actions(scene.plan(wanted)) == {}


def test_routes_to_a_contact_point_of_ours_that_somebody_adds_to_go_on(scene: Scene, theirs: Grafana) -> None:
    """They were ours before: its conflict keeps nothing from the tree."""
    scene.send("POST", "contact-points", {**BY_HAND, "uid": "added", "name": "team"})
    changed = everything(policy=policy(route("team", "info")))
    assert actions(scene.plan(changed)) == {"contact-point team": "conflict", "policy policies": "update"}
    scene.sync(changed)
    assert receivers(theirs) == ["team", "shop"]
