"""Rule groups: read and replaced, with the interval that only they can change."""

import attrs

from grafmint.testing import rights
from grafmint.testing.alerting import provenance, reading, ruling
from grafmint.testing.alerting.alert_rules import READ, WRITE, check_free
from grafmint.testing.alerting.stored import Alerting, Rule
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

_FORM = "/api/v1/provisioning/folder/:folder/rule-groups/:group"
_BASE_INTERVAL = 10
_NEVER = "0001-01-01T00:00:00Z"
#: What a rule in a group may leave out, when it is there already.
_PATCHED = ("title", "execErrState", "noDataState")


@serves(
    "GET",
    _FORM,
    imitates=(
        "get group",
        "get group 2",
        "get missing group",
        "group of two intervals",
        "group in another order",
        "nothing of it was done",
        "group that it left",
        "group with a late one",
    ),
)
def get_rule_group(call: Call) -> Reply:
    """Its rules and the interval of the first, which Grafana takes for that of all."""
    rights.require(call, READ)
    rules = call.state.alerting.listed((call.params["folder"], call.params["group"]))
    if not rules:
        raise refused(404, "rulegroup not found", traced=True)
    shown = [ruling.shown(each) for each in rules]
    return reply({**_head(call, rules[0].interval), "rules": shown})


@serves(
    "PUT",
    _FORM,
    imitates=(
        "put group",
        "put group, one rule less",
        "interval not a multiple of 10",
        "put interval",
        "put interval, rules null",
        "put interval of missing group",
        "put group in another order",
        "put group with a title twice",
        "put group, rule of another group",
        "put group, no rules",
        "put new group",
        "put provisioned group",
        "empty provisioned group",
    ),
)
def put_rule_group(call: Call) -> Reply:
    """Replace it, all or nothing; without rules only the interval. Every rule in it is the API's afterwards."""
    rights.require(call, WRITE)
    body = call.json()
    posted = None if body.get("rules") is None else reading.objects(body, "rules")
    documents = None if posted is None else [ruling.document_of(each) for each in posted]
    interval = reading.number(body, "interval")
    if interval <= 0 or interval % _BASE_INTERVAL:
        said = f"interval ({ruling.spelled(interval)}) should be non-zero and divided exactly by scheduler interval: 10"
        raise refused(400, f"invalid alert rule: {said}", traced=True)
    # All or nothing: what goes wrong in the middle leaves the rules as they were.
    rules = {uid: attrs.evolve(rule) for uid, rule in call.state.alerting.rules.items()}
    after = attrs.evolve(call.state.alerting, rules=rules)
    _replace(call, after, documents, interval)
    call.state.alerting = after
    echoed = None if posted is None else [_echo(*each) for each in zip(posted, documents or (), strict=True)]
    return reply({**_head(call, interval), "rules": echoed})


def _head(call: Call, interval: int) -> Json:
    return {"title": call.params["group"], "folderUid": call.params["folder"], "interval": interval}


def _echo(body: Json, document: Json) -> Json:
    """A rule as the answer to a replaced group has it: what was sent, with what its queries lacked."""
    rule = Rule(id=reading.number(body, "id"), document=document, updated=reading.text(body, "updated") or _NEVER)
    said = reading.text(body, "provenance")
    own = {"orgID": reading.number(body, "orgID"), "data": document["data"] if body.get("data") is not None else None}
    return {**ruling.shown(rule), **own, **({"provenance": said} if said else {})}


def _replace(call: Call, alerting: Alerting, documents: list[Json] | None, interval: int) -> None:
    folder, group = call.params["folder"], call.params["group"]
    before = alerting.listed((folder, group))
    wanted = [each.document for each in before] if documents is None else documents
    posted = [{**each, "folderUID": folder, "ruleGroup": group} for each in wanted]
    for each in posted:
        ruling.check_panel(each["annotations"])
    for each in posted:
        ruling.check_place(call.state, each)
    strange = [each for each in posted if each["uid"] and each["uid"] not in alerting.rules]
    if strange and not call.state.profile.has("rules made by group"):
        message = f"failed to update rule with UID {strange[0]['uid']} because could not find alert rule"
        raise ruling.failed(f"failed to calculate diff for alert rules: {message}")
    known = [each for each in posted if each["uid"] and each not in strange]
    for each in posted:
        if each not in known:
            _insert(call, alerting, each, interval)
    kept = [alerting.rules[each["uid"]] for each in known]
    gone = [each for each in before if each not in kept]
    left = _left_behind(alerting, kept, (folder, group))
    for rule in (*kept, *left, *gone):
        _check_provenance(rule)
    for rule, each in zip(kept, known, strict=True):
        _update(call, alerting, rule, each, interval)
    for rule in left:
        rule.become(rule.document, "api")
    for rule in gone:
        del alerting.rules[rule.uid]


def _insert(call: Call, alerting: Alerting, document: Json, interval: int) -> None:
    document = {**document, "uid": document["uid"] or call.state.new_uid()}
    _check(call, alerting, document, "failed to insert alert rules: ")
    rule = Rule(id=alerting.rule_id(), document=document, interval=interval, provenance="api")
    alerting.rules[rule.uid] = rule


def _update(call: Call, alerting: Alerting, rule: Rule, document: Json, interval: int) -> None:
    """Let one be as posted; what was left out of it stays, and its state is lost even when nothing else changes."""
    full = {**document, **{name: rule.document[name] for name in _PATCHED if not document[name]}}
    if not (document["condition"] and document["data"]):
        full |= {name: rule.document[name] for name in ("condition", "data")}
    _check(call, alerting, full, "failed to update alert rules: ", rule)
    if rule.group != (full["folderUID"], full["ruleGroup"]):
        rule.place = 0
    rule.become(full, "api")
    rule.interval = interval


def _check(call: Call, alerting: Alerting, document: Json, prefix: str, rule: Rule | None = None) -> None:
    ruling.check(document, prefix)
    check_free(call, alerting, document, rule, prefix)


def _check_provenance(rule: Rule) -> None:
    if provenance.locked(rule.provenance, "api"):
        raise ruling.failed(f"cannot update with provided provenance 'api', needs '{rule.provenance}'")


def _left_behind(alerting: Alerting, kept: list[Rule], group: tuple[str, str]) -> list[Rule]:
    """The rules of the groups that others are moved from, numbered anew; they are written too."""
    left = []
    for source in {rule.group for rule in kept} - {group}:
        rest = [each for each in alerting.listed(source) if each not in kept]
        for place, rule in enumerate(rest, start=1):
            rule.place = place
        left += rest
    return left
