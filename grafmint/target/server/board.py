"""A dashboard as the server keeps it: our document with mark and tag, and back to the document."""

from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.semantic import digest
from grafmint.target.server.mark import KEY, Mark, read_mark, tag

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

    def is_as_written(self, project: str, uid: str) -> bool:
        """Whether this very version is a write of the project's, with the content that it wrote.

        A dashboard that was deleted and brought back with its mark counts its versions anew, and may hit ours.
        """
        mark = self.mark
        if mark is None or (mark.project, mark.uid, mark.version) != (project, uid, self.version):
            return False
        return mark.checksum == digest("dashboard", self.document)


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


def body(entry: Entry, project: str, planned: int | None, message: str) -> bytes:
    """What a save sends: the document with mark and tag, and the version that it is to replace."""
    board = _plain(entry.json, project)
    checksum = digest("dashboard", plain_document(entry, project))
    mark = Mark(project=project, uid=entry.uid, folder=entry.folder, version=(planned or 0) + 1, checksum=checksum)
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
