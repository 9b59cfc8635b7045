"""What the code does to a resource: it is made, changed, put elsewhere, renamed, or stays as it is."""

import attrs

from tests.matrix.cell import FIRST, SECOND, Cell
from tests.matrix.code import Said
from tests.matrix.site import Key, actions, done, told


def create(cell: Cell) -> None:
    """It is there, and the second sync has nothing to do."""
    assert cell.key not in cell.now() or cell.key[0] == "policy"
    outcome = cell.site.done(cell.subject.whole(FIRST))
    assert cell.key in done(outcome)
    assert cell.key in cell.now()


def update(cell: Cell) -> None:
    """It is otherwise afterwards, nothing else is, and the second sync has nothing to do."""
    cell.begin()
    before = cell.now()
    outcome = cell.site.done(cell.subject.whole(SECOND))
    assert set(actions(outcome.plan)) == {cell.key}
    after = cell.now()
    # A group is in the documents of its rules as well.
    assert {key for key in before | after if before.get(key) != after.get(key)} == {cell.key}


def move(cell: Cell) -> None:
    """It lies elsewhere and is the same, and the second sync has nothing to do."""
    cell.begin()
    outcome = cell.site.done(cell.subject.whole(Said(folder="other")))
    assert actions(outcome.plan)[cell.key] == "update"
    assert cell.key in cell.now()


def rename(cell: Cell) -> None:
    """It has its new uid, nothing has the old one, and the second sync has nothing to do."""
    cell.begin()
    others = {key: each for key, each in cell.now().items() if "own" not in key[1]}
    renamed = Said(uid="own-2", before="own")
    outcome = cell.site.done(cell.subject.whole(renamed))
    assert actions(outcome.plan)[cell.subject.key(renamed)] == "rename"
    after = cell.now()
    assert cell.subject.key(renamed) in after
    assert cell.key not in after
    assert {key for key in after if key not in others} <= {("folder", "own-2"), *_keys(cell, renamed)}
    assert set(others) <= set(after)


def _keys(cell: Cell, said: Said) -> set[Key]:
    return {(step.kind, step.uid) for step in cell.site.plan(cell.subject.whole(said)).steps}


def rename_edited(cell: Cell) -> None:
    """What somebody has edited keeps its uid until `--force` says otherwise."""
    cell.begin()
    cell.subject.edit(cell.site)
    before = cell.own()
    renamed = Said(uid="own-2", before="own")
    code = cell.subject.whole(renamed)
    outcome = cell.site.sync(code)
    if not cell.knows("rename edited"):
        assert cell.key not in cell.now()
        return
    assert cell.own() == before
    assert cell.subject.key(renamed) in told(outcome.plan)
    kind, uid = cell.subject.key(renamed)
    cell.site.done(code, force=(f"{kind}/{uid}",))
    assert cell.key not in cell.now()


def unchanged(cell: Cell) -> None:
    """Whatever is asked for beside, nothing is written."""
    code = cell.begin()
    before = cell.now()
    attrs.evolve(cell.site, prefix="own").assert_settled(code, prune=True)
    assert cell.now() == before
