"""Saving: the rules by which Grafana 9 takes in a dashboard or a folder.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/dashboard/#create--update-dashboard
"""

import re
from collections.abc import Mapping

import attrs

from grafmint.testing import rights, unified
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import refused
from grafmint.testing.state import State
from grafmint.testing.stored import LEGACY, Json, Stored

#: The version that a folder's document says.
FOLDER_SCHEMA = 17
_UID = re.compile(r"[a-zA-Z0-9_-]*")
_LONGEST_UID = 40


@attrs.define(kw_only=True)
class Save:
    """A save under way: its document, and what of it Grafana looks at.

    One that `grants` gives a new dashboard or folder the permissions that Grafana has for those.
    """

    document: Json
    is_folder: bool = False
    folder_id: int = 0
    message: str = ""
    overwrite: bool = False
    external: str = ""
    annotations: Mapping[str, str] = attrs.field(factory=dict)
    stored_as: str = LEGACY
    grants: bool = True
    id: int = 0
    uid: str = ""
    version: int = 0

    @classmethod
    def of(cls, document: Json, *, is_folder: bool = False, folder_id: int = 0) -> "Save":
        """The save of a document: a version counts only beside an id or a uid, and only numbers and texts count."""
        uid, number = text_of(document.get("uid")), _number(document.get("id"))
        has_identity = isinstance(document.get("uid"), str) or number is not None
        version = _number(document.get("version")) if has_identity else None
        return cls(
            document={**document, "version": version or 0},
            is_folder=is_folder,
            folder_id=folder_id,
            id=number or 0,
            uid=uid.strip(),
            version=version or 0,
        )

    @property
    def title(self) -> str:
        """The title, without spaces around it."""
        return text_of(self.document.get("title")).strip()

    def become(self, stored: Stored) -> None:
        """From here on, be a save of this one."""
        self.id, self.uid, self.version = stored.id, stored.uid, stored.version
        self.document["id"] = stored.id

    def become_new(self) -> None:
        """From here on, be a save of what is not there yet."""
        self.id = self.version = 0
        self.document.pop("id", None)


def check(state: State, save: Save) -> None:
    """Raise AnsweredError when Grafana would refuse the save, whoever makes it."""
    save.document["title"] = save.title
    _check_names(state, save)
    existing = _existing(state, save)
    _check_identity(save, existing)
    if state.profile.has("unique titles"):
        _check_title(state, save)
    if existing is not None and unified.is_of_repository(existing):
        raise refused(403, unified.OF_REPOSITORY)
    if existing is not None and existing.uid != save.uid and not state.profile.has("rename by id"):
        save.become_new()
    if save.id and state.by_id[save.id].external and not save.external:
        raise refused(400, "Cannot save provisioned dashboard")


def _existing(state: State, save: Save) -> Stored | None:
    """What a save is of, by its id or its uid."""
    by_id, by_uid = state.by_id.get(save.id), state.by_uid.get(save.uid)
    if save.id and by_id is None:
        raise refused(404, "Dashboard not found", word="not-found")
    folder = state.by_id.get(save.folder_id)
    if save.folder_id and (folder is None or not folder.is_folder):
        raise refused(404, "Folder not found", traced=True)
    if by_id is None or by_uid is None or by_id is by_uid:
        return by_id or by_uid
    if save.is_folder:
        raise refused(409, "a folder/dashboard with the same uid already exists")
    raise refused(400, "A dashboard with the same uid already exists")


def _check_names(state: State, save: Save) -> None:
    if not save.title and save.is_folder:
        raise refused(400, "folder title cannot be empty")
    if not save.title:
        raise refused(400, "Dashboard title cannot be empty", word="empty-name")
    if save.is_folder and save.folder_id and not state.profile.has("nested folders"):
        raise refused(400, "A Dashboard Folder cannot be added to another folder")
    if save.is_folder and save.title.lower() == "general":
        raise refused(400, "A folder with that name already exists", traced=True)
    if not _UID.fullmatch(save.uid):
        raise refused(400, "uid contains illegal characters", traced=save.is_folder)
    if len(save.uid) > _LONGEST_UID:
        raise refused(400, "uid too long, max 40 characters", traced=save.is_folder)


def _check_identity(save: Save, existing: Stored | None) -> None:
    if existing is None:
        return
    if not save.id:
        save.id, save.document["id"] = existing.id, existing.id
    save.uid = save.uid or existing.uid
    if existing.is_folder != save.is_folder:
        raise refused(400, "Dashboard cannot be changed to a folder", traced=save.is_folder)
    if save.version != existing.version and not save.overwrite:
        who = "the folder" if save.is_folder else "The dashboard"
        raise refused(412, f"{who} has been changed by someone else", word="version-mismatch")
    save.version = existing.version


def _check_title(state: State, save: Save) -> None:
    existing = state.alike(save.title, save.folder_id)
    if existing is None or existing.id == save.id:
        return
    if existing.is_folder and not save.is_folder:
        raise refused(400, "Dashboard name cannot be the same as folder", word="name-match")
    if save.is_folder and not existing.is_folder:
        raise refused(400, "Folder name cannot be the same as one of its dashboards", traced=True)
    if not save.overwrite and save.is_folder:
        raise refused(409, "a folder or dashboard in the general folder with the same name already exists")
    if not save.overwrite:
        raise refused(412, "A dashboard with the same name in the folder already exists", word="name-exists")
    save.become(existing)


def check_rights(call: Call, save: Save) -> None:
    """Raise AnsweredError when the caller may not make this save."""
    existing, folder = call.state.by_id.get(save.id), call.state.by_id.get(save.folder_id)
    moved = existing is None or existing.folder_id != save.folder_id
    if save.is_folder:
        allowed = existing is None or rights.may(call, "folders:write", existing)
    else:
        allowed = existing is None or rights.may(call, "dashboards:write", existing)
        allowed = allowed and (not moved or rights.may_create_in(call, folder))
    if not allowed:
        raise refused(403, "Access denied to save dashboard", traced=True)


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
