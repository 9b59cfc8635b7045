"""Ruling: an alert rule as it is posted, as it is stored and as it is answered.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/alerting_provisioning/
"""

from collections.abc import Mapping
from typing import Any

from grafmint.testing.alerting import provenance, reading
from grafmint.testing.alerting.stored import Provenance, Rule
from grafmint.testing.reply import UnservedError, bad_request, refused
from grafmint.testing.state import State
from grafmint.testing.stored import Json

_EXPRESSIONS = ("__expr__", "-100")
_LONGEST = 190
_ERROR_STATES = ("Alerting", "Error", "OK")
_NO_DATA_STATES = ("Alerting", "NoData", "OK")
_PANEL = ("__dashboardUid__", "__panelId__")
#: What a query without them is given.
_MODEL_DEFAULTS = {"intervalMs": 1000, "maxDataPoints": 43200}


def document_of(body: Json) -> Json:
    """What Grafana reads out of a rule: keys that it does not know are lost, a pause is one of them."""
    return {
        **{name: reading.text(body, name) for name in ("uid", "folderUID", "ruleGroup", "title", "condition")},
        "data": [_query(each) for each in reading.objects(body, "data")],
        **{name: reading.text(body, name) for name in ("noDataState", "execErrState")},
        "for": reading.length(body, "for") or "0s",
        "annotations": reading.named_texts(body, "annotations"),
        "labels": reading.named_texts(body, "labels"),
    }


def _query(body: Json) -> Json:
    model, times = body.get("model"), body.get("relativeTimeRange") or {}
    if not isinstance(model, dict) or not isinstance(times, dict):
        raise UnservedError
    query_type = reading.text(model, "queryType") or reading.text(body, "queryType")
    return {
        "refId": reading.text(body, "refId"),
        "queryType": query_type,
        "relativeTimeRange": {name: _seconds(times.get(name, 0)) for name in ("from", "to")},
        "datasourceUid": reading.text(body, "datasourceUid"),
        "model": {**model, **{name: model.get(name) or value for name, value in _MODEL_DEFAULTS.items()}},
    }


def _seconds(value: Any) -> int:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise bad_request()
    return int(value)


def check(document: Json, prefix: str = "") -> None:
    """Raise AnsweredError when Grafana would refuse to store it, which is seldom: it evaluates nothing here."""
    check_panel(document["annotations"])
    if not document["data"]:
        raise _invalid(f"{prefix}invalid alert rule: no queries or expressions are found")
    if not document["title"]:
        raise _invalid(f"{prefix}invalid alert rule: title is empty")
    if len(document["title"].encode()) > _LONGEST:
        raise _invalid(f"{prefix}invalid alert rule: name length should not be greater than {_LONGEST}")
    if len(document["ruleGroup"].encode()) > _LONGEST:
        raise _invalid(f"{prefix}invalid alert rule: rule group name length should not be greater than {_LONGEST}")
    if document["execErrState"] not in _ERROR_STATES:
        raise failed(f"{prefix}unknown Error state option {document['execErrState']}")
    if document["noDataState"] not in _NO_DATA_STATES:
        raise failed(f"{prefix}unknown NoData state option {document['noDataState']}")
    for query in document["data"]:
        times = query["relativeTimeRange"]
        if query["datasourceUid"] not in _EXPRESSIONS and times["from"] <= times["to"]:
            said = f"{{From:{spelled(times['from'])} To:{spelled(times['to'])}}}"
            raise failed(f"{prefix}invalid alert query {query['refId']}: invalid relative time range: {said}")


def check_place(state: State, document: Json) -> None:
    """Raise AnsweredError when the folder is not there or the condition is no query, which 9.4 does not look at."""
    if not state.profile.has("rules checked"):
        return
    if state.folder(document["folderUID"]) is None:
        raise _invalid("invalid alert rule: folder does not exist")
    if document["condition"] not in {each["refId"] for each in document["data"]}:
        raise _invalid(f"invalid alert rule: condition {document['condition']} does not exist")


def spelled(seconds: int) -> str:
    """A length of time as Grafana's log writes it: "10m0s"."""
    if seconds < 0:
        return f"-{spelled(-seconds)}"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h{minutes}m{rest}s" if hours else f"{minutes}m{rest}s" if minutes else f"{rest}s"


def check_panel(annotations: Mapping[str, str]) -> None:
    """Raise AnsweredError when a rule names a dashboard without a panel, or the other way round."""
    dashboard, panel = (annotations.get(name, "") for name in _PANEL)
    if bool(dashboard) != bool(panel):
        raise failed(f"both annotations {' and '.join(_PANEL)} must be specified")
    if panel and not panel.removeprefix("-").isdecimal():
        raise failed(f"annotation {_PANEL[1]} must be a valid integer Panel ID")


def _invalid(message: str) -> Exception:
    return refused(400, message, traced=True)


def failed(message: str, status: int = 500) -> Exception:
    """The refusal of what Grafana takes for its own failure, where a newer one has a better status."""
    return refused(status, message, traced=True)


def shown(rule: Rule, said: Provenance = "") -> Json:
    """A rule as Grafana answers it; only who asks for one alone is told its provenance."""
    document = {name: value for name, value in rule.document.items() if value or name not in {"annotations", "labels"}}
    return {**document, "id": rule.id, "orgID": 1, "updated": rule.updated, **provenance.said(said)}
