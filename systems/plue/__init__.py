"""Plue: a platform on Kubernetes with an API, a web and an Electric service."""

import sys
from collections.abc import Iterator

from datasources.observability import observability
from grafmint import Env, resources
from systems.plue import applications, platform, routing
from systems.plue.names import PLUE
from systems.system import Resource, System
from systems.values import Values


def system(values: Values) -> System:
    """The system with the limits and the channels of an environment."""
    return System(
        identity=PLUE,
        boards=(platform.overview(values), platform.KUBERNETES, *applications.boards(values)),
        severities=routing.severities(values),
        contact_point=routing.everyone(values),
        # The title of a message is the name of the alert, which a group has to have in common.
        group_by=("alertname",),
    )


@resources
def resources_of(env: Env[Values]) -> Iterator[Resource]:
    """The datasource, the boards with their alerts, and where these go; folders come along."""
    for said in routing.left_out(env.values):
        sys.stderr.write(f"{env.name}: {said}\n")
    yield from observability(env.values, slowest_scrape="15s")
    yield from system(env.values).resources()
