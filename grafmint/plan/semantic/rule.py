"""Alert rules and their groups as trees: the condition as one text, queries and expressions by their refId.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/
"""

from grafmint.plan.semantic.condition import condition
from grafmint.plan.semantic.duration import duration, of_seconds
from grafmint.plan.semantic.target import query
from grafmint.plan.semantic.tree import Json, JsonObject, Tree, named, pruned

#: What a server counts and tells of a rule.
_NOISE = frozenset({"id", "orgID", "orgId", "updated", "provenance"})
#: What has a form of its own, or another name in provisioning files.
_PARTS = frozenset(
    {"annotations", "condition", "data", "dashboardUid", "folder", "folderUID", "for", "keepFiringFor"}
    | {"keep_firing_for", "interval", "labels", "panelId", "ruleGroup"}
)
_DEFAULTS = {"for": "0s", "keepFiringFor": "0s", "isPaused": False}
_PANEL = {"dashboardUid": "__dashboardUid__", "panelId": "__panelId__"}
#: Who calculates the steps that are no queries; the number is what Grafana 8 called it.
_EXPRESSIONS = frozenset({"__expr__", "-100"})
#: What a server writes into every query.
_FILLED_IN = {"intervalMs": 1000, "maxDataPoints": 43200, "queryType": "", "hide": False}


def rule(document: JsonObject) -> Tree:
    """The tree of an alert rule, as the API has it or as a provisioning file does."""
    form = {
        **{key: value for key, value in document.items() if key not in _NOISE and key not in _PARTS},
        "folder": document.get("folderUID", document.get("folder")),
        "group": document.get("ruleGroup"),
        "interval": of_seconds(document.get("interval")),
        "for": duration(document.get("for")),
        "keepFiringFor": duration(document.get("keep_firing_for", document.get("keepFiringFor"))),
        "panel": _panel(document),
        "labels": document.get("labels"),
        "notes": _notes(document.get("annotations")),
    }
    said = {key: value for key, value in form.items() if value is not None}
    return pruned({**said, **_steps(document)}, _DEFAULTS)


def group(document: JsonObject) -> Tree:
    """The tree of a rule group: only its interval is anybody's."""
    form = {key: value for key, value in document.items() if key not in ("folderUid", "interval")}
    form |= {"folder": document.get("folderUid"), "interval": of_seconds(document.get("interval"))}
    return pruned(form, {})


def _notes(annotations: Json) -> Json:
    """What a rule says of itself, without its panel."""
    if not isinstance(annotations, dict):
        return annotations
    return {key: value for key, value in annotations.items() if key not in _PANEL.values()}


def _panel(document: JsonObject) -> Json:
    """The panel that a rule stands on: `dashboard` or `dashboard/7`."""
    annotations = document.get("annotations")
    notes = annotations if isinstance(annotations, dict) else {}
    board, panel = (document.get(field, notes.get(note)) for field, note in _PANEL.items())
    parts = [f"{part}" for part in (board, panel) if part not in (None, "", 0)]
    return "/".join(parts) or None


def _steps(document: JsonObject) -> JsonObject:
    """Queries, expressions and the condition; nobody cares in which order they are listed."""
    data, chosen = document.get("data"), document.get("condition")
    if not isinstance(data, list):
        return {"queries": data, "condition": chosen}
    steps = named(data, lambda each: each.get("refId"), dict)
    found: JsonObject = {"queries": {}, "expressions": {}, "condition": chosen}
    for name, step in sorted(steps.items()):
        model = step.get("model") if isinstance(step, dict) else None
        if not isinstance(model, dict):
            found["queries"][name] = step
        elif f"{step.get('datasourceUid')}" not in _EXPRESSIONS:
            found["queries"][name] = _query(step, model)
        else:
            expression = _expression(step, model)
            if name == chosen:
                found["threshold"], expression = condition(expression)
            found["expressions"][name] = expression
    return found


def _query(step: JsonObject, model: JsonObject) -> JsonObject:
    form = _bare({**step, **model}, "relativeTimeRange", "datasourceUid", "model")
    form["datasource"] = {"uid": step.get("datasourceUid")}
    return {**query(form, None), "timeRange": _range(step.get("relativeTimeRange"))}


def _expression(step: JsonObject, model: JsonObject) -> JsonObject:
    """An expression is calculated from the answers of queries, so that it has no time range of its own."""
    return _bare({**step, **model}, "relativeTimeRange", "datasourceUid", "datasource", "model", "refId")


def _bare(form: JsonObject, *dropped: str) -> JsonObject:
    return pruned({key: value for key, value in form.items() if key not in dropped}, _FILLED_IN)


def _range(value: Json) -> Json:
    """How far back a query looks: `now-10m…now`."""
    if value is not None and not (isinstance(value, dict) and value.keys() <= {"from", "to"}):
        return value
    ends = (of_seconds((value or {}).get(end, 0)) for end in ("from", "to"))
    return "…".join("now" if end in ("0s", None) else f"now-{end}" for end in ends)
