"""Severity: what an alert of a severity means to the people who get it, said once."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.contact_point import ContactPoint, check_named
from grafmint.model.alerting.grouping import check_grouping
from grafmint.model.alerting.length import check_length, length, seconds
from grafmint.model.alerting.mute_timing import MuteTiming, texts_of
from grafmint.model.alerting.route import timings_of
from grafmint.model.base import Model, Traced, frozen, many


@frozen(kw_only=True)
class Escalation(Model):
    """Who is told when nobody has answered `after` so long.

    Neither Grafana nor Alertmanager escalates: the steps stand in each alert, for people and for what pages them.
    """

    after: str
    to: str

    def _validate(self) -> None:
        check_length("Escalation", "after", self.after)
        if not self.to.strip():
            raise ModelError("Escalation: nobody is told", hint='write to="secondary team"')
        if ";" in self.to or "\n" in self.to:
            message = f"Escalation: to={self.to!r} has a semicolon or a line break, which separates steps"
            raise ModelError(message, hint="write one Escalation for each step, and commas between people")


def escalation_of(value: Escalation | Iterable[Escalation]) -> tuple[Escalation, ...]:
    """One step or several."""
    return many(value)


@frozen(kw_only=True)
class Severity(Traced):
    """Alerts with the label `severity` at `name` go to `contact_point`, a text where another module defines it.

    `response_time` and `escalation` become annotations of each such alert of the project.
    """

    known_as: ClassVar[Mapping[str, str]] = {"receiver": "contact_point"}

    name: str
    contact_point: ContactPoint | str
    response_time: str | Unset = length()
    escalation: tuple[Escalation, ...] = attrs.field(default=(), converter=escalation_of)
    group_by: tuple[str, ...] = attrs.field(default=(), converter=texts_of)
    group_wait: str | Unset = length()
    group_interval: str | Unset = length()
    repeat_interval: str | Unset = length()
    mute_timings: tuple[MuteTiming | str, ...] = attrs.field(default=(), converter=timings_of)
    active_timings: tuple[MuteTiming | str, ...] = attrs.field(default=(), converter=timings_of)

    def _validate(self) -> None:
        owner = f"Severity {self.name!r}"
        if not self.name.strip():
            raise ModelError(
                "Severity: the name is empty", hint='write name="critical", the value of the label severity'
            )
        if self.name != self.name.strip():
            raise ModelError(f"{owner}: blanks around the name match no alert's severity", hint="leave them out")
        check_named(owner, self.contact_point)
        check_length(owner, "response_time", self.response_time, positive=True)
        check_grouping(owner, self)
        steps = [seconds(step.after) for step in self.escalation]
        if steps != sorted(set(steps)):
            raise ModelError(f"{owner}: the steps of its escalation do not rise", hint="list them from soon to late")
