"""Dashboards as resources: read with proof of whose they are, written over the state that the plan has seen.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/dashboard/
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Self

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.semantic import digest
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Step
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.apis.board import is_same, read_board
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.content import Content
from grafmint.target.server.apis.keeping import Keeping
from grafmint.target.server.apis.listing import MANY, Listing
from grafmint.target.server.apis.metadata import Json, read_metadata
from grafmint.target.server.apis.ownership import Ownership
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.apis.saving import Saving
from grafmint.target.server.apis.settling import settle
from grafmint.target.server.proof.deletion import delete_planned
from grafmint.target.server.proof.mark import Mark, checksum, tag
from grafmint.target.server.proof.stale import RECREATED

_UID = b'\n  "uid": '


@attrs.frozen
class DashboardResources:
    """The dashboards of one server, as one project sees them.

    `legacy` is how they are written where the server does not keep what we mark them with, as `keeping` has learned.
    """

    resources: Resources
    claim: Claim
    keeping: Keeping
    legacy: Dashboards

    def showing(self, panels: Collection[str]) -> Self:
        """The same, for a run that makes these library panels, or has them."""
        return attrs.evolve(self, legacy=self.legacy.showing(panels))

    def form(self, entry: Entry) -> bytes:
        """The entry's document in the form in which it is read back, which always says its uid."""
        document = self.legacy.form(entry)
        return document if _UID in document else canonical({**entry.json, "uid": entry.uid})

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A dashboard with whose it is; one read, unless somebody has saved it since our last write."""
        found = self.resources.find(uid)
        return self.judged(found, entry) if found is not None else None

    def reader(self, entries: Sequence[Entry]) -> Callable[[str, Entry | None], Held | None]:
        """How these are read: many page by page."""
        if len(entries) < MANY:
            return self.read
        return Listing(pages=self.resources.pages(), family=self, wanted=entries).read

    def glanced(self, found: Json, entry: Entry | None) -> Held | None:
        """What an object is, None where its history has to tell."""
        self.keeping.see(found)
        return self._ownership.glanced(found, entry)

    def judged(self, found: Json, entry: Entry | None) -> Held:
        """What an object is, and what an edit of it began from."""
        self.keeping.see(found)
        return self._ownership.judged(found, entry)

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned. Raises TargetError when the server refuses it."""
        with self.keeping.first() as learn:
            if learn is not None and not self._is_known():
                remark = self._write(step)
                return self._checked(step, learn) or remark
        return self._write(step) if self.keeping.known else self.legacy.write(step)

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned."""
        path, held = self.resources.served.path_of(step.uid), step.held
        assert held is not None
        # As when it was planned, to the letter: what goes is not looked at by anybody any more.
        only = {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"resourceVersion": held.revision}}
        return delete_planned(self.resources.http, path, step, lambda: self._is_still(held), only)

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return self.legacy.entry(held)

    def mark(self, uid: str) -> Mark | None:
        """What our last write says of one that is there."""
        found = self.resources.find(uid)
        return read_board(found, self.claim.owner.project).mark if found is not None else None

    def uids(self) -> Iterable[str]:
        """Every dashboard that these credentials can see."""
        return self.legacy.uids()

    def _is_known(self) -> bool:
        """Whether dashboards keep what we mark them with: of a run that has read none, one of anybody's may tell."""
        if not self.keeping.has_seen:
            for each in self.resources.sample():
                self.keeping.see(each)
        return self.keeping.known is not None

    def _write(self, step: Step) -> str | None:
        entry = step.entry
        assert entry is not None
        saving = Saving(
            resources=self.resources,
            entry=entry,
            planned=step.held,
            content=self._content(entry, step.whose).over,
            is_written=lambda there: self._is_written(there, entry, claims=step.claims),
            is_planned=lambda there: self._is_seen(there, step),
        )
        saved = saving.saved()
        settle(self.resources, saved.found, self.claim.owner.project)
        return RECREATED if saved.recreated else None

    def _checked(self, step: Step, learn: Callable[[bool], None]) -> str | None:
        """Learn from what was written whether its mark is there, and mark it in the other way where it is not."""
        there = self.resources.find(step.uid) if step.claims else None
        if there is None:
            return None
        meta = read_metadata(there)
        learn(meta.mark is not None)
        return self.legacy.write(_again(step, meta.generation)) if meta.mark is None else None

    def _content(self, entry: Entry, whose: Whose) -> Content:
        document = self.form(entry)
        # The name of the object is the uid, which the server takes out of the spec.
        spec = {key: value for key, value in orjson.loads(document).items() if key != "uid"}
        if whose != "foreign":
            spec["tags"] = [*spec.get("tags", ()), tag(self.claim.owner.project)]
        return Content(
            entry=entry,
            claim=self.claim,
            spec=spec,
            checksum=checksum(document),
            meaning=digest("dashboard", document),
            claims=whose == "ours",
        )

    def _is_written(self, there: Json, entry: Entry, *, claims: bool) -> bool:
        board = read_board(there, self.claim.owner.project)
        mark, manager, document = board.mark, board.meta.manager, self.form(entry)
        if mark is None:
            # A server that drops marks may still keep who looks after it.
            is_claimed = manager is not None and manager.is_of(self.claim.owner.project)
            return is_claimed is claims and board.holds(document, entry.folder)
        is_ours = self.claim.owner.owns(mark) and mark.checksum == checksum(document)
        return claims and is_ours and board.is_as_written and board.meta.folder == entry.folder

    def _is_seen(self, there: Json, step: Step) -> bool:
        """Whether somebody has only changed what stands beside the document since the plan was made."""
        held, board = step.held, read_board(there, self.claim.owner.project)
        if held is None or (board.meta.generation, board.meta.folder) != (held.version, held.folder):
            return False
        return is_same(board.document, held.document)

    def _is_still(self, held: Held) -> bool | None:
        there = self.resources.find(held.uid)
        return read_metadata(there).revision == held.revision if there is not None else None

    @property
    def _ownership(self) -> Ownership:
        return Ownership(resources=self.resources, owner=self.claim.owner, form=self.form)


def _again(step: Step, version: int) -> Step:
    """The step over what it has just written."""
    held = Held(
        kind=step.kind,
        uid=step.uid,
        title=step.title,
        folder=None,
        document=b"",
        hold="ours",
        where="",
        version=version,
    )
    return attrs.evolve(step, action="update", held=held)
