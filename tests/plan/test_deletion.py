"""Deletion: what the code has no more goes only with proof, untouched, asked for, and a few at a time."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grafmint.bundle import KINDS, Kind, Removed
from grafmint.errors import UsageError
from grafmint.origin import Place
from grafmint.plan import Choices, Plan, Step, make_plan
from grafmint.plan.snapshot import Held, Listed, Whose
from grafmint.render.plan import plan_text
from grafmint.selection import selection
from tests.plan.scene import ENVIRONMENT, base, entry, held, snapshot_of

STAYS = entry("stays")
HERE = Place(str(ENVIRONMENT.root / "boards.py"), 7)


def ours(uid: str = "gone", hold: Whose = "ours", kind: Kind = "dashboard", **said: Any) -> Held:
    """One that a sync wrote, with proof unless it is said otherwise."""
    made = held(hold, uid, base=base(refresh="30s") if hold == "edited" else None)
    return attrs.evolve(made, kind=kind, **{"proof": True, **said})


def plan(there: Iterable[Held], *, prefix: str | None = None, removed: Iterable[Removed] = (), **choices: Any) -> Plan:
    """The plan of a code that defines one dashboard, which is there too."""
    return make_plan(
        attrs.evolve(ENVIRONMENT, uid_prefix=prefix),
        [STAYS],
        snapshot_of((held("ours", "stays"), *there)),
        form=lambda each: each.document,
        choices=Choices(**choices),
        removed=tuple(removed),
    )


def gone(*there: Held, **options: Any) -> Step:
    """What such a plan does with the first of these."""
    kind, uid = there[0].kind, there[0].uid
    return next(step for step in plan(there, **options).steps if (step.kind, step.uid) == (kind, uid))


def test_what_is_provably_ours_goes_when_asked() -> None:
    """With `--prune` alone; without, it is left and says how it goes."""
    assert gone(ours(), prune=True).action == "delete"
    left = gone(ours())
    assert (left.action, left.writes, left.reason) == ("stray", False, "not in the code; --prune removes it")


@pytest.mark.parametrize("hold", ["foreign", "managed"])
def test_what_is_not_ours_is_not_even_listed(hold: Whose) -> None:
    """Whatever proof it seems to bear, and whatever is forced: a copy keeps our tag."""
    there = [ours(hold=hold)]
    assert [step.uid for step in plan(there, prune=True).steps] == ["stays"]
    with pytest.raises(UsageError):
        plan(there, prune=True, force=("gone",))
    with pytest.raises(UsageError):
        plan(there, prune=True, take_over=("gone",))


@pytest.mark.parametrize("kind", ["folder", "contact-point", "mute-timing", "template"])
def test_without_proof_nothing_goes(kind: Kind) -> None:
    """It says what would remove it: a declaration of its uid, or of how all of ours begin."""
    step = gone(ours(kind=kind, proof=False), prune=True)
    assert (step.action, f'Removed("{kind}", "gone")' in (step.reason or "")) == ("stray", True)
    assert gone(ours(kind=kind, proof=False), prune=True, prefix="go").action == "delete"
    assert gone(ours(kind=kind, proof=False), prune=True, prefix="og").action == "stray"


def test_what_the_code_says_is_to_go_goes() -> None:
    """By its kind and uid, with the place that says so; one of another kind stays."""
    step = gone(ours(kind="folder", proof=False), removed=[Removed(kind="folder", uid="gone", place=HERE)], prune=True)
    assert (step.action, step.place) == ("delete", HERE)
    other = gone(ours(kind="folder", proof=False), removed=[Removed(kind="template", uid="gone")], prune=True)
    assert other.action == "stray"


@pytest.mark.parametrize("hold", ["foreign", "managed"])
@pytest.mark.parametrize("prune", [True, False])
def test_what_the_code_says_is_to_go_and_is_not_ours_is_told(hold: Whose, prune: bool) -> None:
    """A word in the code takes nothing away from others, and is not passed over either."""
    step = gone(ours(hold=hold), removed=[Removed(kind="dashboard", uid="gone")], prune=prune)
    assert (step.action, step.way_out, "not ours" in (step.reason or "")) == ("conflict", None, True)


def test_an_edit_is_a_conflict() -> None:
    """Somebody worked on it since: it goes only when it is named."""
    step = gone(ours(hold="edited"), prune=True)
    assert (step.action, step.way_out) == ("conflict", "--force")
    assert (step.reason or "").startswith("not in the code, and edited since the last sync: in Grafana")
    forced = gone(ours(hold="edited"), prune=True, force=("gone",))
    assert (forced.action, forced.reason) == ("delete", "forced: not in the code, and edited since the last sync")


def test_a_save_that_changed_nothing_is_no_edit() -> None:
    """Nobody's work would be lost; nor is it where only fields differ that people may change."""
    saved = ours(hold="edited", base=base())
    assert gone(saved, prune=True).action == "delete"
    fields = attrs.evolve(ENVIRONMENT, ignore=("dashboard.refresh",))
    edited = ours(hold="edited")
    for environment, expected in ((fields, "delete"), (ENVIRONMENT, "conflict")):
        made = make_plan(
            environment,
            [STAYS],
            snapshot_of((held("ours", "stays"), edited)),
            form=lambda each: each.document,
            choices=Choices(prune=True),
        )
        assert made.steps[-1].action == expected


def test_an_edit_is_told_before_anybody_prunes() -> None:
    """A plan without --prune says what a prune would do."""
    assert "edited since the last sync, so that --prune leaves it alone" in (gone(ours(hold="edited")).reason or "")


def test_what_stands_in_the_way_of_its_replacement_is_kept() -> None:
    """A uid that was changed without `renamed_from`: the new one waits for the old one's title, and neither is lost."""
    old = ours("old")
    index = (Listed(kind="dashboard", uid="old", title="Load", folder="shop"),)
    made = make_plan(
        ENVIRONMENT,
        [entry("new")],
        attrs.evolve(snapshot_of([old]), listed=(*snapshot_of([old]).listed, *index), unique_titles=True),
        form=lambda each: each.document,
        choices=Choices(prune=True),
    )
    assert {step.uid: step.action for step in made.steps} == {"new": "conflict", "old": "conflict"}
    assert "but kept: dashboard 'new' is to have its name" in (made.steps[-1].reason or "")
    assert 'renamed_from="old"' in (made.steps[0].reason or "")


def test_forcing_what_needs_it_not_is_a_usage_error() -> None:
    """Of what is left because nobody asked to prune, and of what goes without it."""
    for choices in ({"prune": True}, {}):
        with pytest.raises(UsageError):
            gone(ours(), force=("gone",), **choices)
    with pytest.raises(UsageError):
        gone(ours(hold="edited"), force=("gone",))


@pytest.mark.parametrize("kind", ["dashboard", "datasource", "library-panel", "alert-rule"])
def test_a_declaration_proves_nothing_where_there_is_room_for_a_mark(kind: Kind) -> None:
    """Neither a prefix nor Removed stands for the mark that it would bear if it were ours."""
    unproven = attrs.evolve(ours("plat-gone", "edited", kind), proof=False)
    step = gone(unproven, prefix="plat-", removed=[Removed(kind=kind, uid="plat-gone")], prune=True)
    assert step.action == "stray"
    assert "delete it in Grafana" in (step.reason or "")


def test_what_is_left_can_be_selected_alone() -> None:
    """A selection that fits nothing of the code but something of the target is none that fits nothing."""
    step = gone(ours("gone"), ours("other"), select=selection(["dashboard/gone"]), prune=True)
    assert (step.action, step.uid) == ("delete", "gone")


def test_what_stands_against_it_keeps_it() -> None:
    """All of it is named, no option passes over it, and without `--prune` it is told as well."""
    kept = ("holds dashboard 'x', which is not ours", "and 2 more")
    for there in (ours(kept=kept), ours(hold="edited", kept=kept)):
        step = gone(there, prune=True)
        assert (step.action, step.way_out) == ("conflict", None)
        assert all(line in (step.reason or "") for line in kept)
        with pytest.raises(UsageError):
            gone(there, prune=True, force=("gone",))
    left = gone(ours(kept=kept))
    assert all(line in (left.reason or "") for line in kept)
    assert "--prune removes it" not in (left.reason or "")


@pytest.mark.parametrize(("text", "is_meant"), [("dashboard/*", True), ("dashboard/st*", False), ("folder:shop", True)])
def test_only_the_selection_is_meant(text: str, is_meant: bool) -> None:
    """What lies outside is neither deleted nor listed."""
    uids = [step.uid for step in plan([ours()], prune=True, select=selection([text])).steps]
    assert ("gone" in uids) == is_meant


def test_children_go_before_their_parents() -> None:
    """In the reverse of the order in which they are made, and after all that is written."""
    there = [ours(f"u-{kind}", kind=kind) for kind in KINDS if kind not in ("policy", "dashboard")]
    steps = plan(there, prune=True, max_delete=100).steps
    going = [step.kind for step in steps if step.action == "delete"]
    assert going == sorted(going, key=lambda kind: -KINDS.index(kind))
    assert steps[0].uid == "stays"


@settings(deadline=None)
@given(
    count=st.integers(min_value=0, max_value=30),
    others=st.integers(min_value=0, max_value=200),
    limit=st.none() | st.integers(min_value=0, max_value=30),
)
@example(count=6, others=44, limit=None)
def test_more_than_so_many_never_go(count: int, others: int, limit: int | None) -> None:
    """All or none: a tenth of what is managed and at least five, or what is said; the rest of the plan goes on."""
    there = [ours(f"gone-{number}") for number in range(count)]
    code = [entry(f"there-{number}", refresh="5m") for number in range(others + 1)]
    found = snapshot_of((*there, *(held("ours", each.uid) for each in code)))
    choices = Choices(prune=True, max_delete=limit)
    made = make_plan(ENVIRONMENT, code, found, form=lambda each: each.document, choices=choices)
    allowed = limit if limit is not None else max(5, -(-len(found.held) // 10))
    assert made.count("delete") == (count if count <= allowed else 0)
    assert made.count("conflict") == count - made.count("delete")
    assert made.count("update") == len(code)


def test_too_many_say_both_numbers_and_how_they_go() -> None:
    """What is in conflict for itself is not counted, and keeps its own reason."""
    there = [ours(f"gone-{number}") for number in range(7)]
    text = plan_text(plan([*there, ours("edited", "edited")], prune=True, select=selection(["dashboard/*"])))
    assert text.count("not deleted: 7 of 9 managed would be deleted, and --max-delete allows 5") == 7
    again = "--env prod --select 'dashboard/*' --prune"
    assert f"`grafmint sync {again} --max-delete 7`" in text
    assert f"`grafmint sync {again} --force edited`" in text
    assert "--max-delete" not in plan_text(plan(there[:5], prune=True))


def test_the_limit_is_kept_in_the_way_out() -> None:
    """The command that resolves a conflict plans the same as the one that met it."""
    text = plan_text(plan([ours("edited", "edited")], prune=True, max_delete=3))
    assert "`grafmint sync --env prod --prune --max-delete 3 --force edited`" in text


def test_a_code_that_defines_nothing_deletes_nothing() -> None:
    """That is more often a wrong `modules` than a wish; without `--prune` it is shown."""
    snapshot = snapshot_of([ours()])

    def empty(**choices: Any) -> Plan:
        choices_ = Choices(**choices)
        return make_plan(ENVIRONMENT, [], snapshot, form=lambda each: each.document, choices=choices_)

    assert empty().count("stray") == 1
    with pytest.raises(UsageError, match="would delete everything"):
        empty(prune=True)


def test_paths_do_not_matter_to_a_plan() -> None:
    """A step without a place, as most deletes are, is told without one."""
    made = attrs.evolve(plan([ours()], prune=True), root=Path("/elsewhere"))
    assert '- delete     dashboard   gone  "Load"\n' in plan_text(made)
