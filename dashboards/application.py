"""Application performance: do the services answer, and if not, which one, and why."""

from collections.abc import Iterator

import attrs

from alerting import services
from dashboards.theme import LOOK, deployments, siblings
from dashboards.variables import choice_of
from grafmint import Dashboard, Panel, Row
from grafmint.kit import business, logs, postgresql, red, redis
from systems.system import Application, System, given


def application_performance(system: System) -> Dashboard:
    """Requests, errors and durations by service, and what the services depend on."""
    here = given(system.application, "application board")
    service = choice_of(system.requests.by, system.requests.all, name="service", title="Service")
    requests = attrs.evolve(system.requests, scope=system.requests.scope.where(**{system.requests.by: service}))
    return Dashboard(
        uid=here.board.uid,
        title=here.board.title,
        description="Do the services answer? Top: now. Then: which service. Then: what it depends on. Last: why.",
        folder=here.board.folder,
        tags=[system.tag, "application"],
        variables=service,
        annotations=deployments(system),
        links=siblings(system),
        time_from=here.board.time_from,
        auto_refresh=here.board.refresh,
        cursor_sync="Crosshair",
        rows=[
            Row(title="Am I fine?", panels=list(_now(system, here, requests))),
            Row(title="Which service?", columns=3, height=9, panels=list(_requests(system, here, requests))),
            Row(title="What it depends on", columns=3, panels=list(_dependencies(system, here))),
            Row(title="Why not?", panels=list(_reasons(system, requests))),
        ],
    )


def _now(system: System, here: Application, requests: red.Requests) -> Iterator[Panel]:
    limits = system.limits
    yield attrs.evolve(
        red.summary(requests, title="Requests now", error_rate=limits.error_rate, slowness=limits.slowness), width=12
    )
    if system.redis:
        yield attrs.evolve(redis.hit_rate(system.redis, thresholds=limits.cache_hits), width=4)
    yield attrs.evolve(
        postgresql.fullest(system.postgresql, title="Connections used", thresholds=limits.connections), width=4
    )
    if system.users:
        yield attrs.evolve(business.concurrent(system.users, title=here.users), width=4)


def _requests(system: System, here: Application, requests: red.Requests) -> Iterator[Panel]:
    limits = system.limits
    yield red.throughput(requests, title=here.throughput, look=LOOK)
    errors = red.errors(requests, title=here.errors, thresholds=limits.error_rate, look=LOOK)
    yield attrs.evolve(errors, alerts=services.errors(system))
    latency = red.latency(requests, title=here.latency, thresholds=limits.slowness, look=LOOK)
    slow = latency.queries[requests.quantiles.index(requests.slow)]
    yield attrs.evolve(latency, alerts=services.latency(system, slow))


def _dependencies(system: System, here: Application) -> Iterator[Panel]:
    limits = system.limits
    if system.redis:
        yield redis.hit_ratio(system.redis, title=here.cache, thresholds=limits.cache_hits, look=LOOK)
    yield postgresql.connections(system.postgresql, title=here.connections, thresholds=limits.connections, look=LOOK)
    if system.users:
        yield business.sessions(system.users, title=here.sessions, look=LOOK)


def _reasons(system: System, requests: red.Requests) -> Iterator[Panel]:
    limits = system.limits
    yield red.endpoints(requests, error_rate=limits.error_rate, slowness=limits.slowness)
    yield red.distribution(requests)
    yield red.statuses(requests, look=LOOK)
    if system.logs:
        yield logs.volume(system.logs, title="Error lines", look=LOOK)
        yield logs.lines(system.logs, title="Errors in the log")
