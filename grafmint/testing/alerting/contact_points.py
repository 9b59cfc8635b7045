"""Contact points: integrations, listed with their secrets hidden; those of one name are one contact point."""

from grafmint.testing import rights
from grafmint.testing.alerting import provenance, reading, renaming, ruling, tree
from grafmint.testing.alerting.alert_rules import READ, WRITE
from grafmint.testing.alerting.integrations import REDACTED, TYPES, complaint, secrets_of
from grafmint.testing.alerting.stored import Integration
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json


def shown(each: Integration) -> Json:
    """An integration as Grafana answers it: of a secret only that there is one."""
    hidden = {name: REDACTED for name, secret in each.secrets.items() if secret}
    return {
        "uid": each.uid,
        "name": each.name,
        "type": each.type,
        "settings": {**each.settings, **hidden},
        "disableResolveMessage": each.disable_resolve_message,
        **provenance.said(each.provenance),
    }


@serves(
    "GET",
    "/api/v1/provisioning/contact-points",
    imitates=(
        "default contact points",
        "get by name",
        "list",
        "contact points, reader",
        "provisioned contact points",
        "list by names",
        "list by names, one none",
    ),
)
def list_contact_points(call: Call) -> Reply:
    """Every integration by name, or those of one name."""
    rights.require(call, READ)
    name = call.one("name")
    found = [each for each in call.state.alerting.integrations if name in {"", each.name}]
    return reply([shown(each) for each in sorted(found, key=lambda each: each.name)])


@serves(
    "POST",
    "/api/v1/provisioning/contact-points",
    imitates=(
        "create contact point",
        "create again",
        "unknown type",
        "create pagerduty",
        "create email",
        "create webhook",
        "create teams",
        "two integrations, one name",
        "nothing",
        "no settings",
        "slack with an address",
        "slack without recipient",
        "pagerduty without key",
        "contact point without provenance?",
        "contact point without uid",
    ),
)
def create_contact_point(call: Call) -> Reply:
    """Add an integration to the contact point of its name; the answer hides secrets that were not sent too."""
    rights.require(call, WRITE)
    body = call.json()
    if not reading.text(body, "type"):
        raise _invalid("type should not be an empty string")
    integration = integration_of(body, _settings(body))
    integration.uid = integration.uid or call.state.new_uid()
    for each in (each for point in call.state.alerting.contact_points for each in point.integrations):
        if each.uid == integration.uid:
            message = f"receiver configuration with UID '{each.uid}' already exist in contact point '{each.name}'."
            rest = "Please use unique identifiers for receivers across all contact points"
            raise ruling.failed(f"{message} {rest}")
    call.state.alerting.add(integration)
    answered = shown(integration)
    answered["settings"] |= dict.fromkeys(secrets_of(integration.type), REDACTED)
    return reply(answered, 202)


@serves(
    "PUT",
    "/api/v1/provisioning/contact-points/:uid",
    imitates=(
        "update",
        "update without secret",
        "update with the redacted secret",
        "rename an only one",
        "rename one of two",
        "rename into another",
        "other type",
        "update missing contact point",
        "update provisioned contact point",
    ),
)
def update_contact_point(call: Call) -> Reply:
    """Replace an integration; a secret that is sent as it is shown stays what it was."""
    rights.require(call, WRITE)
    body, uid = call.json(), call.params["uid"]
    settings, alerting = _settings(body), call.state.alerting
    stored = next((each for each in alerting.integrations if each.uid == uid), None)
    if stored is None:
        raise refused(404, f"object not found: contact point with uid '{uid}' not found", traced=True)
    type_ = reading.text(body, "type")
    if type_ not in TYPES:
        raise _invalid(f"no secrets configured for type '{type_}'")
    for name in secrets_of(type_):
        if settings.get(name) == REDACTED:
            settings[name] = stored.secrets.get(name, "")
    new = integration_of({**body, "uid": uid}, settings)
    if provenance.locked(stored.provenance, "api"):
        raise ruling.failed(f"cannot changed provenance from '{stored.provenance}' to 'api'")
    renaming.put_in_place(alerting, new)
    return reply({"message": "contactpoint updated"}, 202)


@serves(
    "DELETE",
    "/api/v1/provisioning/contact-points/:uid",
    imitates=(
        "delete used contact point",
        "delete contact point",
        "delete second of two in use",
        "delete last of two in use",
        "delete missing contact point",
        "delete provisioned contact point",
    ),
)
def delete_contact_point(call: Call) -> Reply:
    """Delete an integration, or none; the last one of a contact point that a policy names stays."""
    rights.require(call, WRITE)
    uid, alerting = call.params["uid"], call.state.alerting
    names = [each.name for point in alerting.contact_points for each in point.integrations if each.uid == uid]
    empties = any(set(point.uids) == {uid} for point in alerting.contact_points)
    if empties and any(route.get("receiver") == names[-1] for route in tree.walk(alerting.policies.document)):
        status = 409 if call.state.profile.has("used in alerting 409") else 500
        raise ruling.failed(f"contact point '{names[-1]}' is currently used by a notification policy", status)
    for point in list(alerting.contact_points):
        point.integrations = [each for each in point.integrations if each.uid != uid]
        if not point.integrations:
            alerting.contact_points.remove(point)
    return reply({"message": "contactpoint deleted"}, 202)


def _settings(body: Json) -> Json:
    settings = body.get("settings")
    if settings is None:
        raise _invalid("settings should not be empty")
    if not isinstance(settings, dict):
        raise UnservedError
    return dict(settings)


def integration_of(body: Json, settings: Json) -> Integration:
    """What is stored of a body: secrets apart from the other settings."""
    type_ = reading.text(body, "type")
    wrong = complaint(type_, settings)
    if wrong:
        raise _invalid(wrong)
    secrets = {name: str(settings.pop(name, "")) for name in secrets_of(type_)}
    return Integration(
        uid=reading.text(body, "uid"),
        name=reading.text(body, "name"),
        type=type_,
        settings=settings,
        secrets=secrets,
        disable_resolve_message=reading.flag(body, "disableResolveMessage"),
        provenance="api",
    )


def _invalid(message: str) -> Exception:
    return refused(400, f"invalid object specification: {message}", traced=True)
