"""Contact points: known by the uids of their integrations, with secrets that are sent only where they must be."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.target.server.alerting.receiver import pairs
from grafmint.target.server.proof.owner import Owner
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import EMAIL, PAGERDUTY, SECRETS, SLACK, Scene, actions, everything, point

CHAT, PAGES = SECRETS["$CHAT"], SECRETS["$PAGES"]
OTHER = {**SLACK, "settings": {"title": "U"}, "secureSettings": {"url": "$PAGES"}}
names = st.text(min_size=1, max_size=12)
types = st.sampled_from(("slack", "email", "prometheus-alertmanager"))
integrations = st.lists(
    st.builds(lambda kind, secret: {"type": kind, "secureSettings": {"k": secret}}, types, st.sampled_from("ab")),
    min_size=1,
    max_size=6,
)


def uids(owner: Owner, name: str, receivers: list[dict[str, Any]]) -> list[str]:
    """The uids of the integrations of a contact point."""
    return [str(pair.uid) for pair in pairs({"name": name, "receivers": receivers}, [], owner)]


@given(name=names, other=names, receivers=integrations)
def test_uids_are_the_projects_own(name: str, other: str, receivers: list[dict[str, Any]]) -> None:
    """Each once, of a form that Grafana takes, the same in each run, and of no other project or contact point."""
    ours = uids(Owner("shop", "prod"), name, receivers)
    assert len(set(ours)) == len(ours)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,40}", uid) for uid in ours)
    assert ours == uids(Owner("shop", "prod"), name, receivers)
    assert set(ours).isdisjoint(uids(Owner("shop", "test"), name, receivers))
    assert name == other or set(ours).isdisjoint(uids(Owner("shop", "prod"), other, receivers))


@given(receivers=integrations, order=st.randoms())
def test_the_order_of_integrations_means_nothing(receivers: list[dict[str, Any]], order: Any) -> None:
    """A secret is known by its name: whoever changes the order leaves each where it is."""
    mixed = [*receivers]
    order.shuffle(mixed)
    assert sorted(uids(Owner("p"), "n", mixed)) == sorted(uids(Owner("p"), "n", receivers))


def stored(grafana: Grafana, kind: str, key: str) -> list[str | None]:
    """The secrets of the integrations of a type, as they are stored."""
    found = grafana.alerting.contact_points().items()
    return [grafana.alerting.secret(uid, key) for uid, each in found if each["type"] == kind]


def test_a_secret_is_sent_once(scene: Scene, grafana: Grafana, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the integration, and then kept: a change of something else needs it no more."""
    scene.sync(everything())
    monkeypatch.delenv("CHAT")
    code = everything(team=point("team", {**SLACK, "settings": {"title": "New"}}, EMAIL))
    outcome = scene.sync(code)
    (step,) = outcome.done
    assert step.changes[-1] == "secret slack.url  present, not compared"
    assert (actions(scene.plan(code)), stored(grafana, "slack", "url")) == ({}, [CHAT])


def test_secrets_are_sent_again_when_that_is_asked_for(
    scene: Scene, grafana: Grafana, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new value under the same name."""
    scene.sync(everything())
    monkeypatch.setenv("CHAT", "https://chat.example.com/new")
    assert actions(scene.plan(everything())) == {}
    scene.sync(everything(), resend_secrets=True)
    assert stored(grafana, "slack", "url") == ["https://chat.example.com/new"]


def test_integrations_come_go_and_change_places(scene: Scene, grafana: Grafana) -> None:
    """Each keeps its own secret, whatever stands before it."""
    scene.sync(everything(team=point("team", SLACK, OTHER)))
    assert actions(scene.plan(everything(team=point("team", OTHER, SLACK)))) == {}
    code = everything(team=point("team", EMAIL, OTHER))
    assert scene.sync(code).exit_code == 0
    assert (actions(scene.plan(code)), stored(grafana, "slack", "url")) == ({}, [PAGES])


def test_a_secret_under_another_name_is_sent(scene: Scene, grafana: Grafana) -> None:
    """It cannot be compared, but what it is called can."""
    scene.sync(everything())
    code = everything(team=point("team", {**SLACK, "secureSettings": {"url": "$PAGES"}}, EMAIL))
    assert scene.sync(code).exit_code == 0
    assert (actions(scene.plan(code)), stored(grafana, "slack", "url")) == ({}, [PAGES])


def test_what_is_no_secret_to_the_server_is_one_to_us(scene: Scene, grafana: Grafana) -> None:
    """It gives the address of a webhook back: that is neither compared nor lost."""
    hook = {"type": "webhook", "settings": {"maxAlerts": 5}, "secureSettings": {"url": "$CHAT"}}
    scene.sync(everything(team=point("team", hook)))
    code = everything(team=point("team", {**hook, "settings": {"maxAlerts": 6}}))
    assert scene.sync(code).exit_code == 0
    (found,) = (each for each in grafana.alerting.contact_points().values() if each["type"] == "webhook")
    assert found["settings"] == {"maxAlerts": 6, "url": CHAT}


def test_one_that_somebody_made_is_taken_over_when_asked(scene: Scene, grafana: Grafana) -> None:
    """Ours are made and theirs removed, so that nobody is told twice."""
    scene.sync(everything())
    theirs = {"uid": "theirs", "name": "hand", "type": "slack", "settings": {"url": "https://theirs"}}
    scene.send("POST", "contact-points", theirs)
    code = everything(hand=point("hand", SLACK))
    assert actions(scene.plan(code)) == {"contact-point hand": "conflict"}
    assert scene.sync(code, take_over=("hand",)).exit_code == 0
    assert actions(scene.plan(code)) == {}
    assert "theirs" not in grafana.alerting.contact_points()


def test_an_integration_that_somebody_adds_is_seen(scene: Scene) -> None:
    """And named; it is not removed unless that is asked for."""
    scene.sync(everything())
    added = {"uid": "x", "name": "oncall", "type": "email", "settings": {"addresses": "x@example.com"}}
    scene.send("POST", "contact-points", added)
    (step,) = (step for step in scene.plan(everything()).steps if step.action == "conflict")
    assert step.reason == "not made by grafmint: its email, in Grafana"
    scene.sync(everything(), take_over=("oncall",))
    assert actions(scene.plan(everything())) == {}


def test_a_half_made_one_is_completed(scene: Scene, grafana: Grafana) -> None:
    """The first integration was made, the second refused: the next run makes what is missing."""
    grafana.fail_next(method="POST", path="/api/v1/provisioning/contact-points", status=400, body={"message": "no"})
    code = everything(oncall=point("oncall", PAGERDUTY, EMAIL))
    assert scene.sync(code).exit_code == 4
    assert scene.sync(code).exit_code == 0
    assert actions(scene.plan(code)) == {}


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_write_without_an_answer_is_looked_up(scene: Scene, grafana: Grafana, method: str, *, done: bool) -> None:
    """Done or not, made, changed or removed: in the end each integration is there once."""
    scene.sync(everything())
    grafana.drop_next(done=done, method=method, path="/api/v1/provisioning/contact-points")
    code = everything(team=point("team", {**SLACK, "settings": {"title": "New"}}, PAGERDUTY))
    assert scene.sync(code).exit_code == 0
    assert actions(scene.plan(code)) == {}


def test_an_edit_after_the_plan_is_not_overwritten(scene: Scene) -> None:
    """What was planned with is read again before anything is sent."""
    scene.sync(everything())
    added = {"uid": "x", "name": "team", "type": "email", "settings": {"addresses": "x@example.com"}}
    code = everything(team=point("team", {**SLACK, "settings": {}}, EMAIL))
    outcome = scene.sync(code, between=lambda: scene.send("POST", "contact-points", added))
    assert "contact point 'team' has changed on the server" in str(outcome.problems[0])
