"""Unified storage: what moves the generation of a resource, and what is no write at all.

Source: https://github.com/grafana/grafana/blob/main/pkg/storage/unified/apistore/prepare.go
"""

from collections.abc import Mapping
from typing import Any, Protocol

import orjson

from grafmint.testing.stored import Json, Stored

#: What a server says of a document in it, which is no part of a resource's spec.
_ECHOES = ("id", "uid", "version")
MANAGER, MANAGER_ID = "grafana.app/managedBy", "grafana.app/managerId"
REPOSITORY = "repo"
OF_REPOSITORY = "this resource is managed by a repository"


class Saved(Protocol):
    """What is looked at of a save."""

    document: Json
    folder_id: int
    message: str
    annotations: Mapping[str, str]
    stored_as: str


def spec_of(document: Mapping[str, Any]) -> Json:
    """A stored document as the spec of a resource."""
    return {key: value for key, value in document.items() if key not in _ECHOES}


def is_moved(stored: Stored, save: Saved) -> bool:
    """Whether a save changes the spec or the folder, which is what a generation counts."""
    return stored.folder_id != save.folder_id or spec_of(orjson.loads(stored.data)) != spec_of(save.document)


def is_same(stored: Stored, save: Saved) -> bool:
    """Whether a save changes nothing at all, and is not stored."""
    said = (stored.annotations, stored.stored_as, stored.history[-1].message)
    return not is_moved(stored, save) and said == (save.annotations, save.stored_as, save.message)


def is_of_repository(stored: Stored) -> bool:
    """Whether one is written by Git Sync, and by nobody else."""
    return stored.annotations.get(MANAGER) == REPOSITORY
