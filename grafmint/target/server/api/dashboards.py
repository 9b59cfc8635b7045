"""Dashboards through `/api`: read with proof of whose they are, written with the version that they replace.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
"""

from collections.abc import Collection, Iterator
from typing import Any, Self

import attrs

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.api.board import (
    NEW_LAYOUT,
    Former,
    Live,
    is_of_new_layout,
    path_of,
    plain_document,
    read_found,
)
from grafmint.target.server.api.index import read_hits
from grafmint.target.server.api.ownership import Ownership
from grafmint.target.server.api.saving import Saving
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.proof.age import where
from grafmint.target.server.proof.deletion import delete_planned
from grafmint.target.server.proof.mark import Mark
from grafmint.target.server.proof.owner import Owner


@attrs.frozen
class Dashboards:
    """The dashboards of one server, as one project sees them; a save renames the `former` one.

    `panels` are those of the library that the run makes, or has.
    """

    http: Http
    owner: Owner
    former: Former | None = None
    panels: Collection[str] = ()

    def showing(self, panels: Collection[str]) -> Self:
        """The same, for a run that makes these library panels, or has them."""
        return attrs.evolve(self, panels=panels)

    def form(self, entry: Entry) -> bytes:
        """The entry's document in the form in which it is read back."""
        return plain_document(entry, self.owner.project)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A dashboard with whose it is; one read, unless somebody has saved it since our last write."""
        try:
            found = self.http.find(path_of(uid))
        except Refused as refused:
            if not is_of_new_layout(refused):
                raise
            return _of_new_layout(uid, entry)
        # A folder answers to its uid too; that the uid is taken is told by the index.
        if found is None or found.get("meta", {}).get("isFolder"):
            return None
        return self._held(uid, read_found(found, self.owner.project), found.get("meta", {}), entry)

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned. Raises TargetError when the server refuses it."""
        return Saving(http=self.http, owner=self.owner, step=step, former=self.former, panels=self.panels).done()

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned."""
        return delete_planned(self.http, path_of(step.uid), step, lambda: self._is_planned(step))

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return Entry(kind="dashboard", uid=held.uid, title=held.title, folder=held.folder, document=held.document)

    def mark(self, uid: str) -> Mark | None:
        """What our last write says of one that is there."""
        live = self._find(uid)
        return live.mark if live is not None else None

    def uids(self) -> Iterator[str]:
        """Every dashboard that these credentials can see."""
        return (hit["uid"] for hit in read_hits(self.http) if hit["type"] == "dash-db")

    def _held(self, uid: str, live: Live, meta: Any, entry: Entry | None) -> Held:
        form = self.form(entry) if entry is not None else None
        is_equal = entry is not None and (live.document, live.folder) == (form, entry.folder)
        ownership = Ownership(self.http, self.owner)
        verdict = ownership.judged(uid, live, meta, is_code=entry is not None, is_equal=is_equal)
        return Held(
            kind="dashboard",
            uid=uid,
            title=live.title,
            folder=live.folder,
            # What is equal is kept once: thousands of dashboards are unchanged in most runs.
            document=form if form is not None and is_equal else live.document,
            hold=verdict.whose,
            where=verdict.words or where(meta.get("updated"), live.version, meta.get("updatedBy")),
            version=live.version,
            base=verdict.base,
            proof=verdict.is_proven(live.mark),
        )

    def _is_planned(self, step: Step) -> bool | None:
        live, held = self._find(step.uid), step.held
        assert held is not None
        if live is None:
            return None
        is_marked = live.mark is not None and self.owner.owns(live.mark)
        is_same = (live.version, live.folder, live.document) == (held.version, held.folder, held.document)
        return is_same and (is_marked or held.hold != "ours")

    def _find(self, uid: str) -> Live | None:
        found = self.http.find(path_of(uid))
        return read_found(found, self.owner.project) if found is not None else None


def _of_new_layout(uid: str, entry: Entry | None) -> Held:
    """One that the server cannot show us: nobody knows what would be lost."""
    title = entry.title if entry is not None else uid
    return Held(kind="dashboard", uid=uid, title=title, folder=None, document=b"{}", hold="managed", where=NEW_LAYOUT)
