"""Folders: listed, read, created, renamed and deleted."""

from grafmint.testing import library, rights
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import Reply, denied, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.saving import FOLDER_SCHEMA, Save, check, check_rights, write
from grafmint.testing.search import folders_page
from grafmint.testing.stored import Json, Stored


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
    }


@serves(
    "GET",
    "/api/folders",
    imitates=("no folders", "list folders, second page", "list folders without the closed, reader"),
)
def list_folders(call: Call) -> Reply:
    """The folders that the caller may read, a page of them."""
    rights.require(call, "folders:read")
    return reply([{"id": each.id, "uid": each.uid, "title": each.title} for each in folders_page(call)])


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
    """Create one, always at the top: this Grafana has no nested folders."""
    rights.require(call, "folders:create")
    body = call.json()
    uid, title = text_of(body.get("uid")).strip(), text_of(body.get("title"))
    if uid == "general":
        raise refused(500, "Folder API error", traced=True)
    save = Save.of({"schemaVersion": FOLDER_SCHEMA, "title": title, "uid": uid, "version": 0}, is_folder=True)
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
    stored = wanted(call, "folders:write")
    body = call.json()
    title = text_of(body.get("title")) or stored.title
    uid = text_of(body.get("uid")) or stored.uid
    document = {"schemaVersion": FOLDER_SCHEMA, "id": stored.id, "uid": uid, "title": title}
    save = Save.of({**document, "version": body.get("version", 0)}, is_folder=True)
    save.overwrite = body.get("overwrite") is True
    check(call.state, save)
    check_rights(call, save)
    return reply(shown(call, write(call.state, save, call.caller)))


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
    stored, state = wanted(call, "folders:delete"), call.state
    elements = library.in_folder(state, stored)
    if any(library.connected(state, each) for each in elements):
        raise refused(403, "Folder could not be deleted because it contains library elements in use", traced=True)
    has_rules = any(each.folder == stored.uid for each in state.alerting.rules.values())
    if has_rules and call.one("forceDeleteRules") != "true":
        raise refused(400, "folder cannot be deleted: folder contains alert rules")
    state.alerting.forget_folder(stored.uid)
    for element in elements:
        del state.elements[element.uid]
    for each in list(state.by_id.values()):
        if each is stored or each.folder_id == stored.id:
            state.forget(each)
    return reply("")
