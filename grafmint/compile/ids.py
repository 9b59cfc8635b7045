"""Ids: the numbers of one dashboard's panels and rows, which follow from their keys."""

import attrs

from grafmint._unset import Unset
from grafmint.compile.keyed import Keyed, told_apart, twice, with_key
from grafmint.compile.problems import Problems
from grafmint.model.key import slug
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row


@attrs.define
class Ids:
    """Fills up while a dashboard is written; a key or an id that is given twice is a problem of the second owner."""

    problems: Problems
    by_key: dict[str, int] = attrs.field(factory=dict, init=False)
    _keys: dict[int, str] = attrs.field(factory=dict, init=False)
    _owners: dict[str, Keyed] = attrs.field(factory=dict, init=False)

    def give(self, key: str, id_: int, owner: Panel | Row, row: Row | None = None) -> int:
        """Take in the id of a row, or of a panel in a row, and give it back."""
        self._keep(Keyed(key, owner, row))
        if isinstance(owner, Panel) and owner.renamed_from == key:
            way_out = "write the key that it had before, or leave it out"
            self.problems.add("renamed-from", f"{_name(owner)}: renamed_from is the key that it has", owner, way_out)
        if self._keys.get(id_, key) != key:
            message = f"{_name(owner)} has the id of {self._keys[id_]!r}"
            self.problems.add("duplicate-id", message, owner, _way_out(owner))
        self.by_key[key], self._keys[id_] = id_, key
        return id_

    def _keep(self, keyed: Keyed) -> None:
        before, owner = self._owners.setdefault(keyed.key, keyed), keyed.owner
        if isinstance(owner.key, Unset) and not slug(owner.title):
            way_out = with_key("give it a title with letters or digits", owner)
            self.problems.add("duplicate-key", f"{_name(owner)}: its title makes no key", owner, way_out)
        # Panels of two rows that have one key are told by their rows.
        elif before is not keyed and before.row is keyed.row:
            message, way_out = twice(before, keyed), told_apart(before, keyed)
            self.problems.add("duplicate-key", message, owner, way_out, other=before.owner)


def _name(owner: Panel | Row) -> str:
    return f"{'row' if isinstance(owner, Row) else 'panel'} {owner.title!r}"


def _way_out(owner: Panel | Row) -> str:
    if isinstance(owner, Panel) and isinstance(owner.renamed_from, str):
        return f"renamed_from takes the id of {owner.renamed_from!r}: give the panel that has this key another one"
    return "write id=… in one of them"
