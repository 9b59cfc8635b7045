"""A dashboard as the server keeps it: our document with mark and tag, and back to the document."""

from typing import Any
from urllib.parse import quote

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.semantic import digest
from grafmint.target.server.mark import KEY, Mark, Owner, checksum, read_mark, tag

# The server's own counters, which stand in the document.
_SERVERS = ("id", "version")
_TAGS = b'\n  "tags": ['

Json = dict[str, Any]


@attrs.frozen(kw_only=True)
class Live:
    """A dashboard as it was read, at one moment of its history."""

    document: bytes = attrs.field(repr=False)
    mark: Mark | None
    title: str
    version: int
    folder: str | None = None
    tagged: bool = False

    def proof(self, uid: str) -> Mark | None:
        """The mark, where this very version with this content is the write that it speaks of.

        A dashboard that was deleted and brought back with its mark counts its versions anew, and may hit ours.
        """
        mark = self.mark
        if mark is None or (mark.uid, mark.version) != (uid, self.version):
            return None
        if mark.checksum == checksum(self.document):
            return mark
        # What the server wrote in another form, today or when it was upgraded, still means what we wrote.
        return mark if mark.meaning == digest("dashboard", self.document) else None


def read_board(board: Json, project: str, *, version: int, folder: str | None = None) -> Live:
    """The dashboard without what the server and a sync of ours add to it."""
    mark = read_mark(board)
    return Live(
        document=canonical(_plain(board, project)),
        mark=mark,
        title=str(board.get("title", "")),
        version=version,
        folder=folder,
        tagged=tag(project) in _list(board.get("tags")),
    )


def path_of(uid: str) -> str:
    """Where a dashboard is asked for."""
    return f"/api/dashboards/uid/{quote(uid, safe='')}"


def plain_document(entry: Entry, project: str) -> bytes:
    """An entry's document as it is compared: in the form in which a dashboard is read back."""
    document = entry.document
    # Keys are sorted and tags stand near the end: from there they are found in no time.
    start = document.rfind(_TAGS)
    if start < 0:
        return document
    first = start + len(_TAGS)
    is_empty = document.startswith(b"]", first)
    if is_empty or tag(project).encode() in document[first : document.find(b"\n  ]", first)]:
        return canonical(_plain(entry.json, project))
    return document


def body(entry: Entry, owner: Owner, planned: int | None, message: str) -> bytes:
    """What a save sends: the document with mark and tag, and the version that it is to replace."""
    project = owner.project
    board, plain = _plain(entry.json, project), plain_document(entry, project)
    mark = Mark(
        project=project,
        environment=owner.environment,
        uid=entry.uid,
        folder=entry.folder,
        version=(planned or 0) + 1,
        checksum=checksum(plain),
        meaning=digest("dashboard", plain),
    )
    board |= {KEY: mark.json, "tags": [*_list(board.get("tags")), tag(project)]}
    if planned is not None:
        board["version"] = planned
    # Without `folderUid` an update would move the dashboard to the top level.
    save = {"dashboard": board, "folderUid": entry.folder or "", "message": message, "overwrite": False}
    return orjson.dumps(save)


def _plain(board: Json, project: str) -> Json:
    plain = {key: value for key, value in board.items() if key not in _SERVERS and key != KEY}
    tags = [each for each in _list(plain.pop("tags", None)) if each != tag(project)]
    # What the code leaves out is not written; the tag alone must not make it look given.
    return {**plain, "tags": tags} if tags else plain


def _list(tags: Any) -> list[Any]:
    """Tags as they should be; others' documents may have null or a text in their place."""
    return tags if isinstance(tags, list) else []
