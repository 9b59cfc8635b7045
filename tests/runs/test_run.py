"""Runs: which of their steps may have been done."""

from datetime import UTC, datetime
from typing import Any

from grafmint.bundle import Entry
from grafmint.plan.step import Action
from grafmint.runs.run import Before, Change, Run, StepOutcome

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def change(number: int, action: Action = "delete", outcome: StepOutcome | None = None) -> Change:
    """A step about a dashboard."""
    uid = f"board-{number:02}"
    entry = Entry(kind="dashboard", uid=uid, title=uid, document=b"{}")
    before = Before(entry=entry, whose="ours") if action == "delete" else None
    after = None if action == "delete" else entry
    return Change(action=action, kind="dashboard", uid=uid, before=before, after=after, outcome=outcome)


def run(*changes: Change, **said: Any) -> Run:
    """A run that was killed, unless it is said when it finished."""
    where: dict[str, Any] = {
        "what": "sync",
        "project": "shop",
        "environment": "prod",
        "url": "http://127.0.0.1:1",
        "org": 1,
    }
    return Run(id="4f2a", **where, started=NOW, changes=changes, **said)


def test_of_a_killed_run_only_the_next_deletes_may_have_been_done() -> None:
    """What stood far behind was not begun: that it is gone is the work of somebody else."""
    done, open_ = [change(n, outcome="done") for n in range(10)], [change(n) for n in range(10, 60)]
    killed = run(*done, *open_)
    begun = [each.uid for each in killed.changes if killed.has_begun(each)]
    assert begun == [f"board-{n:02}" for n in range(26)]
    assert killed.summary.counts == {"delete": 26}


def test_of_a_killed_run_whatever_it_made_may_have_been_done() -> None:
    """Its content tells whether it was."""
    killed = run(*(change(n, "create") for n in range(60)))
    assert all(map(killed.has_begun, killed.changes))


def test_of_a_run_that_came_to_its_end_nothing_is_open() -> None:
    """A step without an outcome was not begun, one that failed was not done."""
    ended = run(
        change(1, outcome="done"), change(2), change(3, outcome="failed"), change(4, outcome="unknown"), finished=NOW
    )
    assert [each.uid for each in ended.changes if ended.has_begun(each)] == ["board-01", "board-04"]
