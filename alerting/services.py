"""Alerts of services: whether they answer, how often they fail, how long they take."""

from collections.abc import Iterator

import attrs

from alerting.levels import at_levels, label, value
from grafmint import Alert, Query
from systems.system import System


def availability(system: System, query: Query) -> Iterator[Alert]:
    """Jobs that miss scrapes."""
    alerts = at_levels(
        system,
        system.watches.availability,
        summary=f"{label(system.targets.job)} answered only {value(3)} % of its scrapes in the last hour.",
        description="An instance was down or out of reach: the timeline of the services shows since when. It counts for"
        " an hour, so the alert may outlast the fault.",
        runbook="service-availability",
    )
    # A Prometheus that scrapes nothing at all is the one silence that somebody must hear of.
    return (attrs.evolve(alert, query=query, no_data_state="NoData") for alert in alerts)


def errors(system: System) -> Iterator[Alert]:
    """Services that fail."""
    return at_levels(
        system,
        system.watches.errors,
        summary=f"{value(2)} % of the requests to {label(system.requests.by)} fail.",
        description="Roll back if it began with a deployment; else the endpoints and the log say what fails.",
        runbook="error-rate",
    )


def latency(system: System, query: Query) -> Iterator[Alert]:
    """Services that are slow."""
    requests = system.requests
    alerts = at_levels(
        system,
        system.watches.latency,
        summary=f"{100 * (1 - requests.slow):g} % of the requests to {label(requests.by)} take longer than"
        " {{ $value | humanizeDuration }}.",
        description="All requests slow: the database and the cache first. Only some: one slow endpoint.",
        runbook="api-latency",
    )
    return (attrs.evolve(alert, query=query) for alert in alerts)
