"""Refreshes that a server does not keep: its own in their place is no edit, and an edit of it is."""

from collections.abc import Iterator

import pytest

from grafmint.plan import Plan
from grafmint.plan.step import Step
from grafmint.target.server.api.refresh import is_lifted
from grafmint.testing import Grafana
from tests.target.server.world import Board, World

LIFTED = ["auto", "1s", "500ms", "1.5s", "never"]


@pytest.fixture(params=LIFTED)
def code(request: pytest.FixtureRequest) -> dict[str, Board]:
    """A dashboard with a refresh that a 9.4 makes 5s."""
    return {"load": Board(title="Load", refresh=request.param)}


@pytest.fixture
def grafana(code: dict[str, Board]) -> Iterator[Grafana]:
    """A 9.4 onto which it was synced."""
    with Grafana() as grafana:
        assert World(grafana.url, grafana.token).sync(code).exit_code == 0
        found = grafana.dashboard("load")
        assert found is not None
        assert found["refresh"] == "5s"
        yield grafana


def plan(grafana: Grafana, code: dict[str, Board], title: str = "Load", refresh: str | None = None) -> Plan:
    """What a sync would do, perhaps after a change of the code."""
    changed = {"load": Board(title=title, refresh=refresh or code["load"].refresh)}
    return World(grafana.url, grafana.token).plan(changed)


def only(found: Plan) -> Step:
    """The step of the dashboard."""
    [step] = found.steps
    return step


def test_the_next_sync_has_nothing_to_do(grafana: Grafana, code: dict[str, Board]) -> None:
    """What the server wrote in its place is no difference."""
    outcome = World(grafana.url, grafana.token).sync(code)
    assert (outcome.exit_code, only(outcome.plan).action) == (0, "unchanged")


def test_a_change_of_the_code_is_written(grafana: Grafana, code: dict[str, Board]) -> None:
    """Of the refresh, and of what stands beside it; neither is taken for somebody's edit."""
    assert (only(plan(grafana, code, refresh="1m")).action, only(plan(grafana, code, title="New")).action) == (
        "update",
        "update",
    )
    assert len(only(plan(grafana, code, title="New")).changes) == 1
    assert World(grafana.url, grafana.token).sync({"load": Board(title="New", refresh="1m")}).exit_code == 0


@pytest.mark.parametrize("refresh", ["10s", "5m", "", "5s"])
def test_an_edit_of_it_is_one(grafana: Grafana, code: dict[str, Board], refresh: str) -> None:
    """Somebody who saves has chosen what is there then, also where they leave it."""
    grafana.edit("load", lambda document: document.update(refresh=refresh))
    found = only(plan(grafana, code))
    assert found.action == ("update" if refresh == "5s" else "conflict")
    assert any("refresh" in line for line in found.changes)


def test_an_edit_of_something_else_names_that_alone(grafana: Grafana, code: dict[str, Board]) -> None:
    """What the server did to the refresh is not theirs; where the code takes the edit over, it is written."""
    grafana.edit("load", lambda document: document.update(title="Theirs"))
    theirs = [line for line in only(plan(grafana, code)).changes if line.startswith("theirs: ")]
    assert len(theirs) == 1
    assert "Theirs" in theirs[0]
    outcome = World(grafana.url, grafana.token).sync({"load": Board(title="Theirs", refresh=code["load"].refresh)})
    assert outcome.exit_code == 0
    assert only(plan(grafana, code, title="Theirs")).action == "unchanged"


def test_a_lost_answer_is_looked_up(code: dict[str, Board]) -> None:
    """What was saved with another refresh is what was sent."""
    with Grafana() as grafana:
        grafana.drop_next(done=True, method="POST", path="/api/dashboards/db")
        assert World(grafana.url, grafana.token).sync(code).exit_code == 0


def test_pruning_sees_what_it_has_planned(grafana: Grafana) -> None:
    """One that the code has no more goes, though it is not as it was sent."""
    keep = {"other": Board(title="Other")}
    outcome = World(grafana.url, grafana.token).sync(keep, prune=True)
    assert (outcome.exit_code, set(grafana.dashboards())) == (0, {"other"})


def test_a_12_of_old_tables_does_the_same() -> None:
    """It is written through `/api` and read as a resource."""
    code = {"load": Board(title="Load", refresh="1s")}
    with Grafana(release="12.2") as grafana:
        ours = World(grafana.url, grafana.token)
        assert ours.sync({"load": Board(title="Load")}).exit_code == 0
        assert ours.sync(code).exit_code == 0
        assert only(ours.plan(code)).action == "unchanged"
        grafana.edit("load", lambda document: document.update(title="Theirs"))
        assert only(ours.plan(code)).action == "conflict"


@pytest.mark.parametrize(
    ("stored", "sent", "lifted"),
    [
        ("5s", "1s", True),
        ("1m", "5s", True),
        ("5s", "auto", True),
        ("5s", "10s", False),
        ("5s", "5s", False),
        ("5s", None, False),
        ("", "1s", False),
        (None, "1s", False),
        ("auto", "1s", False),
    ],
)
def test_only_a_longer_one_is_the_servers(stored: object, sent: str | None, *, lifted: bool) -> None:
    """A server writes a time that it takes, in the place of a shorter one or of what is none."""
    assert is_lifted(stored, sent) is lifted
