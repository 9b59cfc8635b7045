"""Versions: what every save of a dashboard has stored."""

import orjson

from grafmint.testing.call import Call
from grafmint.testing.dashboards import allowed
from grafmint.testing.dashboards import wanted as wanted_dashboard
from grafmint.testing.reply import Reply, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json, Stored, Version

_LIMIT = 1000


@serves(
    "GET",
    "/api/dashboards/uid/:uid/versions",
    imitates=(
        "versions",
        "versions of missing",
        "versions of d1",
        "versions of d1, limit",
        "versions of d1, start",
        "versions of d1, reader",
        "its versions, editor",
        "versions of the new one",
        "versions of provisioned",
    ),
)
def list_versions(call: Call) -> Reply:
    """The newest first; a first version has a message of Grafana's own here."""
    stored = allowed(call, "dashboards:write")
    start = call.number("start", 0)
    newest = stored.history[::-1][start : start + call.number("limit", _LIMIT)]
    listed = [_listed(stored, version) for version in newest]
    if call.state.profile.has("versions in an object"):
        return reply({"continueToken": "", "versions": listed})
    return reply(listed)


def _listed(stored: Stored, version: Version) -> Json:
    return {
        "id": version.id,
        "dashboardId": stored.id,
        "dashboardUid": "",
        "parentVersion": version.parent,
        "restoredFrom": 0,
        "version": version.number,
        "created": version.created,
        "createdBy": version.created_by,
        "message": version.message if version.parent else "Initial save",
        "data": orjson.Fragment(version.data),
    }


@serves(
    "GET",
    "/api/dashboards/uid/:uid/versions/:number",
    imitates=(
        "version 1 of d1",
        "version 2 of d1",
        "version 9 of d1",
        "version x of d1",
        "version 1 of d1, reader",
        "version 1 of missing",
    ),
)
def get_version(call: Call) -> Reply:
    """One with its document, which has the dashboard's id even when it was stored without."""
    stored = allowed(call, "dashboards:write")
    text = call.params["number"]
    number = int(text) if text.isdecimal() else 0
    version = next((each for each in stored.history if each.number == number), None)
    if version is None and call.state.profile.has("missing version 404"):
        raise refused(404, "Dashboard version not found")
    if version is None:
        message = f"Dashboard version {number} not found for dashboardId {stored.id}"
        raise refused(500, message, traced=True)
    return reply(
        {
            "id": version.id,
            "dashboardId": stored.id,
            "uid": stored.uid,
            "parentVersion": version.parent,
            "restoredFrom": 0,
            "version": version.number,
            "created": version.created,
            "message": version.message,
            "data": {**orjson.loads(version.data), "id": stored.id},
            "createdBy": call.state.login_of(version.created_by),
        }
    )


@serves("POST", "/api/dashboards/uid/:uid/restore", imitates=("restore", "restore of missing"))
def restore(call: Call) -> Reply:
    """Not of this Grafana: it looks for the version of a dashboard that has no id."""
    wanted_dashboard(call)
    raise refused(404, "Dashboard version not found")
