"""Names and numbers of AgentProvision: what its boards share."""

import attrs

from dashboards.variables import Choice
from grafmint import above, below, promql
from grafmint.kit import health, hosts, postgresql, red, redis
from grafmint.kit.indices import Index
from systems.identity import Identity

NAMES = Identity(
    title="AgentProvision",
    tag="agentprovision",
    prefix="agp",
    runbooks="https://runbooks.agentprovision.example",
)

PLATFORM, APPLICATIONS, DATABASES = NAMES.folder("Platform"), NAMES.folder("Applications"), NAMES.folder("Databases")

#: Every target is scraped so often.
SCRAPED = "15s"
TARGETS, HOSTS = health.Targets(), hosts.Hosts()
NODES = attrs.evolve(TARGETS, scope=promql.scope(job="node-exporter"))
REQUESTS = red.Requests(endpoint="handler", quantiles=(0.5, 0.9, 0.95, 0.99), slow=0.9)
POSTGRESQL, REDIS = postgresql.Postgresql(interval=SCRAPED), redis.Redis(interval=SCRAPED)
LOG = Index()

# What a reader chooses narrows the queries of a board.
HOST = Choice(label="instance", metric=promql.metric(HOSTS.memory_total), title="Host").variable
SERVICE = Choice(label="service", metric=REQUESTS.all, title="Service").variable
DATABASE = Choice(label="datname", metric=POSTGRESQL.of_database(POSTGRESQL.size), title="Database").variable
OF_HOST = attrs.evolve(HOSTS, scope=promql.scope(instance=HOST))
OF_SERVICE = attrs.evolve(REQUESTS, scope=promql.scope(service=SERVICE))

ERRORS, SLOWNESS = above(critical=5), above(critical=1)
CPU, MEMORY = above(critical=80), above(critical=85)
# The requirements name no figure for what follows: it is where a person on call would want to look.
CONNECTIONS, CACHE_MEMORY, DISK = above(warning=80), above(warning=90), above(warning=80, critical=90)
HITS, BLOCKS, LAG = below(warning=80), below(warning=95), above(warning=30, critical=300)
SCRAPES, FIRING = below(warning=99), above(warning=1)
