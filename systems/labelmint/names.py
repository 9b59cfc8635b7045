"""Names of LabelMint: what it is called, where its boards lie, what it measures, and where that is kept."""

import attrs

from dashboards.variables import Choice
from grafmint import above, below, promql
from grafmint.kit.business import Counter, Users
from grafmint.kit.health import Targets
from grafmint.kit.hosts import Hosts
from grafmint.kit.kubernetes import Cluster
from grafmint.kit.logs import Stream
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.probes import Probes
from grafmint.kit.red import Requests
from grafmint.kit.redis import Redis
from grafmint.kit.revenue import Revenue
from grafmint.kit.scores import Score
from grafmint.kit.security import Attempts
from grafmint.kit.shares import Share
from grafmint.units import Unit
from systems.identity import Identity

NAMES = Identity(title="LabelMint", tag="labelmint", prefix="lbm", runbooks="https://runbooks.labelmint.it/runbooks")
# The site has four pages: an alert leads to that of its kind.
OUTAGE, PERFORMANCE = "operations/service-outage.md", "operations/performance-issues.md"
DATA, INCIDENT = "operations/data-issues.md", "security/incident-response.md"

# The one keeps fifteen days; what looks back a month asks the other.
RECENT, LONG_TERM = "Prometheus", "Prometheus long-term"
MONTH = "30d"

PLATFORM, APPLICATIONS, BUSINESS = NAMES.folder("Platform"), NAMES.folder("Applications"), NAMES.folder("Business")
SECURITY, BLOCKCHAIN = NAMES.folder("Security"), NAMES.folder("Blockchain")

# Every job is scraped each fifteen seconds.
TARGETS, REQUESTS, HOSTS = Targets(), Requests(), Hosts()
POSTGRESQL, REDIS = Postgresql(interval="15s"), Redis(interval="15s")
PROBES = Probes()
CERTIFICATES = PROBES.certificates
USERS = Users(active="labelmint_active_users", session="labelmint_session_duration_seconds")
LOGINS = Attempts(metric="labelmint_login_attempts_total")
STREAM = Stream(selector='{namespace=~".+"}', by="namespace")

# One cluster today, and more are planned.
_CLUSTER = Cluster()
CLUSTER_CHOICE = Choice(label="cluster", metric=promql.metric(_CLUSTER.conditions), title="Cluster").variable
CLUSTER = attrs.evolve(_CLUSTER, scope=promql.scope(cluster=CLUSTER_CHOICE))

# What was promised; of a number that nobody promised, where a person on call would want to look.
AVAILABILITY = 99.9  # percent
PROMISED, SLOWNESS, ERRORS = below(critical=AVAILABILITY), above(critical=0.2), above(critical=1)
PAYMENTS = below(critical=98)
CPU, MEMORY, DISK = above(warning=80), above(warning=85), above(warning=85)

REVENUE = Revenue(
    metric="labelmint_revenue_total",
    by="currency",
    title="Revenue",
    shows="Money earned, by currency.",
    advice="A currency that earns far less than on other days: see whether its payments succeed, then the funnel.",
    units={"EUR": "currencyEUR", "TON": "short"},
)
SATISFACTION = Score(
    metric="labelmint_feedback_score",
    best=5,
    unit="short",
    title="Customer satisfaction",
    shows="The mean mark that users give, from 0 to 5.",
    advice="Falling while all services are well: read what the newest low marks say.",
)
COMPLETED = Share(
    part="labelmint_tasks_completed_total",
    whole="labelmint_tasks_created_total",
    title="Completion rate",
    shows="Tasks that were completed, as a share of those created; above 100 % while a backlog is worked off.",
    advice="Low for hours: labellers are missing, or tasks are too hard or broken; look at those of the newest kind.",
)
PAID = Share(
    part="labelmint_payments_total",
    whole="labelmint_payments_total",
    which=promql.scope(status="success"),
    # As short as an alert on it has to be.
    window="15m",
    title="Payment success rate",
    shows="Payments that succeed.",
    advice="Below its limit people are not paid: look at the chain, its wallets and the log of the payment service.",
)


def counted(metric: str, title: str, shows: str, advice: str, *, by: str | None = None, unit: Unit = "cps") -> Counter:
    """Something of the product's own that happens so many times a second."""
    return Counter(metric=f"labelmint_{metric}_total", by=by, title=title, shows=shows, advice=advice, unit=unit)
