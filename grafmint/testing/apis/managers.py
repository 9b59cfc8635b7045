"""Managers: who looks after an object, as its annotations say, and what that forbids.

Source: https://github.com/grafana/grafana/blob/main/pkg/storage/unified/apistore/managed.go
"""

from collections.abc import Mapping

from grafmint.testing.apis.status import failed
from grafmint.testing.stored import Stored
from grafmint.testing.unified import MANAGER, MANAGER_ID, OF_REPOSITORY, REPOSITORY

_KINDS = {REPOSITORY, "terraform", "kubectl", "plugin", "grafana"}
#: Those that need no name of which of them it is.
_CLASSIC = {"classic-file-provisioning", "classic-api-provisioning", "classic-converted-prometheus"}
Manager = tuple[str, str]


def manager_of(annotations: Mapping[str, str]) -> Manager | None:
    """The kind and the id of a manager; None where there is none, or what is said is no manager."""
    kind, identity = annotations.get(MANAGER, ""), annotations.get(MANAGER_ID, "")
    if kind in _CLASSIC or (kind in _KINDS and identity):
        return kind, identity
    return None


def check_write(old: Mapping[str, str], new: Mapping[str, str], folder: Stored | None) -> None:
    """Answer 403 to what a manager forbids: it may come and go, but not become another."""
    before, after = manager_of(old), manager_of(new)
    for each in (before, after):
        _check_repository(each)
    if before and after and before[0] != after[0]:
        raise failed(403, "Cannot change resource manager kind; remove the existing manager first")
    if before and after and before != after:
        raise failed(403, "Cannot change resource manager identity")
    of_folder = manager_of(folder.annotations) if folder else None
    if of_folder and of_folder[0] == REPOSITORY and after != of_folder:
        raise failed(403, "the folder is managed by a repository that does not manage the resource")


def check_delete(stored: Stored) -> None:
    """Answer 403 to the delete of what a repository manages."""
    _check_repository(manager_of(stored.annotations))


def _check_repository(manager: Manager | None) -> None:
    if manager and manager[0] == REPOSITORY:
        raise failed(403, OF_REPOSITORY)
