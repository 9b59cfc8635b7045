"""What waits for something that is on hold, and what stays with policies that are left as they are."""

from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.plan.awaiting import awaiting, staying
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Action, Step
from grafmint.render.plan import plan_text

WHY = "on hold until 2030-01-01: incident"


def step(action: Action, kind: Kind, uid: str, said: Any = None, *, folder: str | None = None, **held: Any) -> Step:
    """A step; `held` is what the target has, where it has anything."""
    entry = Entry(kind=kind, uid=uid, title=uid, folder=folder, document=canonical({"uid": uid, **(said or {})}))
    reason = WHY if action == "held" else "why"
    held_ = there(kind, uid, folder=folder, **held) if held else None
    return Step(action=action, kind=kind, uid=uid, title=uid, reason=reason, entry=entry, held=held_)


def there(kind: Kind, uid: str, **held: Any) -> Held:
    """What the target has."""
    fields = {"kind": kind, "uid": uid, "title": uid, "folder": None, "document": b"{}", "hold": "ours", "where": "x"}
    return Held(**{**fields, **held})


def rule(action: Action, uid: str, group: str, **held: Any) -> Step:
    """A rule of a group in the folder `f`."""
    return step(action, "alert-rule", uid, {"folderUID": "f", "ruleGroup": group}, folder="f", **held)


def group(name: str, **held: Any) -> Step:
    """A group that is to be made, or to be changed."""
    said = {"folderUid": "f", "title": name}
    return step("update" if held else "create", "rule-group", f"f/{name}", said, folder="f", **held)


def found(*steps: Step) -> dict[str, tuple[Action, str | None]]:
    """What becomes of them."""
    return {each.uid: (each.action, each.reason) for each in awaiting(steps)}


def test_what_lies_in_a_folder_that_is_not_made_waits() -> None:
    """And what is in a folder of that; the reason says which hold it is."""
    steps = [
        step("held", "folder", "top"),
        step("create", "folder", "below", folder="top"),
        step("create", "dashboard", "board", folder="below"),
        step("create", "dashboard", "other", folder="elsewhere"),
        step("unchanged", "dashboard", "same", folder="top"),
    ]
    assert found(*steps) == {
        "top": ("held", WHY),
        "below": ("held", f"needs folder 'top', which is {WHY}"),
        "board": ("held", f"needs folder 'below', which needs folder 'top', which is {WHY}"),
        "other": ("create", "why"),
        "same": ("unchanged", "why"),
    }


def test_a_folder_that_is_there_holds_nothing() -> None:
    """Only its own change waits; one that waits for its new uid is not there under that."""
    board = step("create", "dashboard", "board", folder="top")
    assert found(step("held", "folder", "top", where="x"), board)["board"] == ("create", "why")
    renamed = attrs.evolve(step("held", "folder", "before", where="x"), uid="top")
    assert found(renamed, board)["board"][0] == "held"


@pytest.mark.parametrize("missing", [True, False])
def test_a_dashboard_waits_for_its_library_panel(*, missing: bool) -> None:
    """A panel that shows nothing helps nobody in an incident; one that is there only waits for its own change."""
    panel = step("held", "library-panel", "served", **({} if missing else {"where": "x"}))
    board = step("create", "dashboard", "board", {"panels": [{"libraryPanel": {"uid": "served"}}]})
    other = step("create", "dashboard", "other", {"panels": [{"libraryPanel": {"uid": "another"}}]})
    after = found(panel, board, other)
    assert (after["board"][0], after["other"][0]) == ("held" if missing else "create", "create")


@pytest.mark.parametrize(
    ("rules", "waits"),
    [
        ([rule("held", "a", "g")], True),
        ([rule("held", "a", "g"), rule("create", "b", "g")], False),
        ([rule("held", "a", "g"), rule("update", "b", "h", where="x")], True),
        ([rule("held", "a", "h"), rule("create", "b", "g")], False),
        ([rule("held", "a", "g", where="x")], False),
    ],
)
def test_a_group_waits_for_its_first_rule(rules: list[Step], *, waits: bool) -> None:
    """One that is there, or gets another rule, does not."""
    assert (found(*rules, group("g"))["f/g"][0] == "held") == waits
    assert found(*rules, group("g", where="x"))["f/g"][0] == "update"


@pytest.mark.parametrize(
    ("missing", "said", "waits"),
    [
        (step("held", "contact-point", "a"), {"receiver": "a"}, True),
        (step("held", "contact-point", "a"), {"routes": [{"receiver": "b", "routes": [{"receiver": "a"}]}]}, True),
        (step("held", "contact-point", "a"), {"routes": [{"receiver": "b"}]}, False),
        (step("held", "mute-timing", "a"), {"routes": [{"mute_time_intervals": ["b", "a"]}]}, True),
        (step("held", "mute-timing", "a"), {"routes": [{"active_time_intervals": ["a"]}]}, True),
        (step("held", "mute-timing", "a"), {"receiver": "a"}, False),
        (step("held", "template", "a"), {"receiver": "a"}, False),
        (step("held", "contact-point", "a", hold="ours"), {"receiver": "a"}, False),
        (step("held", "contact-point", "a", hold="foreign"), {"receiver": "a"}, True),
        (step("held", "contact-point", "a", hold="foreign", shared=True), {"receiver": "a"}, False),
        (step("conflict", "contact-point", "a"), {"receiver": "a"}, False),
    ],
)
def test_policies_wait_for_what_they_name(missing: Step, said: Any, *, waits: bool) -> None:
    """Where it is not there, or its routes could not be told from those of others."""
    assert (found(missing, step("update", "policy", "policies", said, where="x"))["policies"][0] == "held") == waits


@pytest.mark.parametrize(
    ("action", "becomes"),
    [("held", "held"), ("conflict", "conflict"), ("managed", "conflict"), ("unchanged", "conflict")],
)
def test_what_stays_with_the_policies(action: Action, becomes: Action) -> None:
    """Deletes of what they name come to nothing while they are left as they are; others go on."""
    document = canonical({"routes": [{"receiver": "a", "mute_time_intervals": ["t"]}]})
    policies = step(action, "policy", "policies", document=document)
    going = [
        step("delete", "contact-point", "a"), step("delete", "mute-timing", "t"), step("delete", "contact-point", "b"),
        step("stray", "contact-point", "a"), step("delete", "template", "a"),
    ]  # fmt: skip
    going = [attrs.evolve(each, entry=None, held=there(each.kind, each.uid)) for each in going]
    actions = [becomes, becomes, "delete", "stray", "delete"]
    assert [each.action for each in staying(going, [policies])] == actions
    assert [each.action for each in staying([*going, policies], [])][: len(going)] == actions
    written = attrs.evolve(policies, action="update")
    assert staying(going, [written]) == staying(going, []) == going


def test_what_the_policies_keep_is_not_one_too_many() -> None:
    """No other `--max-delete` lets it go, so that none is named."""
    policies = step("unchanged", "policy", "policies", document=canonical({"routes": [{"receiver": "a"}]}))
    going = attrs.evolve(step("delete", "contact-point", "a"), entry=None, held=there("contact-point", "a"))
    (kept,) = staying([going], [policies])
    text = plan_text(Plan(environment="prod", root=Path("/project"), steps=(kept,)))
    assert "but kept: the notification policies name it" in text
    assert "--max-delete" not in text


ACTIONS: tuple[Action, ...] = ("create", "update", "held", "conflict", "unchanged")
BOARDS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.sampled_from("abcd"), st.booleans()), max_size=8)


@given(BOARDS)
def test_nothing_is_written_below_what_is_held_and_missing(drawn: list[tuple[Action, str, bool]]) -> None:
    """Whatever the order: after it nothing that writes needs what is not made, and only writes have changed."""
    names = "wxyzabcd"
    steps = [
        step(
            action, "folder", names[number], folder=None if number == 0 else parent, **({"where": "x"} if there else {})
        )
        for number, (action, parent, there) in enumerate(drawn)
    ]
    after = awaiting(steps)
    missing = {each.uid for each in after if each.action == "held" and each.held is None}
    assert not [each for each in after if each.writes and each.entry and each.entry.folder in missing]
    assert all(one == two or (one.writes and two.action == "held") for one, two in zip(steps, after, strict=True))
