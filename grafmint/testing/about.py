"""Facts of the server itself: health, release, organisation, the caller, and addresses that it does not have."""

from grafmint.testing import rights
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, refused, reply
from grafmint.testing.routes import serves

_ADDRESS = {"address1": "", "address2": "", "city": "", "zipCode": "", "state": "", "country": ""}


@serves("GET", "/api/health", imitates=("health", "health, no credentials", "health below a path"), signed_in=False)
def health(call: Call) -> Reply:
    """Well, and which release, whoever asks."""
    return reply({"commit": "NA", "database": "ok", "version": call.state.profile.release})


@serves(
    "GET",
    "/api/frontend/settings",
    imitates=(
        "frontend settings",
        "frontend settings, token",
        "frontend settings, no credentials",
        "frontend settings below a path",
    ),
)
def settings(call: Call) -> Reply:
    """The part of a page's settings that says which server this is."""
    build = {
        "buildstamp": 1673611944,
        "commit": "NA",
        "edition": "Open Source",
        "env": "production",
        "hasUpdate": False,
        "hideVersion": False,
        "latestVersion": "",
        "version": call.state.profile.release,
    }
    default = next((each.name for each in call.state.sources.values() if each.fields["isDefault"]), "-- Grafana --")
    said = {"appSubUrl": call.state.prefix, "buildInfo": build, "defaultDatasource": default}
    if call.state.profile.has("namespace in settings"):
        said["namespace"] = call.namespace
    return reply(said)


@serves("GET", "/api/org", imitates=("current org", "current org, reader", "other org, basic auth", "other org, token"))
def org(call: Call) -> Reply:
    """The organisation that the caller works in."""
    if call.caller.org != 1:
        raise refused(404, "Organization not found", traced=True)
    return reply({"id": 1, "name": "Main Org.", "address": _ADDRESS})


@serves("GET", "/api/user", imitates=("who am I", "who am I, token"))
def user(call: Call) -> Reply:
    """The user who calls; a service account is none."""
    caller = call.caller
    if not caller.is_user:
        raise refused(404, "user not found")
    return reply(
        {
            "id": caller.id,
            "email": caller.email,
            "name": caller.name,
            "login": caller.login,
            "theme": "",
            "orgId": caller.org,
            "isGrafanaAdmin": caller.id == 1,
            "isDisabled": False,
            "isExternal": False,
            "authLabels": [],
            "updatedAt": caller.created,
            "createdAt": caller.created,
            "avatarUrl": "",
        }
    )


@serves(
    "GET",
    "/api/access-control/user/permissions",
    imitates=(
        "permissions of admin",
        "permissions of admin token",
        "permissions of viewer token",
        "permissions of viewer token with folders",
        "permissions of editor token with folders",
        "other org, permissions, basic auth",
        "alerting permissions of sync",
        "alerting permissions of reader",
        "alerting permissions of writer",
    ),
)
def permissions(call: Call) -> Reply:
    """What the caller may do, of alerting, dashboards, folders, datasources, teams, users and accounts."""
    return reply(rights.permissions(call))


@serves("*", "/apis", imitates=("no /apis", "resource API groups"), signed_in=False)
@serves("*", "/apis/*", imitates=("resource API dashboards",), signed_in=False)
@serves("*", "/api/nope", imitates=("unknown route", "no such route, POST"), signed_in=False)
@serves("*", "/api/nope/*", imitates=("no such route, token",), signed_in=False)
@serves("GET", "/api/folders/:uid/counts", imitates=("folder counts? unsupported here",), signed_in=False)
@serves(
    "GET",
    "/api/datasources/name/:name/*",
    imitates=("get by a name with a slash", "get by another name with a slash"),
    signed_in=False,
)
@serves(
    "GET",
    "/api/v1/provisioning/contact-points/:uid",
    imitates=("get one contact point", "no export of contact points"),
    signed_in=False,
)
@serves("GET", "/api/v1/provisioning/policies/export", imitates=("no export of policies",), signed_in=False)
@serves("POST", "/api/v1/provisioning/templates", imitates=("no such template verb",), signed_in=False)
@serves("PATCH", "/api/folders/:uid", imitates=("no such method",), signed_in=False)
def nowhere(call: Call) -> Reply:
    """What this Grafana does not have."""
    raise refused(404, "Not found")
