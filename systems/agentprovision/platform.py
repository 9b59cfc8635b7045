"""Boards of AgentProvision's platform: the overview, the hosts, what runs on them, and the backups."""

from alerting.alarm import Shown, critical
from dashboards.application import Requests
from dashboards.backups import Backups
from dashboards.board import Board
from dashboards.containers import Containers
from dashboards.hosts import Hosts
from dashboards.overview import Services
from dashboards.synthetic import Instances
from grafmint import above, below
from grafmint.kit import backups, containers
from systems.agentprovision.names import (
    CPU,
    DISK,
    ERRORS,
    FIRING,
    HOST,
    HOSTS,
    MEMORY,
    NODES,
    OF_HOST,
    PLATFORM,
    REQUESTS,
    SCRAPED,
    SCRAPES,
    SLOWNESS,
    TARGETS,
)

OVERVIEW = Board(
    uid="agp-system-overview",
    title="System Overview",
    description="Is the system fine? Top: targets, alerts, requests, the fullest host. Below: what is wrong, which"
    " service, which host.",
    folder=PLATFORM,
    tags=("overview",),
    time_from="now-1h",
    refresh="30s",
    sections=(
        Instances(targets=TARGETS, instances=Shown("Service health")),
        Services(
            targets=TARGETS,
            availability=Shown("Scrapes answered, last hour", SCRAPES),
            firing=Shown("Alerts firing", FIRING),
            alerts=Shown("Alerts by severity"),
            down=Shown("Instances that are down"),
            detail=Shown("Alerts in detail"),
            history=Shown("Service history"),
        ),
        Requests(
            requests=REQUESTS,
            summary="Requests now",
            error_limit=ERRORS,
            slowness_limit=SLOWNESS,
            errors=Shown("Error rates", ERRORS),
            quantiles=((REQUESTS.slow, Shown("Response times", SLOWNESS)),),
        ),
        Hosts(
            hosts=HOSTS,
            busiest=Shown("CPU, busiest host", CPU),
            tightest_memory=Shown("Memory, fullest host", MEMORY),
            fullest_disk=Shown("Disk, fullest mount", DISK),
            utilization=Shown("Resource utilization"),
            load=Shown("System load"),
        ),
    ),
)

RESOURCES = Board(
    uid="agp-resource-utilization",
    title="Resource Utilization",
    description="Have the hosts enough left? Top: the fullest one. Below: each of them, and what it does.",
    folder=PLATFORM,
    tags=("infrastructure",),
    variables=(HOST,),
    sections=(
        Instances(targets=NODES, instances=Shown("Nodes")),
        Hosts(
            hosts=OF_HOST,
            busiest=Shown("CPU, busiest host", CPU),
            tightest_memory=Shown("Memory, fullest host", MEMORY),
            fullest_disk=Shown("Disk, fullest mount", DISK),
            # Red where the panel's number is; but a busy host wakes nobody before its services fail.
            cpu=Shown("CPU utilization", CPU, (critical("HighCPUUsage", severity="warning"),)),
            memory=Shown("Memory usage", MEMORY, (critical("HighMemoryUsage", severity="warning"),)),
            disk_io=Shown("Disk I/O"),
            network=Shown("Network traffic"),
        ),
    ),
)

INFRASTRUCTURE = Board(
    uid="agp-infrastructure-health",
    title="Infrastructure Health",
    description="Does everything run that should? Top: nodes, containers, room. Below: since when not, and what is"
    " lost on the way.",
    folder=PLATFORM,
    tags=("infrastructure",),
    variables=(HOST,),
    sections=(
        Instances(targets=NODES, title="Nodes", instances=Shown("Node status"), answering=Shown("Nodes that answer")),
        Containers(
            containers=containers.Containers(interval=SCRAPED),
            alive=Shown("Container health"),
            cpu=Shown("CPU of each container"),
            memory=Shown("Memory of each container"),
        ),
        Hosts(
            hosts=OF_HOST,
            tightest_memory=Shown("Memory, fullest host", MEMORY),
            fullest_disk=Shown("Disk, fullest mount", DISK),
            filesystems=Shown("Storage metrics", DISK),
            forecast=Shown("Room in a week", below(critical=0)),
            lost=Shown("Network performance"),
        ),
    ),
)

# A backup a day, and two hours to make it.
_AGE = above(warning=26 * 3600, critical=50 * 3600)
BACKUP_HEALTH = Board(
    uid="agp-backup-health",
    title="Backup Health",
    description="How much would be lost? Top: since the oldest backup. Below: which one was missed, and when.",
    folder=PLATFORM,
    tags=("backup",),
    # Six hours would show no more than a part of one day's slope.
    time_from="now-7d",
    refresh="5m",
    sections=(
        Backups(
            backups=backups.Backups(last_success="agentprovision_backup_last_success_timestamp_seconds"),
            oldest=Shown("Last successful backup age", _AGE),
            ages=Shown("Age of each backup", _AGE),
        ),
    ),
)
