"""The plan inside a review: who is asked, and who is not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from grafmint.environment import Directory, Environment, Reference, Server
from grafmint.finding import Finding
from grafmint.review.planned import planned, refusal
from grafmint.revision import Revision
from grafmint.testing import Fault, Grafana

SETTINGS: Mapping[str, object] = {"url": "http://127.0.0.1:1", "token": {"env": "TOKEN"}}


def environment(target: Server | Directory) -> Environment:
    """An environment called `prod`."""
    return Environment(name="prod", project="shop", root=Path("/project"), target=target)


SERVER = environment(Server(url="http://127.0.0.1:1", token=Reference("env", "TOKEN")))


def test_the_server_of_the_base_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing about the server changes, the review has the plan, and asking it wrote nothing."""
    with Grafana() as grafana:
        monkeypatch.setenv("TOKEN", grafana.token)
        asked = environment(Server(url=grafana.url, token=Reference("env", "TOKEN")))
        found = planned(Revision(name="head"), asked, SETTINGS, SETTINGS)
        assert {each.method for each in grafana.requests} == {"GET"}
    assert found.why_not is None
    assert found.plan is not None
    assert found.plan.is_empty


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (SETTINGS, {**SETTINGS, "url": "http://127.0.0.1:2"}, "prod gets another url here"),
        (SETTINGS, {**SETTINGS, "token": {"env": "OTHER"}}, "prod gets another token here"),
        (SETTINGS, {**SETTINGS, "tls": {"verify": False}}, "prod gets another tls here"),
        (SETTINGS, None, "prod gets another token and url here"),
        (None, SETTINGS, "prod is not in the base"),
    ],
)
def test_a_change_does_not_decide_where_a_token_goes(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is new or another one in the change is not asked, and the review says why."""
    monkeypatch.setenv("TOKEN", "secret")
    found = planned(Revision(name="head"), SERVER, before, after)
    assert found.plan is None
    assert why in str(found.why_not)


def test_no_command_is_run_for_credentials(tmp_path: Path) -> None:
    """A token that a command would print is not asked for."""
    marker = tmp_path / "ran"
    server = Server(url="http://127.0.0.1:1", token=Reference("command", ("touch", str(marker))))
    found = planned(Revision(name="head"), environment(server), SETTINGS, SETTINGS)
    assert "a review runs none" in str(found.why_not)
    assert not marker.exists()


def test_what_stops_the_plan_is_a_part_of_the_review() -> None:
    """Credentials that are not there, errors of the checks and a change that does not build are told, not raised."""
    error = Finding(rule="unit", severity="error", message="no")
    heads = {
        "TOKEN is not set": Revision(name="head"),
        "the checks found errors": Revision(name="head", findings=(error,)),
        "does not build": Revision(name="head", failure="broken"),
    }
    for why, head in heads.items():
        found = planned(head, SERVER, SETTINGS, SETTINGS)
        assert found.plan is None
        assert why in str(found.why_not)


def test_a_directory_is_no_server(tmp_path: Path) -> None:
    """Nobody wants to know what would be written to a directory of the machine that reviews."""
    local = environment(Directory(tmp_path))
    found = planned(Revision(name="head"), local, None, None)
    assert (found.plan, found.why_not) == (None, None)
    broken = planned(Revision(name="head", failure="broken"), local, None, None)
    assert broken.why_not == "the change does not build"
    assert refusal(local, SETTINGS, SETTINGS) == "prod is a directory on one machine"


@pytest.mark.parametrize("path", ["/api/health", "/api/org", "/api/search"])
def test_an_answer_of_another_shape_costs_the_plan_only(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands at the address, the review says that nobody knows what a sync would do."""
    with Grafana() as grafana:
        monkeypatch.setenv("TOKEN", grafana.token)
        grafana.inject(Fault(method="GET", path=path, status=200, body="[5]"))
        asked = environment(Server(url=grafana.url, token=Reference("env", "TOKEN")))
        found = planned(Revision(name="head"), asked, SETTINGS, SETTINGS)
    assert found.plan is None
    assert found.why_not
