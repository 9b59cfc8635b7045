"""Companions: what comes along with a selected resource, which makes no sense without it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import attrs

from grafmint.bundle import Entry, Kind, group_of
from grafmint.library import shown_by

K = TypeVar("K")
#: Integrations use templates by names that only Grafana reads, so all of the project come along.
_ALL_OF: Mapping[Kind, tuple[Kind, ...]] = {
    "contact-point": ("template",),
    "policy": ("contact-point", "mute-timing", "template"),
}


@attrs.frozen(slots=False)
class Companions:
    """Finds them among all entries."""

    entries: tuple[Entry, ...]

    def of(self, entry: Entry) -> Iterator[Entry]:
        """The folders around, what a policy leads to or a dashboard shows, the rules of a group or a rule's group."""
        yield from self._around(entry)
        for uid in shown_by(entry):
            if uid in self._shared:
                yield self._shared[uid]
                yield from self._around(self._shared[uid])
        for kind in _ALL_OF.get(entry.kind, ()):
            yield from self._all(kind)
        if entry.kind == "rule-group":
            yield from self._rules.get(entry.uid, ())
        elif entry.kind == "alert-rule":
            wanted = group_of(entry)
            yield from (group for group in self._all("rule-group") if group.uid == wanted)

    @cached_property
    def _by_kind(self) -> Mapping[Kind, list[Entry]]:
        return _sorted_by(self.entries, [entry.kind for entry in self.entries])

    @cached_property
    def _shared(self) -> Mapping[str, Entry]:
        return {entry.uid: entry for entry in self._all("library-panel")}

    @cached_property
    def _rules(self) -> Mapping[str, list[Entry]]:
        rules = self._all("alert-rule")
        return _sorted_by(rules, map(group_of, rules))

    @cached_property
    def _folders(self) -> Mapping[str, Entry]:
        return {entry.uid: entry for entry in self._all("folder")}

    def _all(self, kind: Kind) -> Sequence[Entry]:
        return self._by_kind.get(kind, ())

    def _around(self, entry: Entry) -> Iterator[Entry]:
        uid = entry.folder
        while uid is not None and uid in self._folders:
            yield self._folders[uid]
            uid = self._folders[uid].folder


def _sorted_by(entries: Iterable[Entry], keys: Iterable[K]) -> Mapping[K, list[Entry]]:
    found = defaultdict[K, list[Entry]](list)
    for entry, key in zip(entries, keys, strict=True):
        found[key].append(entry)
    return found
