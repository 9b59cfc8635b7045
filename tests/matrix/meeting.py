"""What somebody else does to a resource, before a run or in the middle of it."""

from typing import Any

import attrs

from tests.matrix.cell import FIRST, SECOND, Cell
from tests.matrix.site import actions, done, failed, told


def edited(cell: Cell) -> None:
    """What somebody has edited stays, is told of, and is written over with `--force` alone."""
    code = cell.begin()
    ours = cell.own()
    cell.subject.edit(cell.site)
    theirs = cell.own()
    assert theirs != ours
    outcome = cell.site.sync(code)
    if not cell.knows("edited"):
        assert outcome.exit_code == 0
        cell.site.assert_settled(code)
        return
    assert (outcome.results, told(outcome.plan), cell.own()) == ((), {cell.key: "conflict"}, theirs)
    # The code goes on, and the edit stays all the same.
    changed = cell.subject.whole(SECOND)
    assert cell.site.sync(changed).exit_code != 0
    assert cell.own() == theirs
    kind, uid = cell.key
    cell.site.done(changed, force=(f"{kind}/{uid}",))
    assert cell.own() != theirs


def moved_by_somebody(cell: Cell) -> None:
    """What somebody has put elsewhere stays there, is told of, and comes back with `--force` alone."""
    assert cell.subject.shift is not None
    code = cell.begin()
    ours = cell.own()
    cell.subject.shift(cell.site)
    theirs = cell.own()
    outcome = cell.site.sync(code)
    if not cell.knows("moved by somebody"):
        assert outcome.exit_code == 0
        cell.site.assert_settled(code)
        return
    assert (outcome.results, told(outcome.plan)[cell.key], cell.own()) == ((), "conflict", theirs)
    gone = cell.site.sync(cell.subject.without, prune=True)
    assert (gone.results, told(gone.plan), cell.own()) == ((), {cell.key: "conflict"}, theirs)
    kind, uid = cell.key
    cell.site.done(code, force=(f"{kind}/{uid}",))
    assert cell.own() != theirs
    assert type(cell.own()) is type(ours)


def raced(cell: Cell) -> None:
    """What somebody saves between the plan and its first step is not written over, and the next run tells of it."""
    cell.begin()
    seen: list[Any] = []

    def meanwhile() -> None:
        cell.subject.edit(cell.site)
        seen.append(cell.own())

    code = cell.subject.whole(SECOND)
    outcome = cell.site.sync(code, between=meanwhile)
    if not cell.knows("raced"):
        assert outcome.exit_code == 0
        cell.site.assert_settled(code)
        return
    assert failed(outcome) == {cell.key}
    assert [cell.own()] == seen
    if cell.knows("edited"):
        assert told(cell.site.plan(code)) == {cell.key: "conflict"}
    else:
        cell.site.done(code)


def taken_meanwhile(cell: Cell) -> None:
    """What another project makes under our uid between the plan and its first step is not written over."""
    others, seen = attrs.evolve(cell.site, project="theirs"), list[Any]()

    def meanwhile() -> None:
        assert cell.key in done(others.sync(cell.subject.whole(SECOND)))
        seen.append(cell.own())

    assert cell.site.sync(cell.subject.without).exit_code == 0
    outcome = cell.site.sync(cell.subject.whole(FIRST), between=meanwhile)
    assert cell.key in failed(outcome)
    assert [cell.own()] == seen


def another_projects(cell: Cell) -> None:
    """What another project has under our uid is left alone, whatever is forced."""
    others = attrs.evolve(cell.site, project="theirs")
    assert others.sync(cell.subject.whole(SECOND)).exit_code == 0
    before = cell.now()
    outcome = cell.site.sync(cell.subject.whole(FIRST))
    if not cell.knows("another project's"):
        return
    assert told(outcome.plan)[cell.key] in {"managed", "conflict"}
    assert cell.own() == before[cell.key]
    # Nor does it go when our code has it no more.
    gone = attrs.evolve(cell.site, prefix="own").sync(cell.subject.without, prune=True)
    assert gone.results == ()
    assert cell.own() == before[cell.key]


def copied(cell: Cell) -> None:
    """Somebody's copy, with our mark and tag, is never touched: not by a sync, nor when the original goes."""
    assert cell.subject.copy is not None
    code = cell.begin()
    before = set(cell.now())
    cell.subject.copy(cell.site)
    copies = {key: each for key, each in cell.now().items() if key not in before}
    assert copies
    cell.site.assert_settled(code, prune=True)
    cell.site.sync(cell.subject.whole(SECOND))
    site = attrs.evolve(cell.site, prefix="own")
    site.sync(cell.subject.without, prune=True)
    after = cell.now()
    assert cell.key not in after or cell.key == ("rule-group", "shop/load")
    assert {key: after.get(key) for key in copies} == copies


def gone(cell: Cell) -> None:
    """What somebody has deleted is made again."""
    assert cell.subject.remove is not None
    code = cell.begin()
    cell.subject.remove(cell.site)
    assert cell.key not in cell.now()
    outcome = cell.site.done(code)
    assert actions(outcome.plan)[cell.key] == "create"
    assert cell.key in cell.now()


def gone_meanwhile(cell: Cell) -> None:
    """What somebody deletes between the plan and its update is made again or told of, and the next run settles it."""
    remove = cell.subject.remove
    assert remove is not None
    cell.begin()
    code = cell.subject.whole(SECOND)
    outcome = cell.site.sync(code, between=lambda: remove(cell.site))
    is_told = cell.key in failed(outcome) or cell.key in {(each.step.kind, each.step.uid) for each in outcome.remarks}
    assert is_told
    cell.site.done(code)
    assert cell.key in cell.now()
