"""A small system by hand, for the tests of the judges: all that they ask for is in it once."""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

import attrs

from .build import Address, Build, Document, Output
from .deeds import Call, Step
from .rows import Row
from .shop_alerts import ERRORS as FAILING
from .shop_alerts import GRAFANA, HOOK, OBJECTIVE, contact, in_grafana, mute_timing, policies
from .shop_deeds import Done

SOURCE = {"type": "prometheus", "uid": "Prometheus"}
RATE = 'rate(http_requests_total{status=~"5.."}[$__rate_interval])'
QUANTILE = "histogram_quantile({}, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))"
ORANGE_AND_RED = [{"color": "green", "value": None}, {"color": "orange", "value": 70}, {"color": "red", "value": 80}]
ERRORS: dict[str, Any] = {
    "id": 1,
    "type": "stat",
    "title": "Errors",
    "description": "What fails.",
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
    "description": "How slow it is.",
    "datasource": SOURCE,
    "targets": [{"refId": "A", "expr": QUANTILE.format(0.5)}, {"refId": "B", "expr": QUANTILE.format(0.95)}],
}
#: What is shown of one service, and of the cluster that it runs in.
SERVICE: dict[str, Any] = {
    "type": "stat",
    "title": "Shop",
    "description": "How well the shop is.",
    "datasource": SOURCE,
    "targets": [{"refId": "A", "expr": 'avg(up{service="shop"})'}, {"refId": "B", "expr": "kube_pod_status_phase"}],
    "fieldConfig": {
        "defaults": {"unit": "percent", "thresholds": {"steps": [{"color": "red"}, {"color": "green", "value": 99.9}]}},
        "overrides": [
            {
                "properties": [
                    {"id": "unit", "value": "s"},
                    {"id": "thresholds", "value": {"steps": [{"color": "green"}, {"color": "red", "value": 0.2}]}},
                ]
            }
        ],
    },
}
BOARD: dict[str, Any] = {
    "uid": "overview",
    "title": "Overview",
    "description": "The shop at a glance.",
    "tags": ["review:weekly"],
    "refresh": "30s",
    "links": [{"type": "link", "url": "/d/shop-slo?${__url_time_range}"}],
    "annotations": {"list": [{"name": "Alerts", "enable": True, "datasource": SOURCE}]},
    "templating": {
        "list": [
            {"type": "custom", "name": "service", "query": "shop,mill"},
            {"type": "query", "name": "cluster", "query": "label_values(up, cluster)"},
        ]
    },
    "schemaVersion": 37,
    "time": {"from": "now-6h", "to": "now"},
    "panels": [{"type": "row", "collapsed": True, "panels": [ERRORS]}, LATENCY, SERVICE],
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
    said: str = "",
) -> Output:
    """An environment of one folder, two datasources and one dashboard, and what is told of it."""
    return Output(
        (
            Document(kind="folder", uid="team", title="Team", json=folder),
            Document(kind="datasource", uid="Prometheus", title="Prometheus", json=source),
            Document(kind="datasource", uid="Cloud", title="Cloud", json=cloud),
            Document(kind="dashboard", uid=board["uid"], title=board["title"], folder="team", json=board),
            *alerting,
        ),
        said=said,
    )


WORKFLOW = """\
on: pull_request
jobs:
  test:
    steps: [{run: make build}, {run: make test}]
  review:
    steps: [{uses: ./}]
"""


def _with_limit(values: Mapping[str, object]) -> Output:
    limit, opens = float(str(values.get("limit", 80))), str(values.get("opens", "08:00"))
    errors = in_grafana("ErrorsHigh", FAILING, ">", limit, panel=("overview", 1), severity="critical")
    return output(alerting=(errors, mute_timing(opens)))


#: The dashboards as the command is taken to have handled them, and the files of them.
_STORED = {"overview": {**BOARD, "id": 3, "version": 1}, "shop-slo": {**OBJECTIVE, "id": 4, "version": 1}}
_FILES = {
    "dashboards/team/overview.json": json.dumps(BOARD).encode(),
    "dashboards/team/shop-slo.json": json.dumps(OBJECTIVE).encode(),
    "datasources/Cloud.json": json.dumps(CLOUD).encode(),
    "datasources/Prometheus.json": json.dumps({"name": "Prometheus"}).encode(),
    "folders/team.json": json.dumps(FOLDER).encode(),
}
_KINDS = {"datasource": ("Cloud", "Prometheus"), "folder": ("team",), "dashboard": ("overview", "shop-slo")}
DONE = Done(
    planned=tuple(Step("create", kind, uid) for kind, uids in _KINDS.items() for uid in uids),
    sent=(
        Call("POST", "/api/folders"),
        Call("POST", "/api/datasources"),
        Call("POST", "/api/dashboards/db"),
    ),
    stored=_STORED,
    restored={uid: {**board, "id": 9} for uid, board in _STORED.items()},
    refused=True,
    asked=(
        Call("GET", "/api/search", "type=dash-db&limit=100&page=1"),
        *(Call("GET", f"/api/dashboards/uid/{uid}") for uid in _STORED),
    ),
    backup=_FILES,
    permission_plan="~ folder team: View for Viewer",
    checkup="datasource Prometheus: health ok",
    built=(_FILES, _FILES),
    extended={**_FILES, "dashboards/extensions/extension.json": b"{}"},
    values={"opens": "08:00"},
    make=_with_limit,
    bare=output(
        alerting=(contact("hook", HOOK), policies({"receiver": "hook"})), said="shop_slack_url is not set: no chat"
    ),
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
    addresses={"prod": Address("https://grafana.example", "env")},
    workflows={"test.yml": WORKFLOW},
    deeds=DONE,
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
    assertions = ({"type": type_, **demands},)
    return Row(id="SHOP-1", system="shop", kind="panel", scope="in", text="", check="", assertions=assertions)


def panel(title: str, /, **demands: Any) -> Row:
    """A row about one panel."""
    return row("panels_exist", dashboard="Overview", panels=[{"title": title, **demands}])
