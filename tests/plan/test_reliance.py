"""What comes to nothing, or loses its data, while others are left alone."""

from datetime import date
from typing import Any

import attrs
import pytest

from grafmint.bundle import Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.environment import Hold
from grafmint.origin import Place
from grafmint.plan import Choices, Plan, make_plan
from grafmint.plan.snapshot import Held, Listed, Snapshot
from grafmint.plan.uses import naming
from tests.plan.scene import ENVIRONMENT

HOLD = Hold(uid="load", until=date.max, reason="incident", place=Place("grafmint.toml", 1))


def board(source: str, uid: str = "load", folder: str = "shop", **said: Any) -> Entry:
    """A dashboard that asks a datasource."""
    panel = {"id": 1, "type": "stat", "title": "Up", "datasource": {"type": "prometheus", "uid": source}}
    document = canonical({"uid": uid, "title": uid.title(), "panels": [panel], **said})
    return Entry(kind="dashboard", uid=uid, title=uid.title(), folder=folder, document=document)


def source(uid: str = "new", renamed_from: str | None = None) -> Entry:
    """A datasource."""
    document = canonical({"uid": uid, "name": "metrics", "type": "prometheus"})
    return Entry(kind="datasource", uid=uid, title="metrics", document=document, renamed_from=renamed_from)


def folder(uid: str = "new", renamed_from: str | None = None) -> Entry:
    """A folder."""
    document = canonical({"uid": uid, "title": "Shop"})
    return Entry(kind="folder", uid=uid, title="Shop", document=document, renamed_from=renamed_from)


def held(entry: Entry, **said: Any) -> Held:
    """What a sync of ours has written of an entry."""
    given: dict[str, Any] = {"hold": "ours", "where": "in Grafana", "version": 1, "proof": True, **said}
    return Held(
        kind=entry.kind, uid=entry.uid, title=entry.title, folder=entry.folder, document=entry.document, **given
    )


def planned(
    entries: list[Entry], there: dict[tuple[Kind, str], Held], *listed: Listed, hold: bool = False, **choices: Any
) -> Plan:
    """The plan, with a hold on the dashboard where that is said."""
    environment = attrs.evolve(ENVIRONMENT, holds=(HOLD,) if hold else ())
    index = (Listed(kind="folder", uid="shop", title="Shop"), *listed)
    snapshot = Snapshot(held=there, listed=index)
    return make_plan(environment, entries, snapshot, form=lambda each: each.document, choices=Choices(**choices))


def actions(plan: Plan) -> dict[str, str]:
    """What happens to each."""
    return {f"{step.kind} {step.uid}": step.action for step in plan.steps}


def test_a_board_waits_for_its_datasource() -> None:
    """Without it there is no data: the one that is there now stays what it asks."""
    taken = Listed(kind="datasource", uid="old", title="metrics")
    there: dict[tuple[Kind, str], Held] = {("dashboard", "load"): held(board("old"))}
    plan = planned([source(), board("new")], there, taken)
    assert actions(plan) == {"datasource new": "conflict", "dashboard load": "conflict"}
    assert plan.steps[1].reason == "it uses datasource 'new', which is not there and is not made now"


def test_what_replaces_a_datasource_in_conflict_deletes_it_not() -> None:
    """A uid that was mapped anew without `renamed_from`: pruned, there would be none at all."""
    old = attrs.evolve(source("old"), title="metrics")
    there: dict[tuple[Kind, str], Held] = {("datasource", "old"): held(old), ("dashboard", "load"): held(board("old"))}
    taken = Listed(kind="datasource", uid="old", title="metrics")
    plan = planned([source(), board("new")], there, taken, prune=True)
    assert actions(plan)["datasource old"] == "conflict"
    assert not plan.writes


@pytest.mark.parametrize("hold", [True, False])
def test_a_datasource_keeps_its_uid_while_a_board_goes_on_using_it(*, hold: bool) -> None:
    """The board is on hold, or in conflict: it would name a datasource that is gone."""
    edited = held(board("old", refresh="5m"), hold="ours" if hold else "edited")
    there: dict[tuple[Kind, str], Held] = {
        ("datasource", "new"): held(source("old")),
        ("dashboard", "load"): edited,
    }
    plan = planned([source(renamed_from="old"), board("new")], there, hold=hold)
    assert set(actions(plan).values()) == {"held" if hold else "conflict"}
    used = "is used under its old uid by dashboard 'load', which is on hold until 9999-12-31: incident"
    left = "dashboard 'load' uses it under its old uid and is left alone"
    assert plan.steps[0].reason == (used if hold else left)


def test_a_datasource_is_renamed_with_the_boards_that_use_it() -> None:
    """Where all of them are written in the same run."""
    there: dict[tuple[Kind, str], Held] = {
        ("datasource", "new"): held(source("old")),
        ("dashboard", "load"): held(board("old")),
    }
    plan = planned([source(renamed_from="old"), board("new")], there)
    assert actions(plan) == {"datasource new": "rename", "dashboard load": "update"}


def test_a_folder_keeps_its_uid_while_a_board_in_it_is_on_hold() -> None:
    """Otherwise its next plan would call the move somebody's edit."""
    there: dict[tuple[Kind, str], Held] = {
        ("folder", "new"): held(folder("shop")),
        ("dashboard", "load"): held(board("metrics", refresh="5m")),
    }
    entries = [folder(renamed_from="shop"), board("metrics", folder="new")]
    assert actions(planned(entries, there)) == {"folder new": "rename", "dashboard load": "update"}
    assert actions(planned(entries, there, hold=True)) == {"folder new": "held", "dashboard load": "held"}


def test_its_own_uid_names_nothing() -> None:
    """A dashboard may have the uid of a datasource."""
    asks = naming("datasource", "prometheus")
    assert not asks(board("other", "prometheus").document)
    assert asks(board("prometheus", "other").document)
