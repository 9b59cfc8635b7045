"""The alerts of the shop and where they go, by hand, as either engine has them."""

from typing import Any

from .build import Document

SAYS = {"summary": "Many fail.", "description": "Roll back.", "runbook_url": "https://runbooks/errors"}
ESCALATION = "after 0m: on call; after 5m: second team"
ERRORS, BURN = "100 * sum(rate(http_requests_total[5m]))", "sum(rate(http_requests_total[1h])) / 0.001"
OBJECTIVE: dict[str, Any] = {
    "uid": "shop-slo",
    "title": "SLO shop",
    "schemaVersion": 37,
    "time": {"from": "now-6h", "to": "now"},
    "panels": [
        {
            "id": 2,
            "type": "stat",
            "title": "Objective",
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
    json = {"title": name, "condition": "C", "data": steps, "labels": labels, "annotations": {**_says(labels), **leads}}
    return Document(kind="alert-rule", uid=name, title=name, folder="team", json=json)


def in_prometheus(name: str, expr: str, op: str, limit: float, *, panel: tuple[str, int], **labels: str) -> Document:
    """An alert that Prometheus evaluates, in a file of its own."""
    link = f"https://grafana/d/{panel[0]}?viewPanel={panel[1]}"
    notes = {**_says(labels), "dashboard": link}
    rule = {"alert": name, "expr": f"({expr}) {op} {limit}", "labels": labels, "annotations": notes}
    return file(name, rule)


def file(name: str, *rules: Any) -> Document:
    """A file of rules."""
    return Document(kind="prometheus-rules", uid=name, title=name, json={"groups": [{"name": name, "rules": rules}]})


def _says(labels: dict[str, str]) -> dict[str, str]:
    return {**SAYS, "escalation": ESCALATION} if labels.get("severity") == "critical" else SAYS


POLICY: dict[str, Any] = {
    "receiver": "chat",
    "routes": [
        {"receiver": "pager", "object_matchers": [["severity", "=", "critical"]]},
        {"receiver": "chat", "object_matchers": [["severity", "=", "info"]]},
    ],
}
PAGER: dict[str, Any] = {"type": "pagerduty", "settings": {}, "secureSettings": {"integrationKey": "$PAGER_KEY"}}
CHAT: dict[str, Any] = {"type": "slack", "settings": {"recipient": "#shop"}, "secureSettings": {"url": "$CHAT_URL"}}
MAIL: dict[str, Any] = {"type": "email", "settings": {"addresses": "shop@example.org"}, "secureSettings": {}}
ALERTMANAGER: dict[str, Any] = {
    "route": {
        "receiver": "chat",
        "routes": [
            {"receiver": "pager", "matchers": ['severity="critical"']},
            {"receiver": "chat", "matchers": ['severity="info"']},
        ],
    },
    "receivers": [
        {
            "name": "pager",
            "pagerduty_configs": [{"routing_key_file": "secrets/pager", "send_resolved": True}],
            "slack_configs": [{"api_url_file": "secrets/chat", "send_resolved": True}],
            "email_configs": [{"to": "shop@example.org", "send_resolved": True}],
        },
        {"name": "chat", "slack_configs": [{"api_url_file": "secrets/chat", "send_resolved": True}]},
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


_BOARD = Document(kind="dashboard", uid="shop-slo", title="SLO shop", folder="team", json=OBJECTIVE)
GRAFANA = (
    _BOARD,
    in_grafana("ErrorsHigh", ERRORS, ">", 80, panel=("overview", 1), severity="critical"),
    in_grafana("AvailabilityLow", "100 * avg(up)", "<", 99.9, panel=("overview", 1), severity="critical"),
    in_grafana("shop burns", BURN, ">", 6, panel=("shop-slo", 2), severity="warning", slo="shop"),
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
)
