"""Reading: lists and single objects, with what the server adds beside them."""

from grafmint.testing import folder_tree, rights
from grafmint.testing.apis import listing, objects
from grafmint.testing.apis.resource import DASHBOARD, FOLDER, Asked
from grafmint.testing.apis.status import failed, in_its_own_words
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, reply
from grafmint.testing.routes import serves
from grafmint.testing.state import State
from grafmint.testing.stored import Json, Stored

_FACT = "resource API"
_LIST = "/apis/:group/:version/namespaces/:namespace/:plural"
_ONE = f"{_LIST}/:name"
#: The groups of what a folder holds; what is no resource yet has one that says so.
_GROUPS = {"folder": FOLDER.group, "dashboard": DASHBOARD.group}
_NO_GROUP = "sql-fallback"


@serves("GET", _LIST, fact=_FACT)
@in_its_own_words
def list_objects(call: Call) -> Reply:
    """Those that the caller may read, of any depth; or the history of one, or what was deleted."""
    asked = Asked.of(call)
    asked.require("read")
    return reply(listing.page(asked, listing.picked(asked)))


@serves("GET", _ONE, fact=_FACT)
@in_its_own_words
def get_object(call: Call) -> Reply:
    """One as it is, or as the write with a resourceVersion left it."""
    asked = Asked.of(call)
    stored, said = asked.wanted("read"), call.one("resourceVersion", "0")
    if said == "0":
        return reply(objects.shown(asked, stored))
    known = {str(objects.revision(call.state, stored, each)): each for each in stored.history}
    version = known.get(said)
    if version is None:
        raise failed(404, f"there is no {said!r} of {stored.uid!r}", details=asked.resource.named(stored.uid))
    return reply(objects.as_it_was(asked, stored, version))


@serves("GET", f"{_ONE}/dto", fact=_FACT)
@in_its_own_words
def get_with_access(call: Call) -> Reply:
    """A dashboard with what the caller may do to it."""
    asked = _only(call, DASHBOARD.plural)
    stored = asked.wanted("read")
    can_write = asked.may("write", stored)
    access = {
        "slug": stored.slug,
        "url": call.url(stored.path),
        "isPublic": False,
        "canSave": can_write,
        "canEdit": can_write,
        "canAdmin": rights.may(call, "dashboards.permissions:write", stored),
        "canStar": True,
        "canDelete": asked.may("delete", stored),
    }
    return reply({**objects.shown(asked, stored), "kind": "DashboardWithAccessInfo", "access": access})


@serves("GET", f"{_ONE}/counts", fact=_FACT)
@in_its_own_words
def get_counts(call: Call) -> Reply:
    """How much is in a folder and in those below it."""
    asked = _only(call, FOLDER.plural)
    found = folder_tree.contents(call.state, asked.wanted("read"))
    counts = [
        {"group": _GROUPS.get(kind, _NO_GROUP), "resource": folder_tree.RESOURCES[kind], "count": number}
        for kind, number in found.items()
    ]
    return reply({"kind": "DescendantCounts", "apiVersion": f"{FOLDER.group}/{asked.version}", "counts": counts})


@serves("GET", f"{_ONE}/parents", fact=_FACT)
@in_its_own_words
def get_parents(call: Call) -> Reply:
    """The folders from the top down to one, which is the last."""
    asked = _only(call, FOLDER.plural)
    stored = asked.wanted("read")
    items = [_info(call.state, each) for each in (*reversed(call.state.above(stored)), stored)]
    return reply({"kind": "FolderInfoList", "apiVersion": f"{FOLDER.group}/{asked.version}", "items": items})


def _only(call: Call, plural: str) -> Asked:
    asked = Asked.of(call)
    if asked.resource.plural != plural:
        raise failed(404, "the server could not find the requested resource")
    return asked


def _info(state: State, stored: Stored) -> Json:
    parent = state.by_id.get(stored.folder_id)
    return {"name": stored.uid, "title": stored.title, **({"parent": parent.uid} if parent else {})}
