"""What alerts of services say: whether they answer, how often they fail, how long they take."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.health import Targets
from grafmint.kit.red import Requests


def availability(targets: Targets) -> Text:
    """Jobs that miss scrapes."""
    return Text(
        summary=f"{label(targets.job)} answered only {value(3)} % of its scrapes in the last hour.",
        description="An instance was down or out of reach: the timeline of the services shows since when. It counts for"
        " an hour, so the alert may outlast the fault.",
        runbook="service-availability",
    )


def errors(requests: Requests) -> Text:
    """Services that fail."""
    return Text(
        summary=f"{value(2)} % of the requests to {label(requests.by)} fail.",
        description="Roll back if it began with a deployment; else the endpoints and the log say what fails.",
        runbook="error-rate",
    )


def latency(requests: Requests, quantile: float) -> Text:
    """Services that are slow."""
    return Text(
        summary=f"{100 * (1 - quantile):g} % of the requests to {label(requests.by)} take longer than"
        " {{ $value | humanizeDuration }}.",
        description="All requests slow: the database and the cache first. Only some: one slow endpoint.",
        runbook="api-latency",
    )


def over_limit(requests: Requests) -> Text:
    """Services that are slower than was promised for them."""
    return Text(
        summary=f"{label(requests.by)} takes {{{{ $value | humanizePercentage }}}} of the time that it is given.",
        description="Its own graph of durations says since when. One service alone: its last release, or what only it"
        " depends on. Several at once: what they share, the database and the cache first.",
        runbook="api-latency",
    )
