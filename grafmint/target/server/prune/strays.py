"""Strays: what is on a server and may be ours, and is not in the code any more."""

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from grafmint.bundle import Bundle, Kind
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.snapshot import Listed
from grafmint.target.server.alerting.left import left_on_server
from grafmint.target.server.api.index import Index
from grafmint.target.server.kinds.registry import Kinds


@runtime_checkable
class Marking(Protocol):
    """A kind that finds by itself what bears our mark."""

    def marked(self) -> Iterable[Listed]:
        """Those that have our mark."""


def strays(kinds: Kinds, bundle: Bundle, choices: Choices, index: Index, unread: frozenset[Kind]) -> Iterator[Listed]:
    """Those that say they are ours, or are declared to be, and that the code has no more, each once."""
    known = {(entry.kind, entry.uid) for entry in bundle}
    found = (
        *index.tagged,
        *index.marked,
        *(_folders(kinds, index) if "folder" not in unread else ()),
        *_removed(bundle, index),
        *left_on_server(bundle, kinds.rules, kinds.policies, unread, kinds.environment.uid_prefix),
    )
    for key, each in {key_of(each): each for each in found}.items():
        if key not in known and each.kind not in unread and choices.select.covers(each.kind, each.uid, each.folder):
            yield each


def _folders(kinds: Kinds, index: Index) -> Iterator[Listed]:
    """Folders with our mark where there is room for one, and those whose uids the environment declares to be ours."""
    kind, prefix = kinds.by_name["folder"], kinds.environment.uid_prefix
    if isinstance(kind, Marking):
        yield from kind.marked()
    if prefix:
        yield from (each for each in index.listed if each.kind == "folder" and each.uid.startswith(prefix))


def _removed(bundle: Bundle, index: Index) -> Iterator[Listed]:
    removed: set[Key] = {(each.kind, each.uid) for each in bundle.removed}
    return (each for each in index.listed if key_of(each) in removed)
