"""Board of security: who tries to get in, and who tries to cheat."""

import attrs

from alerting.alarm import Shown, critical, warning
from dashboards.board import Board
from dashboards.business import Measures
from dashboards.logs import Logs
from dashboards.measures import Judged
from dashboards.security import Denied
from grafmint import above
from grafmint.kit.business import Counter
from grafmint.kit.logs import Stream
from systems.multi_service.names import REQUESTS, REVIEWED, SECURITY

_CATEGORY = "security"
_SUSPICIOUS = "(?i)(unauthori[sz]ed|forbidden|invalid (token|password|signature)|login failed|injection)"
_LOGINS = Counter(
    metric="auth_failures_total",
    by="service",
    title="Authentication failures",
    shows="Logins that failed, by service.",
    advice="A steep rise is somebody who tries passwords: find the source in the log and block it. A rise after a"
    " release is the release.",
)


def fraud(title: str) -> Counter:
    """Signals of fraud by type."""
    return Counter(
        metric="fraud_detected_total",
        by="type",
        title=title,
        shows="Signals of fraud, by type.",
        advice="A new type or a steep rise: stop what it is done with, such as a voucher or a card, and tell the"
        " provider of payments.",
    )


OVERVIEW = Board(
    uid="msp-security",
    title="Security",
    description="Is somebody trying to get in, or to cheat? Top: now. Then: since when. Last: at what, and who.",
    folder=SECURITY,
    tags=("security",),
    reviewed=REVIEWED,
    sections=(
        Measures(
            title="Since when?",
            numbers=(
                attrs.evolve(_LOGINS, title="Logins that failed, last hour"),
                fraud("Signals of fraud, last hour"),
            ),
            window="1h",
            graphs=(
                Judged(
                    _LOGINS,
                    above(warning=5),
                    (
                        warning(
                            "AuthenticationFailures", runbook="security/authentication-failures.md", category=_CATEGORY
                        ),
                    ),
                    together=True,
                ),
                Judged(
                    fraud("Fraud detected"),
                    above(critical=0.1),
                    (critical("FraudDetected", runbook="security/fraud.md", category=_CATEGORY),),
                    together=True,
                ),
            ),
        ),
        Denied(
            requests=REQUESTS,
            share=Shown("Denied requests", above(warning=10)),
            denied=Shown("Denied requests by endpoint"),
        ),
        Logs(
            stream=Stream(selector='{platform="multi-service"}', by="service"),
            pattern=_SUSPICIOUS,
            volume=Shown("Suspicious lines"),
            lines=Shown("Suspicious lines of the log"),
        ),
    ),
)
