"""What the tests of alerting are about: a shop, and how its documents look."""

from typing import Any

from grafmint import Dashboard, Folder, QueryVariable, TimeSeries, above, prometheus
from grafmint.alerting import Alert
from grafmint.bundle import Bundle, Kind
from grafmint.model.panel.base import Panel

SHOP = Folder(uid="shop", title="Shop")
INSTANCE = QueryVariable(name="instance", query=prometheus.LabelValues(label="instance"), multi=True, include_all=True)
JOB = QueryVariable(name="job", query=prometheus.LabelValues(label="job"))
BUSY = 'rate(busy_total{instance=~"$instance", job="shop"}[$__rate_interval])'
EXPRESSION = {"type": "__expr__", "uid": "__expr__"}
METRICS = {"type": "prometheus", "uid": "metrics-uid"}
NO_SPAN = {"from": 0, "to": 0}


def panel(*alerts: Alert, expr: str = BUSY, title: str = "Busy", **given: Any) -> TimeSeries:
    """A panel with alerts; critical above 80."""
    options: dict[str, Any] = {"queries": prometheus.Query(expr=expr), "thresholds": above(warning=50, critical=80.0)}
    return TimeSeries(title=title, alerts=alerts, **{**options, **given})


def board(*panels: Panel, **given: Any) -> Dashboard:
    """A dashboard of the shop with the variables $instance, which has "All", and $job, which has not."""
    options: dict[str, Any] = {"uid": "shop-http", "title": "Shop", "folder": SHOP, "variables": [INSTANCE, JOB]}
    return Dashboard(panels=panels, **{**options, **given})


def documents(bundle: Bundle, *kinds: Kind) -> dict[str, Any]:
    """The documents of these kinds by uid."""
    return {entry.uid: entry.json for entry in bundle if entry.kind in kinds}


def compared(first: dict[str, Any], *, operator: str = "gt", limit: float = 80) -> list[dict[str, Any]]:
    """The three steps of a rule from the first one's query, datasource and all."""
    return [
        {
            "refId": "A",
            "datasourceUid": first["datasource"]["uid"],
            "relativeTimeRange": {"from": 600, "to": 0},
            "model": {"refId": "A", **first},
        },
        {
            "refId": "B",
            "datasourceUid": "__expr__",
            "relativeTimeRange": NO_SPAN,
            "model": {
                "refId": "B",
                "type": "reduce",
                "reducer": "last",
                "expression": "A",
                "datasource": EXPRESSION,
            },
        },
        {
            "refId": "C",
            "datasourceUid": "__expr__",
            "relativeTimeRange": NO_SPAN,
            "model": {
                "refId": "C",
                "type": "threshold",
                "expression": "B",
                "conditions": [{"evaluator": {"type": operator, "params": [limit]}}],
                "datasource": EXPRESSION,
            },
        },
    ]


def instant(expr: str) -> dict[str, Any]:
    """PromQL at one instant."""
    return {"expr": expr, "instant": True, "range": False, "editorMode": "code", "datasource": METRICS}
