"""Ignored: fields that people may change, for which what the target has stands for what the code says.

So they are no difference, a write keeps them, and an edit of nothing else is no edit.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held

#: Stands for each item of a list.
EACH = "*"
# What tells the items of a list apart; without any of them it is their place.
_IDENTITIES = ("name", "id", "refId", "uid")
Keys = tuple[str, ...]


@attrs.frozen
class Ignored:
    """Fields of documents by kind, as the keys that lead to them."""

    fields: tuple[tuple[str, Keys], ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Ignored":
        """The fields that `KIND.KEY.KEY` stand for; what follows `*` is of every item of a list."""
        return cls(tuple((kind, tuple(keys)) for kind, *keys in (text.split(".") for text in texts)))

    def settled(self, entry: Entry, held: Held) -> tuple[Entry, Held]:
        """The entry, and what was written last, with these fields as the target has them now."""
        fields = [keys for kind, keys in self.fields if kind == entry.kind]
        if not fields or held.document == entry.document:
            return entry, held
        live = orjson.loads(held.document)
        entry = attrs.evolve(entry, document=_settled(entry.document, live, fields))
        if held.base is not None:
            base = attrs.evolve(held.base, document=_settled(held.base.document, live, fields))
            held = attrs.evolve(held, base=base)
        return entry, held


def _settled(document: bytes, live: Any, fields: Iterable[Keys]) -> bytes:
    settled = orjson.loads(document)
    for keys in fields:
        _take(settled, live, keys)
    return canonical(settled)


def _take(ours: Any, live: Any, keys: Keys) -> None:
    """Give `ours` what `live` has at the end of the keys, where both have the way that leads there."""
    key, rest = keys[0], keys[1:]
    if key == EACH:
        for mine, theirs in _pairs(ours, live) if rest else ():
            _take(mine, theirs, rest)
    elif isinstance(ours, dict) and isinstance(live, dict):
        if rest:
            _take(ours.get(key), live.get(key), rest)
        elif key in live:
            ours[key] = live[key]
        else:
            ours.pop(key, None)


def _pairs(ours: Any, live: Any) -> Iterator[tuple[Any, Any]]:
    """The items of two lists that are of one thing."""
    if isinstance(ours, list) and isinstance(live, list):
        there = {_identity(item, place): item for place, item in enumerate(live)}
        for place, item in enumerate(ours):
            identity = _identity(item, place)
            if identity in there:
                yield item, there[identity]


def _identity(item: Any, place: int) -> tuple[str, object]:
    if isinstance(item, dict):
        for key in _IDENTITIES:
            if isinstance(item.get(key), str | int):
                return key, item[key]
    return "place", place
