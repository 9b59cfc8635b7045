"""Entries: the documents of one environment by kind and uid, each defined once."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from grafmint.bundle import Entry, Kind, shown
from grafmint.compile.encode import canonical
from grafmint.finding import Finding
from grafmint.model.base import JsonObject, Traced
from grafmint.model.context import Context
from grafmint.origin import Origin

_RENAME = "a uid is one resource: rename one of them or remove it"
_WAYS_OUT: dict[Kind, str] = {"policy": "a project has one NotificationPolicy: put the routes of both into one"}


@attrs.define
class Entries:
    """Fills up while a project is compiled; what is defined twice becomes a finding."""

    root: Path
    findings: list[Finding]
    _by_key: dict[tuple[Kind, str], Entry] = attrs.field(factory=dict, init=False)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_key.values())

    def find(self, kind: Kind, uid: str) -> Entry | None:
        """The entry with this uid, or None."""
        return self._by_key.get((kind, uid))

    def of(self, kind: Kind) -> list[Entry]:
        """The entries of a kind by uid."""
        return [entry for key, entry in sorted(self._by_key.items()) if key[0] == kind]

    def keep(self, entry: Entry, *, equal_is_same: bool = False) -> None:
        """Take in an entry; an equal one again is no second one where it came along with others."""
        before = self._by_key.setdefault((entry.kind, entry.uid), entry)
        if before is entry:
            return
        equal = before.document == entry.document and before.folder == entry.folder
        if equal and (equal_is_same or before.place() == entry.place()):
            return
        other = before.place()
        where = f" at {other.relative_to(self.root)}" if other is not None else ""
        self.findings.append(
            Finding(
                rule="duplicate-uid",
                severity="error",
                message=f"{shown(entry.kind)} {entry.uid!r} is also defined{where}",
                hint=_WAYS_OUT.get(entry.kind, _RENAME),
                place=entry.place(),
                kind=entry.kind,
                uid=entry.uid,
            )
        )


def entry_of(
    kind: Kind, uid: str, title: str, resource: Traced, context: Context, *, folder: str | None = None
) -> Entry:
    """The entry of a resource that is its JSON and its uid."""
    document: JsonObject = {**context.encode(resource), "uid": uid}
    origins = origins_of(resource)
    return Entry(kind=kind, uid=uid, title=title, folder=folder, document=canonical(document), origins=origins)


def origins_of(resource: Traced) -> dict[str, Origin]:
    """Where the whole of a resource was written."""
    return {} if resource.origin is None else {"": resource.origin}
