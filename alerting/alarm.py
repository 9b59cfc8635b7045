"""Alarm: an alert as a system's values say it, and what everybody's alert of that kind says."""

from functools import partial
from typing import Literal

import attrs

from grafmint import Thresholds
from grafmint.block import Block
from grafmint.kit.look import NO_LIMIT

#: The number of what must not be at all, counted one by one: Grafana colours a number that is reached, an alert fires
#: at one that is passed, and with 0 none would look like some.
SOME = 0.5


@attrs.frozen
class Alarm(Block):
    """An alert at one of a panel's numbers: its name, and what differs from other alerts of that kind.

    `pending` is how long it lasts before anybody hears of it, `runbook` the page about it, `category` a label and the
    group of rules that it is in; `severity` is how urgent it is, where that is not what its number is called.
    """

    name: str
    level: Literal["critical", "warning"] = attrs.field(kw_only=True)
    pending: str = attrs.field(default="5m", kw_only=True)
    runbook: str | None = attrs.field(default=None, kw_only=True)
    category: str | None = attrs.field(default=None, kw_only=True)
    severity: str | None = attrs.field(default=None, kw_only=True)


#: An alert at the critical number, and one at the number of a warning.
critical = partial(Alarm, level="critical")
warning = partial(Alarm, level="warning")


@attrs.frozen
class Shown(Block):
    """What a system says of one panel of a shared section: its title, its numbers, and the alerts at these."""

    title: str
    thresholds: Thresholds = NO_LIMIT
    alarms: tuple[Alarm, ...] = ()


@attrs.frozen(kw_only=True)
class Text(Block):
    """What every alert of a kind says; `runbook` is its page where a system names none."""

    summary: str
    description: str
    runbook: str
