"""Names of the Multi-service platform: its folders, its services with their objectives, and what it measures."""

import attrs

from dashboards.objectives import ServiceLevel
from grafmint import CustomVariable, above, promql
from grafmint.kit.health import Targets
from grafmint.kit.hosts import Hosts
from grafmint.kit.logs import Stream
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.red import Requests
from grafmint.kit.redis import Redis
from systems.identity import Identity

NAMES = Identity(
    title="Multi-service",
    tag="multi-service",
    prefix="msp",
    runbooks="https://docs.multi-service.example/runbooks",
)
#: How often somebody looks whether a board still serves.
REVIEWED = "weekly"

# With the prefix one of them would have the uid of a dashboard.
PLATFORM, SERVICES, OBJECTIVES, BUSINESS, SYNTHETIC, SECURITY = (
    NAMES.folder(name, prefix=NAMES.tag)
    for name in ("Platform", "Services", "SLO", "Business", "Synthetic", "Security")
)

# An objective counts the requests of a bucket: the histograms of the services need one that ends at these seconds.
SERVICE_LEVELS = (
    ServiceLevel(service="api-gateway", title="API Gateway", objective=99.9, seconds=0.5),
    ServiceLevel(service="authentication", title="Authentication", objective=99.95, seconds=0.2),
    ServiceLevel(service="payment", title="Payment", objective=99.99, seconds=2),
    ServiceLevel(service="ecommerce", title="Ecommerce", objective=99.9, seconds=1),
    ServiceLevel(service="hotel", title="Hotel", objective=99.9, seconds=1),
    ServiceLevel(service="taxi", title="Taxi", objective=99.9, seconds=1),
)
SERVICE = CustomVariable(name="service", label="Service", values=[each.service for each in SERVICE_LEVELS])

# Every target is scraped each fifteen seconds.
TARGETS, REQUESTS, HOSTS = Targets(), Requests(), Hosts()
POSTGRESQL, REDIS = Postgresql(interval="15s"), Redis(interval="15s")
_NODE, _PROBER = "node", "blackbox"
NODES = Targets(scope=promql.scope(job=_NODE))
# A node has an alert of its own, and what is probed is no process that Prometheus could reach.
PROCESSES = Targets(scope=promql.scope(job=promql.not_re(f"{_NODE}|{_PROBER}")))
# One service is chosen at a time, which a search for its traces needs; elsewhere several would be as good.
CHOSEN = attrs.evolve(REQUESTS, scope=promql.scope(service=promql.re(f"${SERVICE.name}")))
STREAM = Stream(selector=f'{{service="${SERVICE.name}"}}', by="service")

ERRORS = above(critical=1)
CPU, MEMORY, DISK = above(warning=80), above(warning=85), above(warning=85)
