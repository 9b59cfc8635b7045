"""Seen: what a server has now of each change of a run."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.renaming import is_renamed, under
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.runs.run import Change
from grafmint.target.server.renames.price import Price
from grafmint.target.server.restore.look import Question, look
from grafmint.target.server.target import ServerTarget

#: A change by its number, and which of the things that `Seen` has is asked for.
_Asked = tuple[int, str]


@attrs.frozen
class Seen:
    """What there is of a change, as it is compared with what was written, and with what was found there.

    `now` is what the way back starts from: of a rename what has the new uid.
    """

    written: Held | None
    found: Held | None
    now: Held | None


_WHAT = [field.name for field in attrs.fields(Seen)]


def before(change: Change) -> Entry | None:
    """What a change found; what it has renamed goes back under its old uid."""
    if change.before is None:
        return None
    entry = change.before.entry
    return entry if entry.uid == change.uid else attrs.evolve(entry, renamed_from=change.uid)


def key_back(change: Change) -> Key:
    """What the way back makes: under the uid that it had."""
    return change.kind, change.before.entry.uid if change.before is not None else change.uid


def look_at(changes: Sequence[Change], target: ServerTarget, choices: Choices) -> tuple[list[Seen], Snapshot]:
    """What there is of each change, and the scene in which all of them are taken back."""
    found, snapshot = look(target, dict(_questions(changes)))
    now = {(each.kind, each.uid): each for (_, what), each in found.items() if what == "now"}
    price = _price(changes, target, attrs.evolve(snapshot, held=now), choices)
    seen = [
        _priced(change, Seen(*(found.get((number, what)) for what in _WHAT)), price)
        for number, change in enumerate(changes)
    ]
    held = {key_back(change): each.now for change, each in zip(changes, seen, strict=True) if each.now is not None}
    return seen, _scene(snapshot, held)


def _questions(changes: Sequence[Change]) -> Iterator[tuple[_Asked, Question]]:
    for number, change in enumerate(changes):
        entry = before(change)
        yield (number, "written"), Question(change.kind, change.uid, change.after or entry)
        yield (number, "found"), Question(*key_back(change), entry)
        yield (
            (number, "now"),
            Question(change.kind, change.uid, under(entry, change.uid) if entry is not None else None),
        )


def _price(changes: Sequence[Change], target: ServerTarget, snapshot: Snapshot, choices: Choices) -> Price:
    """Knows what a rename back costs, as it does of any other."""
    entries = [entry for entry in map(before, changes) if entry is not None]
    lists = target.kinds.lists
    return Price(
        kinds=target.kinds,
        sees_rules=lists.has("rules") and lists.of("rules") is not None,
        bundle=Bundle(entries=tuple(entries)),
        choices=choices,
        held=snapshot.held,
        listed=snapshot.listed,
        former={(entry.kind, entry.renamed_from): entry for entry in entries if entry.renamed_from is not None},
    )


def _priced(change: Change, seen: Seen, price: Price) -> Seen:
    entry = before(change)
    if entry is None or seen.now is None or not is_renamed(seen.now, entry.uid):
        return seen
    return attrs.evolve(seen, now=price.of(seen.now, entry))


def _scene(snapshot: Snapshot, held: Mapping[Key, Held]) -> Snapshot:
    """The snapshot under the uids that things are to have: what only gets another uid is in nobody's way."""
    uids = {(each.kind, each.uid): uid for (_, uid), each in held.items() if is_renamed(each, uid)}
    listed = (attrs.evolve(each, uid=uids.get(key_of(each), each.uid)) for each in snapshot.listed)
    return attrs.evolve(snapshot, held=held, listed=tuple(listed))
