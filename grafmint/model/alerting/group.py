"""RuleGroup: rules that are evaluated together.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/rule-evaluation/
"""

from grafmint.errors import ModelError
from grafmint.model.alerting.length import check_length, seconds
from grafmint.model.alerting.name import check_name
from grafmint.model.base import Model, frozen

#: Grafana's scheduler wakes up so often, in seconds; other intervals are refused by the server.
TICK = 10


@frozen(kw_only=True)
class RuleGroup(Model):
    """A name and how often its rules are evaluated, a multiple of ten seconds."""

    name: str
    interval: str = "1m"

    def _validate(self) -> None:
        owner = f"RuleGroup {self.name!r}"
        if not self.name.strip():
            raise ModelError("RuleGroup: the name is empty", hint="write name=…")
        check_name(owner, self.name)
        check_length(owner, "interval", self.interval, positive=True)
        if seconds(self.interval) % TICK:
            raise ModelError(
                f"{owner}: interval={self.interval!r} is no multiple of {TICK} seconds",
                hint="Grafana evaluates every ten seconds: write 10s, 30s, 1m …",
            )
