"""System: everything that the boards need to know of a system, and all that makes one system differ from another.

The boards are functions of it and are the same for all systems: a further system is a further value of this class.
"""

from typing import Literal, TypeVar

import attrs

from grafmint import Folder, Permission, Thresholds
from grafmint.alerting import Severity
from grafmint.kit.business import Counter, States, Users
from grafmint.kit.health import Targets
from grafmint.kit.hosts import Hosts, QueryLoad
from grafmint.kit.logs import Stream
from grafmint.kit.look import NO_LIMIT
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.red import Requests
from grafmint.kit.redis import Redis
from grafmint.kit.security import Attempts
from grafmint.slo import MULTIWINDOW, BurnPolicy

T = TypeVar("T")

#: Everyone may look, editors may change, and nobody else is named: administrators may do everything anyway.
BY_ROLE = (Permission(role="Viewer", permission="View"), Permission(role="Editor", permission="Edit"))


@attrs.frozen(kw_only=True)
class Board:
    """Where a board stands: its identity, its title, its folder, and the time it opens with."""

    uid: str
    title: str
    folder: Folder
    time_from: str = "now-6h"
    refresh: str = "1m"


@attrs.frozen(kw_only=True)
class Limits:
    """The numbers at which something is worth a look, and those at which somebody is woken."""

    cpu: Thresholds = NO_LIMIT  # percent of a host
    memory: Thresholds = NO_LIMIT  # percent of a host
    disk: Thresholds = NO_LIMIT  # percent of a file system
    availability: Thresholds = NO_LIMIT  # percent of scrapes
    alerts: Thresholds = NO_LIMIT  # number that fire
    error_rate: Thresholds = NO_LIMIT  # percent of requests
    slowness: Thresholds = NO_LIMIT  # seconds
    connections: Thresholds = NO_LIMIT  # percent of a database server
    buffer_cache: Thresholds = NO_LIMIT  # percent of blocks
    replication_lag: Thresholds = NO_LIMIT  # seconds
    deadlocks: Thresholds = NO_LIMIT  # number in an hour
    cache_hits: Thresholds = NO_LIMIT  # percent of reads
    cache_memory: Thresholds = NO_LIMIT  # percent of maxmemory
    usage: Thresholds = NO_LIMIT  # share of the users of last week
    failing_logins: Thresholds = NO_LIMIT  # percent of attempts
    failing_work: Thresholds = NO_LIMIT  # percent of attempts
    failed_jobs: Thresholds = NO_LIMIT  # number
    denied: Thresholds = NO_LIMIT  # percent of requests


@attrs.frozen(kw_only=True)
class Names:
    """What the alerts of one number are called, at each level that somebody is told of."""

    critical: str | None = None
    warning: str | None = None

    def of(self, level: Literal["critical", "warning"]) -> str | None:
        """The name at a level; None where nobody is told."""
        return self.critical if level == "critical" else self.warning


@attrs.frozen(kw_only=True)
class Watches:
    """The numbers that alerts watch, at the limits of the system."""

    cpu: Names = Names()
    memory: Names = Names()
    disk: Names = Names()
    availability: Names = Names()
    errors: Names = Names()
    latency: Names = Names()


@attrs.frozen(kw_only=True)
class Promise:
    """What is promised to users: so many percent of requests without an error, in a window of time."""

    objective: float
    window: str
    burn: BurnPolicy = MULTIWINDOW


@attrs.frozen(kw_only=True)
class Scaling:
    """When capacity is added, in percent of what the fullest host has."""

    cpu: float
    memory: float
    disk: float
    query_load: QueryLoad = attrs.field(factory=QueryLoad)


@attrs.frozen(kw_only=True)
class Overview:
    """The board of the whole system, and the titles of its panels."""

    board: Board
    health: str = "Service health status"
    performance: str = "Key performance metrics"
    alerts: str = "Alert overview"
    resources: str = "Resource utilization"
    cpu: str = "CPU utilization"
    memory: str = "Memory usage"
    disk_io: str = "Disk I/O"
    disk_usage: str = "Disk usage"
    network: str = "Network traffic"
    load: str = "System load"
    scaling: str = "Scaling triggers"


@attrs.frozen(kw_only=True)
class Application:
    """The board of the services, and the titles of its panels."""

    board: Board
    throughput: str = "Throughput"
    errors: str = "Error rates"
    latency: str = "Request latency"
    cache: str = "Cache performance"
    connections: str = "Database connections"
    users: str = "Concurrent users"
    sessions: str = "Session duration"


@attrs.frozen(kw_only=True)
class Database:
    """The board of the databases and the cache, and the titles of its panels."""

    board: Board
    queries: str = "Query performance"
    pools: str = "Connection pools"
    locks: str = "Lock statistics"
    buffer_cache: str = "Buffer cache"
    replication: str = "Replication lag"


@attrs.frozen(kw_only=True)
class Business:
    """The board of the product, the titles of its panels, and what is counted."""

    board: Board
    activity: str = "User activity"
    trends: str = "Usage trends"
    engagement: str = "User engagement"
    volumes: tuple[Counter, ...] = ()
    rankings: tuple[Counter, ...] = ()


@attrs.frozen(kw_only=True)
class Work:
    """Attempts at something, and what a reader calls them."""

    title: str
    attempts: Attempts


@attrs.frozen(kw_only=True)
class Custom:
    """The board of what only this application measures, and the titles of its panels."""

    board: Board
    endpoints: str = "API endpoint usage"
    cache: str = "Cache hit/miss rates"
    jobs: str = "Background job status"
    work: tuple[Work, ...] = ()
    states: States = attrs.field(factory=States)


@attrs.frozen(kw_only=True)
class Security:
    """The board of who gets in and who does not; `suspicious` is what log lines say of it (RE2)."""

    board: Board
    suspicious: str


@attrs.frozen(kw_only=True)
class System:
    """One system: what it is called, what it measures, what is too much, and its boards.

    `tag` marks its boards, so that each links to the others; `prefix` is what the uids of its rules begin with.
    `runbooks` is the address that the pages of its alerts lie below; `severities` are listed from the most urgent.
    `slowest_scrape` is how often the target is scraped that is scraped least often. What is None the system does not
    have: its boards leave the panels about it out.
    """

    title: str
    tag: str
    prefix: str
    slowest_scrape: str
    targets: Targets
    requests: Requests
    hosts: Hosts
    postgresql: Postgresql
    limits: Limits
    runbooks: str
    watches: Watches
    severities: tuple[Severity, ...]
    promise: Promise
    overview: Overview
    application: Application | None = None
    database: Database | None = None
    business: Business | None = None
    custom: Custom | None = None
    security: Security | None = None
    logins: Work | None = None
    users: Users | None = None
    redis: Redis | None = None
    logs: Stream | None = None
    scaling: Scaling | None = None


def given(value: T | None, what: str) -> T:
    """The value; raises LookupError when the system has none, for then nobody should ask for a board about it."""
    if value is None:
        raise LookupError(f"the system has no {what}")
    return value
