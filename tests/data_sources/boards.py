"""Small dashboards for the tests of data."""

from typing import Any

from grafmint.data import Ask, ask_of

Json = dict[str, Any]

#: 2024-05-14T12:00Z, a Tuesday.
NOW = 1_715_688_000_000
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
METRICS = {"type": "prometheus", "uid": "metrics"}
KNOWN = {"metrics": "prometheus", "logs": "loki", "made": "testdata"}


def board(*variables: Json, **keys: Any) -> Json:
    """A dashboard with these variables."""
    time = {"from": "now-6h", "to": "now"}
    return {"uid": "shop", "title": "Shop", "time": time, "templating": {"list": list(variables)}, **keys}


def panel(*targets: Json, **keys: Any) -> Json:
    """A panel with these queries."""
    lettered = [{"refId": "ABCDEF"[place], **target} for place, target in enumerate(targets)]
    return {"id": 1, "title": "Load", "type": "timeseries", "datasource": METRICS, "targets": lettered, **keys}


def ask(*targets: Json, of: Json | None = None, now: int = NOW, width: int = 600, **keys: Any) -> Ask:
    """What a panel with these queries asks."""
    return ask_of(board() if of is None else of, panel(*targets, **keys), now=now, width=width, datasources=KNOWN)


def expr(text: str, **keys: Any) -> Json:
    """A query of Prometheus."""
    return {"expr": text, **keys}


def asked(text: str, *variables: Json, **keys: Any) -> str:
    """What becomes of a PromQL text on a dashboard with these variables."""
    return str(ask(expr(text), of=board(*variables), **keys).targets[0].query["expr"])
