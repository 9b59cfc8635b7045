"""A dashboard as the server keeps it: our document with mark and tag, and back to the document."""

from typing import Any
from urllib.parse import quote

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.semantic import digest
from grafmint.plan.snapshot import Whose
from grafmint.target.server.api.refresh import is_lifted
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.proof.mark import KEY, Mark, checksum, read_mark, tag
from grafmint.target.server.proof.owner import Owner

# The server's own counters, which stand in the document.
_SERVERS = ("id", "version")
_TAGS = b'\n  "tags": ['
_NOT_ACCEPTABLE = 406

Json = dict[str, Any]
#: What is said of a dashboard over which ours is never written.
NEW_LAYOUT = "saved with the new layout (schema v2), which the classic one cannot hold"


@attrs.frozen(kw_only=True)
class Former:
    """What a dashboard was until a save: its uid, the number that it keeps, and who may what in it."""

    uid: str
    id: int
    grants: tuple[Json, ...]


@attrs.frozen(kw_only=True)
class Live:
    """A dashboard as it was read, at one moment of its history.

    `document` has the refresh that our write sent, where the server `stored` another one for it.
    """

    document: bytes = attrs.field(repr=False)
    stored: bytes = attrs.field(repr=False)
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
        return mark if is_of(mark, self.document) else None


def is_of(mark: Mark, document: bytes) -> bool:
    """Whether a document is what a mark says of its content."""
    # What the server wrote in another form, today or when it was upgraded, still means what we wrote.
    return mark.checksum == checksum(document) or mark.meaning == digest("dashboard", document)


def read_board(board: Json, project: str, *, version: int, folder: str | None = None) -> Live:
    """The dashboard without what the server and a sync of ours add to it."""
    mark, plain = read_mark(board), _plain(board, project)
    stored = canonical(plain)
    return Live(
        document=_as_sent(plain, mark, version) or stored,
        stored=stored,
        mark=mark,
        title=str(board.get("title", "")),
        version=version,
        folder=folder,
        tagged=tag(project) in _list(board.get("tags")),
    )


def _as_sent(plain: Json, mark: Mark | None, version: int) -> bytes | None:
    """What our write of this version sent, where its refresh is all that the server has changed; else None."""
    if mark is None or mark.version != version or not is_lifted(plain.get("refresh"), mark.refresh):
        return None
    sent = canonical({**plain, "refresh": mark.refresh})
    return sent if is_of(mark, sent) else None


def read_found(found: Any, project: str) -> Live:
    """What the server answers for a dashboard, read in the same way."""
    board, meta = found["dashboard"], found.get("meta", {})
    version = board.get("version", meta.get("version", 0))
    return read_board(board, project, version=version, folder=meta.get("folderUid") or None)


def path_of(uid: str) -> str:
    """Where a dashboard is asked for."""
    return f"/api/dashboards/uid/{quote(uid, safe='')}"


def is_of_new_layout(refused: Refused) -> bool:
    """Whether a dashboard is there, and only the classic document of it is not to be had."""
    return refused.status == _NOT_ACCEPTABLE


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


def body(
    entry: Entry, owner: Owner, planned: int | None, message: str, *, whose: Whose, former: Former | None = None
) -> bytes:
    """What a save sends: the document, with mark and tag where it is ours, and the version that it is to replace.

    What an edit of ours is to be has the tag without the mark, as the page leaves it.

    With the number of what was another one until now, that gets the uid of the entry.
    """
    board = _plain(entry.json, owner.project)
    if former is not None:
        board["id"] = former.id
    if whose == "ours":
        board[KEY] = _mark(entry, owner, planned, former).json
    if whose != "foreign":
        board["tags"] = [*_list(board.get("tags")), tag(owner.project)]
    if planned is not None:
        board["version"] = planned
    # Without `folderUid` an update would move the dashboard to the top level.
    save = {"dashboard": board, "folderUid": entry.folder or "", "message": message, "overwrite": False}
    return orjson.dumps(save)


def _mark(entry: Entry, owner: Owner, planned: int | None, former: Former | None) -> Mark:
    plain, refresh = plain_document(entry, owner.project), entry.json.get("refresh")
    return Mark(
        project=owner.project,
        environment=owner.environment,
        uid=entry.uid,
        folder=entry.folder,
        version=(planned or 0) + 1,
        checksum=checksum(plain),
        meaning=digest("dashboard", plain),
        refresh=refresh if isinstance(refresh, str) else None,
        before=entry.renamed_from,
        grants=(former.grants or None) if former is not None else None,
    )


def _plain(board: Json, project: str) -> Json:
    plain = {key: value for key, value in board.items() if key not in _SERVERS and key != KEY}
    tags = [each for each in _list(plain.pop("tags", None)) if each != tag(project)]
    # What the code leaves out is not written; the tag alone must not make it look given.
    return {**plain, "tags": tags} if tags else plain


def _list(tags: Any) -> list[Any]:
    """Tags as they should be; others' documents may have null or a text in their place."""
    return tags if isinstance(tags, list) else []
