"""Folders as resources: as on `/api` title, parent and permissions are the code's, but a mark says whose each one is.

Permissions have no stable resource of their own.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/folder/
"""

from collections.abc import Callable, Iterable, Iterator

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held, Listed, Whose
from grafmint.plan.step import Step
from grafmint.target.server.api.folders import Folders
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.content import Content
from grafmint.target.server.apis.keeping import Keeping
from grafmint.target.server.apis.listing import Listing
from grafmint.target.server.apis.metadata import Json, Metadata, read_metadata
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.apis.saving import Saving
from grafmint.target.server.proof.mark import checksum
from grafmint.target.server.proof.stale import RECREATED


@attrs.frozen
class FolderResources:
    """The folders of one server, as one project sees them; what `/api` alone can do is `legacy`'s."""

    resources: Resources
    claim: Claim
    keeping: Keeping
    legacy: Folders
    _listed: list[list[Json]] = attrs.field(factory=list, init=False, repr=False)

    def form(self, entry: Entry) -> bytes:
        """What of an entry the server can hold."""
        return self.legacy.form(entry)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A folder as far as the code speaks of it."""
        found = self.resources.find(uid)
        return self.judged(found, entry) if found is not None else None

    def reader(self, entries: Iterable[Entry]) -> Callable[[str, Entry | None], Held | None]:
        """How these are read: page by page, for all are listed in each plan to find those with our mark."""
        return Listing(pages=self._pages(), family=self, wanted=entries).read

    def glanced(self, found: Json, entry: Entry | None) -> Held | None:
        """What an object is, None where its permissions are to be asked for."""
        is_plain = entry is None or entry.json.get("permissions") is None
        return self.judged(found, entry) if is_plain else None

    def judged(self, found: Json, entry: Entry | None) -> Held:
        """What an object is, whose it is, and who may what in it."""
        meta = read_metadata(found)
        said = {"uid": meta.name, "title": _title(found), "parentUid": meta.folder, "version": meta.generation}
        held = attrs.evolve(self.legacy.held(said, entry), revision=meta.revision, proof=self._is_ours(meta))
        other = self._other(meta)
        # One that two projects share is nobody's trouble while they agree on it.
        is_shared = meta.manager is None or meta.manager.project is not None
        if other is None or (is_shared and entry is not None and held.document == self.form(entry)):
            return held
        hold, words = other
        return attrs.evolve(held, hold=hold, where=words)

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned. Raises TargetError when the server refuses it."""
        with self.keeping.first() as learn:
            if learn is not None:
                remark = self._write(step)
                there = self.resources.find(step.uid)
                if step.claims and there is not None:
                    learn(read_metadata(there).mark is not None)
                return remark
        return self._write(step) if self.keeping.known else self.legacy.write(step)

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned, and empty."""
        return self.legacy.delete(step)

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return self.legacy.entry(held)

    def uids(self) -> Iterable[str]:
        """Every folder that these credentials can see."""
        return self.legacy.uids()

    def marked(self) -> Iterator[Listed]:
        """Those that bear our mark, in the code or not."""
        self._listed[:] = self.resources.pages()
        for page in self._listed:
            for found in page:
                meta = read_metadata(found)
                if self._is_ours(meta):
                    yield Listed(kind="folder", uid=meta.name, title=_title(found), folder=meta.folder)

    def _pages(self) -> Iterator[list[Json]]:
        """All there are, page by page; those that were looked through for our mark just now are not asked for again."""
        pages, self._listed[:] = tuple(self._listed), ()
        yield from pages or self.resources.pages()

    def _write(self, step: Step) -> str | None:
        entry = step.entry
        assert entry is not None
        content = Content(
            entry=entry,
            claim=self.claim,
            spec={"title": entry.title},
            checksum=checksum(self.form(entry)),
            claims=step.claims,
            keeps=True,
        )
        saving = Saving(
            resources=self.resources,
            entry=entry,
            planned=step.held,
            content=content.over,
            is_written=lambda there: self._is_written(there, entry, claims=step.claims),
            is_planned=lambda there: _is_seen(there, step.held),
        )
        saved = saving.saved()
        self.legacy.grant(entry)
        return RECREATED if saved.recreated else None

    def _is_written(self, there: Json, entry: Entry, *, claims: bool) -> bool:
        meta = read_metadata(there)
        is_same = (_title(there), meta.folder) == (entry.title, entry.folder)
        return is_same and self._is_ours(meta) is claims

    def _other(self, meta: Metadata) -> tuple[Whose, str] | None:
        """Whose else it is, in words too; one that nothing says of is the code's."""
        owner, mark = self.claim.owner, meta.mark
        if meta.manager is not None and not meta.manager.is_of(owner.project):
            return "managed", str(meta.manager)
        is_others = mark is not None and mark.uid == meta.name and not owner.owns(mark)
        return owner.other(mark) if mark is not None and is_others else None

    def _is_ours(self, meta: Metadata) -> bool:
        return meta.mark is not None and meta.mark.uid == meta.name and self.claim.owner.owns(meta.mark)


def _title(found: Json) -> str:
    return str(found["spec"].get("title", ""))


def _is_seen(there: Json, held: Held | None) -> bool:
    """Whether it is called and lies as the plan has seen it."""
    parent = orjson.loads(held.document).get("parent") if held is not None else None
    return held is not None and (_title(there), read_metadata(there).folder) == (held.title, parent)
