"""Names: where what is built is called otherwise than the tables propose, said once.

The tables propose names for what their documents leave open. Alerts of an objective have its name before their own
(`payment-availability fast burn`), and read what is recorded of it, or the counters that it is measured by.
"""

import re
from collections.abc import Iterable

from .alert import Alert

#: The label of what belongs to an objective.
OBJECTIVE = "slo"
#: What the alerts of an objective are called after its name.
_ALERTS = {"ErrorBudgetFastBurn": "fast burn", "ErrorBudgetSlowBurn": "slow burn", "ErrorBudgetExhausted": "freeze"}
#: What the objectives of services are measured by.
_COUNTERS = "http_requests_total|http_request_duration_seconds_(?:bucket|count)"
#: A burn rate may be recorded over another window than the proposed one; Grafana's rules read the counters.
_METRICS = {
    "slo:burn_rate:rate5m": rf"slo:burn_rate:rate\w+|{_COUNTERS}",
    "slo:burn_rate:rate1h": rf"slo:burn_rate:rate\w+|{_COUNTERS}",
    "slo:burn_rate:rate6h": rf"slo:burn_rate:rate\w+|{_COUNTERS}",
    "slo:error_budget_remaining:ratio": rf"slo:error_budget_remaining:ratio|{_COUNTERS}",
}


def is_called(alert: Alert, name: str) -> bool:
    """Whether an alert is the one that the tables call by this name."""
    objective = alert.labels.get(OBJECTIVE)
    own = alert.name.removeprefix(f"{objective} ") if objective else alert.name
    return own in {name, _ALERTS.get(name, name)}


def are_used(metrics: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether any of the metrics is one of those that the tables propose."""
    patterns = [_METRICS.get(name, re.escape(name)) for name in wanted]
    return any(re.fullmatch(pattern, metric) for metric in metrics for pattern in patterns)


def service_of(alert: Alert) -> str | None:
    """The objective or the service that an alert of several with one name is about."""
    return alert.labels.get(OBJECTIVE) or alert.labels.get("service")
