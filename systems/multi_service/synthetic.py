"""Board of synthetic monitoring: what a user would see, asked from outside."""

from alerting.alarm import Shown, critical, warning
from dashboards.board import Board
from dashboards.certificates import Certificates
from dashboards.synthetic import Probes
from grafmint import below
from grafmint.kit import probes
from grafmint.kit.probes import Check
from systems.multi_service.names import REVIEWED, SYNTHETIC

_CATEGORY = "synthetic"
_HEALTH = (
    Check(title="Service availability", value="service", advice="DOWN: the board of that service says why."),
    Check(title="API endpoint", value="api", advice="DOWN while the services are UP: the gateway, or the way to it."),
    Check(title="Database connectivity", value="database", advice="DOWN: the database, on the board of dependencies."),
    Check(title="Cache performance", value="cache", advice="DOWN: Redis, on the board of dependencies."),
    Check(title="Message queue health", value="queue", advice="DOWN: RabbitMQ, on the board of dependencies."),
)
_FLOWS = (
    Check(
        title="User registration/login",
        value="user-registration-login",
        advice="DOWN: nobody new comes in. Look at the authentication service.",
    ),
    Check(
        title="Payment processing",
        value="payment-processing",
        advice="DOWN: nobody can pay. Look at the payment service, then at its provider.",
    ),
    Check(title="Product search", value="product-search", advice="DOWN: look at the ecommerce service and the search."),
    Check(title="Hotel booking", value="hotel-booking", advice="DOWN: look at the hotel service, then at payments."),
    Check(title="Taxi ride requests", value="taxi-ride-requests", advice="DOWN: look at the taxi service."),
)
_THIRD_PARTIES = Check(
    title="Third-party integrations",
    value="third-party",
    advice="Their status page says whether they know. Switch off what needs them, if it can be done without.",
)
_CDN = Check(
    title="CDN performance", value="cdn", advice="Slow from everywhere: the provider of the CDN, or its origin."
)
_DNS = Check(title="DNS resolution", advice="All high: the resolver of the prober. One high: the servers of that zone.")

MONITORING = Board(
    uid="msp-synthetic-monitoring",
    title="Synthetic Monitoring",
    description="Can people do what they come for? Top: now. Then: which check, and since when. Last: what is on the"
    " way to us.",
    folder=SYNTHETIC,
    tags=("synthetic",),
    reviewed=REVIEWED,
    sections=(
        Probes(
            title="Health checks",
            status=Shown(
                "What answers",
                alarms=(critical("SyntheticCheckFailed", runbook="synthetic/check-failed.md", category=_CATEGORY),),
            ),
            history=_HEALTH,
        ),
        Probes(
            # Several steps each, which a blackbox cannot do: a scripted prober writes this metric.
            probes=probes.Probes(success="synthetic_flow_success", check="flow", by="flow"),
            title="Business flows",
            status=Shown("What people can do"),
            history=_FLOWS,
        ),
        Probes(
            title="What others do for us",
            slowness_title="The way to us",
            answering=(_THIRD_PARTIES,),
            duration=(_CDN,),
            dns=(_DNS,),
        ),
        Certificates(
            certificates=probes.Probes().certificates,
            graph=Shown(
                "SSL certificate validity",
                below(warning=30),
                (
                    warning(
                        "SSLCertificateExpiring",
                        pending="1h",
                        runbook="synthetic/certificate-expiry.md",
                        category=_CATEGORY,
                    ),
                ),
            ),
        ),
    ),
)
