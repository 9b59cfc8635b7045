"""Backups: how old the last one is that succeeded."""

import attrs

from grafmint import promql
from grafmint._unset import Unset
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.units import suffix

_HOUR = 3600
# Grafana would write the ticks of an axis in seconds as 5.56 and 11.1 hours.
_HOURS = suffix("h")


@attrs.frozen(kw_only=True)
class Backups(Block):
    """A gauge of when a backup last succeeded, in seconds since 1970; `by` is the label of what is backed up.

    The names are those of whoever makes the backups; a job that pushes its result has the label `job`.
    Source: https://prometheus.io/docs/practices/instrumentation/#batch-jobs
    """

    last_success: str = "backup_last_success_timestamp_seconds"
    by: str = "job"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)


def age(backups: Backups) -> promql.Expr:
    """The seconds since each backup last succeeded."""
    return promql.time() - promql.max(backups.scope.metric(backups.last_success), by=backups.by)


def oldest(backups: Backups, *, title: str = "Last successful backup age", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How long ago the backup succeeded that has waited longest.

    Unit: seconds. Source: the job that makes the backups.
    """
    return stat(
        title,
        ask(promql.max(age(backups)), "oldest", interval=backups.interval),
        description="Time since the last backup that succeeded, of what has waited longest. Longer than the time"
        " between two backups: read the log of the job and run it again; until then that much would be lost.",
        unit="s",
        thresholds=thresholds,
        no_value="No backup found",
        history=False,
    )


def ages(
    backups: Backups, *, title: str = "Age of each backup", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long ago each backup succeeded, in hours; the limits are in seconds, like those of `oldest`.

    Unit: hours. Source: the job that makes the backups.
    """
    return graph(
        title,
        ask(age(backups) / _HOUR, legend_of(backups.by), interval=backups.interval),
        description="Time since each backup last succeeded. A saw is normal and its teeth are the time between two"
        " backups; a tooth that grows past the others is a backup that failed.",
        unit=_HOURS,
        thresholds=_in_hours(thresholds),
        look=look,
    )


def _in_hours(thresholds: Thresholds) -> Thresholds:
    """Limits in seconds as those of the graph; shares of its axis stay what they are."""
    if thresholds.mode == "percentage":
        return thresholds
    steps = [attrs.evolve(each, value=None if each.value is None else each.value / _HOUR) for each in thresholds.steps]
    warning, critical = (
        limit if isinstance(limit, Unset) else limit / _HOUR for limit in (thresholds.warning, thresholds.critical)
    )
    return attrs.evolve(thresholds, steps=steps, warning=warning, critical=critical)
