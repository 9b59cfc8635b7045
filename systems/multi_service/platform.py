"""Board of the platform: the overview of production."""

from alerting import cluster as node_texts
from alerting.alarm import SOME, Shown, critical, warning
from dashboards.application import Requests
from dashboards.board import Board
from dashboards.business import Comparisons, Measures
from dashboards.escalation import Matrix
from dashboards.hosts import Hosts
from dashboards.measures import Judged
from dashboards.overview import Services
from dashboards.synthetic import Instances
from grafmint import above, below, promql
from grafmint.kit.business import Counter
from grafmint.kit.levels import Level
from systems.multi_service.names import (
    CPU,
    DISK,
    ERRORS,
    HOSTS,
    MEMORY,
    NODES,
    PLATFORM,
    PROCESSES,
    REQUESTS,
    REVIEWED,
    TARGETS,
)
from systems.multi_service.routing import URGENCIES

_INFRASTRUCTURE, _SERVICES = "infrastructure", "services"

OVERVIEW = Board(
    uid="msp-production-overview",
    title="Production Overview",
    description="Is production fine? Top: services, nodes, alerts. Then: which service. Last: which node, and whom to"
    " tell.",
    folder=PLATFORM,
    tags=("overview",),
    time_from="now-1h",
    refresh="30s",
    reviewed=REVIEWED,
    sections=(
        Services(
            targets=TARGETS,
            status=Shown("Service availability"),
            availability=Shown("Scrapes that are answered", below(warning=99.9)),
            firing=Shown("Alerts firing", above(warning=1)),
            alerts=Shown("What fires"),
            down=Shown("What is down"),
            detail=Shown("Alerts in detail"),
        ),
        Instances(
            targets=PROCESSES,
            instances=Shown(
                "Instances of services",
                alarms=(critical("ServiceDown", runbook="services/service-down.md", category=_SERVICES),),
            ),
        ),
        Instances(
            targets=NODES,
            down=node_texts.node_down,
            instances=Shown(
                "Nodes",
                alarms=(critical("NodeDown", runbook="infrastructure/node-down.md", category=_INFRASTRUCTURE),),
            ),
        ),
        Requests(
            requests=REQUESTS,
            throughput=Shown("Request rate"),
            errors=Shown(
                "Error rate",
                ERRORS,
                (critical("HighErrorRate", runbook="services/high-error-rate.md", category=_SERVICES),),
            ),
            quantiles=((0.95, Shown("Latency p95")),),
        ),
        Comparisons(
            title="Is it less than it was?",
            window="5m",
            counters=(
                Judged(
                    Counter(
                        metric=REQUESTS.count,
                        title="Requests against last week",
                        shows="Requests of all services.",
                        advice="Far below: do clients still reach the gateway? Try it by hand, then look at the probes"
                        " from outside and at what was deployed.",
                    ),
                    below(warning=0.5),
                    (warning("ThroughputDrop", runbook="services/throughput-drop.md", category="performance"),),
                ),
            ),
        ),
        Measures(
            title="Who has given up on whom?",
            graphs=(
                Judged(
                    Level(
                        metric="circuit_breaker_state",
                        by="service",
                        title="Open circuit breakers",
                        shows="Circuit breakers that are open, by the service that has them.",
                        advice="The service calls something that keeps failing, and now refuses to call it: mend what"
                        " it calls, and the breaker closes by itself.",
                        scope=promql.scope(state="open"),
                    ),
                    above(warning=SOME),
                    (warning("CircuitBreakerOpen", runbook="services/circuit-breaker.md", category=_SERVICES),),
                ),
            ),
        ),
        Hosts(
            hosts=HOSTS,
            title="Nodes",
            cpu=Shown(
                "CPU usage",
                CPU,
                (warning("HighCPUUsage", runbook="infrastructure/high-cpu.md", category=_INFRASTRUCTURE),),
            ),
            memory=Shown(
                "Memory usage",
                MEMORY,
                (warning("HighMemoryUsage", runbook="infrastructure/high-memory.md", category=_INFRASTRUCTURE),),
            ),
            network=Shown("Network traffic"),
            load=Shown("Load"),
            filesystems=Shown(
                "Disk usage",
                DISK,
                (warning("DiskSpaceLow", runbook="infrastructure/high-disk.md", category=_INFRASTRUCTURE),),
            ),
            lost=Shown(
                "Network errors",
                above(warning=10),
                (warning("NetworkProblems", runbook="infrastructure/network-issues.md", category=_INFRASTRUCTURE),),
            ),
        ),
        Matrix(urgencies=URGENCIES),
    ),
)
