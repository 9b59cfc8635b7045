"""The services, and what only this application measures."""

from alerting.alarm import Shown, critical, warning
from dashboards.application import Endpoints, Requests
from dashboards.board import Board
from dashboards.business import Jobs, Users
from dashboards.cache import Redis
from dashboards.database import Postgresql
from dashboards.logs import Logs
from dashboards.security import Attempts
from grafmint import above
from grafmint.kit import security
from grafmint.kit.business import States
from systems.mint_replica_lite.names import (
    APPLICATIONS,
    CONNECTIONS,
    ERRORS,
    FAILING_LOGINS,
    HITS,
    LOGINS,
    OF_SERVICE,
    POSTGRESQL,
    REDIS,
    SERVICE,
    SLOWNESS,
    STREAM,
    USERS,
)

APPLICATION = Board(
    uid="mrl-application-performance",
    title="Application Performance",
    description="Do the services answer? Top: now. Then: which service. Then: what it depends on. Last: why.",
    folder=APPLICATIONS,
    tags=("application",),
    variables=(SERVICE,),
    sections=(
        Requests(
            requests=OF_SERVICE,
            summary="Requests now",
            error_limit=ERRORS,
            slowness_limit=SLOWNESS,
            throughput=Shown("Throughput"),
            errors=Shown("Error rates", ERRORS, (critical("ErrorRateHigh"),)),
            latency=Shown("Request latency", SLOWNESS, (warning("APILatencyHigh"),)),
        ),
        Redis(
            server=REDIS,
            hits_now=Shown("Cache hits", HITS),
            hits=Shown("Cache performance", HITS),
            command_time=Shown("Command time"),
        ),
        Postgresql(
            server=POSTGRESQL,
            title="The database",
            fullest=Shown("Connections used", CONNECTIONS),
            connections=Shown("Database connections", CONNECTIONS),
            transactions=Shown("Transactions"),
        ),
        Users(
            users=USERS,
            title="Who waits for it",
            concurrent=Shown("Concurrent users"),
            sessions=Shown("Session duration"),
        ),
        Endpoints(
            requests=OF_SERVICE,
            worst=Shown("Worst endpoints"),
            error_limit=ERRORS,
            slowness_limit=SLOWNESS,
            distribution=Shown("Duration of requests"),
            statuses=Shown("Answers by status"),
        ),
        Logs(stream=STREAM, volume=Shown("Error lines"), lines=Shown("Errors in the log")),
    ),
)

CUSTOM = Board(
    uid="mrl-custom-metrics",
    title="Custom Metrics",
    description="Does the application do its own work? Top: now. Below: since when not, and what was asked of it.",
    folder=APPLICATIONS,
    tags=("application",),
    variables=(SERVICE,),
    sections=(
        Attempts(
            attempts=LOGINS,
            title="Logins",
            failing=Shown("Logins failing", FAILING_LOGINS),
            results=Shown("Authentication success/failure"),
        ),
        Attempts(
            attempts=security.Attempts(metric="mint_sync_operations_total"),
            title="Synchronisation",
            failing=Shown("Sync operations failing", above(warning=5)),
            results=Shown("Sync operations"),
        ),
        Jobs(
            jobs=States(metric="mint_background_jobs"),
            failed=Shown("Jobs failed", above(warning=10)),
            states=Shown("Background job status"),
        ),
        Redis(server=REDIS, hits_now=Shown("Cache hits", HITS), hits_and_misses=Shown("Cache hit/miss rates")),
        Endpoints(requests=OF_SERVICE, title="What was asked of it", usage=Shown("API endpoint usage")),
        Logs(stream=STREAM, lines=Shown("Errors in the log")),
    ),
)
