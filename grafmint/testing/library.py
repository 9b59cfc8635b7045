"""Library: panels that dashboards share, and which of them are in use.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/library_element/
"""

from collections.abc import Iterator

import attrs
import orjson

from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import Reply, UnservedError, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.state import State
from grafmint.testing.stored import Element, Json, Stored, now

_PANEL = 1
_A_PAGE = 100
_PATH, _ONE = "/api/library-elements", "/api/library-elements/:uid"


def connected(state: State, element: Element) -> int:
    """How many dashboards show an element."""
    documents = (orjson.loads(each.data) for each in state.by_id.values() if not each.is_folder)
    return sum(element.uid in _shared(each) for each in documents)


def _shared(panel: Json) -> Iterator[str]:
    """The elements of a dashboard, and of the rows in it."""
    yield text_of((panel.get("libraryPanel") or {}).get("uid"))
    for each in panel.get("panels") or ():
        yield from _shared(each)


def in_folder(state: State, folder: Stored) -> list[Element]:
    """The elements of a folder."""
    return [each for each in state.elements.values() if each.folder_id == folder.id]


def _wanted(call: Call) -> Element:
    _require(call)
    found = call.state.elements.get(call.params["uid"])
    if found is None:
        raise refused(404, "library element could not be found", traced=True)
    return found


def _require(call: Call) -> None:
    """Only what an admin may is recorded, which is everything."""
    if call.caller.role != "Admin":
        raise UnservedError


def _folder(call: Call, body: Json) -> Stored:
    folder = call.state.folder(text_of(body.get("folderUid")))
    if folder is None:
        raise UnservedError
    return folder


def _shown(call: Call, element: Element, folder: Stored | None) -> Json:
    uid, title = (folder.uid, folder.title) if folder else ("", "")
    return {
        "id": element.id,
        "orgId": 1,
        "folderId": folder.id if folder else 0,
        "folderUid": uid,
        "uid": element.uid,
        "name": element.name,
        "kind": _PANEL,
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
            "createdBy": _somebody(call, element.created_by),
            "updatedBy": _somebody(call, element.updated_by),
        },
    }


def _somebody(call: Call, account_id: int) -> Json:
    return {"id": account_id, "name": call.state.login_of(account_id), "avatarUrl": ""}


@serves("GET", _PATH, imitates=("list",))
def list_elements(call: Call) -> Reply:
    """All panels by name."""
    _require(call)
    if call.query_string != f"kind={_PANEL}":
        raise UnservedError
    found = sorted(call.state.elements.values(), key=lambda each: each.name)
    shown = [_shown(call, each, call.state.by_id.get(each.folder_id)) for each in found]
    return reply({"result": {"totalCount": len(found), "elements": shown, "page": 1, "perPage": _A_PAGE}})


@serves("GET", _ONE, imitates=("get",))
def get_element(call: Call) -> Reply:
    """One."""
    element = _wanted(call)
    return reply({"result": _shown(call, element, call.state.by_id.get(element.folder_id))})


@serves("POST", _PATH, imitates=("create library panel", "create again"))
def create_element(call: Call) -> Reply:
    """Create a panel in a folder."""
    _require(call)
    body, state = call.required("name"), call.state
    model, folder = body.get("model"), _folder(call, body)
    if not isinstance(model, dict) or body.get("kind") != _PANEL:
        raise UnservedError
    uid = text_of(body.get("uid")) or state.new_uid()
    if uid in state.elements or any(each.name == body["name"] for each in in_folder(state, folder)):
        raise refused(400, "library element with that name or UID already exists", traced=True)
    state.elements[uid] = element = Element(
        id=next(state.element_ids),
        uid=uid,
        name=body["name"],
        folder_id=folder.id,
        model={"description": "", **model},
        created_by=call.caller.id,
        updated_by=call.caller.id,
    )
    return reply({"result": _shown(call, element, folder)})


@serves("PATCH", _ONE, imitates=("patch stale", "patch"))
def update_element(call: Call) -> Reply:
    """Change one; without a folder the answer says that it is in none, but it stays where it was."""
    element, body = _wanted(call), call.json()
    if body.get("version") != element.version:
        raise refused(412, "the library element has been changed by someone else", traced=True)
    folder = _folder(call, body) if body.get("folderUid") else None
    changed = attrs.evolve(
        element,
        name=text_of(body.get("name")) or element.name,
        model={"description": "", **(body.get("model") or element.model)},
        folder_id=folder.id if folder else element.folder_id,
        version=element.version + 1,
        updated=now(),
        updated_by=call.caller.id,
    )
    call.state.elements[element.uid] = changed
    return reply({"result": _shown(call, changed, folder)})


@serves("DELETE", _ONE, imitates=("delete connected library panel", "delete missing"))
def delete_element(call: Call) -> Reply:
    """Delete one that no dashboard shows."""
    element = _wanted(call)
    if connected(call.state, element):
        raise refused(403, "the library element has connections", traced=True)
    # That it goes is recorded by nothing.
    raise UnservedError
