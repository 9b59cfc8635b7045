"""Custom metrics: what only this application measures of itself."""

from collections.abc import Iterator

import attrs

from dashboards.theme import LOOK, deployments, siblings
from dashboards.variables import choice_of
from grafmint import Dashboard, Panel, Row
from grafmint.kit import business, logs, red, redis, security
from systems.system import Custom, System, Work, given


def custom_metrics(system: System) -> Dashboard:
    """Logins, background work and the use of each endpoint, for those who develop the application."""
    here, logins = given(system.custom, "custom board"), given(system.logins, "logins")
    service = choice_of(system.requests.by, system.requests.all, name="service", title="Service")
    requests = attrs.evolve(system.requests, scope=system.requests.scope.where(**{system.requests.by: service}))
    return Dashboard(
        uid=here.board.uid,
        title=here.board.title,
        description="Does the application do its own work? Top: now. Below: since when not, and what was asked of it.",
        folder=here.board.folder,
        tags=[system.tag, "application"],
        variables=service,
        annotations=deployments(system),
        links=siblings(system),
        time_from=here.board.time_from,
        auto_refresh=here.board.refresh,
        cursor_sync="Crosshair",
        rows=[
            Row(title="Am I fine?", panels=list(_now(system, here, logins))),
            Row(title="Since when not?", columns=2, panels=list(_trends(system, here, logins))),
            Row(title="What was asked of it", columns=2, panels=list(_detail(system, here, requests))),
        ],
    )


def _now(system: System, here: Custom, logins: Work) -> Iterator[Panel]:
    limits = system.limits
    yield security.failing(logins.attempts, title="Logins failing", thresholds=limits.failing_logins)
    for work in here.work:
        yield security.failing(work.attempts, title=f"{work.title} failing", thresholds=limits.failing_work)
    yield business.unwanted(here.states, title="Jobs failed", thresholds=limits.failed_jobs)
    if system.redis:
        yield redis.hit_rate(system.redis, thresholds=limits.cache_hits)


def _trends(system: System, here: Custom, logins: Work) -> Iterator[Panel]:
    yield security.results(logins.attempts, title=logins.title, look=LOOK)
    for work in here.work:
        yield security.results(work.attempts, title=work.title, look=LOOK)
    if system.redis:
        yield redis.hits_and_misses(system.redis, title=here.cache, look=LOOK)
    yield business.states(here.states, title=here.jobs)


def _detail(system: System, here: Custom, requests: red.Requests) -> Iterator[Panel]:
    yield attrs.evolve(red.usage(requests, title=here.endpoints, look=LOOK), height=10)
    if system.logs:
        yield attrs.evolve(logs.lines(system.logs, title="Errors in the log"), width=12)
