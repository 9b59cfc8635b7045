"""The recording rules of an SLO: errors, events, burn rates and the budget, each with the label of its SLO.

Names are level:metric:operations, with `slo` as the level.
Source: https://prometheus.io/docs/practices/rules/
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grafmint import promql
from grafmint.alerting import RecordingRule, RuleGroup
from grafmint.model.alerting.length import seconds
from grafmint.slo.reading import Counters, Records, left

if TYPE_CHECKING:
    from grafmint.slo.slo import SLO

#: From here on a window is summed up from what was recorded: to read all raw samples of a day each minute is dear. In
#: shorter ones the recorded rates, which lag behind by half their window, would let a page wait.
_LONG = "1d"


def recording_rules(slo: "SLO") -> Iterator[RecordingRule]:
    """Every series that boards and alerts of the SLO read, in the order in which they need each other."""
    counters, records = slo.counters, Records(names=(slo.name,))
    exprs: dict[promql.Metric, promql.Expr] = {
        records.objective(): counters.objective(),
        records.bad(): counters.bad(),
        records.events(): counters.events(),
        **{records.burn(window): _burn(counters, records, window) for window in slo.burn_windows},
        records.remaining(): left(
            records.share(slo.window), promql.sum_over_time(records.events(), slo.window), slo.budget
        ),
    }
    group = RuleGroup(name=f"slo-{slo.name}")
    for series, expr in exprs.items():
        yield RecordingRule(record=series.name, expr=expr, group=group, labels=slo.identity)


def _burn(counters: Counters, records: Records, window: str) -> promql.Expr:
    if seconds(window) < seconds(_LONG):
        return counters.burn(window)
    return records.share(window) / counters.budget
