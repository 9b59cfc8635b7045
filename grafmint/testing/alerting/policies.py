"""Policies: the one tree of an organisation, read, replaced and reset."""

from grafmint.testing import rights
from grafmint.testing.alerting import provenance, ruling, tree
from grafmint.testing.alerting.alert_rules import READ, WRITE
from grafmint.testing.alerting.stored import DEFAULT_RECEIVER, Written, default_contact_point, default_tree
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, refused, reply
from grafmint.testing.routes import serves

_PATH = "/api/v1/provisioning/policies"


@serves(
    "GET",
    _PATH,
    imitates=(
        "default policies",
        "get policies",
        "provisioned policies",
        "policies follow it",
        "get everything in policies",
    ),
)
def get_policies(call: Call) -> Reply:
    """The whole tree."""
    rights.require(call, READ)
    policies = call.state.alerting.policies
    return reply({**policies.document, **provenance.said(policies.provenance)})


@serves(
    "PUT",
    _PATH,
    imitates=(
        "mute timing does not exist yet",
        "put policies",
        "unknown receiver",
        "put policies, reader",
        "put policies over provisioned",
        "no receiver",
        "child without receiver",
        "unknown mute timing below",
        "a label twice",
        "continue in root",
        "root with object matchers",
        "matchers as Prometheus writes them",
    ),
)
def put_policies(call: Call) -> Reply:
    """Replace it, whoever wrote it: this Grafana asks neither for a version nor for its provenance."""
    rights.require(call, WRITE)
    document, alerting = tree.root_of(call.json()), call.state.alerting
    wrong = tree.complaint(document, alerting.receivers, set(alerting.mute_timings))
    if wrong:
        raise refused(400, f"invalid object specification: {wrong}", traced=True)
    if document.get("continue"):
        message = "change would result in an invalid configuration state: cannot have continue in root route"
        raise ruling.failed(message)
    alerting.policies = Written(document=document, provenance="api")
    return reply({"message": "policies updated"}, 202)


@serves(
    "DELETE",
    _PATH,
    imitates=(
        "reset policies",
        "reset policies over routes",
        "reset policies again",
    ),
)
def reset_policies(call: Call) -> Reply:
    """Bring the first tree back, with its contact point when that is gone."""
    rights.require(call, WRITE)
    alerting = call.state.alerting
    alerting.policies = default_tree()
    if DEFAULT_RECEIVER not in alerting.receivers:
        alerting.contact_points.append(default_contact_point())
    return reply(alerting.policies.document, 202)
