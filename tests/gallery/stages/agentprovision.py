"""The stage of AgentProvision."""

from grafmint.testing import simulator as sim
from tests.gallery.stage import Stage, busy, outage, targets
from tests.gallery.stages.common import COMMON

_CONTAINERS, _BACKUP = ("gateway", "agents", "billing"), "agentprovision_backup_last_success_timestamp_seconds"
STAGE = Stage(
    environment="agentprovision-production",
    names={
        **COMMON,
        "http_": {
            "service": sim.weights({"gateway": 1, "agents": 0.7, "billing": 0.2}),
            "handler": sim.weights({"/agents": 1, "/runs": 0.8, "/invoices": 0.1}),
        },
        "pg_": {"instance": ["db-1:9187", "db-2:9187"], "datname": ["agents", "billing"]},
        "container_": {"name": _CONTAINERS},
        "container_cpu": {"name": sim.weights(dict(zip(_CONTAINERS, (1, 1.4, 0.3), strict=True)))},
        "container_memory": {"name": sim.weights(dict(zip(_CONTAINERS, (1, 1.4, 0.3), strict=True)))},
        "redis_up": {"job": "redis", "instance": "cache-1:9121"},
    },
    series=(
        sim.Gauge(_BACKUP, sim.latest(every="1d", at="3h"), labels={"job": "postgresql"}),
        sim.Gauge(_BACKUP, sim.latest(every="1d", at="22h"), labels={"job": "documents"}),
        *targets({"node-exporter": ["app-1:9100", "app-2:9100", "db-1:9100"]}),
        *targets({name: [f"{name}-1:8080"] for name in _CONTAINERS}),
    ),
    incidents=(
        *outage({"service": "agents"}),
        *busy("app-1:9100", at="-50m", lasts="25m"),
    ),
)
