"""The boards of the platform: what everything runs on, and what the logs say."""

from alerting.alarm import SOME, Shown, warning
from dashboards.board import Board
from dashboards.cache import Redis
from dashboards.cluster import Cluster
from dashboards.database import Postgresql
from dashboards.hosts import Hosts
from dashboards.logs import Logs
from dashboards.overview import Services
from dashboards.synthetic import Probes
from grafmint import above, below
from grafmint.kit.probes import Check
from systems.labelmint.names import (
    CLUSTER,
    CLUSTER_CHOICE,
    CPU,
    DATA,
    DISK,
    HOSTS,
    MEMORY,
    PERFORMANCE,
    PLATFORM,
    POSTGRESQL,
    PROBES,
    RECENT,
    REDIS,
    STREAM,
    TARGETS,
)

_CATEGORY = "infrastructure"
_HITS = below(warning=80)

INFRASTRUCTURE = Board(
    uid="lbm-infrastructure-health",
    title="Infrastructure Health",
    description="Does everything run that should? Top: nodes, and the fullest of them. Below: the database, the cache,"
    " the network, the disks.",
    folder=PLATFORM,
    tags=("infrastructure",),
    reviewed="weekly",
    metrics=RECENT,
    variables=(CLUSTER_CHOICE,),
    sections=(
        Cluster(
            cluster=CLUSTER,
            title="Pods",
            nodes=Shown("Node health", above(critical=SOME)),
            phases=Shown("Pod status"),
            restarts=Shown("Pod restarts", above(warning=5)),
        ),
        Postgresql(
            server=POSTGRESQL,
            title="The database",
            connections=Shown("Connection pools", above(warning=80, critical=95)),
            queries=Shown("Query performance"),
            replication=Shown(
                "Replication lag",
                above(warning=30),
                (warning("ReplicationLagHigh", pending="10m", runbook=DATA, category=_CATEGORY),),
            ),
        ),
        Redis(
            server=REDIS,
            hits_now=Shown("Cache hits", _HITS),
            hits=Shown("Cache hit rate", _HITS),
            memory=Shown("Cache memory", above(warning=90)),
            evictions=Shown("Evictions"),
        ),
        Probes(
            probes=PROBES,
            slowness_title="The network from outside",
            duration=(
                Check(
                    title="Network latency",
                    advice="All targets slow: look at the network of the prober. One slow: look at that target.",
                ),
            ),
            dns=(
                Check(
                    title="Name lookups",
                    advice="All high: the resolver of the prober. One high: the servers of that zone.",
                ),
            ),
        ),
        Hosts(
            hosts=HOSTS,
            busiest=Shown("CPU, busiest node", CPU),
            tightest_memory=Shown("Memory, fullest node", MEMORY),
            fullest_disk=Shown("Disk, fullest mount", DISK),
            cpu=Shown("Cluster resource utilization", CPU),
            network=Shown("Network throughput"),
            disk_io=Shown("I/O performance"),
            filesystems=Shown(
                "Disk usage",
                DISK,
                (warning("DiskFilling", pending="15m", runbook=PERFORMANCE, category=_CATEGORY),),
            ),
            forecast=Shown("Capacity forecast", below(critical=0)),
            lost=Shown("Network errors"),
        ),
    ),
)

LOGS = Board(
    uid="lbm-logs-overview",
    title="Logs Overview",
    description="What went wrong since yesterday's look? Top: what fires now. Below: who writes errors, and what.",
    folder=PLATFORM,
    tags=("logs",),
    reviewed="daily",
    metrics=RECENT,
    sections=(
        Services(targets=TARGETS, status=Shown("Scrape jobs"), firing=Shown("Alerts firing", above(warning=1))),
        Logs(stream=STREAM, volume=Shown("Error lines"), lines=Shown("Critical log entries")),
    ),
)
