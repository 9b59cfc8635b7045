"""Mute timings: listed, read, created, replaced and deleted by name."""

from grafmint.testing import rights
from grafmint.testing.alerting import provenance, reading, ruling, tree, versioning
from grafmint.testing.alerting.alert_rules import READ, WRITE
from grafmint.testing.alerting.intervals import interval_of
from grafmint.testing.alerting.stored import Written
from grafmint.testing.call import Call
from grafmint.testing.reply import NO_CONTENT, NOTHING, Reply, bad_request, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

_PATH, _ONE = "/api/v1/provisioning/mute-timings", "/api/v1/provisioning/mute-timings/:name"


def document_of(body: Json) -> Json:
    """What Grafana reads out of a mute timing."""
    name = reading.text(body, "name")
    if not name:
        raise bad_request()
    return {"name": name, "time_intervals": [interval_of(each) for each in reading.objects(body, "time_intervals")]}


def _shown(call: Call, stored: Written) -> Json:
    """What answers the one who wrote it; who reads is not told the provenance."""
    return {**versioning.shown(call, stored), **provenance.said(stored.provenance)}


@serves(
    "GET",
    _PATH,
    imitates=(
        "get mute timings",
        "list mute timings",
    ),
)
def list_mute_timings(call: Call) -> Reply:
    """All in the order that they were made."""
    rights.require(call, READ)
    return reply([versioning.shown(call, each) for each in call.state.alerting.mute_timings.values()])


@serves(
    "GET",
    _ONE,
    imitates=(
        "get provisioned mute timing",
        "get missing mute timing",
    ),
)
def get_mute_timing(call: Call) -> Reply:
    """One, without provenance."""
    rights.require(call, READ)
    found = call.state.alerting.mute_timings.get(call.params["name"])
    return NOTHING if found is None else reply(versioning.shown(call, found))


@serves(
    "POST",
    _PATH,
    imitates=(
        "create mute timing",
        "create again",
        "no name",
        "no intervals",
        "end before start",
        "month 13",
        "everything in a mute timing",
    ),
)
def create_mute_timing(call: Call) -> Reply:
    """Create one."""
    rights.require(call, WRITE)
    document, timings = document_of(call.json()), call.state.alerting.mute_timings
    if document["name"] in timings:
        message = "invalid object specification: a mute timing with this name already exists"
        raise refused(400, message, traced=True)
    timings[document["name"]] = Written(document=document, provenance="api")
    return reply(_shown(call, timings[document["name"]]), 201)


@serves(
    "PUT",
    _ONE,
    imitates=(
        "update mute timing",
        "update missing mute timing",
        "update mute timing, other name",
        "update provisioned mute timing",
    ),
)
def update_mute_timing(call: Call) -> Reply:
    """Replace one, whoever wrote it; the name is the path's, but the body needs one too."""
    rights.require(call, WRITE)
    name, timings = call.params["name"], call.state.alerting.mute_timings
    body = call.json()
    document = {**document_of(body), "name": name}
    if name not in timings:
        return NOTHING
    versioning.check(call, timings[name], body)
    timings[name] = Written(document=document, provenance="api")
    return reply(_shown(call, timings[name]), 202)


@serves(
    "DELETE",
    _ONE,
    imitates=(
        "delete used mute timing",
        "delete mute timing",
        "delete missing mute timing",
    ),
)
def delete_mute_timing(call: Call) -> Reply:
    """Delete one, or none; what a policy names stays."""
    rights.require(call, WRITE)
    name, alerting = call.params["name"], call.state.alerting
    if any(name in route.get("mute_time_intervals", ()) for route in tree.walk(alerting.policies.document)):
        status = 409 if call.state.profile.has("used in alerting 409") else 500
        raise ruling.failed(f"mute time '{name}' is currently used by a notification policy", status)
    alerting.mute_timings.pop(name, None)
    return NO_CONTENT
