"""Scenes of AgentProvision."""

from systems.agentprovision import SYSTEM
from tests.gallery.scene import Scene, Series, Trial, cpu, durations, memory, requests
from tests.slo.tried import counter

_PLATFORM, _APPLICATIONS, _DATABASES = (
    f"AgentProvision - {name}" for name in ("Platform", "Applications", "Databases")
)


def _database(instance: str, answers: str) -> Series:
    """A PostgreSQL, and whether the exporter can log in."""
    return {f'pg_up{{instance="{instance}", job="postgres-exporter"}}': answers}


def _cache(instance: str, used: str, most: str = "100x120") -> Series:
    """A Redis with a hundred bytes, or with no limit."""
    name = f'{{instance="{instance}", job="redis-exporter"}}'
    return {f"redis_memory_used_bytes{name}": used, f"redis_memory_max_bytes{name}": most}


_SCENES = (
    Scene(
        alert="HighErrorRate",
        ill=requests("provision", counter((940, 30), (1000, 90)), counter((60, 30), (0, 90))),
        well={
            **requests("agents", counter((951, 120)), counter((49, 120))),
            # Nobody asks it any more: the share of nothing is no share.
            **requests("idle", "7x120", "3x120"),
        },
        labels={"service": "provision"},
        summary="6.00 % of the requests to provision fail.",
        folder=_APPLICATIONS,
    ),
    Scene(
        alert="HighLatency",
        # Nine tenths are answered within 1.5 s: 1 s of the first bucket, and half of the next.
        ill=durations(
            "provision",
            ("1", counter((80, 30), (100, 90))),
            ("2", counter((100, 120))),
            ("+Inf", counter((100, 120))),
        ),
        # A tenth is slower than a second, and no more.
        well=durations("agents", ("1", counter((90, 120))), ("2", counter((100, 120))), ("+Inf", counter((100, 120)))),
        labels={"service": "provision"},
        summary="10 % of the requests to provision take longer than 1.5s.",
        severity="warning",
        folder=_APPLICATIONS,
    ),
    Scene(
        alert="HighMemoryUsage",
        ill=memory("full", "10x30 50x90"),
        well=memory("filled", "16x120"),
        labels={"instance": "full", "job": "node"},
        summary="Memory of full is at 90.0 %.",
        severity="warning",
        folder=_PLATFORM,
    ),
    Scene(
        alert="HighCPUUsage",
        ill=cpu("busy", (6, 30), (30, 90)),
        well=cpu("working", (13, 120)),
        labels={"instance": "busy"},
        summary="CPU of busy is at 90.0 %.",
        severity="warning",
        folder=_PLATFORM,
    ),
    Scene(
        alert="DatabaseConnectionIssues",
        ill=_database("db", "0x30 1x90"),
        # A restart is over within the two minutes that nobody is told in.
        well=_database("replica", "1x18 0x1 1x99"),
        labels={"instance": "db"},
        summary="db does not answer.",
        folder=_DATABASES,
        silent="1m",
    ),
    Scene(
        alert="RedisMemoryPressure",
        ill=_cache("sessions", "95x30 50x90"),
        # One has no limit, so there is nothing that it could fill.
        well={**_cache("pages", "89x120"), **_cache("boundless", "500x120", "0x120")},
        labels={"instance": "sessions", "job": "redis-exporter"},
        summary="sessions uses 95 % of its memory.",
        severity="warning",
        folder=_DATABASES,
    ),
)

TRIAL = Trial(system=SYSTEM, engines=("agentprovision-local", "agentprovision-production"), scenes=_SCENES)
