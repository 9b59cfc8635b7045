"""Ids: the numbers of one dashboard's panels and rows, which follow from their keys."""

import attrs

from grafmint._unset import Unset
from grafmint.compile.problems import Problems
from grafmint.model.key import id_of
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row


@attrs.define
class Ids:
    """Fills up while a dashboard is written; a key or an id that is given twice is a problem of the second owner."""

    problems: Problems
    by_key: dict[str, int] = attrs.field(factory=dict, init=False)
    _keys: dict[int, str] = attrs.field(factory=dict, init=False)

    def give(self, key: str, pinned: int | Unset, owner: Panel | Row) -> int:
        """The id of a panel or a row: the pinned one, or that of its key."""
        if key in self.by_key or not key.strip("/"):
            wrong = f"another one has the key {key!r}" if key in self.by_key else "its title makes no key"
            self.problems.add("duplicate-key", f"{_name(owner)}: {wrong}", owner, "write key=… in one of them")
        id_ = id_of(key) if isinstance(pinned, Unset) else pinned
        if self._keys.get(id_, key) != key:
            message = f"{_name(owner)} has the id of {self._keys[id_]!r}"
            self.problems.add("duplicate-id", message, owner, "write id=… in one of them")
        self.by_key[key], self._keys[id_] = id_, key
        return id_


def _name(owner: Panel | Row) -> str:
    return f"{'row' if isinstance(owner, Row) else 'panel'} {owner.title!r}"
