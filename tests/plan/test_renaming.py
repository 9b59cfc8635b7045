"""Renaming in a plan: what is held under the uid that it had before."""

from datetime import date
from typing import Any

import attrs
import pytest

from grafmint.bundle import Entry
from grafmint.environment import Hold as Wish
from grafmint.errors import UsageError
from grafmint.origin import Place
from grafmint.plan import Choices, Plan, make_plan
from grafmint.plan.snapshot import Held, Listed, Snapshot, Whose
from tests.plan.scene import ENVIRONMENT, base, entry, held, plan_of

INDEX = (Listed(kind="folder", uid="shop", title="Shop"),)


def planned(*entries: Entry, there: tuple[Held, ...] = (), listed: tuple[Listed, ...] = (), **choices: Any) -> Plan:
    """The plan where the first entry is there under another uid."""
    first = entries[0]
    found = {(each.kind, each.uid): each for each in there[1:]} | {(first.kind, first.uid): there[0]}
    snapshot = Snapshot(held=found, listed=(*INDEX, *listed), unique_titles=True)
    return plan_of(list(entries), snapshot, **choices)


def test_it_is_renamed_and_says_so_first() -> None:
    """What else changes comes after that, and what is lost; nothing is a stray."""
    old = attrs.evolve(held("ours", refresh="1m"), lost=("its stars are lost",))
    found = planned(entry("new", refresh="5m"), there=(old,))
    [step] = found.steps
    assert (step.action, step.uid, step.writes) == ("rename", "new", True)
    assert step.changes == ("uid  load → new", "refresh  1m → 5m", "its stars are lost")


@pytest.mark.parametrize(("hold", "option"), [("edited", "--force"), ("foreign", "--take-over")])
def test_what_would_be_lost_is_a_conflict(hold: Whose, option: str) -> None:
    """Resolved by the new uid, not the old one."""
    there = (held(hold, base=base() if hold == "edited" else None, refresh="1m"),)
    [step] = planned(entry("new"), there=there).steps
    assert (step.action, step.way_out) == ("conflict", option)
    name = "force" if hold == "edited" else "take_over"
    new: dict[str, Any] = {name: ("new",)}
    [step] = planned(entry("new"), there=there, **new).steps
    assert step.writes
    old: dict[str, Any] = {name: ("load",)}
    with pytest.raises(UsageError):
        planned(entry("new"), there=there, **old)


def test_what_somebody_else_manages_is_left_alone() -> None:
    """Whatever uid the code wants for it."""
    assert planned(entry("new"), there=(held("managed"),)).steps[0].action == "managed"


def test_what_stands_against_it_is_named() -> None:
    """And nothing forces it."""
    old = attrs.evolve(held("ours"), kept=("alert rule 'x' stays behind",))
    [step] = planned(entry("new"), there=(old,)).steps
    assert (step.action, step.reason, step.way_out) == ("conflict", "not renamed: alert rule 'x' stays behind", None)


@pytest.mark.parametrize("uid", ["load", "new", "dashboard/load"])
def test_a_hold_on_either_uid_holds(uid: str) -> None:
    """Whoever works on it knows it by the one that it has."""
    wish = Wish(uid=uid, until=date(2999, 1, 1), reason="incident", place=Place("grafmint.toml", 1))
    environment = attrs.evolve(ENVIRONMENT, holds=(wish,))
    snapshot = Snapshot(held={("dashboard", "new"): held("ours")}, listed=INDEX)
    made = make_plan(environment, [entry("new")], snapshot, form=lambda each: each.document, choices=Choices())
    assert made.steps[0].action == "held"


def test_boards_wait_for_a_folder_that_cannot_be_renamed() -> None:
    """It is there under its old uid only; once it is renamed, they are written."""
    folder = Entry(kind="folder", uid="store", title="Shop", document=b'{"title":"Shop"}')
    there = Held(
        kind="folder", uid="shop", title="Shop", folder=None, document=folder.document, hold="ours", where="in Grafana"
    )
    listed = (Listed(kind="folder", uid="store", title="Shop"),)
    fine = planned(folder, entry(folder="store"), there=(there,), listed=listed)
    assert [each.action for each in fine.steps] == ["rename", "create"]
    kept = attrs.evolve(there, kept=("no",))
    stuck = planned(folder, entry(folder="store"), there=(kept,), listed=listed)
    assert [each.action for each in stuck.steps] == ["conflict", "conflict"]
    assert stuck.steps[1].reason == "its folder 'store' does not exist, and is in conflict itself"
