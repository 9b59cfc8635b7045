"""Names that are not at the top of the package, and where they are instead."""

from collections.abc import Mapping

#: Each module with those of its names that `grafmint` itself has not; written down, for no module is loaded to know it.
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "grafmint.alerting": (
        "Email", "Escalation", "Inhibition", "Integration", "NotificationTemplate", "OtherIntegration", "PagerDuty",
        "RecordingRule", "Route", "RuleGroup", "Severity", "Slack", "TimeInterval", "TimeRange", "Webhook",
        "business_hours", "holidays", "maintenance", "outside_business_hours", "weekends",
    ),
    "grafmint.slo": (
        "MULTIWINDOW", "SIMPLE", "SLO", "BurnAlert", "BurnPolicy", "BurnWindow", "ErrorRatio", "Indicator", "Latency",
        "ProbeSuccess", "overview", "row",
    ),
}  # fmt: skip


def elsewhere(name: str) -> str | None:
    """What to say of a name that another module has, None where none has it."""
    return next((f"it is in {module}" for module, names in ELSEWHERE.items() if name in names), None)
