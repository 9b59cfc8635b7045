"""What becomes of a resource that the code has no more."""

from typing import Any

import attrs

from grafmint import Removed
from tests.matrix.cell import Cell
from tests.matrix.site import Code, Key, Site, actions, contents, done, failed, told


def delete(cell: Cell) -> None:
    """Without `--prune` it stays and is told of; with it, it goes, and nothing else."""
    cell.begin()
    _goes(cell, cell.site, cell.subject.without)


def delete_by_prefix(cell: Cell) -> None:
    """What nothing on it proves to be ours goes by a prefix that the environment declares, and else stays."""
    cell.begin()
    _stays(cell)
    _goes(cell, attrs.evolve(cell.site, prefix="own"), cell.subject.without)


def delete_by_removed(cell: Cell) -> None:
    """What nothing on it proves to be ours goes when the code says so, and else stays."""
    cell.begin()
    _stays(cell)
    _goes(cell, cell.site, _removed(cell))


def _removed(cell: Cell) -> Code:
    kind, uid = cell.key
    return (*cell.subject.without, Removed(kind, uid))  # type: ignore[arg-type]


def _stays(cell: Cell) -> None:
    before = cell.now()
    outcome = cell.site.sync(cell.subject.without, prune=True)
    assert (outcome.results, cell.now()) == ((), before)


def _goes(cell: Cell, site: Site, code: Code) -> None:
    before = cell.now()
    outcome = site.sync(code)
    assert (outcome.results, cell.now()) == ((), before)
    assert actions(outcome.plan)[cell.key] == "stray"
    site.done(code, prune=True)
    after = cell.now()
    assert cell.key not in after or _is_without_ours(after[cell.key])
    rest = {key for key in before if key not in after}
    assert rest <= {cell.key, *_groups(cell)}
    assert {key for key in after if key != cell.key and after[key] != before[key]} == set()


def _is_without_ours(tree: Any) -> bool:
    return "receiver" in tree and not tree.get("routes")


def _groups(cell: Cell) -> set[Key]:
    """The groups that go with the last of their rules."""
    return {key for key in contents(cell.site.grafana) if key[0] == "rule-group"} | {("rule-group", "shop/load")}


def delete_edited(cell: Cell) -> None:
    """What somebody has edited stays until `--force` says otherwise."""
    cell.begin()
    cell.subject.edit(cell.site)
    before = cell.now()
    outcome = cell.site.sync(cell.subject.without, prune=True)
    assert cell.now() == before
    assert told(outcome.plan) == {cell.key: "conflict"}
    kind, uid = cell.key
    cell.site.done(cell.subject.without, prune=True, force=(f"{kind}/{uid}",))
    assert cell.key not in cell.now()


def delete_raced(cell: Cell) -> None:
    """What somebody changes between the plan and the delete is not deleted."""
    cell.begin()
    site = attrs.evolve(cell.site, prefix="own")
    seen: dict[Key, Any] = {}

    def meanwhile() -> None:
        cell.subject.edit(site)
        seen.update(cell.now())

    code = _removed(cell) if cell.subject.has("delete by Removed", cell.profile) else cell.subject.without
    outcome = site.sync(code, between=meanwhile, prune=True)
    assert failed(outcome) == {cell.key}
    assert cell.now() == seen


def deleted_meanwhile(cell: Cell) -> None:
    """What somebody deletes between the plan and its delete is no error."""
    remove = cell.subject.remove
    assert remove is not None
    cell.begin()
    site = attrs.evolve(cell.site, prefix="own")
    outcome = site.sync(cell.subject.without, between=lambda: remove(cell.site), prune=True)
    assert (outcome.exit_code, done(outcome)) == (0, {cell.key})
    assert [each.step.uid for each in outcome.remarks] == [cell.key[1]]
    site.assert_settled(cell.subject.without, prune=True)
