"""Mute timings, templates and groups: what is known by its name, and by whom it was written."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint.bundle import Entry
from grafmint.target.server.alerting.provenance import hold_by_name
from grafmint.target.server.http.client import Http
from grafmint.testing import Grafana
from grafmint.testing.alerting.stored import Provenance
from tests.target.server.alerting.scene import (
    Scene,
    actions,
    everything,
    group,
    mute,
    rule,
    template,
)

PROVENANCES = "/api/alertmanager/grafana/config/api/v1/alerts"
CHANGED = {"mute": mute(weekdays=["monday"]), "template": template("new")}


@pytest.mark.parametrize(("provenance", "action"), [("api", "update"), ("", "conflict"), ("file", "managed")])
@pytest.mark.parametrize("kind", ["mute", "template"])
def test_the_provenance_says_whose_it_is(
    scene: Scene, grafana: Grafana, kind: str, provenance: Provenance, action: str
) -> None:
    """Grafana 9 tells it beside the lists, and would write over a file's without a word."""
    file = {"muteTimes": [mute().json], "templates": [template().json]}
    grafana.alerting.provision(file, provenance=provenance)
    plan = scene.plan(everything(**{kind: CHANGED[kind]}))
    (step,) = (step for step in plan.steps if step.entry == CHANGED[kind])
    assert step.action == action


def test_whoever_else_provisions_it_is_named() -> None:
    """By the word that the server has for it."""
    assert hold_by_name("a", [{"name": "a"}], {"a": "other_tool"}) == ("managed", "provisioned by other tool")


def test_what_nobody_tells_of_is_not_ours(scene: Scene, grafana: Grafana) -> None:
    """Where we may not look who wrote it, a name proves nothing: it is asked for, and says what would help."""
    scene.sync(everything())
    assert set(actions(scene.plan(everything(**CHANGED))).values()) == {"update"}
    grafana.fail_next(method="GET", path=PROVENANCES, status=403, times=9, body={"message": "Forbidden"})
    conflicts = scene.plan(everything(**CHANGED)).conflicts
    assert [(step.kind, step.way_out) for step in conflicts] == [
        ("template", "--take-over"),
        ("mute-timing", "--take-over"),
    ]
    assert {step.reason for step in conflicts} == {"nobody tells whose it is: this needs alert.notifications:read"}
    assert scene.plan(everything()).conflicts == ()
    names = tuple(f"{step.kind}/{step.uid}" for step in conflicts)
    assert scene.sync(everything(**CHANGED), take_over=names).exit_code == 0


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  hello\nyou\n\n", '{{ define "team" }}\n  hello\n  you\n{{ end }}'),
        ('{{define "a"}}A{{end}}\n', None),
        (
            '{{- define "a" -}}A{{- end }}\n{{- define "b" }}B{{ end }}',
            '{{ define "a" -}}A{{- end }}\n{{ define "b" }}B{{ end }}',
        ),
    ],
)
def test_a_text_that_defines_nothing_is_put_into_a_definition(
    scene: Scene, grafana: Grafana, said: str, kept: str | None
) -> None:
    """As the server does it, so that the next run finds what it has sent.

    Behind a minus Grafana 9 sees no definition: it would put that one into another, and take the broken text.
    """
    code = everything(template=template(said))
    scene.sync(code)
    assert actions(scene.plan(code)) == {}
    assert grafana.alerting.templates()["team"] == (kept or said.strip())


@pytest.mark.parametrize("kind", ["mute", "template"])
def test_an_edit_after_the_plan_is_not_overwritten(scene: Scene, kind: str) -> None:
    """What was planned with is read again before the write, and what is to be made must not be there."""
    paths = {"mute": "mute-timings/nights", "template": "templates/team"}
    bodies: dict[str, Any] = {"mute": mute(years=["2030"]).json, "template": {"template": "theirs"}}
    scene.sync(everything())
    code = everything(**{kind: CHANGED[kind]})
    outcome = scene.sync(code, between=lambda: scene.send("PUT", paths[kind], bodies[kind]))
    assert "has changed on the server since the plan was made" in str(outcome.problems[0])


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("path", ["mute-timings", "templates", "folder"])
def test_a_write_without_an_answer_is_looked_up(scene: Scene, grafana: Grafana, path: str, *, done: bool) -> None:
    """Done or not, made or changed: in the end all is as in the code."""
    changed = everything(**CHANGED, group=group(interval=120))
    for code, method in ((everything(), "POST" if path == "mute-timings" else "PUT"), (changed, "PUT")):
        grafana.drop_next(done=done, method=method, path=f"/api/v1/provisioning/{path}")
        assert scene.sync(code).exit_code == 0
        assert actions(scene.plan(code)) == {}


def test_a_new_group_that_is_right_is_not_written(scene: Scene, grafana: Grafana) -> None:
    """The server begins with a minute; what is to be a minute needs no second request."""
    assert scene.sync(everything(group=group(interval=60))).exit_code == 0
    assert grafana.count("PUT", "/api/v1/provisioning/folder") == 0


def test_names_with_any_letters_are_asked_for(scene: Scene, grafana: Grafana) -> None:
    """Slashes, blanks and percent signs are part of a name and not of an address."""
    name = "load / 5% of ü"
    code = everything(rule=rule(in_=name), group=group(name, 30))
    assert scene.sync(code).exit_code == 0
    assert actions(scene.plan(code)) == {}
    assert grafana.alerting.interval("load-high") == 30


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (template, template('{{ define "team.title" }}theirs{{ end }}\n')),
        (mute, mute(weekdays=["friday"])),
    ],
)
def test_who_writes_between_our_reading_and_our_writing_wins(
    ours: Callable[..., Entry], theirs: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 11 on the server itself tells: theirs stays, and we say that it has changed."""
    place = f"{'templates' if theirs.kind == 'template' else 'mute-timings'}/{theirs.uid}"
    changed = CHANGED["template" if theirs.kind == "template" else "mute"]
    with Grafana(release="11.6") as grafana:
        scene, send = Scene(grafana), Http.send
        assert scene.sync([ours()]).problems == ()

        def late(http: Http, method: str, path: str, *more: Any, **others: Any) -> Any:
            monkeypatch.setattr(Http, "send", send)
            scene.send("PUT", place, theirs.json)
            return send(http, method, path, *more, **others)

        outcome = scene.sync([changed], between=lambda: monkeypatch.setattr(Http, "send", late))
        assert [result.error is None for result in outcome.results] == [False]
        (step,) = scene.plan([theirs]).steps
        assert step.action == "unchanged"
