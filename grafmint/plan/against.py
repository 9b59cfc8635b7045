"""Against: what differs between two servers of one project, beyond what its code says is to differ."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

from grafmint.bundle import KINDS, Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.plan.name import Key

Where = Literal["both", "here", "there"]
# Where a document names a datasource.
_NAMING = ("datasource", "datasourceUid")


@attrs.frozen(kw_only=True)
class Side:
    """One server: what it has, what the code says that it is to have, and its uids of the logical datasources."""

    environment: str
    live: Mapping[Key, Entry]
    code: Mapping[Key, Entry]
    datasources: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Contrast:
    """A resource that differs: it is on both servers, or only on one; `changes` lead from there to here."""

    kind: Kind
    uid: str
    title: str
    where: Where
    changes: tuple[str, ...] = ()


def contrasts(here: Side, there: Side) -> tuple[Contrast, ...]:
    """What differs between two servers, without what differs between their documents of the code as well."""
    uids = {there.datasources[name]: here.datasources[name] for name in there.datasources if name in here.datasources}
    theirs = {_key(key, uids): _translated(entry, uids) for key, entry in there.live.items()}
    declared = {_key(key, uids): _translated(entry, uids) for key, entry in there.code.items()}
    keys = sorted({*here.live, *theirs}, key=lambda key: (KINDS.index(key[0]), key[1]))
    return tuple(
        contrast
        for key in keys
        for contrast in _contrast(key, (here.live.get(key), here.code.get(key)), (theirs.get(key), declared.get(key)))
    )


def _contrast(
    key: Key, here: tuple[Entry | None, Entry | None], there: tuple[Entry | None, Entry | None]
) -> Iterator[Contrast]:
    """The difference of one resource; each side is what the server has and what the code says."""
    (mine, my_code), (their, their_code) = here, there
    if mine is not None and their is not None:
        declared = set(_words(their_code, my_code)) if my_code is not None and their_code is not None else set()
        changes = tuple(line for line in _words(their, mine) if line not in declared)
        if changes:
            yield Contrast(kind=key[0], uid=key[1], title=mine.title, where="both", changes=changes)
        return
    one = mine or their
    # That only one of the two is to have it is what the code says.
    if one is not None and (my_code is None) == (their_code is None):
        yield Contrast(kind=key[0], uid=key[1], title=one.title, where="here" if mine is not None else "there")


def _words(before: Entry, after: Entry) -> tuple[str, ...]:
    if (before.document, before.folder) == (after.document, after.folder):
        return ()
    from grafmint.plan.semantic import aligned, difference, in_words, normal

    new = normal(after.kind, after.document, after.folder)
    old = aligned(normal(before.kind, before.document, before.folder), new)
    return in_words(difference(old, new), old, new)


def _key(key: Key, uids: Mapping[str, str]) -> Key:
    return (key[0], uids.get(key[1], key[1])) if key[0] == "datasource" else key


def _translated(entry: Entry, uids: Mapping[str, str]) -> Entry:
    """The entry with the other server's uids of datasources."""
    if all(old == new for old, new in uids.items()):
        return entry
    said = entry.json
    if entry.kind == "datasource":
        said["uid"] = uids.get(entry.uid, entry.uid)
    return attrs.evolve(entry, document=canonical(_with_uids(said, uids)))


def _with_uids(value: Any, uids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _named(item, uids) if key in _NAMING else _with_uids(item, uids) for key, item in value.items()}
    return [_with_uids(item, uids) for item in value] if isinstance(value, list) else value


def _named(value: Any, uids: Mapping[str, str]) -> Any:
    if isinstance(value, dict) and isinstance(value.get("uid"), str):
        return {**value, "uid": uids.get(value["uid"], value["uid"])}
    return uids.get(value, value) if isinstance(value, str) else value
