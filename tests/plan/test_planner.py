"""What a plan does with what it finds: whose it is decides, and what would be lost."""

import re
from typing import Any

import attrs
import orjson
import pytest

from grafmint.bundle import Entry
from grafmint.errors import UsageError
from grafmint.plan import Choices, Plan, Step, make_plan
from grafmint.plan.snapshot import Held, Listed, Snapshot, Whose
from grafmint.render.json import plan_json
from grafmint.render.plan import plan_text
from grafmint.selection import selection
from tests.plan.scene import ENVIRONMENT, base, entry, held, only_step, plan, plan_of


def test_what_is_missing_is_created() -> None:
    """A resource of the code that the server does not have is a creation."""
    step = only_step([entry()], [])
    assert (step.action, step.held, step.changes) == ("create", None, ())


@pytest.mark.parametrize("hold", ["ours", "foreign"])
def test_what_is_equal_is_left(hold: Whose) -> None:
    """Equal content is no change, whoever wrote it."""
    assert only_step([entry(refresh="1m")], [held(hold, refresh="1m")]).action == "unchanged"


def test_an_edit_that_the_code_has_is_adopted() -> None:
    """Otherwise the code's next change would meet it again; a save that changed nothing is no edit to adopt."""
    assert only_step([entry(refresh="1m")], [held("edited", refresh="1m", base=base())]).action == "adopt"
    assert only_step([entry(refresh="1m")], [held("edited", refresh="1m")]).action == "adopt"
    saved = held("edited", refresh="1m", editable=True, base=base(refresh="1m"))
    assert only_step([entry(refresh="1m")], [saved]).action == "unchanged"


def test_adopting_a_rule_tells_what_it_resets() -> None:
    """It is a write like any other: the scheduler forgets what is pending and fires."""
    code = attrs.evolve(entry(), kind="alert-rule")
    there = attrs.evolve(held("edited"), kind="alert-rule", firing=2)
    step = only_step([code], [there])
    assert (step.action, step.changes) == ("adopt", ("resets its state: 2 instances are firing now",))


def test_what_both_sides_did_is_told_once() -> None:
    """And what differs inside of it all the same."""
    edited = held("edited", base=base(refresh="30s"), refresh="5m", title="Weight")
    step = only_step([entry(title="Weight", refresh="1m")], [edited])
    assert step.changes == (
        "theirs: refresh  30s → 5m",
        "ours: refresh  30s → 1m",
        'both: title  "Load" → "Weight"',
        "and still differs: refresh  5m → 1m",
    )


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
    assert (step.action, step.changes) == ("conflict", ("from Grafana to the code: refresh  30s → 5m",))


def test_what_a_write_brings_with_it_is_on_neither_side() -> None:
    """Only differences go from the server to the code: that a rule is reset is true of any write of it."""
    rule = attrs.evolve(held("edited", folder=None, refresh="30s"), kind="alert-rule", firing=2, notes=("noted",))
    step = only_step([attrs.evolve(entry(folder=None, title="Weight"), kind="alert-rule")], [rule])
    assert step.changes[-2:] == ("resets its state: 2 instances are firing now", "noted")
    assert step.changes[:-2]
    assert all(line.startswith("from Grafana to the code: ") for line in step.changes[:-2])


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


def _source(uid: str = "load", **said: Any) -> Entry:
    document = orjson.dumps({"name": uid, "type": "prometheus", **said})
    return Entry(kind="datasource", uid=uid, title=uid, document=document)


def _held_source(hold: Whose, uid: str = "load", **said: Any) -> Held:
    document = orjson.dumps({"name": uid, "type": "prometheus", **said})
    return Held(kind="datasource", uid=uid, title=uid, folder=None, document=document, hold=hold, where="in Grafana")


SHARED = [entry(refresh="5m"), _source(url="http://a")]


def _written(there: list[Held], **choices: Any) -> set[str]:
    return {step.kind for step in plan(SHARED, there, **choices).writes}


def test_a_uid_that_kinds_share_is_named_with_its_kind() -> None:
    """A bare uid that two conflicts have would write over both: it is wrong usage, and the message has both forms."""
    edited = [held("edited"), _held_source("edited")]
    with pytest.raises(UsageError, match="--force load: several conflicts have this uid") as raised:
        plan(SHARED, edited, force=("load",))
    assert raised.value.hint == "write --force dashboard/load or --force datasource/load"
    assert _written(edited, force=("datasource/load",)) == {"datasource"}
    assert _written(edited, force=("dashboard/load", "datasource/load")) == {"dashboard", "datasource"}
    foreign = [held("foreign"), _held_source("foreign")]
    with pytest.raises(UsageError, match="--take-over load: several conflicts"):
        plan(SHARED, foreign, take_over=("load",))
    assert _written(foreign, take_over=("dashboard/load",)) == {"dashboard"}


def test_a_bare_uid_is_enough_where_one_conflict_needs_the_option() -> None:
    """What asks for another option, or for none, is not meant."""
    assert _written([held("edited"), _held_source("foreign")], force=("load",)) == {"dashboard"}
    assert _written([held("foreign"), _held_source("edited")], take_over=("load",)) == {"dashboard"}
    assert _written([held("ours"), _held_source("edited")], force=("load",)) == {"dashboard", "datasource"}
    with pytest.raises(UsageError, match="--force dashboard/load: no conflict"):
        plan(SHARED, [held("ours"), _held_source("edited")], force=("dashboard/load",))


def test_an_option_that_resolves_one_of_two_conflicts_was_needed() -> None:
    """The edit is forced, and the title is taken all the same: the plan tells that, and not that nothing needed it."""
    other = Listed(kind="dashboard", uid="other", title="Weight", folder="shop")
    step = only_step([entry(title="Weight")], [held("edited")], listed=(other,), force=("load",))
    assert (step.action, step.way_out) == ("conflict", None)
    assert "its title is taken" in (step.reason or "")


def test_what_a_write_brings_with_it_is_told_with_the_changes() -> None:
    """And only where there is something to write."""
    there = attrs.evolve(held("ours", refresh="1m"), notes=("it is locked from then on",))
    assert only_step([entry(refresh="5m")], [there]).changes[-1] == "it is locked from then on"
    assert only_step([entry(refresh="1m")], [there]).changes == ()


SECRET: dict[str, Any] = {"secureJsonData": {"password": "$KEY"}}
PRESENT: dict[str, Any] = {"secrets": {"password": True}}


def _sends(hold: Whose, **choices: Any) -> Step:
    """The step of a datasource that is as in the code, and has its secret."""
    document = orjson.dumps({"name": "load", "type": "prometheus", **PRESENT})
    snapshot = Snapshot(held={("datasource", "load"): _held_source(hold, **PRESENT)})
    environment, decided = ENVIRONMENT, Choices(**choices)
    (step,) = make_plan(environment, [_source(**SECRET)], snapshot, form=lambda _: document, choices=decided).steps
    return step


@pytest.mark.parametrize("hold", ["ours", "edited"])
def test_secrets_alone_are_sent_again_to_what_is_ours(hold: Whose) -> None:
    """Also where somebody's edit is in the code by now: nothing would be lost."""
    assert _sends(hold).action == ("unchanged" if hold == "ours" else "adopt")
    step = _sends(hold, resend_secrets=True)
    assert (step.action, step.changes) == ("update", ("secret password  present, sent again",))


def test_secrets_are_not_sent_to_what_is_not_ours() -> None:
    """No change is no answer to whoever asked for them to be sent: it is a conflict until it is taken over."""
    assert _sends("foreign").action == "unchanged"
    step = _sends("foreign", resend_secrets=True)
    assert (step.action, step.way_out, step.changes) == ("conflict", "--take-over", ())
    assert step.reason is not None
    assert step.reason.endswith("; its secrets are not sent")
    assert _sends("foreign", resend_secrets=True, take_over=("load",)).action == "take over"
    assert _sends("managed", resend_secrets=True).action == "managed"


def _commands(made: Plan) -> list[str]:
    return re.findall("`(.*)`", plan_text(made))


def test_the_commands_that_resolve_conflicts_plan_the_same() -> None:
    """They name the kind where a bare uid would be wrong usage, and have the selection along."""
    edited = [held("edited"), _held_source("edited")]
    assert _commands(plan(SHARED, edited)) == [
        "grafmint sync --env prod --force dashboard/load --force datasource/load"
    ]
    # A bare uid would be one of two again for a run that is not told what to force as well.
    assert _commands(plan(SHARED, edited, force=("dashboard/load",))) == [
        "grafmint sync --env prod --force datasource/load"
    ]
    chosen = plan(SHARED, edited, select=selection(["dashboard/lo*", "folder:shop"]), resend_secrets=True)
    assert _commands(chosen) == [
        "grafmint sync --env prod --select 'dashboard/lo*' --select folder:shop --resend-secrets --force load"
    ]
    mixed = plan(SHARED, [held("foreign"), _held_source("edited")])
    assert _commands(mixed) == ["grafmint sync --env prod --force load", "grafmint sync --env prod --take-over load"]


def test_kinds_that_cannot_be_read_are_in_the_json_too() -> None:
    """No step speaks of them: without a word they would look as if they were done."""
    snapshot = Snapshot(held={}, unread=frozenset({"folder", "datasource"}))
    made = plan_of([entry(folder=None), _source()], snapshot)
    assert plan_json(made)["unread"] == ["datasource", "folder"]
    assert [step["kind"] for step in plan_json(made)["steps"]] == ["dashboard"]


def test_ours_without_code_is_told_and_kept() -> None:
    """What the code has no more is shown; what was never ours is not."""
    made = plan([entry()], [held("ours"), held("ours", "old"), held("foreign", "theirs")])
    assert [(step.uid, step.action) for step in made.steps] == [("load", "unchanged"), ("old", "stray")]
    assert made.is_empty
