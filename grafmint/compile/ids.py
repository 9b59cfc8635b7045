"""Ids: the numbers of one dashboard's panels and rows, which follow from their keys."""

import attrs

from grafmint.compile.problems import Problems
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row


@attrs.define
class Ids:
    """Fills up while a dashboard is written; a key or an id that is given twice is a problem of the second owner."""

    problems: Problems
    by_key: dict[str, int] = attrs.field(factory=dict, init=False)
    _keys: dict[int, str] = attrs.field(factory=dict, init=False)

    def give(self, key: str, id_: int, owner: Panel | Row) -> int:
        """Take in the id of a panel or a row, and give it back."""
        if key in self.by_key or not key.strip("/"):
            wrong = f"another one has the key {key!r}" if key in self.by_key else "its title makes no key"
            self.problems.add("duplicate-key", f"{_name(owner)}: {wrong}", owner, "write key=… in one of them")
        if isinstance(owner, Panel) and owner.renamed_from == key:
            way_out = "write the key that it had before, or leave it out"
            self.problems.add("renamed-from", f"{_name(owner)}: renamed_from is the key that it has", owner, way_out)
        if self._keys.get(id_, key) != key:
            message = f"{_name(owner)} has the id of {self._keys[id_]!r}"
            self.problems.add("duplicate-id", message, owner, _way_out(owner))
        self.by_key[key], self._keys[id_] = id_, key
        return id_


def _name(owner: Panel | Row) -> str:
    return f"{'row' if isinstance(owner, Row) else 'panel'} {owner.title!r}"


def _way_out(owner: Panel | Row) -> str:
    if isinstance(owner, Panel) and isinstance(owner.renamed_from, str):
        return f"renamed_from takes the id of {owner.renamed_from!r}: give the panel that has this key another one"
    return "write id=… in one of them"
