"""Alerting of two revisions, in a few words: rules, contact points and policies as a build writes them."""

from collections.abc import Sequence
from typing import Any

from grafmint.bundle import Bundle, Entry
from grafmint.review import Review
from grafmint.review.make import make_review
from grafmint.revision import Revision
from tests.review.scene import entry

Json = dict[str, Any]
EXPR = "sum(rate(failed[5m])) / sum(rate(all[5m]))"


def step(ref: str, **model: Any) -> Json:
    """A step that Grafana calculates."""
    source = {"type": "__expr__", "uid": "__expr__"}
    times = {"from": 0, "to": 0}
    model = {"refId": ref, "datasource": source, **model}
    return {"refId": ref, "datasourceUid": "__expr__", "relativeTimeRange": times, "model": model}


def steps(expr: str = EXPR, limit: float = 0.05, evaluator: str = "gt") -> list[Json]:
    """A query, its last value, and the number that it is held against."""
    source = {"type": "prometheus", "uid": "prom"}
    model = {"refId": "A", "expr": expr, "instant": True, "range": False, "datasource": source}
    asked = {"refId": "A", "datasourceUid": "prom", "relativeTimeRange": {"from": 600, "to": 0}, "model": model}
    threshold = {"evaluator": {"type": evaluator, "params": [limit]}}
    return [
        asked,
        step("B", type="reduce", reducer="last", expression="A"),
        step("C", type="threshold", expression="B", conditions=[threshold]),
    ]


def rule(
    name: str = "checkout fails",
    *,
    uid: str | None = None,
    expr: str = EXPR,
    limit: float = 0.05,
    pending: str = "5m",
    **said: Any,
) -> Entry:
    """An alert rule of Grafana's, in the folder `services`."""
    uid = uid or name.replace(" ", "-")
    document: Json = {
        "uid": uid,
        "title": name,
        "folderUID": "services",
        "ruleGroup": "http",
        "condition": "C",
        "for": pending,
        "noDataState": "NoData",
        "execErrState": "Error",
        "labels": {"severity": "critical", "team": "payments"},
        "annotations": {"summary": "It fails."},
        "data": steps(expr, limit),
        **said,
    }
    return entry(document, uid, title=name, kind="alert-rule", folder="services")


def contact(name: str, *types: str, **settings: Any) -> Entry:
    """A contact point with integrations of these types."""
    receivers = [{"type": type_, "settings": settings, "secureSettings": {"url": "$URL"}} for type_ in types]
    return entry({"name": name, "receivers": receivers}, name, title=name, kind="contact-point")


def policies(*routes: Json, receiver: str = "ops") -> Entry:
    """The tree of notification policies."""
    document = {"receiver": receiver, "group_by": ["alertname"], "routes": list(routes)}
    return entry(document, "policies", title="Notification policies", kind="policy")


def to(receiver: str, *matchers: str, **said: Any) -> Json:
    """A route to a receiver, by matchers such as `team=payments`."""
    triples = [list(each.partition("=")) for each in matchers]
    return {"receiver": receiver, "object_matchers": triples, **said}


PAYMENTS = to("payments", "team=payments")
#: Whom alerts are told to where nothing is said of it.
TOLD = (contact("ops", "slack"), contact("payments", "pagerduty"), policies(PAYMENTS))


def prometheus_rules(*rules: Json, interval: str = "1m", uid: str = "services") -> Entry:
    """A file of rules for a Prometheus."""
    document = {"groups": [{"name": "http", "interval": interval, "rules": list(rules)}]}
    return entry(document, uid, title=uid, kind="prometheus-rules")


def alert(name: str = "checkout fails", expr: str = f"{EXPR} > 0.05", **said: Any) -> Json:
    """An alerting rule of a Prometheus."""
    labels = {"severity": "critical", "team": "payments", "grafana_folder": "Services"}
    return {"alert": name, "expr": expr, "for": "5m", "labels": labels, **said}


def bundle(*entries: Entry) -> Bundle:
    """The entries, in a folder that is there, with a datasource that they ask."""
    folder = entry({"uid": "services", "title": "Services"}, "services", title="Services", kind="folder")
    return Bundle(entries=(folder, *entries), datasources={"prom": "prometheus"})


def review(before: Sequence[Entry], after: Sequence[Entry]) -> Review:
    """The review of two revisions."""
    base, head = (
        Revision(name=name, commit=name * 10, bundle=bundle(*entries))
        for name, entries in (("base", before), ("head", after))
    )
    return make_review(base, head, project="shop", environment="prod")
