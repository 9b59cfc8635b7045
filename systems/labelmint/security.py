"""The board of security: does somebody try to get in, and what is taken out."""

import attrs

from alerting.alarm import SOME, Shown, critical, warning
from dashboards.board import Board
from dashboards.business import Comparisons, Measures
from dashboards.certificates import Certificates
from dashboards.measures import Judged
from dashboards.security import Attempts
from grafmint import above, below
from grafmint.kit.business import Counter
from systems.labelmint.names import CERTIFICATES, DATA, INCIDENT, LOGINS, RECENT, SECURITY, counted

_CATEGORY = "security"
_ABUSE = (
    counted(
        "rate_limited_requests",
        "Rate limiting",
        "Requests that were refused because there were too many, by service.",
        "One service alone: a client that retries without end, or somebody who tries; block it by its source.",
        by="service",
    ),
    counted(
        "api_abuse",
        "Abuse detection",
        "Requests that were found to be abuse, by type.",
        "A type that appears: see its sources in the log, and block them.",
        by="type",
    ),
)
_ANOMALIES = Counter(
    metric="http_requests_total",
    title="API anomalies",
    shows="Requests as a share of those a week before.",
    advice="Far above 100 %: somebody scans, or a client retries. Far below: clients do not reach us.",
)
_READ = counted(
    "pii_access",
    "PII access",
    "Accesses to personal data, by role.",
    "A role that reads far more than on other days: ask who and why, the audit log has the names.",
    by="role",
)
_EXPORTS = counted(
    "data_exports",
    "Data exports",
    "Exports of data, by type.",
    "Many in an hour is nobody's daily work: find who exports, and end the session until that is explained.",
    by="type",
)
_SCANS = counted(
    "port_scans",
    "Port scans",
    "Scans of our ports that were seen.",
    "Somebody looks for a way in: block the source, and see which ports answered it.",
)
_COMPLIANCE = (
    counted(
        "gdpr_requests",
        "GDPR requests",
        "Requests of people about their own data, by type.",
        "Each has to be answered within a month: a day with many is worth telling the team in advance.",
        by="type",
    ),
    counted(
        "audit_events",
        "Audit log events",
        "Events that were written to the audit log, by action.",
        "None while people work: nothing is written, and nobody could prove later who did what.",
        by="action",
    ),
)

BOARD = Board(
    uid="lbm-security-operations",
    title="Security Operations",
    description="Does somebody try to get in? Top: now. Below: logins, requests, data, ports, and what must be proven.",
    folder=SECURITY,
    tags=("security",),
    reviewed="weekly",
    metrics=RECENT,
    sections=(
        Attempts(
            attempts=LOGINS,
            title="Who tries to log in?",
            failing=Shown("Logins failing", above(warning=20, critical=50)),
            results=Shown("Login attempts"),
            failures_over_time=Shown(
                "Login failures",
                above(critical=1),
                (critical("LoginFailuresHigh", runbook=INCIDENT, category=_CATEGORY),),
            ),
            sources=Shown("Suspicious patterns"),
        ),
        Measures(title="Is the API abused?", graphs=_ABUSE),
        Comparisons(counters=(_ANOMALIES,), title="More than last week?", window="5m"),
        Measures(
            title="Who reads and takes data?",
            # Each export counts, of whichever type it is.
            numbers=(
                Judged(
                    attrs.evolve(_EXPORTS, title="Data exports, last hour"),
                    above(warning=10),
                    (warning("DataExportUnusual", pending="0s", runbook=DATA, category=_CATEGORY),),
                ),
            ),
            window="1h",
            graphs=(_READ, _EXPORTS),
        ),
        Measures(
            title="Who scans us?",
            numbers=(
                Judged(
                    attrs.evolve(_SCANS, title="Port scans, last 10 minutes"),
                    above(critical=SOME),
                    (critical("PortScanDetected", pending="0s", runbook=INCIDENT, category=_CATEGORY),),
                ),
            ),
            window="10m",
            graphs=(_SCANS,),
        ),
        Certificates(
            certificates=CERTIFICATES,
            nearest=Shown("Next certificate to expire", below(warning=30)),
            table=Shown(
                "SSL certificate expiry",
                below(warning=30),
                (warning("CertificateExpiring", pending="1h", runbook=INCIDENT, category=_CATEGORY),),
            ),
        ),
        Measures(title="Can we prove it?", graphs=_COMPLIANCE),
    ),
)
