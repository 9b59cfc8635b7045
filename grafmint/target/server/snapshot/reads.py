"""Reads: how what a plan has to know of is asked for, one read for each; nothing is asked before it is called."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from grafmint.bundle import Entry, Kind
from grafmint.plan.name import Key, key_of
from grafmint.plan.snapshot import Held, Listed
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.kinds.registry import Kinds

Read = tuple[Key, Callable[[], Held | None]]


def reads_of(kinds: Kinds, entries: Iterable[Entry]) -> Iterator[Read]:
    """The reads of entries, which come kind after kind."""
    for kind, of_kind in groupby(entries, key=_kind_of):
        its = list(of_kind)
        read = kinds.reader(kind, its)
        for entry in its:
            yield (kind, entry.uid), partial(read, entry.uid, entry)


def reads_of_strays(kinds: Kinds, strays: Iterable[Listed]) -> Iterator[Read]:
    """The reads of what the code has no more."""
    return ((key_of(each), partial(kinds.reading(each.kind).read, each.uid, None)) for each in strays)


def held(
    found: Mapping[Key, Held | Forbidden | None], listed: Collection[Key], unread: Collection[Kind]
) -> dict[Key, Held]:
    """What is there; raises Forbidden for what is listed and we may not read all the same.

    To an account that is no admin Grafana denies what does not exist.
    """
    there: dict[Key, Held] = {}
    for (kind, uid), came in found.items():
        if isinstance(came, Held):
            there[kind, uid] = came
        elif isinstance(came, Forbidden) and kind not in unread and (kind, uid) in listed:
            raise came
    return there


def _kind_of(entry: Entry) -> Kind:
    return entry.kind
