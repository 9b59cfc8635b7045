"""Names of Plue: what it is called, where its boards lie, what it measures, and what a reader chooses."""

from dashboards.variables import Choice
from grafmint import above, promql
from grafmint.kit.business import Counter
from grafmint.kit.certificates import Certificates
from grafmint.kit.containers import Containers
from grafmint.kit.health import Targets
from grafmint.kit.hosts import Hosts
from grafmint.kit.kubernetes import Cluster
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.red import Requests
from systems.identity import Identity

PLUE = Identity(title="Plue", tag="plue", prefix="plu", runbooks="https://runbooks.plue.example")

PLATFORM, APPLICATIONS = PLUE.folder("Platform"), PLUE.folder("Applications")

# Beside these services Prometheus has to scrape kube-state-metrics, the exporters of nodes and of PostgreSQL, and
# cert-manager: an alert on what nobody measures stays silent.
TARGETS, SERVICES = Targets(), Targets(scope=promql.scope(job=promql.re("api|web|electric")))
NODES, CERTIFICATES, POSTGRESQL = Hosts(), Certificates(), Postgresql()
_CLUSTER = Cluster()
NAMESPACE = Choice(label=_CLUSTER.namespace, metric=promql.metric(_CLUSTER.phases), title="Namespace").variable
NODE = Choice(label=_CLUSTER.node, metric=promql.metric(_CLUSTER.conditions), title="Node").variable
CLUSTER = Cluster(nodes=promql.scope(node=NODE), namespaces=promql.scope(namespace=NAMESPACE))
PODS = Containers(only="container", by=("namespace", "pod"), scope=promql.scope(namespace=NAMESPACE))


def _requests_of(job: str) -> Requests:
    """The requests that one of the three services answers."""
    return Requests(by="job", endpoint="handler", quantiles=(0.5, 0.95), scope=promql.scope(job=job))


EVERY_REQUEST = Requests(endpoint="handler", slow=0.99)
WEB_AND_ELECTRIC = Targets(scope=promql.scope(job=promql.re("web|electric")))
API, WEB, ELECTRIC = map(_requests_of, ("api", "web", "electric"))

CONNECTION_ERRORS = Counter(
    metric="db_connection_errors_total",
    title="Database connection errors",
    shows="Connections to the database that could not be made.",
    advice="Does the database answer? If it does, its connections are used up, or an address or a password is wrong.",
)

# Percent that fail or are used, and seconds; what an environment may decide is among its values.
CRITICAL_USE, CRITICAL_ERRORS = 95, 5
SLOWNESS, CONNECTIONS = above(warning=2), above(warning=80)
