"""The documents of rules and groups, as Grafana's provisioning API takes them.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/
"""

from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.alerting.value import value_written
from grafmint.model.base import JsonObject


def rule_document(rule: CompiledRule) -> JsonObject:
    """The document of a rule."""
    document: JsonObject = {
        "uid": rule.uid,
        "title": rule.name,
        "folderUID": rule.folder,
        "ruleGroup": rule.group,
        "condition": rule.condition,
        "for": rule.pending_period,
        "noDataState": rule.no_data_state,
        "execErrState": rule.exec_err_state,
        "labels": dict(rule.labels),
        "annotations": _annotations(rule),
        "data": list(rule.data),
    }
    if rule.keep_firing_for is not None:
        document["keep_firing_for"] = rule.keep_firing_for
    return document | ({"isPaused": True} if rule.is_paused else {})


def group_document(rule: CompiledRule) -> JsonObject:
    """The document of the group that a rule stands in."""
    return {"folderUid": rule.folder, "title": rule.group, "interval": rule.interval}


def _annotations(rule: CompiledRule) -> dict[str, str]:
    found = {name: value_written(text, rule.value) for name, text in rule.annotations.items()}
    if rule.dashboard is None:
        return found
    uid, panel = rule.dashboard
    return found | {"__dashboardUid__": uid} | ({} if panel is None else {"__panelId__": str(panel)})
