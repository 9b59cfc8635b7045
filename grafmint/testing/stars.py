"""Stars: the dashboards that somebody has marked for themselves.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/user/#star-a-dashboard
"""

from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Stored

_ONE = "/api/user/stars/dashboard/uid/:uid"


@serves("GET", "/api/user/stars", imitates=("stars", "stars after the rename"))
def list_stars(call: Call) -> Reply:
    """The uids of what the caller has starred, in that order."""
    _require_user(call)
    return reply(call.state.starred(call.caller))


@serves("POST", _ONE, imitates=("star", "star again"))
def star(call: Call) -> Reply:
    """Star one, which can be done once."""
    stored, state = _wanted(call), call.state
    if state.is_starred(call.caller, stored):
        raise refused(500, "Failed to star dashboard", traced=True)
    state.stars.setdefault(call.caller.id, []).append(state.star_key(stored))
    return reply({"message": "Dashboard starred!"})


@serves("DELETE", _ONE, imitates=("take a star away", "take a star away again"))
def unstar(call: Call) -> Reply:
    """Take a star away, or none."""
    stored, state = _wanted(call), call.state
    if state.is_starred(call.caller, stored):
        state.stars[call.caller.id].remove(state.star_key(stored))
    return reply({"message": "Dashboard unstarred"})


def _wanted(call: Call) -> Stored:
    _require_user(call)
    found = call.state.by_uid.get(call.params["uid"])
    if found is None:
        raise UnservedError
    return found


def _require_user(call: Call) -> None:
    """What a service account is told is recorded by nothing."""
    if not call.caller.is_user:
        raise UnservedError
