"""Everything of alerting in one bundle, written by hand, with dollars wherever one can stand."""

from typing import Any

import orjson

from grafmint.bundle import Bundle, Entry, Kind, in_order

EXPRESSION = {"type": "__expr__", "uid": "__expr__"}


def entry(kind: Kind, uid: str, document: Any, *, title: str | None = None, folder: str | None = None) -> Entry:
    """An entry as compiling makes it."""
    content = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    return Entry(kind=kind, uid=uid, title=title or uid, folder=folder, document=content)


def steps(expr: str, limit: float) -> list[dict[str, Any]]:
    """The three steps of a rule: the query, its last value, the threshold."""
    query = {"refId": "A", "expr": expr, "instant": True, "range": False, "editorMode": "code"}
    last = {"refId": "B", "type": "reduce", "reducer": "last", "expression": "A", "datasource": EXPRESSION}
    above = {"evaluator": {"type": "gt", "params": [limit]}}
    threshold = {"refId": "C", "type": "threshold", "expression": "B", "conditions": [above], "datasource": EXPRESSION}
    return [
        {"refId": "A", "datasourceUid": "metrics", "relativeTimeRange": {"from": 600, "to": 0}, "model": query},
        *(
            {"refId": step["refId"], "datasourceUid": "__expr__", "relativeTimeRange": _NONE, "model": step}
            for step in (last, threshold)
        ),
    ]


def rule(uid: str = "shop-fails", *, limit: float = 0.05, title: str = "shop fails", **said: Any) -> Entry:
    """An alert rule in the folder `shop`."""
    document = {
        "uid": uid,
        "title": title,
        "folderUID": "shop",
        "ruleGroup": "http $5",
        "condition": "C",
        "for": "5m",
        "noDataState": "NoData",
        "execErrState": "Error",
        "labels": {"severity": "critical", "cost": "$5", "what": "{{ $labels.job }}"},
        "annotations": {"summary": "{{ $labels.job }} at {{ $values.B.Value }}, costs $5"},
        "data": steps('rate(errors{job=~"a|b$"}[5m])', limit),
    }
    return entry("alert-rule", uid, {**document, **said}, title=title, folder="shop")


def group(interval: int = 120) -> Entry:
    """The interval of the rules' group."""
    document = {"folderUid": "shop", "title": "http $5", "interval": interval}
    return entry("rule-group", "shop/http $5", document, title="http $5", folder="shop")


def contact_point(channel: str = "#$pay") -> Entry:
    """A contact point with two integrations and a secret."""
    receivers = [
        {"type": "slack", "settings": {"recipient": channel, "text": '{{ template "t" . }} $5'},
         "secureSettings": {"token": "$SLACK_TOKEN"}, "disableResolveMessage": True},
        {"type": "email", "settings": {"addresses": "a@example.com"}, "disableResolveMessage": False},
    ]  # fmt: skip
    return entry("contact-point", "on call $1", {"name": "on call $1", "receivers": receivers})


def policy(**said: Any) -> Entry:
    """A tree of two levels."""
    nested = {"object_matchers": [["team", "=~", "pay.*$"]], "receiver": "on call $1", "group_wait": "10s"}
    route = {
        "object_matchers": [["severity", "=", "critical"], ["cost", "=", "$5"]],
        "receiver": "on call $1",
        "mute_time_intervals": ["week ends $2"],
        "continue": True,
        "routes": [nested],
    }
    inhibition = {"source": [["severity", "=", "critical"]], "target": [["severity", "=", "warning"]], "equal": ["job"]}
    document = {"receiver": "on call $1", "group_by": ["grafana_folder", "alertname"], "routes": [route]}
    title = "Notification policies"
    return entry("policy", "policies", {**document, "inhibitions": [inhibition], **said}, title=title)


def others() -> tuple[Entry, ...]:
    """What stands beside the rules."""
    weekend = {
        "name": "week ends $2",
        "time_intervals": [
            {"weekdays": ["saturday", "sunday"]},
            {"weekdays": ["monday:friday"], "times": [{"start_time": "20:00", "end_time": "24:00"}], "months": ["1:3"]},
        ],
    }
    text = '{{ define "t" }}\n{{ range $i, $a := .Alerts }}{{ $a.Labels.cost }} $5{{ end }}\n{{ end }}'
    return (
        entry("folder", "shop", {"uid": "shop", "title": "Shop $1"}, title="Shop $1"),
        entry("datasource", "metrics", {"uid": "metrics", "name": "metrics", "type": "prometheus", "access": "proxy",
                                        "url": "http://127.0.0.1:9"}),
        entry("dashboard", "http", {"uid": "http", "title": "HTTP", "panels": []}, title="HTTP", folder="shop"),
        entry("template", "t $3", {"name": "t $3", "template": text}),
        entry("mute-timing", "week ends $2", weekend),
    )  # fmt: skip


def bundle(*changed: Entry) -> Bundle:
    """All of it, with entries of the same kind and uid in the place of the usual ones."""
    on_panel = {"summary": "s", "__dashboardUid__": "http", "__panelId__": "7"}
    usual = (
        *others(),
        contact_point(),
        policy(),
        rule(),
        rule("shop-slow", title="shop slow $", annotations=on_panel, isPaused=True),
        group(),
        entry("prometheus-rules", "shop", {"groups": []}),
        entry("alertmanager", "alertmanager", {}),
    )
    entries = {(each.kind, each.uid): each for each in (*usual, *changed)}
    return Bundle(entries=in_order(entries.values()))


_NONE = {"from": 0, "to": 0}
