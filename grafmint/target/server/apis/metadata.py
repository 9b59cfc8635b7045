"""Metadata: what an object says beside its spec: where it lies, which state it is in, whose it is.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/apis/
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import attrs
import orjson

from grafmint.target.server.api.board import NEW_LAYOUT
from grafmint.target.server.apis.manager import Manager, read_manager
from grafmint.target.server.proof.mark import KEY, Mark, read_mark

Json = dict[str, Any]
MARK = "grafmint/mark"
FOLDER, MESSAGE = "grafana.app/folder", "grafana.app/message"
GRANT = "grafana.app/grant-permissions"
_UPDATED, _UPDATED_BY, _CREATED_BY = (f"grafana.app/{name}" for name in ("updatedTimestamp", "updatedBy", "createdBy"))


@attrs.frozen(kw_only=True)
class Metadata:
    """An object's metadata: `generation` counts what was changed in it, `revision` is the server's word for a state.

    `mark` is the one of its annotations, `stored` the version that it was written in where that is another one, and
    `failed` why it could not be converted from that.
    """

    name: str
    folder: str | None
    generation: int
    revision: str
    created: str
    updated: str
    updated_by: str
    mark: Mark | None
    manager: Manager | None
    stored: str = ""
    failed: str | None = None

    @property
    def unwritable(self) -> str | None:
        """Why the classic document must not be written over it, for people."""
        if self.stored.startswith("v2"):
            return NEW_LAYOUT
        return None if self.failed is None else f"Grafana cannot show it as a classic dashboard: {self.failed}"


def read_metadata(found: Json) -> Metadata:
    """What an object says."""
    said, annotations = found["metadata"], annotations_of(found)
    created = str(said.get("creationTimestamp") or "")
    conversion = (found.get("status") or {}).get("conversion") or {}
    return Metadata(
        name=said["name"],
        folder=annotations.get(FOLDER) or None,
        generation=int(said.get("generation") or 0),
        revision=str(said.get("resourceVersion") or ""),
        created=created,
        updated=annotations.get(_UPDATED, created),
        updated_by=annotations.get(_UPDATED_BY, annotations.get(_CREATED_BY, "")),
        mark=_mark(annotations.get(MARK)),
        manager=read_manager(annotations),
        stored=str(conversion.get("storedVersion") or ""),
        failed=str(conversion.get("error") or "no reason given") if conversion.get("failed") else None,
    )


def is_of_old_tables(dashboard: Json) -> bool:
    """Whether a dashboard lies in the tables of old, for a resource's revision is a time in microseconds."""
    said = dashboard["metadata"]
    return str(said.get("resourceVersion")) == str(said.get("generation"))


def annotations_of(found: Json) -> Mapping[str, str]:
    """The annotations of an object."""
    annotations: Mapping[str, str] = found["metadata"].get("annotations") or {}
    return annotations


def now() -> str:
    """The time as an object has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _mark(text: str | None) -> Mark | None:
    if text is None:
        return None
    try:
        return read_mark({KEY: orjson.loads(text)})
    except orjson.JSONDecodeError:
        return None
