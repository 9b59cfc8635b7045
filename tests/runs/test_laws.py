"""The law of undoing: it leaves everything as it was before the run, as far as nobody has been at it since."""

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.plan import Plan
from grafmint.plan.step import WayOut
from grafmint.testing import Grafana
from tests.runs.world import Kept
from tests.target.server.world import Board

_UIDS = ("a", "b", "c")
_BOARDS = st.dictionaries(
    st.sampled_from(_UIDS),
    st.builds(
        Board,
        title=st.sampled_from(["One", "Two", "Three", "Four"]),
        refresh=st.sampled_from(["1m", "5m"]),
        folder=st.sampled_from([None, "f", "g"]),
    ),
    min_size=1,
)
_GONE = "gone"
_OPTIONS: tuple[WayOut, ...] = ("--force", "--take-over")
_PRUNING: dict[str, Any] = {"prune": True, "max_delete": 9}
_EDITS = st.dictionaries(st.sampled_from(_UIDS), st.sampled_from(["5s", "10s", _GONE]))


def _stored(grafana: Grafana) -> dict[str, Any]:
    """What people see there: documents without counters and marks, and where they are."""
    plain = {"id", "version", "grafmint"}
    found = {uid: {key: value for key, value in board.items() if key not in plain} for uid, board in _boards(grafana)}
    for board in found.values():
        board.pop("tags", None)
    return {"boards": found, "in": {uid: grafana.folder_of(uid) for uid in found}, "folders": grafana.folders()}


def _boards(grafana: Grafana) -> list[tuple[str, Any]]:
    return sorted(grafana.dashboards().items())


def _edit(grafana: Grafana, edits: dict[str, str]) -> None:
    for uid, edit in edits.items():
        if grafana.dashboard(uid) is None:
            continue
        if edit == _GONE:
            grafana.delete(uid)
        else:
            grafana.edit(uid, partial(_refresh, to=edit))


def _refresh(board: dict[str, Any], to: str) -> None:
    board["refresh"] = to


def _forced(plan: Plan) -> dict[str, Any]:
    """The choices with which nothing that can be done is left alone."""
    names = {option: tuple(step.uid for step in plan.steps if step.way_out == option) for option in _OPTIONS}
    return {"force": names["--force"], "take_over": names["--take-over"]}


@settings(max_examples=12, deadline=None)
@given(before=_BOARDS, edits=_EDITS, after=_BOARDS)
def test_undoing_a_run_brings_back_what_was_there(
    before: dict[str, Board], edits: dict[str, str], after: dict[str, Board]
) -> None:
    """Whatever the run forced, took over and deleted; and undoing the undoing does it once more.

    Of what was ours the next plan says what it said before the run; what was not is left alone once more.
    """
    with Grafana() as grafana, tempfile.TemporaryDirectory() as folder:
        world = Kept(grafana.url, grafana.token, root=Path(folder))
        world.run(before)
        _edit(grafana, edits)
        planned, was = world.plan(after, **_PRUNING), _stored(grafana)
        done = world.run(after, **_PRUNING, **_forced(planned))
        became = _stored(grafana)
        if done.run is None:
            assert became == was
            return
        undone = world.undo(done.run)
        # Where a new board has an old title, that one goes first.
        waiting = [step for step in undone.plan.conflicts if "run it again afterwards" in (step.reason or "")]
        again_undone = world.undo(done.run) if waiting else undone
        assert (undone.problems, again_undone.plan.conflicts, _stored(grafana)) == ((), (), was)
        again = world.plan(after, **_PRUNING)
        assert _of_ours(again, planned) == _of_ours(planned, planned)
        assert not {step.uid for step in again.writes} - {step.uid for step in planned.writes}
        if not waiting:
            assert undone.run is not None
            assert world.undo(undone.run).problems == ()
            assert _stored(grafana) == became


@settings(max_examples=12, deadline=None)
@given(before=_BOARDS, after=_BOARDS, edits=_EDITS)
def test_undoing_a_run_loses_nothing_that_was_done_since(
    before: dict[str, Board], after: dict[str, Board], edits: dict[str, str]
) -> None:
    """What somebody has changed since the run is as they left it, and told."""
    with Grafana() as grafana, tempfile.TemporaryDirectory() as folder:
        world = Kept(grafana.url, grafana.token, root=Path(folder))
        world.run(before)
        done = world.run(after, **_PRUNING)
        written = {step.uid for step in done.done if step.kind == "dashboard"}
        _edit(grafana, edits)
        theirs = {uid: board for uid, board in _boards(grafana) if uid in edits and edits[uid] != _GONE}
        if done.run is not None:
            left = {step.uid for step in world.undo(done.run).plan.conflicts}
            assert theirs.keys() & written <= left
        assert {uid: grafana.dashboard(uid) for uid in theirs} == theirs


def _of_ours(plan: Plan, before: Plan) -> list[Any]:
    """What a plan does to what was ours before the run, or was not there."""
    strange = {step.uid for step in before.steps if step.held is not None and step.held.hold != "ours"}
    return [(step.action, step.kind, step.uid, step.changes) for step in plan.steps if step.uid not in strange]
