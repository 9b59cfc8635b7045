"""LabelMint: a platform on Kubernetes where people label data, and are paid on the TON blockchain."""

from collections.abc import Iterator

from alerting.promises import Promise
from datasources.observability import observability
from grafmint import Env, resources
from grafmint.slo import SIMPLE
from systems.labelmint import applications, blockchain, business, management, platform, routing, security
from systems.labelmint.names import AVAILABILITY, NAMES, OUTAGE, PLATFORM, RECENT, REQUESTS
from systems.system import Resource, System
from systems.values import Values

# Metrics are kept for fifteen days: a longer window would forget its own beginning.
_PROMISE = Promise(
    requests=REQUESTS,
    objective=AVAILABILITY,
    window="14d",
    burn=SIMPLE,
    folder=PLATFORM,
    runbook=OUTAGE,
    reviewed="monthly",
    category="slo",
    metrics=RECENT,
)


def system(values: Values) -> System:
    """LabelMint with the working hours and the channels of an environment."""
    return System(
        identity=NAMES,
        boards=(
            applications.BOARD,
            business.BOARD,
            security.BOARD,
            platform.INFRASTRUCTURE,
            blockchain.BOARD,
            management.EXECUTIVE,
            management.EFFICIENCY,
            platform.LOGS,
        ),
        promises=(_PROMISE,),
        severities=routing.severities(values),
        group_by=routing.GROUP_BY,
        routes=tuple(routing.routes(values)),
        inhibitions=(routing.INHIBITION,),
        templates=(routing.words(values),),
    )


@resources
def resources_of(env: Env[Values]) -> Iterator[Resource]:
    """The datasources, the boards with their alerts, where and when these go, and what is promised."""
    yield from observability(env.values, slowest_scrape="15s")
    yield from system(env.values).resources()
