"""Mark: the proof, kept with a resource on the server, that a sync of this project wrote exactly this state of it.

The page drops top-level keys that Grafana does not know, so that a dashboard saved there loses its mark; a copy made
through the API keeps the mark of its original, whose uid is then not its own.
"""

import hashlib
from typing import Any

import attrs

#: The key that holds the mark: of a dashboard's JSON, and of a datasource's `jsonData`.
KEY = "grafmint"
_LETTERS = 16
_NONE = "edited"


@attrs.frozen(kw_only=True)
class Mark:
    """Which environment of which project wrote which uid, and a checksum of what it wrote.

    A dashboard's mark also says in which folder, the version that this write made, and a checksum of what it meant;
    that of a resource says when the object was made, which tells it from one that was brought back. `refresh` is the
    one that was sent, which a server may not keep. Where that write gave it another uid, `before` is the old one, and
    `grants` who was to get which permission once it was done.
    """

    project: str
    environment: str | None = None
    uid: str
    folder: str | None = None
    version: int | None = None
    checksum: str | None = None
    meaning: str | None = None
    created: str | None = None
    refresh: str | None = None
    before: str | None = None
    grants: tuple[dict[str, Any], ...] | None = None

    @property
    def of_edit(self) -> "Mark":
        """The mark of what an edit of ours is to look like: it fits nothing that anybody can have written."""
        return attrs.evolve(self, checksum=_NONE)

    @property
    def json(self) -> dict[str, Any]:
        """The mark as it is kept."""
        return {key: value for key, value in attrs.asdict(self).items() if value is not None}


def read_mark(holder: Any) -> Mark | None:
    """The mark that a JSON object holds, or None where it has none that could be ours."""
    found = holder.get(KEY) if isinstance(holder, dict) else None
    if not isinstance(found, dict):
        return None
    project, uid, version = found.get("project"), found.get("uid"), found.get("version")
    if not isinstance(project, str) or not isinstance(uid, str):
        return None
    return Mark(
        project=project,
        environment=_text(found, "environment"),
        uid=uid,
        folder=_text(found, "folder"),
        version=version if isinstance(version, int) else None,
        checksum=_text(found, "checksum"),
        meaning=_text(found, "meaning"),
        created=_text(found, "created"),
        refresh=_text(found, "refresh"),
        before=_text(found, "before"),
        grants=_grants(found),
    )


def checksum(document: bytes) -> str:
    """What a mark says of the bytes that were written."""
    return hashlib.sha256(document).hexdigest()[:_LETTERS]


def _text(found: dict[str, Any], key: str) -> str | None:
    value = found.get(key)
    return value if isinstance(value, str) else None


def _grants(found: dict[str, Any]) -> tuple[dict[str, Any], ...] | None:
    rows = found.get("grants")
    return tuple(row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else None


def tag(project: str) -> str:
    """The tag that finds candidates among many dashboards; copies keep it, so it proves nothing."""
    return f"{KEY}:{project}"
