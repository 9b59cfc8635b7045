"""Folders: listed, read, created, renamed, moved and deleted."""

import orjson

from grafmint.testing import folder_tree, rights
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import Reply, denied, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.saving import FOLDER_SCHEMA, Save, check, check_rights
from grafmint.testing.search import folders_page
from grafmint.testing.stored import Json, Stored
from grafmint.testing.storing import write


def wanted(call: Call, action: str) -> Stored:
    """The folder that the path names, when the caller may do this to it."""
    stored = call.state.folder(call.params["uid"])
    if stored is None and call.caller.role != "Admin":
        raise denied(action)
    if stored is None:
        raise refused(404, "folder not found", word="not-found")
    rights.require(call, action, stored)
    return stored


def shown(call: Call, stored: Stored, *, unseen: bool = False) -> Json:
    """A folder as Grafana answers it; `unseen` is one whose permissions Grafana has not looked up yet."""
    can_write = not unseen and rights.may(call, "folders:write", stored)
    return {
        "id": stored.id,
        "uid": stored.uid,
        "title": stored.title,
        "url": call.url(stored.path),
        "hasAcl": False,
        "canSave": can_write,
        "canEdit": can_write,
        "canAdmin": not unseen and rights.may(call, "folders.permissions:write", stored),
        "canDelete": not unseen and rights.may(call, "folders:delete", stored),
        "createdBy": call.state.login_of(stored.created_by),
        "created": stored.created,
        "updatedBy": call.state.login_of(stored.updated_by),
        "updated": stored.updated,
        "version": stored.version,
        **_place(call, stored),
    }


def _place(call: Call, stored: Stored) -> Json:
    """The folders that one is in, nothing where there are no nested folders."""
    above = [_parent(call, each) for each in reversed(call.state.above(stored))]
    return {"parentUid": above[-1]["uid"], "parents": above} if above else {}


def _parent(call: Call, stored: Stored) -> Json:
    return {"uid": stored.uid, "title": stored.title, "url": call.url(stored.path)}


@serves(
    "GET",
    "/api/folders",
    imitates=("no folders", "list folders, second page", "list folders without the closed, reader"),
)
def list_folders(call: Call) -> Reply:
    """The folders that the caller may read, a page of them: those at the top, or those of one."""
    rights.require(call, "folders:read")
    parent = _named_parent(call, call.one("parentUid"))
    found = folders_page(call, parent.id if parent else 0)
    beside = {"parentUid": parent.uid} if parent else {}
    return reply([{"id": each.id, "uid": each.uid, "title": each.title, **beside} for each in found])


def _named_parent(call: Call, uid: str) -> Stored | None:
    """The folder that one is to be in, which releases without nested folders do not ask for."""
    if not uid or not call.state.profile.has("nested folders"):
        return None
    found = call.state.folder(uid)
    if found is None:
        raise refused(404, "folder not found", word="not-found")
    return found


@serves("GET", "/api/folders/:uid", imitates=("get folder", "get missing folder", "get folder, reader"))
def get_folder(call: Call) -> Reply:
    """One folder."""
    return reply(shown(call, wanted(call, "folders:read")))


@serves(
    "POST",
    "/api/folders",
    imitates=(
        "create folder",
        "create folder again",
        "same title other uid",
        "empty title",
        "bad uid",
        "long uid",
        "generated uid",
        "viewer token creates folder",
        "folder uid general",
        "folder title General",
        "folder named as a root dashboard",
        "folder with parent",
        "editor creates folder",
    ),
)
def create_folder(call: Call) -> Reply:
    """Create one, where there are no nested folders at the top."""
    rights.require(call, "folders:create")
    body = call.json()
    uid, title = text_of(body.get("uid")).strip(), text_of(body.get("title"))
    if uid == "general":
        raise refused(500, "Folder API error", traced=True)
    parent = _named_parent(call, text_of(body.get("parentUid")))
    save = Save.of({"schemaVersion": FOLDER_SCHEMA, "title": title, "uid": uid, "version": 0}, is_folder=True)
    save.folder_id = parent.id if parent else 0
    check(call.state, save)
    return reply(shown(call, write(call.state, save, call.caller), unseen=call.caller.role == "Editor"))


@serves(
    "PUT",
    "/api/folders/:uid",
    imitates=(
        "rename, stale version",
        "rename, current version",
        "rename, overwrite",
        "rename folder, reader",
        "rename missing folder",
        "rename to a taken title",
        "rename to nothing",
        "rename, no version",
    ),
)
def update_folder(call: Call) -> Reply:
    """Rename one; with `overwrite` and another's title, Grafana writes the other."""
    stored, profile = wanted(call, "folders:write"), call.state.profile
    body = call.json()
    title = text_of(body.get("title")) or stored.title
    uid = (profile.has("folder uid by PUT") and text_of(body.get("uid"))) or stored.uid
    document = {**orjson.loads(stored.data), "id": stored.id, "uid": uid, "title": title}
    save = Save.of({**document, "version": body.get("version", 0)}, is_folder=True)
    save.overwrite = body.get("overwrite") is True
    return _changed(call, stored, save)


@serves("POST", "/api/folders/:uid/move", fact="nested folders")
def move_folder(call: Call) -> Reply:
    """Put one below another, or at the top."""
    stored = wanted(call, "folders:write")
    parent = _named_parent(call, text_of(call.json().get("parentUid")))
    if parent is not None and stored in (parent, *call.state.above(parent)):
        raise refused(400, "failed to move folder: it would be below itself")
    save = Save.of({**orjson.loads(stored.data), "version": stored.version}, is_folder=True)
    return _changed(call, stored, save, parent.id if parent else 0)


def _changed(call: Call, stored: Stored, save: Save, parent: int | None = None) -> Reply:
    """Save one that is there: its annotations stay, and so does its place unless it is moved."""
    save.folder_id = stored.folder_id if parent is None else parent
    save.annotations = stored.annotations
    check(call.state, save)
    check_rights(call, save)
    return reply(shown(call, write(call.state, save, call.caller)))


@serves("GET", "/api/folders/:uid/counts", fact="folder counts")
def count_folder(call: Call) -> Reply:
    """How much is in one and in those below it."""
    found = folder_tree.contents(call.state, wanted(call, "folders:read"))
    if call.state.profile.has("counts by resource"):
        found = {folder_tree.RESOURCES[kind]: number for kind, number in found.items()}
    return reply(found)


@serves(
    "DELETE",
    "/api/folders/:uid",
    imitates=(
        "delete folder with dashboards",
        "delete folder with rules",
        "delete folder, force",
        "delete folder again",
        "delete folder with rules, force",
        "delete missing folder",
        "delete missing folder, force",
        "delete folder, reader",
        "delete folder with provisioned",
    ),
)
def delete_folder(call: Call) -> Reply:
    """Delete one with all that is in it, provisioned or not; its rules only when that is asked for."""
    stored = wanted(call, "folders:delete")
    folder_tree.delete(call.state, stored, with_rules=call.one("forceDeleteRules") == "true")
    return reply("")
