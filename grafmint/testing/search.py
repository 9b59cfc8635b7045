"""Search: dashboards and folders by type, title, tag, uid and folder, a page at a time."""

from collections.abc import Iterator

from grafmint.testing import rights
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json, Stored

_LIMIT = 1000
_HIGHEST_LIMIT = 5000
#: What it could be asked for too, but that no recording asks for.
_UNRECORDED = ("accesscontrol", "dashboardIds", "dashboardUID", "permission")
_SORTS = ("alpha-asc", "alpha-desc")


def page_of(call: Call, found: list[Stored]) -> list[Stored]:
    """A page by title, capitals first, in the order that Grafana shows: folders first, whatever their capitals."""
    limit, page = call.number("limit", _LIMIT), call.number("page", 1)
    sort = call.one("sort")
    found.sort(key=lambda each: (each.title, each.id), reverse=sort == "alpha-desc")
    part = found[(page - 1) * limit : page * limit]
    return part if sort else sorted(part, key=lambda each: (not each.is_folder, each.title.lower()))


def folders_page(call: Call, parent: int) -> list[Stored]:
    """The page of folders that the caller may read, of those in one or at the top."""
    found = (each for each in call.state.by_id.values() if each.is_folder and each.folder_id == parent)
    return page_of(call, [each for each in found if rights.may(call, "folders:read", each)])


@serves(
    "GET",
    "/api/search",
    imitates=(
        "who is there now",
        "search dashboards",
        "search folders",
        "search by tag",
        "search page 2",
        "search past the end",
        "search limit too high",
        "search in folder",
        "search uids",
        "search by query",
        "search two tags",
        "search backwards",
        "search General",
        "search limit no number",
        "search starred",
        "search unknown type",
        "search without the closed, reader",
        "search below a path",
    ),
)
def search(call: Call) -> Reply:
    """What the caller may read of what the query asks for."""
    if call.number("limit", _LIMIT) > _HIGHEST_LIMIT:
        message = f"Limit is above maximum allowed ({_HIGHEST_LIMIT}), use page parameter to access hits beyond limit"
        raise refused(422, message)
    if any(call.all(name) for name in _UNRECORDED):
        raise UnservedError
    is_sorted = call.one("sort") in _SORTS
    return reply([_hit(call, each, is_sorted) for each in page_of(call, list(_found(call)))])


def _found(call: Call) -> Iterator[Stored]:
    kind, title, starred = call.one("type"), call.one("query").lower(), call.one("starred") == "true"
    uids, tags = set(call.all("dashboardUIDs")), set(call.all("tag"))
    folders = {int(each) for each in call.all("folderIds") if each.isdecimal()} | _named(call)
    is_wide = not folders and not (call.all("folderUIDs") and call.state.profile.has("search by folder uids"))
    for each in call.state.by_id.values():
        if (
            (kind != "dash-db" or not each.is_folder)
            and (kind != "dash-folder" or each.is_folder)
            and title in each.title.lower()
            and (not uids or each.uid in uids)
            and tags.issubset(each.tags)
            and (is_wide or each.folder_id in folders)
            and (not starred or call.state.is_starred(call.caller, each))
            and rights.may(call, "folders:read" if each.is_folder else "dashboards:read", each)
        ):
            yield each


def _named(call: Call) -> set[int]:
    """The folders that a query names by uid, `general` the top; older releases do not see the parameter."""
    if not call.state.profile.has("search by folder uids"):
        return set()
    named = call.all("folderUIDs")
    found = {each.id for uid in named if (each := call.state.folder(uid)) is not None}
    return {0, *found} if "general" in named else found


def _hit(call: Call, stored: Stored, is_sorted: bool) -> Json:
    hit: Json = {
        "id": stored.id,
        "uid": stored.uid,
        "title": stored.title,
        "uri": f"db/{stored.slug}",
        "url": call.url(stored.path),
        "slug": "",
        "type": "dash-folder" if stored.is_folder else "dash-db",
        "tags": list(stored.tags) if is_sorted else sorted(stored.tags),
        "isStarred": call.state.is_starred(call.caller, stored),
    }
    folder = call.state.by_id.get(stored.folder_id)
    if folder is not None:
        hit |= {
            "folderId": folder.id,
            "folderUid": folder.uid,
            "folderTitle": folder.title,
            "folderUrl": call.url(folder.path),
        }
    return {**hit, "sortMeta": 0}
