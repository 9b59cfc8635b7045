"""How alerts are gathered into one notification: the options that the root, routes and severities share."""

from typing import Protocol

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.label import check_group_by
from grafmint.model.alerting.length import check_length, seconds


class Grouping(Protocol):
    """Whatever has these options."""

    @property
    def group_by(self) -> tuple[str, ...]:
        """The labels whose values a group has in common."""

    @property
    def group_wait(self) -> str | Unset:
        """How long a new group waits for more alerts."""

    @property
    def group_interval(self) -> str | Unset:
        """How long a group waits until it tells of new alerts."""

    @property
    def repeat_interval(self) -> str | Unset:
        """How long it is until the same is told again."""


def check_grouping(owner: str, value: Grouping) -> None:
    """Raise ModelError for lengths and labels that no Alertmanager takes; only the first wait may be none."""
    check_group_by(owner, value.group_by)
    check_length(owner, "group_wait", value.group_wait)
    check_length(owner, "group_interval", value.group_interval, positive=True)
    check_length(owner, "repeat_interval", value.repeat_interval, positive=True)
    interval, repeat = value.group_interval, value.repeat_interval
    if not isinstance(interval, Unset) and not isinstance(repeat, Unset) and seconds(repeat) < seconds(interval):
        raise ModelError(
            f"{owner}: repeat_interval={repeat!r} is less than group_interval={interval!r}, and nothing is told sooner",
            hint="write a repeat_interval that is a multiple of group_interval",
        )
