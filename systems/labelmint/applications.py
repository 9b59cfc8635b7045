"""The board of the developers: do the services answer, and if not, which one, and why."""

from alerting.alarm import Shown, critical
from dashboards.application import Endpoints, Requests
from dashboards.board import Board
from dashboards.business import Measures
from dashboards.hosts import Hosts
from dashboards.overview import Services
from dashboards.synthetic import Probes
from dashboards.tracing import FailedTraces, Topology
from grafmint import above
from systems.labelmint.names import (
    APPLICATIONS,
    CPU,
    DISK,
    ERRORS,
    HOSTS,
    MEMORY,
    OUTAGE,
    PERFORMANCE,
    PROBES,
    PROMISED,
    RECENT,
    REQUESTS,
    SLOWNESS,
    TARGETS,
    counted,
)

BOARD = Board(
    uid="lbm-application-performance",
    title="Application Performance",
    description="Do the services answer? Top: now. Then: which service, and its traces. Last: what it runs on.",
    folder=APPLICATIONS,
    tags=("application",),
    reviewed="daily",
    metrics=RECENT,
    sections=(
        Probes(probes=PROBES, status=Shown("Service health")),
        Services(
            targets=TARGETS,
            availability=Shown(
                "Availability", PROMISED, (critical("AvailabilityBelowSLO", runbook=OUTAGE, category="slo"),)
            ),
            firing=Shown("Alerts firing", above(warning=1)),
            alerts=Shown("Alerts by severity"),
            down=Shown("Instances that are down"),
            detail=Shown("Alerts in detail"),
        ),
        Requests(
            requests=REQUESTS,
            throughput=Shown("Requests per second"),
            errors=Shown(
                "Application errors", ERRORS, (critical("ErrorRateAboveSLO", runbook=OUTAGE, category="slo"),)
            ),
            quantiles=(
                (0.5, Shown("Response time p50")),
                (
                    0.95,
                    Shown(
                        "Response time p95",
                        SLOWNESS,
                        # The promise is broken, but people are served.
                        (
                            critical(
                                "APILatencyAboveSLO",
                                severity="warning",
                                pending="10m",
                                runbook=PERFORMANCE,
                                category="slo",
                            ),
                        ),
                    ),
                ),
                (0.99, Shown("Response time p99")),
            ),
        ),
        Endpoints(requests=REQUESTS, statuses=Shown("HTTP status codes")),
        Measures(
            title="Are transactions made?",
            graphs=(
                counted(
                    "transactions",
                    "Transaction rate",
                    "Transactions of the product, by type.",
                    "A type that stops while the others go on is broken: its service and its log come first.",
                    by="type",
                    unit="ops",
                ),
            ),
        ),
        FailedTraces(errors=Shown("Distributed traces")),
        Topology(map=Shown("Service topology")),
        Hosts(
            hosts=HOSTS,
            cpu=Shown("CPU", CPU),
            memory=Shown("Memory", MEMORY),
            network=Shown("Network"),
            filesystems=Shown("Disk", DISK),
        ),
    ),
)
