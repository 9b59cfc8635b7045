"""Mint Replica Lite: what makes it differ from other systems."""

from alerting.promises import Promise
from systems.mint_replica_lite.applications import APPLICATION, CUSTOM
from systems.mint_replica_lite.business import ANALYTICS
from systems.mint_replica_lite.databases import DATABASE_METRICS
from systems.mint_replica_lite.names import NAMES, PLATFORM, PROMISED, REQUESTS
from systems.mint_replica_lite.platform import OVERVIEW
from systems.mint_replica_lite.routing import BURN, SEVERITIES
from systems.mint_replica_lite.security import SECURITY_BOARD
from systems.system import System

SYSTEM = System(
    identity=NAMES,
    boards=(OVERVIEW, APPLICATION, DATABASE_METRICS, ANALYTICS, CUSTOM, SECURITY_BOARD),
    # Metrics are kept for fifteen days: a longer window would forget its own beginning.
    promises=(Promise(requests=REQUESTS, objective=PROMISED, window="14d", burn=BURN, folder=PLATFORM),),
    severities=SEVERITIES,
)
resources_of = SYSTEM.everywhere(slowest_scrape="30s")
