"""AgentProvision: what makes it differ from other systems."""

from systems.agentprovision.applications import APPLICATION, LIMITS
from systems.agentprovision.databases import CACHE, DATABASE_METRICS
from systems.agentprovision.names import NAMES, SCRAPED
from systems.agentprovision.platform import BACKUP_HEALTH, INFRASTRUCTURE, OVERVIEW, RESOURCES
from systems.agentprovision.routing import SEVERITIES
from systems.system import System

SYSTEM = System(
    identity=NAMES,
    boards=(OVERVIEW, APPLICATION, DATABASE_METRICS, CACHE, LIMITS, RESOURCES, INFRASTRUCTURE, BACKUP_HEALTH),
    severities=SEVERITIES,
)
resources_of = SYSTEM.everywhere(slowest_scrape=SCRAPED)
