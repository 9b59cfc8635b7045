"""Who gets in, and who does not."""

from alerting.alarm import Shown
from dashboards.board import Board
from dashboards.logs import Logs
from dashboards.security import Attempts, Denied
from grafmint import above
from systems.mint_replica_lite.names import FAILING_LOGINS, LOGINS, OF_SERVICE, SECURITY, SERVICE, STREAM

_SUSPICIOUS = "(?i)(unauthori[sz]ed|forbidden|invalid (token|password|signature)|login failed|injection)"
SECURITY_BOARD = Board(
    uid="mrl-security-overview",
    title="Security",
    description="Is somebody trying to get in? Top: now. Then: since when. Then: from where, and at what.",
    folder=SECURITY,
    tags=("security",),
    variables=(SERVICE,),
    sections=(
        Attempts(
            attempts=LOGINS,
            failing=Shown("Logins failing", FAILING_LOGINS),
            failures=Shown("Failed logins, last hour"),
            results=Shown("Authentication success/failure"),
            share=Shown("Share of failures", FAILING_LOGINS),
            sources=Shown("Sources of failures"),
        ),
        Denied(
            requests=OF_SERVICE,
            share=Shown("Denied requests", above(warning=10)),
            denied=Shown("Denied requests by endpoint"),
        ),
        Logs(
            stream=STREAM,
            pattern=_SUSPICIOUS,
            volume=Shown("Suspicious lines"),
            lines=Shown("Suspicious lines of the log"),
        ),
    ),
)
