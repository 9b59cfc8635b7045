"""The boards of management: a month of what was promised, and of what it costs; from long-term storage."""

import attrs

from alerting.alarm import Shown
from dashboards.application import Requests
from dashboards.board import Board
from dashboards.business import Measures, Rankings, Users
from dashboards.cluster import Cluster
from dashboards.measures import Judged
from dashboards.objectives import Uptime
from dashboards.sales import Revenue
from grafmint import above
from grafmint.kit.business import Counter
from grafmint.kit.levels import Level
from grafmint.kit.timings import Duration
from systems.labelmint.names import (
    BUSINESS,
    CLUSTER,
    CLUSTER_CHOICE,
    COMPLETED,
    DISK,
    ERRORS,
    LONG_TERM,
    MONTH,
    PAID,
    PAYMENTS,
    PLATFORM,
    PROMISED,
    REQUESTS,
    REVENUE,
    SATISFACTION,
    SLOWNESS,
    TARGETS,
    USERS,
)

#: What marks a board that shows more than is kept beside the services.
_MARK = "long-term-storage"
_SPENT = Level(
    metric="aws_billing_estimated_charges",
    unit="currencyUSD",
    title="Cloud spend",
    shows="What the cloud is estimated to cost this month.",
    advice="Ahead of the last month at this day: see which service grew, and whether it earns that.",
)
_DETECTED = Duration(
    metric="security_incident_detection_seconds",
    window=MONTH,
    title="Detection time",
    shows="How long a security incident goes unseen, on average.",
    advice="Growing: an alert was missing or was not read; the reports of the incidents say which.",
)
_RESOLVED = Duration(
    metric="incident_resolution_seconds",
    window=MONTH,
    title="MTTR against 1 hour",
    shows="How long an incident lasts, on average.",
    advice="Above an hour: the longest incidents first; what would have ended each of them sooner?",
)
_INCIDENTS = Counter(
    metric="security_incidents_total",
    by="severity",
    unit="short",
    title="Security incidents",
    shows="Incidents of security, by severity.",
    advice="More than in other months: what do they have in common, and which of them could have been prevented?",
)

EXECUTIVE = Board(
    uid="lbm-executive-overview",
    title="Executive Overview",
    description="Was kept what is promised? Top: the last 30 days against each promise. Below: what users and the"
    " business made of it. From long-term storage.",
    folder=BUSINESS,
    tags=("executive", _MARK),
    reviewed="monthly",
    metrics=LONG_TERM,
    time_from="now-30d",
    refresh="5m",
    sections=(
        Uptime(targets=TARGETS, window=MONTH, uptime=Shown("Availability against 99.9 %", PROMISED)),
        Requests(
            requests=REQUESTS,
            title="When was it broken?",
            slowest=Shown("API p95 against 200 ms", SLOWNESS),
            failing=Shown("Error rate against 1 %", ERRORS),
            errors=Shown("Errors by service", ERRORS),
            quantiles=((REQUESTS.slow, Shown("p95 by service", SLOWNESS)),),
        ),
        Measures(
            title="What became of it?",
            numbers=(
                Judged(_RESOLVED, above(critical=3600)),
                SATISFACTION,
                Judged(attrs.evolve(PAID, title="Payments that succeed"), PAYMENTS),
            ),
            graphs=(PAID, COMPLETED),
        ),
        Users(users=USERS, active=Shown("Active users")),
        Revenue(revenue=REVENUE, earned=Shown("Revenue, last day"), over_time=Shown("Revenue, hour by hour")),
    ),
)

EFFICIENCY = Board(
    uid="lbm-operational-efficiency",
    title="Operational Efficiency",
    description="Is what we pay for used, and used well? Top: what it costs, and how soon we see an attack. Below: the"
    " last 30 days. From long-term storage.",
    folder=PLATFORM,
    tags=("efficiency", _MARK),
    reviewed="monthly",
    metrics=LONG_TERM,
    variables=(CLUSTER_CHOICE,),
    time_from="now-30d",
    refresh="5m",
    sections=(
        Measures(numbers=(_SPENT, _DETECTED)),
        Cluster(cluster=CLUSTER, volumes=Shown("Volumes", DISK), utilization=Shown("Utilization efficiency")),
        Requests(
            requests=REQUESTS,
            title="Slower than before?",
            quantiles=((REQUESTS.slow, Shown("Response time trend", SLOWNESS)),),
        ),
        Rankings(counters=(_INCIDENTS,), title="Safer than before?", window=MONTH),
    ),
)
