"""Alerting of the double: what a test does to it, and facts of Grafana 9.4 that no exchange shows."""

from collections.abc import Iterator
from http.client import RemoteDisconnected
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.testing import Grafana
from grafmint.testing.alerting import duration
from grafmint.testing.alerting.syntax import complaint
from tests.testing.client import Answer, ask, send
from tests.testing.recording import basic

RULES = "/api/v1/provisioning/alert-rules"
GROUP = "/api/v1/provisioning/folder/shop/rule-groups"
POINTS = "/api/v1/provisioning/contact-points"
POLICIES = "/api/v1/provisioning/policies"
Json = dict[str, Any]


def rule(uid: str, **more: Any) -> Json:
    """A rule of the group that every test looks at."""
    query = {
        "refId": "A",
        "datasourceUid": "prom",
        "relativeTimeRange": {"from": 600, "to": 0},
        "model": {"expr": "up"},
    }
    stated = {"noDataState": "NoData", "execErrState": "Error", "for": "5m", "condition": "A", "data": [query]}
    return {"uid": uid, "title": uid.title(), "folderUID": "shop", "ruleGroup": "disks", **stated, **more}


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A double with a folder and two rules of one group in it."""
    with Grafana() as grafana:
        call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
        for uid in ("full", "slow"):
            assert call(grafana, "POST", RULES, rule(uid, labels={"severity": "critical"})).status == 201
        grafana.forget_requests()
        yield grafana


def call(grafana: Grafana, method: str, path: str, body: Any = None) -> Answer:
    """Ask as its admin."""
    return ask(grafana.url, grafana.token, method, path, body)


def states(grafana: Grafana) -> dict[str, Json]:
    """What its rules evaluate to, by their titles."""
    groups = call(grafana, "GET", "/api/prometheus/grafana/api/v1/rules").json["data"]["groups"]
    return {each["name"]: each for group in groups for each in group["rules"]}


def test_a_rule_fires(grafana: Grafana) -> None:
    """As many instances as a test says, each with labels of its own; the others are quiet."""
    grafana.fire("full", instances=2)
    found = states(grafana)
    assert (found["Full"]["state"], found["Slow"]["state"]) == ("firing", "inactive")
    common = {"alertname": "Full", "grafana_folder": "Shop", "severity": "critical"}
    assert [each["labels"] for each in found["Full"]["alerts"]] == [{**common, "instance": str(i)} for i in (0, 1)]
    assert "alerts" not in found["Slow"]


def test_an_instance_may_be_quiet(grafana: Grafana) -> None:
    """One that does not fire is listed too, so a client has to look at the state of each."""
    grafana.alerting.fire("full", instances=1, normal=1)
    assert [each["state"] for each in states(grafana)["Full"]["alerts"]] == ["Alerting", "Normal"]
    grafana.alerting.fire("full", instances=0, normal=1)
    assert states(grafana)["Full"]["state"] == "inactive"


def test_an_update_resets_the_state(grafana: Grafana) -> None:
    """Of the rule that is written, even when nothing in it changes, and of no other."""
    grafana.fire("full")
    grafana.fire("slow")
    assert call(grafana, "PUT", f"{RULES}/full", rule("full")).status == 200
    assert {name: each["state"] for name, each in states(grafana).items()} == {"Full": "inactive", "Slow": "firing"}


def test_an_interval_resets_the_state_of_its_group(grafana: Grafana) -> None:
    """Who writes only the interval of a group writes all of its rules, and they are the API's from then on."""
    call(grafana, "POST", RULES, rule("other", ruleGroup="others"))
    without = {"Authorization": f"Bearer {grafana.token}", "X-Disable-Provenance": "true"}
    body = b'{"uid": "ours", "title": "Ours", "folderUID": "shop", "ruleGroup": "disks", "condition": "A", '
    body += b'"noDataState": "OK", "execErrState": "OK", "data": [{"datasourceUid": "__expr__", "model": {}}]}'
    assert send(grafana.url, "POST", RULES, body, without).status == 201
    for uid in ("full", "ours", "other"):
        grafana.fire(uid)
    assert grafana.alerting.provenance("ours") == ""
    assert call(grafana, "PUT", f"{GROUP}/disks", {"interval": 30}).status == 200
    assert grafana.alerting.provenance("ours") == "api"
    assert {uid: grafana.alerting.interval(uid) for uid in ("full", "ours", "other")} == {
        "full": 30,
        "ours": 30,
        "other": 60,
    }
    assert [name for name, each in states(grafana).items() if each["state"] == "firing"] == ["Other"]


def test_only_a_rule_can_fire(grafana: Grafana) -> None:
    """What is not there cannot be made to, edited or deleted."""
    hands = grafana.alerting
    for touch in (grafana.fire, hands.delete_rule, hands.interval, lambda uid: hands.edit_rule(uid, dict.clear)):
        with pytest.raises(LookupError, match="there is no alert rule 'none'"):
            touch("none")


def test_somebody_else_edits_and_deletes_rules(grafana: Grafana) -> None:
    """Their change is what is read, the rule stays whose it was, and its state is gone; a deleted one is gone."""
    grafana.fire("full")
    grafana.alerting.edit_rule("full", lambda document: document.update(title="Theirs"))
    found = call(grafana, "GET", f"{RULES}/full").json
    assert (found["title"], found["provenance"]) == ("Theirs", "api")
    assert states(grafana)["Theirs"]["state"] == "inactive"
    grafana.alerting.delete_rule("slow")
    assert set(grafana.alerting.rules()) == {"full"}
    assert grafana.count("PUT") == 0


def test_somebody_else_edits_policies(grafana: Grafana) -> None:
    """Their routes are read, and whoever wrote the tree last is still who owns it."""
    grafana.alerting.edit_policies(lambda tree: tree.update(group_wait="1m"))
    tree = {"receiver": "grafana-default-email", "group_by": ["grafana_folder", "alertname"], "group_wait": "1m"}
    assert call(grafana, "GET", POLICIES).json == grafana.alerting.policies() == tree


@pytest.mark.parametrize(("provenance", "status"), [("file", 500), ("", 202)])
def test_objects_come_from_elsewhere(grafana: Grafana, provenance: Any, status: int) -> None:
    """From a file, which nobody may change, or from somebody in the page, whose objects become the API's."""
    point = {"name": "Mail", "receivers": [{"uid": "mail", "type": "email", "settings": {"addresses": "a@b"}}]}
    timing = {"name": "Nights", "time_intervals": [{"times": [{"start_time": "00:00", "end_time": "06:00"}]}]}
    file = {
        "groups": [{"name": "ops", "folder": "Ops", "interval": "2m", "rules": [rule("theirs")]}],
        "contactPoints": [point],
        "muteTimes": [timing],
        "templates": [{"name": "short", "template": "{{ define `short` }}x{{ end }}"}],
        "policies": [{"receiver": "Mail"}],
    }
    grafana.alerting.provision(file, "ops", provenance)
    assert grafana.folders()["ops"] == "Ops"
    assert (grafana.alerting.interval("theirs"), grafana.alerting.provenance("theirs")) == (120, provenance)
    assert call(grafana, "GET", POLICIES).json.get("provenance", "") == provenance
    assert grafana.alerting.mute_timings() == {"Nights": timing}
    assert set(grafana.alerting.templates()) == {"short"}
    changed = {"name": "Mail", "type": "email", "settings": {"addresses": "b@c"}}
    assert call(grafana, "PUT", f"{POINTS}/mail", changed).status == status
    assert grafana.alerting.contact_points()["mail"].get("provenance", "") == (provenance or "api")


def test_secrets_of_contact_points_are_seen_only_here(grafana: Grafana) -> None:
    """No answer has them; what is sent back as it was shown keeps them, and the double tells them to the test."""
    body = {"uid": "pd", "name": "On-call", "type": "pagerduty", "settings": {"integrationKey": "hidden"}}
    assert b"hidden" not in call(grafana, "POST", POINTS, body).body
    shown = call(grafana, "GET", f"{POINTS}?name=On-call").json[0]
    assert shown["settings"] == {"integrationKey": "[REDACTED]"}
    assert call(grafana, "PUT", f"{POINTS}/pd", shown).status == 202
    assert [grafana.alerting.secret(*each) for each in (("pd", "integrationKey"), ("pd", "no"), ("no", "no"))] == [
        "hidden",
        None,
        None,
    ]


@pytest.mark.parametrize("done", [True, False])
def test_a_dropped_connection_leaves_a_tree_or_not(grafana: Grafana, done: bool) -> None:
    """Faults are for alerting too: nobody is told whether the policies were written."""
    grafana.drop_next(done=done, method="PUT", path=POLICIES)
    with pytest.raises(RemoteDisconnected):
        call(grafana, "PUT", POLICIES, {"receiver": "grafana-default-email", "group_wait": "90s"})
    assert grafana.alerting.policies().get("group_wait") == ("1m30s" if done else None)


def test_who_has_no_role_may_nothing(grafana: Grafana) -> None:
    """In an organisation that they do not belong to, nobody reads or writes alerting."""
    headers = {"Authorization": basic("admin", "admin"), "X-Grafana-Org-Id": "2"}
    for method, path in (("GET", RULES), ("PUT", POLICIES), ("GET", "/api/prometheus/grafana/api/v1/rules")):
        assert send(grafana.url, method, path, b"{}", headers).status == 403


def test_states_are_of_folders_that_one_may_read(grafana: Grafana) -> None:
    """A rule in a folder that is closed to viewers, or that is not there, is not told them."""
    call(grafana, "POST", RULES, rule("lost", folderUID="nowhere"))
    path = "/api/prometheus/grafana/api/v1/rules"
    assert len(ask(grafana.url, grafana.viewer_token, "GET", path).json["data"]["groups"]) == 1
    call(grafana, "POST", "/api/folders/shop/permissions", {"items": []})
    assert ask(grafana.url, grafana.viewer_token, "GET", path).json["data"]["groups"] == []


def test_a_group_may_have_a_slash(grafana: Grafana) -> None:
    """A quoted slash is a part of the name."""
    call(grafana, "POST", RULES, rule("odd", ruleGroup="disks / all"))
    found = call(grafana, "GET", f"{GROUP}/disks %2F all").json
    assert (found["title"], [each["uid"] for each in found["rules"]]) == ("disks / all", ["odd"])


def of_a_type_that_is_not_recorded() -> None:
    """Create a contact point of it."""
    with Grafana() as grafana:
        body = {"name": "x", "type": "wecom", "settings": {}}
        assert call(grafana, "POST", POINTS, body).status == 501


def test_types_that_are_not_recorded_are_not_served() -> None:
    """They fail the test that asks for them, as everything that no recording covers."""
    with pytest.raises(AssertionError, match="no recording covers it"):
        of_a_type_that_is_not_recorded()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{{ define "a" }}{{ range .Alerts.Firing }}{{ .Labels.x | toUpper }}{{ end }}{{ end }}', ""),
        ('{{ $end := "{{ end }}" }}{{/* {{ if */}}', ""),
        ("{{ if .Alerts }}\n", ":2: unexpected EOF"),
        ("\n{{ end }}", ":2: unexpected {{end}}"),
        ('{{ "never closed }}', ":1: unclosed action"),
        ("{{ with .x }}{{ humanize .y }}{{ end }}", ':1: function "humanize" not defined'),
    ],
)
def test_templates_that_are_refused(text: str, wrong: str) -> None:
    """What Grafana says, for blocks that do not match, actions that do not end and functions that there are not."""
    assert complaint(text) == (f"invalid template: template: {wrong}" if wrong else "")


@given(st.integers(0, 10**12))
def test_a_duration_is_written_as_it_is_read(length: int) -> None:
    """What is written says the same length, and is written the same again."""
    text = duration.written(length)
    assert duration.milliseconds(text) == length
    assert duration.normal(text) == text


@pytest.mark.parametrize("text", ["", "5", "5 m", "1m1h", "-5m", "1.5h"])
def test_what_is_no_duration(text: str) -> None:
    """Units in another order, signs and fractions are none."""
    with pytest.raises(ValueError, match="not a valid duration string"):
        duration.milliseconds(text)


def test_a_uid_is_left_over(grafana: Grafana) -> None:
    """A rule that was moved and went with its folder cannot be created again before it is deleted once more."""
    call(grafana, "POST", "/api/folders", {"uid": "attic", "title": "Attic"})
    call(grafana, "PUT", f"{RULES}/full", rule("full", folderUID="attic"))
    assert call(grafana, "DELETE", "/api/folders/attic").status == 400
    for uid in ("attic", "shop"):
        assert call(grafana, "DELETE", f"/api/folders/{uid}?forceDeleteRules=true").status == 200
    refused = call(grafana, "POST", RULES, rule("full"))
    assert (refused.status, refused.json["message"].startswith("failed to create new rule versions")) == (500, True)
    assert call(grafana, "POST", RULES, rule("slow")).status == 201
    assert call(grafana, "DELETE", f"{RULES}/full").status == 204
    assert call(grafana, "POST", RULES, rule("full")).status == 201
