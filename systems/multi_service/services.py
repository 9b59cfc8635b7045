"""Boards of the services: how they keep their objectives, and one of them at a time."""

from alerting.alarm import Shown, warning
from dashboards.application import Endpoints, Requests
from dashboards.board import Board
from dashboards.cache import Redis
from dashboards.database import Postgresql
from dashboards.hosts import Hosts
from dashboards.logs import Logs
from dashboards.objectives import Budgets, ServiceLevels
from dashboards.tracing import FailedTraces
from grafmint import above, below
from grafmint.kit.tracing import JaegerTraces
from systems.multi_service.names import (
    CHOSEN,
    ERRORS,
    HOSTS,
    OBJECTIVES,
    POSTGRESQL,
    REDIS,
    REQUESTS,
    REVIEWED,
    SERVICE,
    SERVICE_LEVELS,
    SERVICES,
    STREAM,
)

PERFORMANCE = Board(
    uid="msp-performance-optimization",
    title="Performance Optimization",
    description="Does each service keep what was promised? Top: the last thirty days. Then: what is left to spend, and"
    " who is too slow. Last: what takes the time.",
    folder=OBJECTIVES,
    tags=("performance",),
    time_from="now-30d",
    refresh="5m",
    reviewed=REVIEWED,
    sections=(
        Budgets(
            remaining=Shown("Error budget remaining", below(critical=0.1)),
            burn=Shown("Burn rate", above(warning=2, critical=10)),
        ),
        ServiceLevels(
            levels=SERVICE_LEVELS,
            requests=REQUESTS,
            against_limits=Shown(
                "p95 against its limit",
                above(warning=1),
                (warning("HighResponseTime", runbook="services/high-response-time.md", category="services"),),
            ),
        ),
        Requests(
            requests=REQUESTS,
            title="Since when?",
            throughput=Shown("Throughput"),
            latency=Shown("Response time percentiles"),
        ),
        Endpoints(requests=REQUESTS, title="What goes wrong?", error_types=Shown("Error types")),
        Hosts(hosts=HOSTS, title="What is used?", utilization=Shown("Resource trends")),
        Redis(server=REDIS, hits=Shown("Cache hit rate", below(warning=80))),
        Postgresql(server=POSTGRESQL, title="The database", queries=Shown("Database query performance")),
    ),
)

DETAIL = Board(
    uid="msp-service-detail",
    title="Service Detail",
    description="What is the matter with this service? Top: now. Then: since when, and which endpoint. Last: its traces"
    " and its log.",
    folder=SERVICES,
    tags=("application",),
    variables=(SERVICE,),
    reviewed=REVIEWED,
    sections=(
        Requests(
            requests=CHOSEN,
            single=True,
            title="Since when?",
            summary="The service now",
            error_limit=ERRORS,
            throughput=Shown("Service request rate"),
            failures=Shown("Service error rate"),
            quantiles=((CHOSEN.slow, Shown("Service p95 latency")),),
        ),
        Endpoints(
            requests=CHOSEN,
            worst=Shown("Worst endpoints"),
            error_limit=ERRORS,
            distribution=Shown("Duration of requests"),
            statuses=Shown("Answers by status"),
        ),
        FailedTraces(traces=JaegerTraces(service=f"${SERVICE.name}"), errors=Shown("Traces with errors")),
        Logs(stream=STREAM, volume=Shown("Error lines"), lines=Shown("Errors in the log")),
    ),
)
