"""Intervals: mute timings as Alertmanager knows them.

Source: https://prometheus.io/docs/alerting/latest/configuration/#time_interval
"""

from collections.abc import Iterable

from grafmint.compile.alerting.problem import Problem
from grafmint.compile.prometheus.version import shown
from grafmint.environment import Alertmanager
from grafmint.model.base import JsonObject

_NAMED = (0, 24)
_LOCATED = (0, 25)


def time_intervals(
    mute_timings: Iterable[JsonObject], alertmanager: Alertmanager
) -> tuple[JsonObject, tuple[Problem, ...]]:
    """The section of the configuration, empty without any, and what cannot be said."""
    timings = sorted(mute_timings, key=lambda each: str(each["name"]))
    made = [{"name": each["name"], "time_intervals": each["time_intervals"]} for each in timings]
    # Before there were active times, the same list had another name.
    section = "mute_time_intervals" if alertmanager.lacks(_NAMED) else "time_intervals"
    problems = tuple(
        Problem(
            f"mute timing {each['name']!r}: a location needs Alertmanager 0.25, this is {shown(alertmanager.version)}",
            "write the times in UTC, without location",
            kind="mute-timing",
            uid=each["name"],
        )
        for each in timings
        if alertmanager.lacks(_LOCATED) and any("location" in interval for interval in each["time_intervals"])
    )
    return ({section: made} if made else {}), problems
