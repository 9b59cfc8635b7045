"""Alarm: an alert as a system's values say it, and what everybody's alert of that kind says."""

from typing import Literal

import attrs

from grafmint import Thresholds
from grafmint.kit.look import NO_LIMIT


@attrs.frozen(kw_only=True)
class Alarm:
    """An alert at one of a panel's numbers: its name, and what differs from other alerts of that kind.

    `pending` is how long it lasts before anybody hears of it, `runbook` the page about it, `category` a label and the
    group of rules that it is in; `severity` is how urgent it is, where that is not what its number is called.
    """

    name: str
    level: Literal["critical", "warning"]
    pending: str = "5m"
    runbook: str | None = None
    category: str | None = None
    severity: str | None = None


def critical(name: str, *, pending: str = "5m", runbook: str | None = None, category: str | None = None) -> Alarm:
    """An alert at the critical number."""
    return Alarm(name=name, level="critical", pending=pending, runbook=runbook, category=category)


def warning(name: str, *, pending: str = "5m", runbook: str | None = None, category: str | None = None) -> Alarm:
    """An alert at the number of a warning."""
    return Alarm(name=name, level="warning", pending=pending, runbook=runbook, category=category)


@attrs.frozen
class Shown:
    """What a system says of one panel of a shared section: its title, its numbers, and the alerts at these."""

    title: str
    thresholds: Thresholds = NO_LIMIT
    alarms: tuple[Alarm, ...] = ()


@attrs.frozen(kw_only=True)
class Text:
    """What every alert of a kind says; `runbook` is its page where a system names none."""

    summary: str
    description: str
    runbook: str
