"""Datasources: listed, read, created, changed and deleted."""

import re

from grafmint.testing import rights
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.source import be_default, fields_of, listed, shown, store
from grafmint.testing.stored import Datasource, Json

#: What stands where a number does, and is served by nothing here.
_NO_NUMBER = "correlations"
_UID = re.compile(r"[a-zA-Z0-9_-]{1,40}")


def wanted(call: Call) -> Datasource:
    """The datasource that the path names by its uid."""
    found = call.state.source(call.params["uid"])
    if found is None:
        raise refused(404, "Data source not found")
    return found


@serves(
    "GET",
    "/api/datasources",
    imitates=("no datasources", "list", "viewer token lists datasources", "list datasources after"),
)
def list_datasources(call: Call) -> Reply:
    """All of them by name."""
    rights.require(call, "datasources:read")
    return reply([listed(each) for each in sorted(call.state.sources.values(), key=lambda each: each.name.lower())])


@serves(
    "GET",
    "/api/datasources/uid/:uid",
    imitates=("get by uid", "get missing", "first is no longer default", "get datasource, reader"),
)
def get_datasource(call: Call) -> Reply:
    """One by its uid."""
    rights.require(call, "datasources:read")
    return reply(shown(wanted(call)))


@serves("GET", "/api/datasources/:number", imitates=("get by id", "get by missing id", "get by id, no number"))
def get_by_number(call: Call) -> Reply:
    """One by its id."""
    rights.require(call, "datasources:read")
    text = call.params["number"]
    if text == _NO_NUMBER:
        raise UnservedError
    if not text.isdecimal():
        raise refused(400, "id is invalid")
    found = call.state.sources.get(int(text))
    if found is None:
        raise refused(404, "Data source not found")
    return reply(shown(found))


@serves("*", "/api/datasources/:number", fact="no datasources by id")
def no_number(call: Call) -> Reply:
    """Nothing: releases that have turned this off know no datasource by its id."""
    if call.params["number"] == _NO_NUMBER:
        raise UnservedError
    raise refused(404, "Not found")


@serves("GET", "/api/datasources/name/:name", imitates=("get by name", "get datasource by missing name"))
def get_by_name(call: Call) -> Reply:
    """One by its name."""
    rights.require(call, "datasources:read")
    return reply(shown(_named(call)))


@serves("GET", "/api/datasources/id/:name", imitates=("datasource id lookup",))
def get_id(call: Call) -> Reply:
    """The id of one by its name."""
    rights.require(call, "datasources:read")
    return reply({"id": _named(call).id})


def _named(call: Call) -> Datasource:
    found = _taken(call, "name", call.params["name"])
    if found is None:
        raise refused(404, "Data source not found")
    return found


def _taken(call: Call, field: str, value: str) -> Datasource | None:
    return next((each for each in call.state.sources.values() if each.fields[field] == value), None)


@serves(
    "POST",
    "/api/datasources",
    imitates=(
        "create",
        "create again",
        "same name other uid",
        "same uid other name",
        "second default",
        "unknown type",
        "no type",
        "datasource without uid",
        "datasource without access",
        "datasource not JSON",
        "create datasource, reader",
    ),
)
def create_datasource(call: Call) -> Reply:
    """Create one, of any type and with any uid."""
    rights.require(call, "datasources:create")
    body = call.required("name", "type", "access")
    if body.get("uid") and call.state.profile.has("datasource uids checked") and not _UID.fullmatch(body["uid"]):
        raise refused(400, "invalid format of UID")
    for field in ("name", "uid"):
        if body.get(field) and _taken(call, field, body[field]) is not None:
            raise refused(409, f"data source with the same {field} already exists", traced=True)
    uid = body.get("uid") or call.state.new_uid()
    source = store(call.state.sources, next(call.state.source_ids), {**body, "uid": uid})
    return reply({"datasource": shown(source), "id": source.id, "message": "Datasource added", "name": source.name})


@serves(
    "PUT",
    "/api/datasources/uid/:uid",
    imitates=(
        "update by uid",
        "update, stale version",
        "update without secret",
        "update missing",
        "update datasource, reader",
        "update one secret",
        "update datasource, old version",
        "empty secret",
        "rename datasource to a taken name",
        "change uid",
        "change uid to a taken one",
        "update datasource, no url",
        "make the second default",
        "update provisioned datasource",
    ),
)
def update_datasource(call: Call) -> Reply:
    """Change one: without a version whatever it is by now, and the secrets that are not named stay."""
    rights.require(call, "datasources:write")
    body = call.required("name", "type", "access")
    if not body.get("url"):
        raise refused(400, "Validation error, invalid URL", traced=True)
    source = wanted(call)
    version = body.get("version") or 0
    _check_update(call, source, {"uid": source.uid, **body}, version)
    kept = source.fields
    source.fields = fields_of({**body, "uid": body.get("uid") or kept["uid"]})
    source.fields["basicAuthUser"] = source.fields["basicAuthUser"] or kept["basicAuthUser"]
    source.secrets |= body.get("secureJsonData") or {}
    source.version = version + 1
    be_default(call.state.sources, source)
    return reply({"datasource": shown(source), "id": source.id, "message": "Datasource updated", "name": source.name})


def _check_update(call: Call, source: Datasource, body: Json, version: int) -> None:
    if source.read_only:
        raise refused(403, "Cannot update read-only data source")
    if any(_taken(call, field, body[field]) not in {None, source} for field in ("name", "uid") if body[field]):
        raise refused(500, "Failed to update datasource", traced=True)
    if 0 < version < source.version:
        message = "Datasource has already been updated by someone else. Please reload and try again"
        raise refused(409, message, traced=True)


@serves(
    "DELETE",
    "/api/datasources/uid/:uid",
    imitates=("delete", "delete missing", "delete datasource, reader", "delete provisioned datasource"),
)
def delete_datasource(call: Call) -> Reply:
    """Delete one, but not what a file provisions."""
    rights.require(call, "datasources:delete")
    source = wanted(call)
    if source.read_only:
        raise refused(403, "Cannot delete read-only data source")
    del call.state.sources[source.id]
    return reply({"id": source.id, "message": "Data source deleted"})
