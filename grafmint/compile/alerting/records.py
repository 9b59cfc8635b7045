"""Recording rules: their queries without variables, as Prometheus reads them."""

from grafmint.compile.alerting.asked import without_variables
from grafmint.compile.prometheus.rules import Record
from grafmint.model.alerting.length import seconds
from grafmint.model.alerting.rule import RecordingRule

_INTERVAL = "5m"


def record_of(rule: RecordingRule) -> Record:
    """The rule with its query; raises QueryError for one that needs a variable."""
    return Record(
        record=rule.record,
        expr=without_variables(str(rule.expr), rule, (), _INTERVAL, "write a value in its place"),
        group=rule.group.name,
        interval=seconds(rule.group.interval),
        labels=rule.labels,
    )
