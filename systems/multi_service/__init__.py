"""Multi-service platform: ecommerce, hotel and taxi services behind a gateway, with authentication and payment."""

from alerting.promises import Availability, Speed
from grafmint.slo import SIMPLE
from systems.multi_service import business, platform, routing, security, services, synthetic
from systems.multi_service.names import NAMES, OBJECTIVES, PROMISES, REQUESTS, REVIEWED
from systems.system import System

# Metrics are kept for as long, so a board shows the whole window and not a day more.
_WINDOW = "30d"
_RUNBOOK = "slo/error-budget.md"
_AVAILABILITY = tuple(
    Availability(
        requests=REQUESTS.of(each.service),
        objective=each.objective,
        window=_WINDOW,
        burn=SIMPLE,
        folder=OBJECTIVES,
        service=each.service,
        runbook=_RUNBOOK,
        reviewed=REVIEWED,
    )
    for each in PROMISES
)
_LATENCY = tuple(
    Speed(
        requests=REQUESTS.of(each.service),
        bound=f"{each.seconds:g}",
        window=_WINDOW,
        burn=SIMPLE,
        folder=OBJECTIVES,
        service=each.service,
        runbook=_RUNBOOK,
        reviewed=REVIEWED,
    )
    for each in PROMISES
)

SYSTEM = System(
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
    promises=(*_AVAILABILITY, *_LATENCY),
    severities=routing.SEVERITIES,
    routes=routing.ROUTES,
    inhibitions=routing.INHIBITIONS,
    templates=(routing.WORDS,),
)
resources_of = SYSTEM.everywhere(slowest_scrape="15s")
