"""The alerts of the shop and where they go, by hand, as either engine has them."""

from typing import Any

from .build import Document

SAYS = {
    "summary": "Many fail.",
    "description": "Roll back.",
    "runbook_url": "https://runbooks/errors",
    "response_time": "15m",
}
ESCALATION = "after 0m: on call; after 5m: second team"
ERRORS, BURN = "100 * sum(rate(http_requests_total[5m]))", "sum(rate(http_requests_total[1h])) / 0.001"
OBJECTIVE: dict[str, Any] = {
    "uid": "shop-slo",
    "title": "SLO shop",
    "description": "What is promised.",
    "tags": ["review:weekly"],
    "refresh": "1m",
    "schemaVersion": 37,
    "time": {"from": "now-6h", "to": "now"},
    "panels": [
        {
            "id": 2,
            "type": "stat",
            "title": "Objective",
            "description": "What is promised.",
            "targets": [{"refId": "A", "expr": "vector(0.999)", "datasource": {"type": "prometheus", "uid": "P"}}],
        }
    ],
}


def in_grafana(name: str, expr: str, op: str, limit: float, *, panel: tuple[str, int], **labels: str) -> Document:
    """An alert that Grafana evaluates; a critical one says who is next."""
    steps = [
        {"refId": "A", "model": {"expr": expr}},
        {"refId": "B", "model": {"type": "reduce", "reducer": "last", "expression": "A"}},
        {
            "refId": "C",
            "model": {
                "type": "threshold",
                "expression": "B",
                "conditions": [{"evaluator": {"type": {">": "gt", "<": "lt"}[op], "params": [limit]}}],
            },
        },
    ]
    leads = {"__dashboardUid__": panel[0], "__panelId__": str(panel[1])}
    json = {
        "title": name,
        "ruleGroup": "shop-errors",
        "for": "5m",
        "condition": "C",
        "data": steps,
        "labels": labels,
        "annotations": {**_says(labels), **leads},
    }
    return Document(kind="alert-rule", uid=name, title=name, folder="team", json=json)


def in_prometheus(name: str, expr: str, op: str, limit: float, *, panel: tuple[str, int], **labels: str) -> Document:
    """An alert that Prometheus evaluates, in a file of its own."""
    link = f"https://grafana/d/{panel[0]}?viewPanel={panel[1]}"
    notes = {**_says(labels), "dashboard": link}
    rule = {"alert": name, "expr": f"({expr}) {op} {limit}", "for": "5m", "labels": labels, "annotations": notes}
    return file(name, rule)


def file(name: str, *rules: Any) -> Document:
    """A file of rules."""
    return Document(
        kind="prometheus-rules", uid=name, title=name, json={"groups": [{"name": "shop-errors", "rules": rules}]}
    )


def _says(labels: dict[str, str]) -> dict[str, str]:
    return {**SAYS, "escalation": ESCALATION} if labels.get("severity") == "critical" else SAYS


TITLE = "{{ .GroupLabels.alertname }}"
#: What a message in the chat says, and where it leads.
TEXT = (
    "{{ .CommonAnnotations.summary }} <{{ .ExternalURL }}/#/silences/new|Silence>"
    " <{{ .CommonAnnotations.dashboard }}|Dashboard> <{{ .CommonAnnotations.runbook_url }}|Runbook>"
)
MESSAGE = '{{ template "shop.text" . }}'
TEMPLATE = f'{{{{ define "shop.text" }}}}{TEXT}{{{{ end }}}}'
MAIL_TEXT = "See {{ .CommonAnnotations.runbook_url }}"
POLICY: dict[str, Any] = {
    "receiver": "chat",
    "group_by": ["alertname", "service"],
    "routes": [
        {"receiver": "pager", "object_matchers": [["severity", "=", "critical"]], "repeat_interval": "30m"},
        {"receiver": "chat", "object_matchers": [["severity", "=", "warning"]]},
        {"receiver": "chat", "object_matchers": [["severity", "=", "info"]], "mute_time_intervals": ["nights"]},
    ],
}
PAGER: dict[str, Any] = {"type": "pagerduty", "settings": {}, "secureSettings": {"integrationKey": "$PAGER_KEY"}}
CHAT: dict[str, Any] = {
    "type": "slack",
    "settings": {"recipient": "#shop", "title": TITLE, "text": MESSAGE},
    "secureSettings": {"url": "$CHAT_URL"},
}
MAIL: dict[str, Any] = {
    "type": "email",
    "settings": {"addresses": "shop@example.org", "message": MAIL_TEXT},
    "secureSettings": {},
}
HOOK: dict[str, Any] = {
    "type": "webhook",
    "settings": {"url": "https://hook.example", "username": "grafana"},
    "secureSettings": {"password": "$HOOK_PASSWORD"},
}
_CHAT = {"api_url_file": "secrets/chat", "channel": "#shop", "title": TITLE, "text": MESSAGE, "send_resolved": True}
_HOOK = {
    "url": "https://hook.example",
    "send_resolved": True,
    "http_config": {"basic_auth": {"username": "grafana", "password_file": "secrets/hook"}},
}
_NIGHTS = [{"times": [{"start_time": "00:00", "end_time": "06:00"}]}]
ALERTMANAGER: dict[str, Any] = {
    "global": {"smtp_smarthost": "mail.example:25", "smtp_from": "shop@example.org"},
    "templates": ["templates/*.tmpl"],
    "time_intervals": [{"name": "nights", "time_intervals": _NIGHTS}],
    "inhibit_rules": [
        {
            "source_matchers": ['severity="critical"'],
            "target_matchers": ['severity=~"warning|info"'],
            "equal": ["service"],
        }
    ],
    "route": {
        "receiver": "chat",
        "group_by": ["alertname", "service"],
        "routes": [
            {"receiver": "pager", "matchers": ['severity="critical"'], "repeat_interval": "30m"},
            {"receiver": "chat", "matchers": ['severity="warning"']},
            {"receiver": "chat", "matchers": ['severity="info"'], "mute_time_intervals": ["nights"]},
        ],
    },
    "receivers": [
        {
            "name": "pager",
            "pagerduty_configs": [{"routing_key_file": "secrets/pager", "send_resolved": True}],
            "slack_configs": [_CHAT],
            "email_configs": [{"to": "shop@example.org", "html": MAIL_TEXT, "send_resolved": True}],
        },
        {"name": "chat", "slack_configs": [_CHAT]},
        {"name": "hook", "webhook_configs": [_HOOK]},
    ],
}


def policies(json: Any = POLICY) -> Document:
    """Grafana's tree of notification policies."""
    return Document(kind="policy", uid="policies", title="Notification policies", json=json)


def contact(name: str, *receivers: Any) -> Document:
    """A contact point of Grafana."""
    return Document(kind="contact-point", uid=name, title=name, json={"name": name, "receivers": receivers})


def alertmanager(json: Any = ALERTMANAGER) -> Document:
    """The configuration of an Alertmanager."""
    return Document(kind="alertmanager", uid="alertmanager", title="Alertmanager", json=json)


def mute_timing(opens: str = "06:00") -> Document:
    """The hours at which nobody is told of little things."""
    times = [{"times": [{"start_time": "00:00", "end_time": opens}]}]
    return Document(kind="mute-timing", uid="nights", title="nights", json={"name": "nights", "time_intervals": times})


def template(kind: str) -> Document:
    """What a message in the chat says, for either engine."""
    return Document(kind=kind, uid="shop", title="shop", json={"name": "shop", "template": TEMPLATE})


_BOARD = Document(kind="dashboard", uid="shop-slo", title="SLO shop", folder="team", json=OBJECTIVE)
GRAFANA = (
    _BOARD,
    in_grafana("ErrorsHigh", ERRORS, ">", 80, panel=("overview", 1), severity="critical"),
    in_grafana("AvailabilityLow", "100 * avg(up)", "<", 99.9, panel=("overview", 1), severity="critical"),
    in_grafana("shop burns", BURN, ">", 6, panel=("shop-slo", 2), severity="warning", slo="shop"),
    mute_timing(),
    template("template"),
    contact("hook", HOOK),
    contact("pager", PAGER, CHAT, MAIL),
    contact("chat", CHAT),
    policies(),
)
PROMETHEUS = (
    _BOARD,
    in_prometheus("ErrorsHigh", ERRORS, ">", 80, panel=("overview", 1), severity="critical"),
    in_prometheus("AvailabilityLow", "100 * avg(up)", "<", 99.9, panel=("overview", 1), severity="critical"),
    in_prometheus("shop burns", 'slo:burn{slo="shop"}', ">", 6, panel=("shop-slo", 2), severity="warning", slo="shop"),
    file("records", {"record": "slo:burn", "expr": BURN, "labels": {"slo": "shop"}}),
    alertmanager(),
    template("alertmanager-template"),
)
