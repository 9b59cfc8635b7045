"""Documents of alerting for the rules, and what they find in them."""

from collections.abc import Mapping
from typing import Any

import orjson

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.check import check
from grafmint.finding import Finding
from grafmint.origin import Place

PROM = {"type": "prometheus", "uid": "prom"}
KNOWN = {"prom": "prometheus", "logs": "loki", "rows": "postgres"}
EXPRESSION = {"type": "__expr__", "uid": "__expr__"}
FOLDER = Entry(kind="folder", uid="shop", title="Shop", document=b'{"uid": "shop", "title": "Shop"}')
SUMMARY = {"summary": "It is down."}


def entry(
    kind: Kind, uid: str, document: Mapping[str, Any], *, title: str | None = None, folder: str | None = None
) -> Entry:
    """An entry as a bundle has it."""
    return Entry(
        kind=kind,
        uid=uid,
        title=title or uid,
        folder=folder,
        document=orjson.dumps(document),
        file=Place(f"{uid}.py", 1),
    )


def query(expr: object = "up", ref_id: str = "A", uid: str = "prom", **model: Any) -> dict[str, Any]:
    """A query of a rule."""
    return {"refId": ref_id, "datasourceUid": uid, "model": {"refId": ref_id, "expr": expr, **model}}


def expression(ref_id: str, type_: str, **model: Any) -> dict[str, Any]:
    """A server-side expression of a rule."""
    found = {"refId": ref_id, "type": type_, "datasource": EXPRESSION, **model}
    return {"refId": ref_id, "datasourceUid": "__expr__", "model": found}


def steps(*queries: dict[str, Any]) -> list[dict[str, Any]]:
    """Queries, and after them the two expressions that every rule has."""
    last, limit = expression("B", "reduce", expression="A"), expression("C", "threshold", expression="B")
    return [*(queries or (query(),)), last, limit]


def rule(uid: str = "down", *, title: str = "Down", **rest: Any) -> Entry:
    """An alert rule with nothing wrong in it but what is said."""
    document = {"uid": uid, "title": title, "condition": "C", "data": steps(), "annotations": SUMMARY, **rest}
    return entry("alert-rule", uid, document, title=title, folder=rest.get("folderUID", "shop"))


def contact_point(name: str = "on-call", **receiver: Any) -> Entry:
    """A contact point with one integration."""
    found = receiver or {"type": "slack", "settings": {}, "secureSettings": {"url": "$SLACK"}}
    return entry("contact-point", name, {"name": name, "receivers": [found]})


def timing(name: str) -> Entry:
    """A mute timing."""
    return entry("mute-timing", name, {"name": name, "time_intervals": [{"weekdays": ["sunday"]}]})


def policy(*routes: dict[str, Any], receiver: str = "on-call") -> Entry:
    """The notification policies."""
    return entry("policy", "policies", {"receiver": receiver, "routes": list(routes)})


def file(*rules: dict[str, Any]) -> Entry:
    """A file of rules for Prometheus."""
    return entry("prometheus-rules", "shop", {"groups": [{"name": "g", "interval": "1m", "rules": list(rules)}]})


def found(*entries: Entry, **options: Any) -> list[Finding]:
    """What the rules find in a project with a folder."""
    return list(check(Bundle(entries=(FOLDER, *entries), datasources=KNOWN, **options)))


def said(*entries: Entry, **options: Any) -> list[str]:
    """Each finding as `severity rule kind uid path: message (hint)`."""
    return [
        f"{one.severity} {one.rule} {one.kind} {one.uid} {one.path or ''}: {one.message} ({one.hint})"
        for one in found(*entries, **options)
    ]
