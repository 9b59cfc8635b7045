"""The project that the stories happen to, before the first of them."""

#: What the environment is given for secrets.
SECRETS = {
    "SHOP_METRICS_PASSWORD": "correct-horse-battery",
    "SHOP_SLACK": "https://hooks.slack.example/staple",
    "SHOP_PAGERDUTY": "0123456789abcdef",
}
FILES = {
    "grafmint.toml": """\
[project]
name = "shop"
modules = ["dashboards", "datasources"]
sources = ["exported/*.json"]

[env.prod]
url = "https://grafana.shop.example"
token = { env = "SHOP_GRAFANA_TOKEN" }
secrets = { metrics_password = { env = "SHOP_METRICS_PASSWORD" } }
""",
    "datasources.py": """\
from grafmint import BasicAuth, Secret, prometheus

metrics = prometheus.Datasource(
    name="metrics",
    url="http://prometheus.shop.example:9090",
    auth=BasicAuth(user="grafana", password=Secret(name="metrics_password")),
)
""",
    "dashboards/__init__.py": "",
    "dashboards/folders.py": """\
from grafmint import Folder, Permission

services = Folder(
    uid="services",
    title="Services",
    permissions=[Permission(role="Editor", permission="Edit")],
)
platform = Folder(uid="platform", title="Platform")
""",
    "dashboards/http.py": '''\
"""Every service gets the same board."""

from collections.abc import Iterator

from dashboards.folders import services
from grafmint import Dashboard, Env, Row, TimeSeries, above, promql, resources
from grafmint.prometheus import Query


@resources
def fleet(env: Env[None]) -> Iterator[Dashboard]:
    for name in ("checkout", "search"):
        yield http_service(name)


def http_service(name: str) -> Dashboard:
    requests = promql.metric("http_requests_total", job=name)
    duration = promql.metric("http_request_duration_seconds_bucket", job=name)
    failed = requests.where(code=promql.re("5.."))
    failing = promql.ratio(promql.sum(promql.rate(failed)), promql.sum(promql.rate(requests)))
    return Dashboard(
        uid=f"http-{name}",
        title=f"{name}: HTTP",
        folder=services,
        rows=[
            Row(
                title="Requests",
                columns=3,
                panels=[
                    TimeSeries(
                        title="Rate",
                        queries=Query(expr=promql.sum(promql.rate(requests)), legend_format="requests"),
                        unit="reqps",
                    ),
                    TimeSeries(
                        title="Errors",
                        description="Share of requests answered with 5xx.",
                        queries=Query(expr=failing),
                        unit="percentunit",
                        thresholds=above(warning=0.01, critical=0.05),
                    ),
                    TimeSeries(
                        title="Duration",
                        queries=Query(expr=promql.quantile(0.95, duration), legend_format="p95"),
                        unit="s",
                    ),
                ],
            ),
        ],
    )
''',
    "dashboards/hosts.py": '''\
"""Is this host healthy, and if not, what is it short of?"""

from dashboards.folders import platform
from grafmint import Dashboard, Gauge, Row, TimeSeries, above
from grafmint.prometheus import Query

full = above(warning=0.8, critical=0.9)

hosts = Dashboard(
    uid="host-overview",
    title="Host overview",
    folder=platform,
    rows=[
        Row(
            title="Am I fine?",
            columns=2,
            panels=[
                Gauge(
                    title="CPU busy",
                    queries=Query(expr='1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))'),
                    unit="percentunit",
                    thresholds=full,
                ),
                Gauge(
                    title="Memory used",
                    queries=Query(expr="1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes"),
                    unit="percentunit",
                    thresholds=full,
                ),
            ],
        ),
        Row(
            title="Why not?",
            columns=2,
            panels=[
                TimeSeries(
                    title="Load",
                    queries=Query(expr="node_load1", legend_format="{{instance}}"),
                    unit="short",
                ),
                TimeSeries(
                    title="Disk writes",
                    queries=Query(expr="sum by (device) (rate(node_disk_written_bytes_total[5m]))"),
                    unit="Bps",
                ),
            ],
        ),
    ],
)
''',
    "dashboards/pods.py": '''\
"""What the pods of the shop use."""

from dashboards.folders import platform
from grafmint import Dashboard, Stat, TimeSeries
from grafmint.prometheus import Query

pods = Dashboard(
    uid="pods",
    title="Pods",
    folder=platform,
    panels=[
        TimeSeries(
            title="CPU",
            queries=Query(expr='sum(rate(container_cpu_usage_seconds_total{container!=""}[5m]))'),
            unit="short",
        ),
        TimeSeries(
            title="Memory",
            queries=Query(expr='sum by (pod) (container_memory_working_set_bytes{container!=""})'),
            unit="bytes",
        ),
        Stat(
            title="Restarts",
            queries=Query(expr="sum(rate(kube_pod_container_status_restarts_total[1h]))"),
            unit="short",
        ),
    ],
)
''',
    "dashboards/workers.py": '''\
"""A board for each team's workers, a panel for each of their queues."""

from collections.abc import Iterator

from dashboards.folders import services
from grafmint import Dashboard, Env, TimeSeries, resources
from grafmint.prometheus import Query

QUEUES = {
    "billing": ["invoices", "refunds"],
    "catalogue": ["images", "prices"],
    "delivery": ["labels", "routes"],
    "fraud": ["scores"],
    "identity": ["logins"],
    "loyalty": ["points", "vouchers"],
    "mail": ["campaigns", "receipts"],
    "search": ["documents"],
    "stock": ["movements"],
}


@resources
def boards(env: Env[None]) -> Iterator[Dashboard]:
    for team, queues in QUEUES.items():
        yield Dashboard(
            uid=f"workers-{team}",
            title=f"Workers of {team}",
            folder=services,
            panels=[depth(queue) for queue in queues],
        )


def depth(queue: str) -> TimeSeries:
    return TimeSeries(
        title=f"Waiting in {queue}",
        queries=Query(expr=f'max(queue_depth{{queue="{queue}"}})', legend_format="waiting"),
        unit="short",
    )
''',
    "dashboards/legacy.py": '''\
"""The old monolith, still there."""

from grafmint import Dashboard, Stat
from grafmint.prometheus import Query

legacy = Dashboard(
    uid="monolith",
    title="Monolith",
    panels=[
        Stat(title="Up", queries=Query(expr='sum(up{job="monolith"})'), unit="short"),
        Stat(title="Sessions", queries=Query(expr="sum(monolith_sessions)"), unit="short"),
    ],
)
''',
    "exported/network.json": """\
{
  "uid": "network",
  "title": "Network",
  "schemaVersion": 36,
  "panels": [
    {
      "id": 1,
      "type": "timeseries",
      "title": "Received",
      "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
      "datasource": {"type": "prometheus", "uid": "metrics"},
      "fieldConfig": {"defaults": {"unit": "Bps"}, "overrides": []},
      "targets": [{"refId": "A", "expr": "sum by (device) (rate(node_network_receive_bytes_total[5m]))"}]
    }
  ]
}
""",
}
