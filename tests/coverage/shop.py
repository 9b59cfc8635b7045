"""A small system by hand, for the tests of the judges: all that they ask for is in it once."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

import attrs

from .build import Build, Document, Output
from .rows import Row
from .shop_alerts import GRAFANA

SOURCE = {"type": "prometheus", "uid": "Prometheus"}
RATE = 'rate(http_requests_total{status=~"5.."}[$__rate_interval])'
QUANTILE = "histogram_quantile({}, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))"
ORANGE_AND_RED = [{"color": "green", "value": None}, {"color": "orange", "value": 70}, {"color": "red", "value": 80}]
ERRORS: dict[str, Any] = {
    "id": 1,
    "type": "stat",
    "title": "Errors",
    "targets": [{"refId": "A", "expr": RATE, "datasource": SOURCE}],
    "fieldConfig": {
        "defaults": {"unit": "percent", "thresholds": {"mode": "absolute", "steps": ORANGE_AND_RED}},
        "overrides": [
            {
                "matcher": {"id": "byFrameRefID", "options": "B"},
                "properties": [
                    {"id": "unit", "value": "s"},
                    {"id": "thresholds", "value": {"mode": "absolute", "steps": [{"color": "red", "value": 75}]}},
                ],
            }
        ],
    },
}
LATENCY: dict[str, Any] = {
    "type": "timeseries",
    "title": "Latency",
    "datasource": SOURCE,
    "targets": [{"refId": "A", "expr": QUANTILE.format(0.5)}, {"refId": "B", "expr": QUANTILE.format(0.95)}],
}
BOARD: dict[str, Any] = {
    "uid": "overview",
    "title": "Overview",
    "schemaVersion": 37,
    "time": {"from": "now-6h", "to": "now"},
    "panels": [{"type": "row", "collapsed": True, "panels": [ERRORS]}, LATENCY],
}
PROMETHEUS: dict[str, Any] = {
    "name": "Prometheus",
    "uid": "Prometheus",
    "type": "prometheus",
    "url": "http://prometheus:9090",
    "jsonData": {"timeInterval": "30s", "httpHeaderName1": "Authorization"},
    "secureJsonData": {"httpHeaderValue1": "$METRICS_TOKEN"},
}
CLOUD: dict[str, Any] = {
    "name": "Cloud",
    "uid": "Cloud",
    "type": "cloudwatch",
    "jsonData": {"defaultRegion": "eu-central-1"},
}
FOLDER: dict[str, Any] = {
    "uid": "team",
    "title": "Team",
    "permissions": [{"role": "Viewer", "permission": "View"}],
}


def output(
    board: Any = BOARD,
    source: Any = PROMETHEUS,
    cloud: Any = CLOUD,
    folder: Any = FOLDER,
    alerting: Iterable[Document] = GRAFANA,
) -> Output:
    """An environment of one folder, two datasources and one dashboard, and what is told of it."""
    return Output(
        (
            Document(kind="folder", uid="team", title="Team", json=folder),
            Document(kind="datasource", uid="Prometheus", title="Prometheus", json=source),
            Document(kind="datasource", uid="Cloud", title="Cloud", json=cloud),
            Document(kind="dashboard", uid=board["uid"], title=board["title"], folder="team", json=board),
            *alerting,
        )
    )


SHOP = Build(
    system="shop",
    outputs={"prod": output()},
    elsewhere={
        "prod": output(
            source={**PROMETHEUS, "url": "https://prometheus:9090"},
            cloud={**CLOUD, "jsonData": {"defaultRegion": "us-east-1"}},
        )
    },
    created=("Overview",),
)


def shop_with(*documents: Document) -> Build:
    """The system with other alerts, and other ways for them."""
    return shop(prod=output(alerting=documents))


def shop(**environments: Output) -> Build:
    """The system with other environments."""
    return attrs.evolve(SHOP, outputs=environments, elsewhere=dict.fromkeys(environments, SHOP.elsewhere["prod"]))


def board(*panels: Any, **others: Any) -> Output:
    """The environment with other panels on its dashboard, or with something else about it."""
    return output({**BOARD, **({"panels": panels} if panels else {}), **others})


def changed(part: Any, change: Callable[[Any], object]) -> Any:
    """A copy of a part of a document, changed."""
    copy = deepcopy(part)
    change(copy)
    return copy


def row(type_: str, /, **demands: Any) -> Row:
    """A row of the shop's table."""
    assertion = {"type": type_, **demands}
    return Row(id="SHOP-1", system="shop", kind="panel", scope="in", text="", check="", assertion=assertion)


def panel(title: str, /, **demands: Any) -> Row:
    """A row about one panel."""
    return row("panels_exist", dashboard="Overview", panels=[{"title": title, **demands}])
