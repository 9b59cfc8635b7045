"""Multi-service platform: ecommerce, hotel and taxi services behind a gateway, with authentication and payment."""

from alerting.promises import Promise
from grafmint.slo import SIMPLE
from systems.multi_service import business, dependencies, platform, routing, security, services, synthetic
from systems.multi_service.names import NAMES, OBJECTIVES, REQUESTS, REVIEWED, SERVICE_LEVELS
from systems.system import System

_PROMISES = tuple(
    Promise(
        requests=REQUESTS.of(each.service),
        objective=each.objective,
        bound=f"{each.seconds:g}",
        # Metrics are kept for as long, so a board shows the whole window and not a day more.
        window="30d",
        burn=SIMPLE,
        folder=OBJECTIVES,
        service=each.service,
        runbook="slo/error-budget.md",
        reviewed=REVIEWED,
    )
    for each in SERVICE_LEVELS
)

SYSTEM = System(
    identity=NAMES,
    boards=(
        platform.OVERVIEW,
        business.METRICS,
        services.PERFORMANCE,
        services.DETAIL,
        dependencies.BOARD,
        synthetic.MONITORING,
        security.OVERVIEW,
    ),
    promises=_PROMISES,
    severities=routing.SEVERITIES,
    routes=routing.ROUTES,
    inhibitions=routing.INHIBITIONS,
    templates=(routing.WORDS,),
)
resources_of = SYSTEM.everywhere(slowest_scrape="15s")
