"""Library: panels that dashboards share, and which of them are in use.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/library_element/
"""

import re
from collections.abc import Iterator

import orjson

from grafmint.testing import rights
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import AnsweredError, refused
from grafmint.testing.state import State
from grafmint.testing.stored import Element, Json, Stored

#: The one kind of element that there is.
PANEL = 1
_UID = re.compile(r"[a-zA-Z0-9_-]*")
_LONGEST_UID = 40


def connections(state: State, element: Element) -> list[Stored]:
    """The dashboards that show an element: those whose save connected them, or on newer releases by what they say."""
    dashboards = sorted((each for each in state.by_id.values() if not each.is_folder), key=lambda each: each.id)
    if not state.is_unified:
        return [each for each in dashboards if element.id in each.shows]
    uids = {element.uid, *element.was}
    return [each for each in dashboards if not uids.isdisjoint(_shown(each))]


def connect(state: State, stored: Stored) -> None:
    """Connect what was saved with the elements that it shows; answer 500 where one is missing, and change nothing.

    What is connected stays so under any other uid.
    """
    uids = list(dict.fromkeys(_shown(stored)))
    if any(uid not in state.elements for uid in uids):
        raise refused(500, "Error while connecting library panels", traced=True)
    stored.shows = {state.elements[uid].id: next(state.connection_ids) for uid in uids}


def connected(state: State, element: Element) -> int:
    """How many dashboards show an element."""
    return len(connections(state, element))


def _shown(stored: Stored) -> Iterator[str]:
    """The uids of the elements that a dashboard shows."""
    # Most show none, which need not be read for it.
    return _shared(orjson.loads(stored.data)) if b'"libraryPanel"' in stored.data else iter(())


def _shared(panel: Json) -> Iterator[str]:
    """The elements of a dashboard, and of the rows in it."""
    if "libraryPanel" in panel:
        yield text_of((panel["libraryPanel"] or {}).get("uid"))
    for each in panel.get("panels") or ():
        yield from _shared(each)


def in_folder(state: State, folder: Stored) -> list[Element]:
    """The elements of a folder."""
    return [each for each in state.elements.values() if each.folder_id == folder.id]


def wanted(call: Call) -> Element:
    """The element that the path names, whoever asks."""
    found = call.state.elements.get(call.params["uid"])
    if found is None:
        raise _missing()
    return found


def seen(call: Call) -> Element:
    """The same, when the caller may look into its folder."""
    found = wanted(call)
    if not sees(call, found):
        raise _missing()
    return found


def sees(call: Call, element: Element) -> bool:
    """Whether the caller may look at an element: everybody may at one of the top."""
    folder = call.state.by_id.get(element.folder_id)
    return folder is None or rights.may(call, "folders:read", folder)


def require_edit(call: Call, folder_id: int) -> None:
    """Answer 403 when the caller may not edit a folder, or is no editor where there is none."""
    folder = call.state.by_id.get(folder_id)
    is_editor = call.caller.role in {"Admin", "Editor"}
    if not (is_editor if folder is None else rights.may(call, "folders:write", folder)):
        raise refused(403, "access denied to folder", traced=True)


def folder_of(call: Call, body: Json) -> Stored | None:
    """The folder that a body names, None for the top."""
    uid = text_of(body.get("folderUid"))
    folder = call.state.folder(uid)
    if uid and (folder is None or not rights.may(call, "folders:read", folder)):
        raise refused(400, "failed to get folder", traced=True)
    return folder


def check_name(call: Call, element: Element) -> None:
    """Answer 400 when the uid is none, or another has it, or the name in the folder."""
    if not _UID.fullmatch(element.uid):
        raise refused(400, "uid contains illegal characters", traced=True)
    if len(element.uid) > _LONGEST_UID:
        raise refused(400, "uid too long, max 40 characters", traced=True)
    place = (element.folder_id, element.name)
    others = (each for each in call.state.elements.values() if each.id != element.id)
    if any(each.uid == element.uid or (each.folder_id, each.name) == place for each in others):
        raise refused(400, "library element with that name or UID already exists", traced=True)


def read(call: Call, element: Element) -> Json:
    """An element as one who reads it is told."""
    return shown(call, element, call.state.by_id.get(element.folder_id), top="General")


def shown(call: Call, element: Element, folder: Stored | None, top: str = "") -> Json:
    """An element as Grafana answers it; `top` is how it calls the place of what is in no folder."""
    uid, title = (folder.uid, folder.title) if folder else ("", top)
    return {
        "id": element.id,
        "orgId": 1,
        "folderId": folder.id if folder else 0,
        "folderUid": uid,
        "uid": element.uid,
        "name": element.name,
        "kind": PANEL,
        "type": text_of(element.model.get("type")),
        "description": element.model["description"],
        "model": element.model,
        "version": element.version,
        "meta": {
            "folderName": title,
            "folderUid": uid,
            "connectedDashboards": connected(call.state, element),
            "created": element.created,
            "updated": element.updated,
            "createdBy": somebody(call, element.created_by),
            "updatedBy": somebody(call, element.updated_by),
        },
    }


def _missing() -> AnsweredError:
    return refused(404, "library element could not be found", traced=True)


def somebody(call: Call, account_id: int) -> Json:
    """Who made or changed one; of the library Grafana tells service accounts too."""
    return {"id": account_id, "name": call.state.accounts[account_id].login, "avatarUrl": ""}
