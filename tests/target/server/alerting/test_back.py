"""The way back: what is read of alerting without code can be written again, as ours or as nobody's."""

from collections.abc import Mapping
from typing import Any

import pytest

from grafmint.bundle import Entry, Kind
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Step
from grafmint.target.server.kinds.kind import ServerKind
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import (
    EMAIL,
    PAGERDUTY,
    SECRETS,
    SLACK,
    Scene,
    actions,
    everything,
    group,
    mute,
    point,
    policy,
    route,
    rule,
    template,
)

#: Another state of each kind.
OTHERS: Mapping[Kind, Entry] = {
    "alert-rule": rule(limit=10),
    "rule-group": group(interval=120),
    "contact-point": point("team", {**SLACK, "settings": {"title": "U"}}, {**EMAIL, "settings": {"addresses": "x@y"}}),
    "policy": policy(route("team", "critical")),
    "mute-timing": mute(weekdays=["monday"]),
    "template": template('{{ define "team.title" }}U{{ end }}\n'),
}  # fmt: skip
WRITTEN = {(each.kind, each.uid): each for each in everything()}


def state(grafana: Grafana) -> Any:
    """All of alerting that there is."""
    alerting = grafana.alerting
    return (
        {uid: (each, alerting.interval(uid)) for uid, each in alerting.rules().items()},
        sorted(alerting.contact_points().items()),
        alerting.policies(),
        alerting.mute_timings(),
        alerting.templates(),
    )


def kinds(scene: Scene, http: Any) -> Mapping[Kind, ServerKind]:
    """How each kind is read and written."""
    return ServerTarget(scene.environment, http).kinds.by_name


def held(scene: Scene, kind: Kind, uid: str, entry: Entry | None = None) -> Held:
    """What the server has now."""
    with scene.http() as http:
        found = kinds(scene, http)[kind].read(uid, entry)
    assert found is not None
    return found


def put(scene: Scene, entry: Entry, now: Held | None, *, whose: Whose = "ours") -> None:
    """Write an entry over what is there."""
    step = Step(action="update", kind=entry.kind, uid=entry.uid, title=entry.title, entry=entry, held=now, whose=whose)
    with scene.http() as http:
        kinds(scene, http)[entry.kind].write(step)


def back(scene: Scene, held: Held) -> Entry:
    """What was held, as an entry."""
    with scene.http() as http:
        return kinds(scene, http)[held.kind].entry(held)


@pytest.mark.parametrize("kind", OTHERS)
def test_a_change_is_taken_back(scene: Scene, grafana: Grafana, kind: Kind) -> None:
    """What a sync wrote over is there again, with its secrets, and the code that made it finds nothing to do."""
    code = everything()
    scene.sync(code)
    before, other = state(grafana), OTHERS[kind]
    was = held(scene, kind, other.uid, other)
    assert scene.sync([each if (each.kind, each.uid) != (kind, other.uid) else other for each in code]).exit_code == 0
    assert state(grafana) != before
    entry = back(scene, was)
    put(scene, entry, held(scene, kind, other.uid, entry))
    assert state(grafana) == before
    assert actions(scene.plan(code)) == {}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_read_without_code_is_what_a_build_could_have_written(scene: Scene, kind: Kind) -> None:
    """No mark, nothing that the server counts, and secrets by name only; the server's form of it is the same."""
    scene.sync(everything())
    uid = OTHERS[kind].uid
    found = held(scene, kind, uid)
    entry = back(scene, found)
    assert (entry.kind, entry.uid, entry.title, entry.folder) == (
        kind,
        uid,
        WRITTEN[kind, uid].title,
        WRITTEN[kind, uid].folder,
    )
    assert b"grafmint" not in entry.document
    assert not any(secret.encode() in entry.document for secret in SECRETS.values())
    with scene.http() as http:
        each = kinds(scene, http)[kind]
        if kind == "contact-point":
            secure = [receiver["secureSettings"] for receiver in entry.json["receivers"]]
            assert secure == [{}, {"url": "$TEAM_URL"}]
        elif kind != "policy":
            assert each.form(entry) == each.form(WRITTEN[kind, uid])
        assert uid in each.uids()


def test_everything_is_told_for_a_backup(scene: Scene, grafana: Grafana) -> None:
    """Whoever made it: contact points by name, groups by folder and name, the tree with the routes of others."""
    scene.sync(everything())
    file = {
        "groups": [{"name": "theirs", "folder": "Shop", "interval": "60s", "rules": [rule("theirs", title="T").json]}]
    }
    grafana.alerting.provision(file, "shop", "")
    theirs = {"receiver": "grafana-default-email", "object_matchers": [["a", "=", "b"]]}
    grafana.alerting.edit_policies(lambda tree: tree["routes"].append(theirs))
    with scene.http() as http:
        found = {kind: list(kinds(scene, http)[kind].uids()) for kind in OTHERS}
    assert found == {
        "alert-rule": ["load-high", "theirs"],
        "rule-group": ["shop/load", "shop/theirs"],
        "contact-point": ["email receiver", "oncall", "team"],
        "policy": ["policies"],
        "mute-timing": ["nights"],
        "template": ["team"],
    }
    tree = back(scene, held(scene, "policy", "policies")).json
    assert [each["receiver"] for each in tree["routes"]] == ["oncall", "team", "grafana-default-email"]
    assert held(scene, "rule-group", "shop/theirs").hold == "foreign"


def test_what_is_not_there_is_nothing(scene: Scene) -> None:
    """Of everything but the tree, which is always there."""
    with scene.http() as http:
        found = {kind: kinds(scene, http)[kind].read("shop/none", None) for kind in OTHERS}
    assert [kind for kind, each in found.items() if each is not None] == ["policy"]


def test_a_rule_that_was_somebodys_is_somebodys_again(scene: Scene, grafana: Grafana) -> None:
    """Taken over and given back: it bears no mark, so that the next plan does not take it for ours."""
    theirs = rule(limit=10)
    file = {"groups": [{"name": "load", "folder": "Shop", "interval": "60s", "rules": [theirs.json]}]}
    grafana.alerting.provision(file, "shop", "")
    was = held(scene, "alert-rule", "load-high")
    assert scene.sync(everything(), take_over=("load-high",)).exit_code in (0, 4)
    entry = back(scene, was)
    put(scene, entry, held(scene, "alert-rule", "load-high", entry), whose="foreign")
    assert "__grafmint__" not in grafana.alerting.rules()["load-high"]["annotations"]
    assert held(scene, "alert-rule", "load-high").hold == "foreign"
    assert actions(scene.plan(everything()))["alert-rule load-high"] == "conflict"


@pytest.mark.parametrize("done", [True, False])
def test_a_rule_that_is_given_back_without_an_answer_is_looked_up(
    scene: Scene, grafana: Grafana, *, done: bool
) -> None:
    """That it has no mark is what tells that it was done."""
    scene.sync(everything())
    grafana.drop_next(done=done, method="PUT", path="/api/v1/provisioning/alert-rules")
    put(scene, WRITTEN["alert-rule", "load-high"], held(scene, "alert-rule", "load-high"), whose="foreign")
    assert held(scene, "alert-rule", "load-high").hold == "foreign"


def test_a_contact_point_that_was_somebodys_is_somebodys_again(scene: Scene, grafana: Grafana) -> None:
    """Its integrations are made anew with uids that are not ours, and ours go."""
    receiver = {"uid": "theirs", "type": "email", "settings": {"addresses": "b@example.com"}}
    grafana.alerting.provision({"contactPoints": [{"name": "team", "receivers": [receiver]}]}, provenance="")
    was = held(scene, "contact-point", "team")
    code = [each for each in everything(team=point("team", EMAIL)) if each.kind != "policy"]
    assert scene.sync(code, take_over=("team",)).exit_code == 0
    entry = back(scene, was)
    put(scene, entry, held(scene, "contact-point", "team", entry), whose="foreign")
    (made,) = [each for each in grafana.alerting.contact_points().values() if each["name"] == "team"]
    assert made["settings"] == {"addresses": "b@example.com"}
    assert held(scene, "contact-point", "team").hold == "foreign"


def test_secrets_that_were_not_ours_are_not_made_up(scene: Scene, grafana: Grafana) -> None:
    """A contact point that tells nobody would be worse than none; and ours are sent to no place of others."""
    receiver = {"uid": "theirs", "type": "slack", "settings": {"url": "https://theirs"}}
    grafana.alerting.provision({"contactPoints": [{"name": "team", "receivers": [receiver]}]}, provenance="")
    was = held(scene, "contact-point", "team")
    code = [each for each in everything() if each.kind != "policy"]
    assert scene.sync(code, take_over=("team",)).exit_code == 0
    before, entry = state(grafana), back(scene, was)
    with pytest.raises(TargetError, match="the secrets of its slack were not ours, and no server gives them back"):
        put(scene, entry, held(scene, "contact-point", "team", entry), whose="foreign")
    assert state(grafana) == before


def test_an_integration_that_a_sync_removed_comes_back_with_the_secret_of_its_name(scene: Scene) -> None:
    """Of an integration that the code has no more only its place can name the secret."""
    scene.sync(everything(team=point("team", PAGERDUTY, SLACK)))
    was = held(scene, "contact-point", "team", point("team", SLACK))
    secure = {each["type"]: each["secureSettings"] for each in back(scene, was).json["receivers"]}
    assert secure == {"slack": {"url": "$CHAT"}, "pagerduty": {"integrationKey": "$TEAM_INTEGRATIONKEY"}}
