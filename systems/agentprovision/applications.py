"""Boards of AgentProvision's applications: how they perform, and how far from their limits."""

from alerting.alarm import Shown, critical
from dashboards.application import Endpoints, Requests
from dashboards.board import Board
from dashboards.cache import Redis
from dashboards.containers import Containers
from dashboards.database import Postgresql
from dashboards.logs import Logs
from dashboards.overview import Services
from grafmint.kit import containers
from systems.agentprovision.names import (
    APPLICATIONS,
    CONNECTIONS,
    ERRORS,
    FIRING,
    HITS,
    LOG,
    OF_SERVICE,
    POSTGRESQL,
    REDIS,
    SCRAPED,
    SCRAPES,
    SERVICE,
    SLOWNESS,
    TARGETS,
)

APPLICATION = Board(
    uid="agp-application-performance",
    title="Application Performance",
    description="What is asked of the application, and what does that cost? Top: now. Then: who asks for what. Then:"
    " what fails and what it takes. Last: what the log says.",
    folder=APPLICATIONS,
    tags=("application",),
    variables=(SERVICE,),
    sections=(
        Requests(
            requests=OF_SERVICE,
            summary="Requests now",
            error_limit=ERRORS,
            slowness_limit=SLOWNESS,
            throughput=Shown("Request rate"),
            patterns=Shown("Request patterns"),
            latency=Shown("Response time percentiles", SLOWNESS),
        ),
        Endpoints(
            requests=OF_SERVICE,
            title="What fails?",
            mistakes=Shown("Error distribution"),
            statuses=Shown("Answers by status"),
            usage=Shown("Use of each endpoint"),
        ),
        Containers(
            containers=containers.Containers(interval=SCRAPED),
            title="What does it take?",
            alive=Shown("Containers running"),
            resources=Shown("Resource consumption"),
        ),
        Redis(server=REDIS, hits_now=Shown("Cache hits", HITS)),
        Postgresql(server=POSTGRESQL, fullest=Shown("Connections used", CONNECTIONS)),
        Logs(stream=LOG, volume=Shown("Error lines"), lines=Shown("Errors in the log")),
    ),
)

LIMITS = Board(
    uid="agp-error-rates-latency",
    title="Error Rates & Latency",
    description="Is a limit passed? Top: now. Then: which service, which endpoint, and what the log says. The menu"
    " leads on: Database Metrics where queries are slow, Resource Utilization where a host is full, Infrastructure"
    " Health where something is down.",
    folder=APPLICATIONS,
    tags=("application",),
    variables=(SERVICE,),
    sections=(
        Services(
            targets=TARGETS,
            availability=Shown("Scrapes answered, last hour", SCRAPES),
            firing=Shown("Alerts firing", FIRING),
        ),
        Requests(
            requests=OF_SERVICE,
            summary="Errors and latency now",
            error_limit=ERRORS,
            slowness_limit=SLOWNESS,
            errors=Shown("Error rate", ERRORS, (critical("HighErrorRate"),)),
            quantiles=(
                (
                    OF_SERVICE.slow,
                    # Slow answers are answers: it can wait for the morning, failures cannot.
                    Shown("Latency p90", SLOWNESS, (critical("HighLatency", severity="warning"),)),
                ),
            ),
        ),
        Endpoints(
            requests=OF_SERVICE,
            title="Which endpoint?",
            worst=Shown("Worst endpoints"),
            error_limit=ERRORS,
            slowness_limit=SLOWNESS,
            distribution=Shown("Duration of requests"),
            error_types=Shown("Errors by status"),
        ),
        Logs(stream=LOG, lines=Shown("Errors in the log")),
    ),
)
