"""Security: who gets in, who does not, and is that somebody who should."""

from collections.abc import Iterator

import attrs

from dashboards.theme import LOOK, deployments, siblings
from dashboards.variables import choice_of
from grafmint import Dashboard, Panel, Row
from grafmint.kit import logs, red, security
from systems.system import Security, System, Work, given


def security_board(system: System) -> Dashboard:
    """Logins and refused requests, where they come from, and the log lines about them."""
    here, logins = given(system.security, "security board"), given(system.logins, "logins")
    limits = system.limits
    service = choice_of(system.requests.by, system.requests.all, name="service", title="Service")
    requests = attrs.evolve(system.requests, scope=system.requests.scope.where(**{system.requests.by: service}))
    return Dashboard(
        uid=here.board.uid,
        title=here.board.title,
        description="Is somebody trying to get in? Top: now. Then: since when. Then: from where, and at what.",
        folder=here.board.folder,
        tags=[system.tag, "security"],
        variables=service,
        annotations=deployments(system),
        links=siblings(system),
        time_from=here.board.time_from,
        auto_refresh=here.board.refresh,
        cursor_sync="Crosshair",
        rows=[
            Row(
                title="Am I fine?",
                columns=3,
                panels=[
                    security.failing(logins.attempts, title="Logins failing", thresholds=limits.failing_logins),
                    security.failures(logins.attempts, title="Failed logins, last hour"),
                    red.denied_share(requests, thresholds=limits.denied),
                ],
            ),
            Row(
                title="Since when?",
                columns=2,
                panels=[
                    security.results(logins.attempts, title=logins.title, look=LOOK),
                    security.failing_over_time(
                        logins.attempts, title="Share of failures", thresholds=limits.failing_logins, look=LOOK
                    ),
                ],
            ),
            Row(title="From where, and at what?", columns=2, panels=list(_detail(system, here, logins, requests))),
        ],
    )


def _detail(system: System, here: Security, logins: Work, requests: red.Requests) -> Iterator[Panel]:
    yield security.sources(logins.attempts)
    yield red.denied(requests, title="Denied requests by endpoint", look=LOOK)
    if system.logs:
        yield attrs.evolve(
            logs.volume(system.logs, title="Suspicious lines", pattern=here.suspicious, look=LOOK), width=24
        )
        yield attrs.evolve(
            logs.lines(system.logs, title="Suspicious lines of the log", pattern=here.suspicious), width=24
        )
