"""Holding: what is on hold is left alone through its day, and told."""

from datetime import date
from typing import Any

import attrs
import pytest

from grafmint.bundle import Entry, Kind
from grafmint.environment import Hold
from grafmint.errors import ProjectError, UsageError
from grafmint.origin import Place
from grafmint.plan import Choices, Plan, Step, make_plan
from grafmint.plan.snapshot import Held, Listed
from tests.plan.scene import ENVIRONMENT, base, entry, held, snapshot_of

DAY = date(2026, 3, 1)
PLACE = Place(str(ENVIRONMENT.root / "grafmint.toml"), 12)


def hold(uid: str = "load", until: date = DAY) -> Hold:
    """Somebody's wish."""
    return Hold(uid=uid, until=until, reason="incident 12", place=PLACE)


def plan(code: list[Entry], there: list[Held], *holds: Hold, day: date = DAY, **choices: Any) -> Plan:
    """The plan on a day."""
    environment = attrs.evolve(ENVIRONMENT, holds=holds).on(day)
    snapshot = snapshot_of(there)
    chosen = Choices(**choices)
    return make_plan(environment, code, snapshot, form=lambda each: each.document, choices=chosen)


def only(*arguments: Any, **options: Any) -> Step:
    """The one step of such a plan."""
    (step,) = plan(*arguments, **options).steps
    return step


EDITED = held("edited", base=base(refresh="30s"), refresh="5m")
CASES = {
    "create": ([entry()], []),
    "update": ([entry(refresh="1m")], [held("ours")]),
    "conflict": ([entry(title="Weight", refresh="30s")], [EDITED]),
    "adopt": ([entry(refresh="5m")], [EDITED]),
    "stray": ([], [attrs.evolve(held("ours"), proof=True)]),
}


@pytest.mark.parametrize("action", CASES)
def test_what_would_happen_does_not(action: str) -> None:
    """Neither a write nor a refusal: it says until when and why."""
    code, there = CASES[action]
    assert only(code, there).action == action
    step = only(code, there, hold())
    assert (step.action, step.writes, step.way_out) == ("held", False, None)
    assert step.reason == "on hold until 2026-03-01: incident 12"
    assert plan(code, there, hold()).conflicts == ()


def test_it_is_not_deleted() -> None:
    """Not with `--prune` either, and it does not count among those that go."""
    there = [attrs.evolve(held("ours", uid), proof=True) for uid in ("load", "gone")]
    steps = {step.uid: step.action for step in plan([entry("stays")], there, hold(), prune=True, max_delete=1).steps}
    assert steps == {"stays": "create", "load": "held", "gone": "delete"}


@pytest.mark.parametrize(("day", "action"), [(date(2026, 3, 1), "held"), (date(2026, 3, 2), "update")])
def test_a_hold_ends_with_its_day(day: date, action: str) -> None:
    """Through that day it holds, and from the next one no more."""
    assert only([entry(refresh="1m")], [held("ours")], hold(), day=day).action == action


def test_what_would_not_be_written_is_not_told() -> None:
    """Where nothing differs nobody would be disturbed."""
    assert only([entry()], [held("ours")], hold()).action == "unchanged"


@pytest.mark.parametrize(("uid", "kind", "action"), [
    ("load", "dashboard", "held"),
    ("dashboard/load", "dashboard", "held"),
    ("folder/load", "dashboard", "create"),
    ("load", "datasource", "held"),
])  # fmt: skip
def test_a_hold_names_a_uid_or_a_kind_too(uid: str, kind: Kind, action: str) -> None:
    """As options do: a bare uid is of every kind."""
    other = attrs.evolve(entry("load", folder=None), kind="folder")
    code = [attrs.evolve(entry(folder=None), kind=kind), other]
    steps = {step.kind: step.action for step in plan(code, [], hold(uid)).steps}
    assert steps[kind] == action


def test_a_hold_on_nothing_is_an_error() -> None:
    """At its line, before anything is written; one that is over is no error."""
    with pytest.raises(ProjectError) as raised:
        plan([entry()], [], hold("laod"))
    (finding,) = raised.value.findings
    assert (finding.rule, finding.place) == ("idle-hold", PLACE.relative_to(ENVIRONMENT.root))
    assert "load" in (finding.hint or "")
    assert only([entry()], [], hold("laod"), day=date(2026, 3, 2)).action == "create"


def test_nothing_is_forced_through_a_hold() -> None:
    """What is on hold has no conflict that an option could resolve."""
    code, there = CASES["conflict"]
    with pytest.raises(UsageError) as raised:
        plan(code, there, hold(), force=("load",))
    assert raised.value.hint == "it is on hold until 2026-03-01: incident 12: no option passes over that"


def test_a_hold_on_what_others_have_there_is_none_on_nothing() -> None:
    """A sync leaves it alone anyway; an undoing or a backup that is put back would not."""
    theirs = Listed(kind="dashboard", uid="theirs", title="Theirs")
    snapshot = attrs.evolve(snapshot_of([]), listed=(theirs,))
    environment = attrs.evolve(ENVIRONMENT, holds=(hold("theirs"),))
    made = make_plan(environment, [], snapshot, form=lambda each: each.document, choices=Choices())
    assert made.steps == ()
