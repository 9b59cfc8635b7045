"""The names of Mint Replica Lite: what its boards share."""

import attrs

from dashboards.variables import Choice
from grafmint import above, below, promql
from grafmint.kit import business, health, hosts, postgresql, red, redis, security
from grafmint.kit.logs import Stream
from systems.identity import Identity

NAMES = Identity(
    title="Mint Replica Lite",
    tag="mint-replica-lite",
    prefix="mrl",
    runbooks="https://runbooks.mint-replica-lite.example",
)

PLATFORM, APPLICATIONS = NAMES.folder("Platform"), NAMES.folder("Applications")
DATABASES, BUSINESS, SECURITY = map(NAMES.folder, ("Databases", "Business", "Security"))

TARGETS, REQUESTS, HOSTS = health.Targets(), red.Requests(), hosts.Hosts()
POSTGRESQL, REDIS = postgresql.Postgresql(interval="30s"), redis.Redis(interval="30s")
USERS = business.Users(
    active="mint_active_users",
    concurrent="mint_concurrent_users",
    actions="mint_user_actions_total",
    session="mint_session_duration_seconds",
)
LOGINS = security.Attempts(metric="mint_auth_attempts_total")
STREAM = Stream(selector='{namespace="mint-replica-lite"}')

# What a reader chooses narrows the queries of a board.
JOB = Choice(label="job", metric=TARGETS.reachable, title="Job").variable
HOST = Choice(label="instance", metric=promql.metric(HOSTS.load), title="Host").variable
SERVICE = Choice(label="service", metric=REQUESTS.all, title="Service").variable
DATABASE = Choice(label="datname", metric=POSTGRESQL.of_database(POSTGRESQL.size), title="Database").variable
OF_SERVICE = attrs.evolve(REQUESTS, scope=promql.scope(service=SERVICE))

# The requirements name no figure for most of what colours the rest: it is where a person on call would want to look.
ERRORS, SLOWNESS, HITS = above(critical=1), above(warning=0.5), below(warning=80)
CPU, MEMORY, DISK = above(warning=70, critical=80), above(warning=75, critical=85), above(warning=80)
CONNECTIONS, LAG, BLOCKS = above(warning=80, critical=95), above(warning=30, critical=300), below(warning=95)
FAILING_LOGINS, USAGE = above(warning=20, critical=50), below(warning=0.7)
PROMISED = 99.9  # percent
