"""rule-interval: a group that Grafana does not evaluate so often."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.document import Document
from grafmint.finding import Finding
from grafmint.model.alerting.group import TICK


def rule_interval(group: Document, bundle: Bundle) -> Iterator[Finding]:
    """An interval in seconds that is no multiple of ten, at which Grafana's scheduler wakes up."""
    interval = group.json.get("interval")
    if not isinstance(interval, int) or interval < TICK or interval % TICK:
        yield group.finding(
            "rule-interval",
            "error",
            f"group {group.entry.title!r} is evaluated every {interval} seconds, which is no multiple of {TICK}",
            hint="write 10s, 30s, 1m …",
            path="/interval",
        )
