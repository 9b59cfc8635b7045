"""Elements: panels of the library, listed, read, created, changed and deleted.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/library_element/
"""

from urllib.parse import parse_qs

import attrs

from grafmint.testing import library, rights
from grafmint.testing.call import Call, text_of
from grafmint.testing.library import PANEL
from grafmint.testing.reply import Reply, UnservedError, bad_request, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Element, now

_A_PAGE = 100
_ASKED = {"kind", "page", "perPage", "searchString"}
_PATH, _ONE = "/api/library-elements", "/api/library-elements/:uid"


@serves(
    "GET",
    _PATH,
    imitates=(
        "list",
        "list of two",
        "list, second page",
        "list, past the end",
        "list by name",
        "list at the end",
        "library list, reader",
        "library list, writer",
    ),
)
def list_elements(call: Call) -> Reply:
    """A page of what the caller may see by name; the total counts all that are in a folder."""
    if set(parse_qs(call.query_string)) - _ASKED or call.one("kind") != str(PANEL):
        raise UnservedError
    query = call.one("searchString").lower()
    found = [each for each in call.state.elements.values() if query in each.name.lower()]
    found.sort(key=lambda each: (each.name, each.id))
    visible = [each for each in found if library.sees(call, each)]
    size, number = call.number("perPage", _A_PAGE), call.number("page", 1)
    shown = [library.read(call, each) for each in visible[(number - 1) * size : number * size]]
    total = sum(each.folder_id != 0 for each in found)
    return reply({"result": {"totalCount": total, "elements": shown, "page": number, "perPage": size}})


@serves(
    "GET",
    _ONE,
    imitates=(
        "get",
        "get at the top",
        "get missing",
        "get moved",
        "get by its new uid",
        "get library panel lc, reader",
    ),
)
def get_element(call: Call) -> Reply:
    """One."""
    return reply({"result": library.read(call, library.seen(call))})


@serves("GET", f"{_PATH}/name/:name", imitates=("get by name",))
def get_by_name(call: Call) -> Reply:
    """Those of a name, one a folder."""
    found = [each for each in call.state.elements.values() if each.name == call.params["name"]]
    named = [library.read(call, each) for each in found if library.sees(call, each)]
    if not named:
        raise UnservedError
    return reply({"result": named})


@serves(
    "GET",
    f"{_ONE}/connections",
    imitates=("connections", "connections, none", "connections of missing", "connections, reader"),
)
def list_connections(call: Call) -> Reply:
    """The dashboards that show one and that the caller may see."""
    element = library.wanted(call)
    shown = library.connections(call.state, element)
    found = [
        {
            "id": each.shows.get(element.id, each.id),
            "kind": 1,
            "elementId": element.id,
            "connectionId": each.id,
            "connectionUid": each.uid,
            "created": each.updated,
            "createdBy": library.somebody(call, each.updated_by),
        }
        for each in shown
        if rights.may(call, "dashboards:read", each)
    ]
    return reply({"result": found})


@serves(
    "POST",
    _PATH,
    imitates=(
        "create library panel",
        "create again",
        "library panel at the top",
        "library panel, folder that is not there",
        "library panel, taken name",
        "library panel, bad uid",
        "create library panel no, reader",
        "create library panel nt, writer",
    ),
)
def create_element(call: Call) -> Reply:
    """Create a panel in a folder or at the top."""
    body, state = call.json(), call.state
    model, folder = body.get("model"), library.folder_of(call, body)
    library.require_edit(call, folder.id if folder else 0)
    if not isinstance(model, dict) or body.get("kind") != PANEL:
        raise UnservedError
    element = Element(
        id=0,
        uid=text_of(body.get("uid")) or state.new_uid(),
        name=text_of(body.get("name")),
        folder_id=folder.id if folder else 0,
        model={"description": "", **model},
        created_by=call.caller.id,
        updated_by=call.caller.id,
    )
    library.check_name(call, element)
    # One that is refused takes no number.
    state.elements[element.uid] = element = attrs.evolve(element, id=next(state.element_ids))
    return reply({"result": library.shown(call, element, folder)})


@serves(
    "PATCH",
    _ONE,
    imitates=(
        "patch stale",
        "patch",
        "change",
        "change, no version",
        "move to the top",
        "change its uid",
        "change the uid of a connected one",
        "change library panel lo, reader",
        "change library panel lc, writer",
    ),
)
def update_element(call: Call) -> Reply:
    """Change one; without a folder the answer says that it is at the top, but it stays where it was."""
    body = call.json()
    if not body.get("version") or not body.get("kind"):
        raise bad_request()
    folder, element = library.folder_of(call, body), library.wanted(call)
    if body["version"] != element.version:
        raise refused(412, "the library element has been changed by someone else", traced=True)
    for place in {element.folder_id, folder.id if folder else element.folder_id}:
        library.require_edit(call, place)
    model = body.get("model") or element.model
    changed = attrs.evolve(
        element,
        uid=text_of(body.get("uid")) or element.uid,
        name=text_of(body.get("name")) or element.name,
        model={"description": "", "type": element.model.get("type", ""), **model},
        folder_id=folder.id if folder else element.folder_id,
        was=(*element.was, element.uid),
        version=element.version + 1,
        updated=now(),
        updated_by=call.caller.id,
    )
    library.check_name(call, changed)
    del call.state.elements[element.uid]
    call.state.elements[changed.uid] = changed
    return reply({"result": library.shown(call, changed, folder)})


@serves(
    "DELETE",
    _ONE,
    imitates=(
        "delete connected library panel",
        "delete missing",
        "delete unconnected",
        "delete library panel lc, writer",
        "delete library panel now, writer",
    ),
)
def delete_element(call: Call) -> Reply:
    """Delete one that no dashboard shows."""
    element = library.wanted(call)
    library.require_edit(call, element.folder_id)
    if library.connected(call.state, element):
        raise refused(403, "the library element has connections", traced=True)
    del call.state.elements[element.uid]
    return reply({"id": element.id, "message": "Library element deleted"})
