"""A dashboard as a resource: its document, and what its mark proves."""

from datetime import datetime, timedelta
from functools import cached_property

import attrs

from grafmint.plan.semantic import aligned, difference, normal
from grafmint.target.server.api.board import Live, is_of
from grafmint.target.server.api.board import read_board as read_document
from grafmint.target.server.apis.metadata import Json, Metadata, read_metadata
from grafmint.target.server.proof.mark import Mark, checksum, read_mark, tag

#: Our clock said when it was made, the server's what it was then.
_SKEW = timedelta(minutes=10)


@attrs.frozen(kw_only=True, slots=False)
class Board:
    """A dashboard at one moment of its history; `mark` is the latest one on it, whoever's.

    One in the spec was written through `/api`, and travels with the document.
    """

    meta: Metadata
    spec: Json = attrs.field(repr=False)
    project: str
    mark: Mark | None

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.spec.get("title", ""))

    @property
    def tagged(self) -> bool:
        """Whether it has our tag, which proves nothing."""
        tags = self.spec.get("tags")
        return isinstance(tags, list) and tag(self.project) in tags

    @property
    def document(self) -> bytes:
        """The document without what the server and a sync of ours add to it."""
        return self._live.document

    @property
    def stored(self) -> bytes:
        """The same, with the refresh that the server put in the place of ours."""
        return self._live.stored

    @cached_property
    def is_as_written(self) -> bool:
        """Whether nobody has changed it since the write that its mark speaks of, as far as the server's counts tell.

        Who brings an object back from elsewhere takes the mark along and may hit its version, but makes another object
        of it, at another time. What a document brings with it proves nothing by its version alone.
        """
        mark = self._own
        return mark is not None and mark is self.meta.mark and _is_near(mark.created, self.meta.created)

    def proof(self) -> Mark | None:
        """The mark, where this state is the one that it was written with."""
        mark = self._own
        return mark if mark is None or self.is_as_written or is_of(mark, self.document) else None

    @cached_property
    def _live(self) -> Live:
        # The server takes the uid out of the spec, as the name that it is.
        said = {**self.spec, "uid": self.meta.name}
        return read_document(said, self.project, version=self.meta.generation)

    @property
    def _own(self) -> Mark | None:
        """The mark, where it speaks of this object at this count of its changes."""
        mark = self.mark
        is_its = mark is not None and (mark.uid, mark.version) == (self.meta.name, self.meta.generation)
        return mark if is_its else None

    def holds(self, document: bytes, folder: str | None) -> bool:
        """Whether it is what the server makes of a document of ours in a folder."""
        if self.meta.folder != folder:
            return False
        if self.is_as_written and self.mark is not None and self.mark.checksum == checksum(document):
            return True
        return is_same(self.document, document)


def read_board(found: Json, project: str) -> Board:
    """The dashboard that an object is."""
    meta, spec = read_metadata(found), found.get("spec") or {}
    marks = [mark for mark in (meta.mark, read_mark(spec)) if mark is not None]
    return Board(
        meta=meta, spec=spec, project=project, mark=max(marks, key=lambda mark: mark.version or 0, default=None)
    )


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two documents of a dashboard mean the same, whatever a server has made of one of them."""
    if one == other:
        return True
    tree = normal("dashboard", other)
    return not difference(aligned(normal("dashboard", one), tree), tree)


def _is_near(one: str | None, other: str) -> bool:
    try:
        return abs(datetime.fromisoformat(one or "") - datetime.fromisoformat(other)) <= _SKEW
    except (ValueError, TypeError):
        return False
