"""Mark: the proof, kept with a resource on the server, that a sync of this project wrote exactly this state of it.

The page drops top-level keys that Grafana does not know, so that a dashboard saved there loses its mark; a copy made
through the API keeps the mark of its original, whose uid is then not its own.
"""

from typing import Any

import attrs

#: The key that holds the mark: of a dashboard's JSON, and of a datasource's `jsonData`.
KEY = "grafmint"


@attrs.frozen(kw_only=True)
class Mark:
    """Which project wrote which uid, and a checksum of what it wrote.

    A dashboard's mark also says in which folder, and the version that this write made.
    """

    project: str
    uid: str
    folder: str | None = None
    version: int | None = None
    checksum: str | None = None

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
    folder, checksum = found.get("folder"), found.get("checksum")
    return Mark(
        project=project,
        uid=uid,
        folder=folder if isinstance(folder, str) else None,
        version=version if isinstance(version, int) else None,
        checksum=checksum if isinstance(checksum, str) else None,
    )


def tag(project: str) -> str:
    """The tag that finds candidates among many dashboards; copies keep it, so it proves nothing."""
    return f"{KEY}:{project}"
