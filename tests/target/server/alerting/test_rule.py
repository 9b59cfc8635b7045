"""Rules: what is compared of one, what its mark proves, and what a reading costs."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.target.server.alerting.rule import ANNOTATION, checksum_of, form_of, mark_of, marked
from grafmint.target.server.proof.owner import Owner
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import Scene, actions, everything, group, rule

US = Owner("shop", "prod")
texts = st.text(max_size=8)
said = st.fixed_dictionaries(
    {"uid": st.just("r"), "for": st.sampled_from(("5m", "90s", "0s", "24h")), "data": st.just([])},
    optional={
        "labels": st.dictionaries(texts, texts, max_size=2),
        "annotations": st.dictionaries(texts, texts, max_size=2),
        "isPaused": st.booleans(),
        "keep_firing_for": st.sampled_from(("0s", "120s")),
    },
)


def as_answered(document: dict[str, Any]) -> dict[str, Any]:
    """A rule as a server gives it back: counted, filled in, in its own form."""
    filled = [{**each, "queryType": "", "model": {**each["model"], "intervalMs": 1000}} for each in document["data"]]
    return {"id": 7, "orgID": 1, "updated": "now", "provenance": "api", "record": None, **document, "data": filled}


@given(document=said)
def test_what_the_server_adds_is_no_difference(document: dict[str, Any]) -> None:
    """With our mark and without it, a rule that comes back is what was sent, and proves it."""
    found = as_answered(marked(document, US, "ours"))
    mark = mark_of(found)
    assert form_of(found) == form_of(document)
    assert mark is not None
    assert US.owns(mark)
    assert mark.checksum == checksum_of(found)


def test_a_rule_of_three_steps_comes_back_as_it_was() -> None:
    """Also where queries are filled in."""
    document = rule().json
    assert form_of(as_answered(document)) == form_of(document)


@pytest.mark.parametrize(
    "change", [{"for": "6m"}, {"labels": {}}, {"annotations": {}}, {"condition": "B"}, {"data": []}, {"title": "T"}]
)
def test_an_edit_is_no_more_what_the_mark_says(change: dict[str, Any]) -> None:
    """Whatever of a rule is changed."""
    assert checksum_of(rule().json | change) != checksum_of(rule().json)


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"project": 1, "uid": "r"}'])
def test_what_cannot_be_read_is_no_mark(text: str) -> None:
    """Anybody may write into an annotation."""
    assert mark_of({"annotations": {ANNOTATION: text}}) is None


def test_an_edit_of_another_program_is_a_conflict(scene: Scene, grafana: Grafana) -> None:
    """It is not overwritten unless forced, and adopted where the code says the same."""
    scene.sync(everything())
    grafana.alerting.edit_rule("load-high", lambda each: each.update({"for": "10m"}))
    assert actions(scene.plan(everything(rule=rule(limit=90)))) == {"alert-rule load-high": "conflict"}
    same: dict[str, Any] = {"for": "600s"}
    assert actions(scene.plan(everything(rule=rule(**same)))) == {"alert-rule load-high": "adopt"}
    forced = scene.sync(everything(rule=rule(limit=90)), force=("load-high",))
    assert (forced.exit_code, actions(scene.plan(everything(rule=rule(limit=90))))) == (0, {})


def test_an_edit_after_the_plan_is_not_overwritten(scene: Scene, grafana: Grafana) -> None:
    """What was planned with is read again before the write."""
    scene.sync(everything())
    between = lambda: grafana.alerting.edit_rule("load-high", lambda each: each.update({"for": "10m"}))  # noqa: E731
    outcome = scene.sync(everything(rule=rule(limit=90)), between)
    assert [str(problem).partition(";")[0] for problem in outcome.problems] == [
        "alert rule 'load-high' has changed on the server since the plan was made: not written"
    ]
    assert grafana.alerting.rules()["load-high"]["for"] == "10m"


def test_a_rule_made_by_hand_is_left_alone(scene: Scene, grafana: Grafana) -> None:
    """Until it is taken over; and one of another project is never touched."""
    scene.sync(everything())
    scene.send("POST", "alert-rules", {**rule("hand", title="By hand").json, "orgID": 1})
    code = everything(hand=rule("hand", title="By hand", limit=5))
    assert actions(scene.plan(code)) == {"alert-rule hand": "conflict"}
    assert scene.sync(code, take_over=("hand",)).exit_code == 0
    assert actions(scene.plan(code)) == {}
    other = Scene(grafana, project="other").plan([each for each in code if each.kind == "alert-rule"])
    assert set(actions(other).values()) == {"managed"}


def test_the_code_has_it_no_more(scene: Scene) -> None:
    """A rule with our mark that no code has is told and stays; one without a mark is nobody's business."""
    scene.sync(everything(old=rule("old", title="Old")))
    scene.send("POST", "alert-rules", {**rule("hand", title="By hand").json, "orgID": 1})
    assert actions(scene.plan(everything())) == {"alert-rule old": "stray"}


def test_a_rule_from_a_file_is_the_files(scene: Scene, grafana: Grafana) -> None:
    """Its provenance is told by one request for it, which only those need that are not as they should be."""
    scene.sync(everything())
    from_file = {"uid": "file", "title": "F", "condition": "A", "for": "5m", "data": rule().json["data"]}
    file = {"groups": [{"name": "files", "folder": "Shop", "interval": "1m", "rules": [from_file]}]}
    grafana.alerting.provision(file, "shop")
    grafana.forget_requests()
    (step,) = (step for step in scene.plan(everything(file=rule("file", title="F"))).steps if step.uid == "file")
    assert (step.action, step.reason) == ("managed", "left alone: provisioned from a file")
    assert grafana.count("GET", "/api/v1/provisioning/alert-rules/") == 1


def test_names_change_hands(scene: Scene) -> None:
    """Two rules of which the one takes the other's name: in whatever order they are sent, both get theirs."""
    scene.sync(everything(second=rule("load-2", title="Load two")))
    code = everything(rule=rule(title="Load three"), second=rule("load-2", title="Load high"))
    assert scene.sync(code).exit_code == 0
    assert actions(scene.plan(code)) == {}


def test_a_name_that_another_rule_has_is_seen_in_the_plan(scene: Scene) -> None:
    """Grafana 9 answers that with an error of its own; a dashboard of that title is in nobody's way."""
    scene.sync(everything())
    (step,) = (step for step in scene.plan(everything(new=rule("new"))).steps if step.uid == "new")
    assert step.reason is not None
    assert step.reason.startswith("its name is taken: alert rule 'load-high' has it")


def test_a_rule_needs_its_folder(scene: Scene) -> None:
    """Grafana 9 takes it for a folder that does not exist, where nobody would ever see it."""
    code = [each for each in everything() if each.kind == "alert-rule"]
    (step,) = scene.plan(code).steps
    assert step.reason == "its folder 'shop' does not exist: define it in the code"


def test_how_many_fire_is_known(scene: Scene, grafana: Grafana) -> None:
    """What a change interrupts is told with it; where the server does not tell, nothing is said."""
    scene.sync(everything())
    grafana.fire("load-high", 3)
    (held,) = (step.held for step in scene.plan(everything()).steps if step.kind == "alert-rule")
    assert held is not None
    assert held.firing == 3
    grafana.fail_next(method="GET", path="/api/prometheus", status=404, body={"message": "Not found"})
    (held,) = (step.held for step in scene.plan(everything()).steps if step.kind == "alert-rule")
    assert held is not None
    assert held.firing is None


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_a_write_without_an_answer_is_looked_up(scene: Scene, grafana: Grafana, *, done: bool, first: bool) -> None:
    """Done or not, made or changed: in the end the rule is there once, as the code has it."""
    if not first:
        scene.sync(everything())
    grafana.drop_next(done=done, method="POST" if first else "PUT", path="/api/v1/provisioning/alert-rules")
    code = everything(rule=rule(limit=90))
    assert scene.sync(code).exit_code == 0
    assert actions(scene.plan(code)) == {}
    assert list(grafana.alerting.rules()) == ["load-high"]


def test_a_move_gives_a_rule_the_interval_of_its_new_group(scene: Scene, grafana: Grafana) -> None:
    """Grafana 9 leaves it that of the old one, and tells of the group only what its first rule has."""
    slow = {"slow": rule("slow", title="Slow", in_="slow"), "slowly": group("slow", 120)}
    scene.sync(everything(**slow))
    scene.sync(everything(**slow | {"rule": rule(in_="slow"), "group": rule("other", title="Other")}))
    assert {grafana.alerting.interval(uid) for uid in ("load-high", "slow")} == {120}


def test_the_mark_is_in_an_annotation(scene: Scene, grafana: Grafana) -> None:
    """Whose name begins and ends as those do that no notification shows."""
    scene.sync(everything())
    kept = orjson.loads(grafana.alerting.rules()["load-high"]["annotations"]["__grafmint__"])
    assert (kept["project"], kept["environment"], kept["uid"]) == ("shop", "prod", "load-high")
