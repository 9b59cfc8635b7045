"""Former: what a server has under the uids that resources of the code had before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import attrs

from grafmint.bundle import Bundle, Entry, shown
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.renaming import is_renamed, under
from grafmint.plan.snapshot import Held, Listed
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.renames.price import Price
from grafmint.target.server.renames.unfinished import left_over


@attrs.frozen(kw_only=True)
class Formers:
    """The entries that had another uid, by kind and that uid; `moving` are those that are there under it only.

    `listed` is all that is on the server, with the alert rules where we see them.
    """

    kinds: Kinds
    bundle: Bundle
    listed: tuple[Listed, ...]
    sees_rules: bool
    entries: Mapping[Key, Entry]
    moving: Mapping[Key, Entry]

    @classmethod
    def of(cls, kinds: Kinds, bundle: Bundle, listed: tuple[Listed, ...], *, sees_rules: bool) -> "Formers":
        """Those of a bundle, by all that is on the server."""
        entries = {(entry.kind, entry.renamed_from): entry for entry in bundle if entry.renamed_from is not None}
        there = {key_of(each) for each in listed} if entries else set()
        moving = {key: entry for key, entry in entries.items() if key in there and _key(entry) not in there}
        return cls(kinds=kinds, bundle=bundle, listed=listed, sees_rules=sees_rules, entries=entries, moving=moving)

    def reads(self, wanted: Iterable[Entry]) -> Iterator[tuple[Key, Callable[[], Held | None]]]:
        """How each of them that is wanted is read where it is."""
        keys = set(map(_key, wanted))
        for (kind, uid), entry in self.moving.items():
            if _key(entry) in keys:
                yield (kind, uid), partial(self.kinds.by_name[kind].read, uid, under(entry, uid))

    def placed(self, held: Mapping[Key, Held], choices: Choices) -> dict[Key, Held]:
        """What was read, under the uids that it is to have, and with what that costs it."""
        price = Price(
            kinds=self.kinds,
            bundle=self.bundle,
            choices=choices,
            held=held,
            listed=self.listed,
            sees_rules=self.sees_rules,
            former=self.moving,
        )
        found = dict(held)
        for key, entry in self.entries.items():
            former, own = found.pop(key, None), found.get(_key(entry))
            if former is not None and own is None:
                moves = key in self.moving
                found[_key(entry) if moves else key] = price.of(former, entry) if moves else former
            elif own is not None:
                found[_key(entry)] = own = self._with_copies(own, entry, former, price)
                if former is not None and not own.copies:
                    found[key] = _beside(former, own)
        return found

    def renamed(self, held: Mapping[Key, Held]) -> Iterator[Listed]:
        """The index once they are renamed: what only gets another uid is in nobody's way."""
        uids = {(each.kind, each.uid): uid for (_, uid), each in held.items() if is_renamed(each, uid)}
        for each in self.listed:
            uid = uids.get(key_of(each))
            yield each if uid is None else attrs.evolve(each, uid=uid)

    def _with_copies(self, own: Held, entry: Entry, former: Held | None, price: Price) -> Held:
        """What has its new uid, with what an interrupted rename has left beside it."""
        if own.hold != "ours":
            return own
        left = self._left_empty(entry, price) if own.kind == "folder" else left_over(self.kinds, entry, former)
        return attrs.evolve(own, copies=(*own.copies, *left))

    def _left_empty(self, entry: Entry, price: Price) -> Iterator[str]:
        """A folder holds no mark: one beside it that all leave is what it has taken the place of."""
        is_there = any((each.kind, each.uid) == ("folder", entry.renamed_from) for each in self.listed)
        inside = (each for each in self.listed if each.folder == entry.renamed_from)
        if is_there and not self.kinds.renames("folder") and all(map(price.follows, inside)):
            yield f"folder {entry.renamed_from!r}"


def _beside(former: Held, own: Held) -> Held:
    note = f"{shown(own.kind)} {own.uid!r}, which was renamed from it, is there too"
    return attrs.evolve(former, notes=(note, *former.notes))


def _key(entry: Entry) -> Key:
    return entry.kind, entry.uid
