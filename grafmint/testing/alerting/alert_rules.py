"""Alert rules: listed, read, created, changed and deleted by uid."""

from grafmint.testing import rights
from grafmint.testing.alerting import provenance, reading, ruling
from grafmint.testing.alerting.stored import FIRST_INTERVAL, Alerting, Rule
from grafmint.testing.call import Call
from grafmint.testing.reply import NO_CONTENT, NOTHING, Reply, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

READ, WRITE = "alert.provisioning:read", "alert.provisioning:write"
_LEFT_OVER = "failed to create new rule versions: UNIQUE constraint failed: " + ", ".join(
    f"alert_rule_version.{column}" for column in ("rule_org_id", "rule_uid", "version")
)
TAKEN = "a conflicting alert rule is found: rule title under the same organisation and folder should be unique"


def wanted(call: Call) -> Rule:
    """The rule that the path names; that there is none is a failure of the server here."""
    found = call.state.alerting.rules.get(call.params["uid"])
    if found is None:
        status = 404 if call.state.profile.has("missing rule 404") else 500
        raise ruling.failed("could not find alert rule", status)
    return found


def check_free(call: Call, alerting: Alerting, document: Json, but: Rule | None = None, prefix: str = "") -> None:
    """Raise AnsweredError when another rule has the uid, or the title in the folder where titles are unique."""
    others, profile = [each for each in alerting.rules.values() if each is not but], call.state.profile
    has_uid = any(each.uid == document["uid"] for each in others)
    if profile.has("rule titles free"):
        if has_uid:
            raise ruling.failed(f"Failed to save alert rule '{document['uid']}' in organization 1 due to conflict", 409)
        return
    name = (document["folderUID"], document["title"])
    if has_uid or any((each.folder, each.document["title"]) == name for each in others):
        raise ruling.failed(prefix + TAKEN, 400 if profile.has("taken rule 400") else 500)


@serves(
    "GET",
    "/api/v1/provisioning/alert-rules",
    imitates=(
        "list rules",
        "list rules, reader",
        "provisioned rules",
        "list rules of folders",
        "rules after their folder",
    ),
)
def list_alert_rules(call: Call) -> Reply:
    """Every rule of the organisation, without provenance."""
    rights.require(call, READ)
    return reply([ruling.shown(each) for each in call.state.alerting.listed()])


@serves(
    "GET",
    "/api/v1/provisioning/alert-rules/:uid",
    imitates=(
        "get rule",
        "get missing rule",
        "get everything in a rule",
        "a group makes its rules of the API",
        "export is a rule",
    ),
)
def get_alert_rule(call: Call) -> Reply:
    """One with its provenance."""
    rights.require(call, READ)
    rule = wanted(call)
    return reply(ruling.shown(rule, rule.provenance))


@serves(
    "POST",
    "/api/v1/provisioning/alert-rules",
    imitates=(
        "create rule",
        "create again",
        "create without provenance",
        "no such folder",
        "no condition",
        "bad for",
        "bad PromQL is accepted?",
        "create rule, reader",
        "create rule, writer",
        "everything in a rule",
        "hardly anything in a rule",
        "rule without uid",
        "same title, other folder",
        "unknown no data state",
        "dashboard without panel",
        "empty time range",
        "create rule in provisioned group",
    ),
)
def create_alert_rule(call: Call) -> Reply:
    """Create one, on 9.4 in a folder that need not be there; a group that is not there begins with a minute."""
    rights.require(call, WRITE)
    alerting = call.state.alerting
    body = call.json()
    document = ruling.document_of(body)
    document["uid"] = document["uid"] or call.state.new_uid()
    ruling.check(document)
    ruling.check_place(call.state, document)
    check_free(call, alerting, document)
    if document["uid"] in alerting.left_over:
        raise ruling.failed(_LEFT_OVER)
    group = alerting.listed((document["folderUID"], document["ruleGroup"]))
    interval = group[0].interval if group else FIRST_INTERVAL
    number = alerting.rule_id(reading.number(body, "id"))
    rule = Rule(id=number, document=document, interval=interval, provenance=provenance.of(call))
    alerting.rules[rule.uid] = rule
    return reply(ruling.shown(rule, rule.provenance), 201)


@serves(
    "PUT",
    "/api/v1/provisioning/alert-rules/:uid",
    imitates=(
        "update rule",
        "update dropping provenance",
        "update missing rule",
        "update to a taken title",
        "update, other uid",
        "move into a group of 20 s",
        "update provisioned rule",
    ),
)
def update_alert_rule(call: Call) -> Reply:
    """Replace one; it keeps its interval even when it moves into a group that has another."""
    rights.require(call, WRITE)
    body = call.json()
    document = {**ruling.document_of(body), "uid": call.params["uid"]}
    rule, mine = call.state.alerting.rules.get(call.params["uid"]), provenance.of(call)
    if rule is None:
        return NOTHING
    if provenance.locked(rule.provenance, mine):
        raise ruling.failed(f"cannot changed provenance from '{rule.provenance}' to '{mine}'")
    ruling.check(document)
    ruling.check_place(call.state, document)
    check_free(call, call.state.alerting, document, rule)
    rule.become(document, mine)
    return reply(ruling.shown(rule, mine))


@serves(
    "DELETE",
    "/api/v1/provisioning/alert-rules/:uid",
    imitates=(
        "delete rule",
        "delete rule again",
        "delete provisioned rule",
    ),
)
def delete_alert_rule(call: Call) -> Reply:
    """Delete one, or none; what a file provisions stays."""
    rights.require(call, WRITE)
    uid, alerting = call.params["uid"], call.state.alerting
    rule = alerting.rules.get(uid)
    if rule is not None and provenance.locked(rule.provenance, "api"):
        raise ruling.failed(f"cannot delete with provided provenance 'api', needs '{rule.provenance}'")
    alerting.rules.pop(uid, None)
    alerting.left_over.discard(uid)
    return NO_CONTENT
