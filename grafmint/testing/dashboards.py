"""Dashboards: saved, read and deleted by uid."""

from grafmint.testing import library, refresh, rights, unified
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import Reply, bad_request, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.saving import Save, check, check_rights
from grafmint.testing.stored import Json, Stored, encode
from grafmint.testing.storing import write

_EVERYTHING = {"canAdd": True, "canEdit": True, "canDelete": True}
_NOTHING = {"canAdd": False, "canEdit": False, "canDelete": False}


def wanted(call: Call) -> Stored:
    """The dashboard that the path names; a folder answers to its uid too."""
    found = call.state.by_uid.get(call.params["uid"])
    if found is None:
        raise refused(404, "Dashboard not found", traced=True)
    return found


def allowed(call: Call, action: str) -> Stored:
    """The same, when the caller may do this to it."""
    rights.require(call, action)
    found = wanted(call)
    if not rights.may(call, action, found):
        raise refused(403, "Access denied to this dashboard")
    return found


@serves(
    "POST",
    "/api/dashboards/db",
    imitates=(
        "create dashboard",
        "same body, no version",
        "same body, version 1",
        "stale version 1",
        "overwrite",
        "other uid, same title, same folder",
        "other uid, same title, same folder, overwrite",
        "title of a folder",
        "unknown id",
        "not JSON",
        "no dashboard",
        "move to General",
        "token creates dashboard",
        "create, reader",
        "two takes the title of one, overwrite",
        "uid of a folder, overwrite",
        "refresh too short",
        "is a folder",
        "take it out of the closed folder, editor",
        "save provisioned, overwrite",
        "update of a deleted one",
        "editor creates where they may look",
        "editor moves it where they may look",
        "dashboard shows one that is not there",
        "change shows one that is not there",
    ),
)
def save_dashboard(call: Call) -> Reply:
    """Create or update."""
    rights.require_any(call, "dashboards:create", "dashboards:write")
    body = call.json()
    if body.get("dashboard") is None:
        raise bad_request()
    save = _save_of(call, body)
    refresh.lift(save.document, call.state.profile)
    check(call.state, save)
    check_rights(call, save)
    stored = write(call.state, save, call.caller)
    # It stays saved where that is refused.
    library.connect(call.state, stored)
    return reply(
        {
            "id": stored.id,
            "slug": stored.slug,
            "status": "success",
            "uid": stored.uid,
            "url": call.url(stored.path),
            "version": stored.version,
        }
    )


def _save_of(call: Call, body: Json) -> Save:
    document = body["dashboard"] if isinstance(body["dashboard"], dict) else {}
    folder_id = body.get("folderId", 0)
    folder_uid = text_of(body.get("folderUid"))
    if folder_uid:
        folder = call.state.folder(folder_uid)
        if folder is None:
            raise refused(400, "Folder not found", traced=True)
        if not rights.may(call, "folders:read", folder):
            raise refused(500, "Error while checking folder ID", traced=True)
        folder_id = folder.id
    save = Save.of(document, is_folder=body.get("isFolder") is True, folder_id=folder_id)
    save.message, save.overwrite = text_of(body.get("message")), body.get("overwrite") is True
    return save


@serves(
    "GET",
    "/api/dashboards/uid/:uid",
    imitates=(
        "get moved",
        "get missing dashboard",
        "get it, reader",
        "get it, editor",
        "get a folder as dashboard",
        "get dashboard in closed folder, reader",
        "get provisioned",
        "get it below a path",
    ),
)
def get_dashboard(call: Call) -> Reply:
    """The document as it is stored, and what Grafana knows of it."""
    stored = allowed(call, "dashboards:read")
    if stored.stored_as.startswith("v2") and call.state.profile.has("v2 refused 406"):
        path = f"/apis/dashboard.grafana.app/{stored.stored_as}/namespaces/{call.namespace}/dashboards/{stored.uid}"
        raise refused(406, f"dashboard api version not supported, use {path} instead")
    return Reply(body=b'{"meta":' + encode_meta(call, stored) + b',"dashboard":' + stored.data + b"}")


def encode_meta(call: Call, stored: Stored) -> bytes:
    """What stands beside a document; the document's bytes are kept, so this is all there is to encode."""
    folder = call.state.by_id.get(stored.folder_id)
    starred = {"isStarred": True} if call.state.is_starred(call.caller, stored) else {}
    can_write = rights.may(call, "dashboards:write", stored)
    viewer = call.caller.role == "Viewer"
    return encode(
        {
            "type": "db",
            "canSave": can_write,
            "canEdit": can_write,
            "canAdmin": rights.may(call, "dashboards.permissions:write", stored),
            "canStar": True,
            "canDelete": rights.may(call, "dashboards:delete", stored),
            "slug": stored.slug,
            "url": call.url(stored.path),
            "expires": "0001-01-01T00:00:00Z",
            "created": stored.created,
            "updated": stored.updated,
            "updatedBy": call.state.login_of(stored.updated_by),
            "createdBy": call.state.login_of(stored.created_by),
            "version": stored.version,
            "hasAcl": False,
            "isFolder": stored.is_folder,
            "folderId": stored.folder_id,
            "folderUid": folder.uid if folder else "",
            "folderTitle": folder.title if folder else "General",
            "folderUrl": call.url(folder.path) if folder else "",
            "provisioned": bool(stored.external),
            "provisionedExternalId": stored.external,
            "annotationsPermissions": {
                "dashboard": _EVERYTHING,
                "organization": _NOTHING if viewer else _EVERYTHING,
            },
            "hasPublicDashboard": False,
            "publicDashboardAccessToken": "",
            "publicDashboardUid": "",
            "publicDashboardEnabled": False,
            **starred,
            **({"apiVersion": stored.stored_as} if call.state.profile.has("unified storage") else {}),
        }
    )


@serves(
    "DELETE",
    "/api/dashboards/uid/:uid",
    imitates=(
        "delete dashboard",
        "delete again",
        "delete, reader",
        "delete dashboard in closed folder, editor",
        "delete provisioned",
    ),
)
def delete_dashboard(call: Call) -> Reply:
    """Delete one, but not what a file provisions."""
    stored = allowed(call, "dashboards:delete")
    if stored.external:
        raise refused(400, "provisioned dashboard cannot be deleted", traced=True)
    if unified.is_of_repository(stored):
        raise refused(403, unified.OF_REPOSITORY)
    call.state.discard(stored)
    return reply({"id": stored.id, "message": f"Dashboard {stored.title} deleted", "title": stored.title})
