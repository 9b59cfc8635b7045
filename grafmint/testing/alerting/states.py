"""States: what every rule evaluates to, in the form of Prometheus."""

import orjson

from grafmint.testing import rights
from grafmint.testing.alerting import duration
from grafmint.testing.alerting.stored import FIRING, Rule
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json, encode

_NEVER = "0001-01-01T00:00:00Z"


@serves(
    "GET",
    "/api/prometheus/grafana/api/v1/rules",
    imitates=(
        "states of files",
        "states before an evaluation",
        "states of firing",
        "states of firing, reader",
    ),
)
def list_states(call: Call) -> Reply:
    """The groups of folders that the caller may read, each rule with its instances once it is evaluated."""
    if call.query_string:
        raise UnservedError
    rights.require(call, "alert.rules:read")
    groups: dict[tuple[str, str], Json] = {}
    for rule in call.state.alerting.listed():
        folder = call.state.folder(rule.folder)
        if folder is not None and rights.may(call, "folders:read", folder):
            group = groups.setdefault(rule.group, {"name": rule.group[1], "file": folder.title, "rules": []})
            group["rules"].append(_rule(rule, folder.title))
            group |= {"interval": rule.interval, "lastEvaluation": rule.since or _NEVER}
            group["evaluationTime"] = _took(rule)
    return reply({"status": "success", "data": {"groups": list(groups.values())}})


def _rule(rule: Rule, folder: str) -> Json:
    document = rule.document
    found: Json = {
        "state": "firing" if FIRING in rule.states else "inactive",
        "name": document["title"],
        "query": _query(document),
        "duration": _seconds(document["for"]),
        "annotations": document["annotations"],
        "alerts": [_alert(rule, folder, number) for number in range(len(rule.states))],
        "labels": document["labels"],
        "health": "ok",
        "type": "alerting",
        "lastEvaluation": rule.since or _NEVER,
    }
    return {**{name: value for name, value in found.items() if value}, "evaluationTime": _took(rule)}


def _took(rule: Rule) -> float:
    return 0.01 if rule.states else 0


def _seconds(text: str) -> float:
    """A duration as a number with as few digits as it needs."""
    whole, rest = divmod(duration.milliseconds(text), 1000)
    return whole + rest / 1000 if rest else whole


def _alert(rule: Rule, folder: str, number: int) -> Json:
    document = rule.document
    own = {"alertname": document["title"], "grafana_folder": folder}
    # Grafana tells instances of one rule apart by their labels.
    many = {"instance": str(number)} if len(rule.states) > 1 else {}
    fires = rule.states[number] == FIRING
    return {
        "labels": {**document["labels"], **many, **own},
        "annotations": document["annotations"],
        "state": rule.states[number],
        "activeAt": rule.since if fires else _NEVER,
        "value": "1e+00" if fires else "",
    }


def _query(document: Json) -> str:
    """The expressions of its queries; of a rule that has none, all of them as they are stored."""
    found = [each["model"]["expr"] for each in document["data"] if isinstance(each["model"].get("expr"), str)]
    return " | ".join(found) if found else _encoded(document["data"])


def _encoded(data: list[Json]) -> str:
    """JSON as it is written where it may stand in a page."""
    text = "[" + ",".join(_encoded_query(each) for each in data) + "]"
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _encoded_query(query: Json) -> str:
    return orjson.dumps({**query, "model": orjson.Fragment(encode(query["model"]))}).decode()
