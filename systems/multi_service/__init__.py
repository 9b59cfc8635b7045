"""Multi-service platform: ecommerce, hotel and taxi services behind a gateway, with authentication and payment."""

import attrs

from alerting.promises import availability, latency
from grafmint.slo import SIMPLE, SLO
from systems.multi_service import business, platform, routing, security, services, synthetic
from systems.multi_service.names import NAMES, OBJECTIVES, PROMISES, REQUESTS, REVIEWED
from systems.system import System

# Metrics are kept for as long, so a board shows the whole window and not a day more.
_WINDOW = "30d"
_AVAILABILITY = tuple(
    availability(
        NAMES,
        each.of(REQUESTS),
        objective=each.objective,
        window=_WINDOW,
        burn=SIMPLE,
        folder=OBJECTIVES,
        service=each.service,
    )
    for each in PROMISES
)
_LATENCY = tuple(
    latency(
        NAMES,
        each.of(REQUESTS),
        bound=f"{each.seconds:g}",
        window=_WINDOW,
        burn=SIMPLE,
        folder=OBJECTIVES,
        service=each.service,
    )
    for each in PROMISES
)


def _tagged(slo: SLO) -> SLO:
    """The objective with a board among the others, and a page among the others."""
    tags = (NAMES.tag, f"review:{REVIEWED}")
    return attrs.evolve(slo, tags=tags, runbook_url=NAMES.runbook("slo/error-budget.md"))


MULTI_SERVICE = System(
    identity=NAMES,
    boards=(
        platform.OVERVIEW,
        business.METRICS,
        services.PERFORMANCE,
        services.DETAIL,
        platform.DEPENDENCIES,
        synthetic.MONITORING,
        security.OVERVIEW,
    ),
    promises=tuple(map(_tagged, (*_AVAILABILITY, *_LATENCY))),
    severities=routing.SEVERITIES,
    routes=routing.ROUTES,
    inhibitions=routing.INHIBITIONS,
    templates=(routing.WORDS,),
)
multi_service = MULTI_SERVICE.everywhere(slowest_scrape="15s")
