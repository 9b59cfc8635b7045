"""What a plan does with what it finds: whose it is decides, and what would be lost."""

import pytest

from grafmint.errors import UsageError
from grafmint.plan.snapshot import Hold
from tests.plan.scene import base, entry, held, only_step, plan


def test_what_is_missing_is_created() -> None:
    """A resource of the code that the server does not have is a creation."""
    step = only_step([entry()], [])
    assert (step.action, step.held, step.changes) == ("create", None, ())


@pytest.mark.parametrize("hold", ["ours", "edited", "foreign"])
def test_what_is_equal_is_left(hold: Hold) -> None:
    """Equal content is no change, whoever wrote it."""
    assert only_step([entry(refresh="1m")], [held(hold, refresh="1m")]).action == "unchanged"


def test_what_the_page_fills_in_is_no_change() -> None:
    """Documents are compared by what they mean: a default that the server writes out says nothing."""
    step = only_step([entry()], [held("ours", editable=True, links=[], fiscalYearStartMonth=0, liveNow=False)])
    assert step.action == "unchanged"


def test_ours_is_updated_and_says_what_changes() -> None:
    """What nobody touched follows the code."""
    step = only_step([entry(title="Weight", refresh="1m")], [held("ours", refresh="30s")])
    assert step.action == "update"
    assert step.changes == ('title  "Load" → "Weight"', "refresh  30s → 1m")


def test_a_move_is_an_update() -> None:
    """The folder is part of what is compared."""
    step = only_step([entry(folder="store")], [held("ours")])
    assert (step.action, step.changes) == ("update", ("folder  shop → store",))


def test_an_edit_is_a_conflict_of_theirs_and_ours() -> None:
    """Both sides' changes since the last sync are shown; the code's is not written."""
    edited = held("edited", base=base(refresh="30s"), refresh="5m")
    step = only_step([entry(title="Weight", refresh="30s")], [edited])
    assert (step.action, step.way_out, step.writes) == ("conflict", "--force", False)
    assert step.changes == ("theirs: refresh  30s → 5m", 'ours: title  "Load" → "Weight"')
    assert "editor-3" in (step.reason or "")


def test_a_move_in_the_page_is_a_conflict() -> None:
    """Somebody's move is an edit like any other."""
    step = only_step([entry(title="Weight")], [held("edited", folder="hosts", base=base())])
    assert step.action == "conflict"
    assert "theirs: folder  shop → hosts" in step.changes


def test_an_edit_that_was_put_right_is_none() -> None:
    """A version counter that went on while the content did not is nobody's edit."""
    step = only_step([entry(refresh="5m")], [held("edited", base=base(refresh="30s"), refresh="30s")])
    assert step.action == "update"


def test_an_edit_that_the_code_has_too_is_no_conflict() -> None:
    """Whoever took the edit into the code can go on from there: nothing would be lost."""
    edited = held("edited", base=base(refresh="30s"), refresh="5m")
    step = only_step([entry(title="Weight", refresh="5m")], [edited])
    assert (step.action, step.changes) == ("update", ('title  "Load" → "Weight"',))


def test_without_a_base_every_difference_is_a_conflict() -> None:
    """Nobody can tell whose it is, so that nothing is picked."""
    step = only_step([entry(refresh="5m")], [held("edited", refresh="30s")])
    assert (step.action, step.changes) == ("conflict", ("refresh  30s → 5m",))


def test_force_writes_over_an_edit() -> None:
    """It names one uid, and the plan shows what is lost."""
    step = only_step([entry(refresh="5m")], [held("edited", base=base(), refresh="30s")], force=("load",))
    assert (step.action, step.changes) == ("update", ("refresh  30s → 5m",))
    assert step.reason == "forced: edited since the last sync"


def test_what_was_never_ours_is_taken_over_only_when_asked() -> None:
    """Force is not enough for it; taking over is a step of its own, also where nothing differs."""
    foreign = held("foreign", refresh="30s")
    step = only_step([entry(refresh="5m")], [foreign])
    assert (step.action, step.way_out) == ("conflict", "--take-over")
    with pytest.raises(UsageError, match="--force load"):
        only_step([entry(refresh="5m")], [foreign], force=("load",))
    assert only_step([entry(refresh="5m")], [foreign], take_over=("load",)).action == "take over"
    assert only_step([entry(refresh="30s")], [foreign], take_over=("load",)).action == "take over"


def test_what_others_manage_is_never_written() -> None:
    """Neither force nor taking over reaches it."""
    managed = held("managed", refresh="30s")
    assert only_step([entry(refresh="5m")], [managed]).action == "managed"
    for choice in ("force", "take_over"):
        with pytest.raises(UsageError):
            only_step([entry(refresh="5m")], [managed], **{choice: ("load",)})


def test_a_choice_that_nothing_asks_for_is_wrong_usage() -> None:
    """A misspelt uid is told, with the ones in conflict."""
    with pytest.raises(UsageError, match="did you mean 'load'"):
        only_step([entry(refresh="5m")], [held("edited")], force=("laod",))


def test_ours_without_code_is_told_and_kept() -> None:
    """What the code has no more is shown; what was never ours is not."""
    made = plan([entry()], [held("ours"), held("ours", "old"), held("foreign", "theirs")])
    assert [(step.uid, step.action) for step in made.steps] == [("load", "unchanged"), ("old", "stray")]
    assert made.is_empty
