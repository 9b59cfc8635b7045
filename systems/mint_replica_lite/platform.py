"""The system as a whole: services, alerts and hosts."""

import attrs

from alerting.alarm import Shown, critical, warning
from dashboards.application import Requests
from dashboards.board import Board
from dashboards.hosts import Hosts, Scaling
from dashboards.overview import Services
from grafmint import above, below, promql
from systems.mint_replica_lite.names import (
    CPU,
    DISK,
    ERRORS,
    HOST,
    HOSTS,
    JOB,
    MEMORY,
    PLATFORM,
    PROMISED,
    REQUESTS,
    SLOWNESS,
    TARGETS,
)

OVERVIEW = Board(
    uid="mrl-system-overview",
    title="System Overview",
    description="Is the system fine? Top: services, alerts, the fullest host. Below: which host, and since when.",
    folder=PLATFORM,
    tags=("overview",),
    time_from="now-1h",
    refresh="30s",
    variables=(JOB, HOST),
    sections=(
        Services(
            targets=attrs.evolve(TARGETS, scope=promql.scope(job=JOB)),
            status=Shown("Service health status"),
            availability=Shown("Availability", below(critical=PROMISED), (critical("ServiceAvailabilityLow"),)),
            firing=Shown("Alerts firing", above(warning=1)),
            alerts=Shown("Alert overview"),
            down=Shown("Instances that are down"),
            detail=Shown("Alerts in detail"),
            history=Shown("Service history"),
        ),
        Requests(requests=REQUESTS, summary="Key performance metrics", error_limit=ERRORS, slowness_limit=SLOWNESS),
        Hosts(
            hosts=attrs.evolve(HOSTS, scope=promql.scope(instance=HOST)),
            busiest=Shown("CPU, busiest host", CPU),
            tightest_memory=Shown("Memory, fullest host", MEMORY),
            fullest_disk=Shown("Disk, fullest mount", DISK),
            utilization=Shown("Resource utilization"),
            load=Shown("System load"),
            cpu=Shown("CPU utilization", CPU, (critical("NodeCPUUsageCritical"), warning("NodeCPUUsageWarning"))),
            memory=Shown(
                "Memory usage", MEMORY, (critical("NodeMemoryUsageCritical"), warning("NodeMemoryUsageWarning"))
            ),
            disk_io=Shown("Disk I/O"),
            network=Shown("Network traffic"),
            disk=Shown("Disk usage", DISK, (warning("DiskUsageHigh"),)),
            scaling=Scaling(title="Scaling triggers", cpu=70, memory=80, disk=75),
            network_errors=Shown("Network errors"),
        ),
    ),
)
