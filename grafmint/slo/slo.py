"""SLO: an objective, what it is measured by, and who is told when it is in danger."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.label import check_labels
from grafmint.model.alerting.length import seconds
from grafmint.model.base import UNWRITTEN, Traced, frozen, many, unwritten
from grafmint.model.composite import Composite
from grafmint.model.folder import Folder
from grafmint.model.key import slug
from grafmint.model.query import DatasourceRef
from grafmint.model.uid import LONGEST, check_uid
from grafmint.slo.alerts import FREEZE, NO_DATA, alert_rules
from grafmint.slo.board import board
from grafmint.slo.indicator import Indicator
from grafmint.slo.policy import MULTIWINDOW, BurnPolicy
from grafmint.slo.reading import BASE, NOW, Counters, Reading, Records
from grafmint.slo.records import recording_rules

#: The labels that an SLO sets itself.
_OWN = ("slo", "service", "severity")
# One number and one unit, which Prometheus and the page both read.
_WINDOW = re.compile(r"[1-9]\d*[hdw]")
_EXACT = 12
_ALL = 100


def _tags(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


@frozen(kw_only=True)
class SLO(Composite):
    """So many percent of events must be good in a window: recording rules, alerts and a dashboard of it.

    `objective` and `freeze_below`, the percentage of the budget left that asks for a freeze (None: never), are percent.
    `name` is the label `slo` of every series and alert. `uid`, left out the name, is what the uids of the dashboard and
    the rules begin with. Left out, `service` is no label at all. `tags` join the dashboard's own, `slo`.
    """

    known_as: ClassVar[Mapping[str, str]] = {"target": "objective"}

    name: str
    objective: float = attrs.field(metadata=UNWRITTEN)
    indicator: Indicator = attrs.field(metadata=UNWRITTEN)
    folder: Folder = attrs.field(metadata=UNWRITTEN)
    description: str = unwritten(default="")
    window: str = unwritten(default="30d")
    service: str | Unset = unwritten()
    burn: BurnPolicy = unwritten(default=MULTIWINDOW)
    freeze_below: float | None = unwritten(default=10, low=0, high=100)
    runbook_url: str | Unset = unwritten()
    labels: Mapping[str, str] = unwritten(default=attrs.Factory(dict))
    datasource: DatasourceRef | Unset = unwritten()
    tags: tuple[str, ...] = attrs.field(default=(), converter=_tags, metadata=UNWRITTEN)
    uid: str | Unset = unwritten()

    def _validate(self) -> None:
        owner = self.called
        if not self.name or slug(self.name) != self.name:
            raise ModelError(f"{owner}: the name is a label and part of uids", hint=f"write name={slug(self.name)!r}")
        check_objective(owner, self.objective)
        if not _WINDOW.fullmatch(self.window):
            raise ModelError(f"{owner}: window={self.window!r} is no window", hint='write it as "30d", "4w" or "12h"')
        if not isinstance(self.service, Unset) and not self.service.strip():
            raise ModelError(f"{owner}: service={self.service!r} is no label", hint="leave it out, or name the service")
        check_labels(owner, self.labels)
        own = sorted(set(_OWN) & set(self.labels))
        if own:
            raise ModelError(f"{owner}: the label {own[0]!r} is the SLO's own", hint="write service=… for the service")
        self.burn.check(owner, self.window, self.budget)
        self._check_uids(owner)

    def _check_uids(self, owner: str) -> None:
        for alert in (*(alert.name for alert in self.burn.alerts), FREEZE, NO_DATA):
            uid = f"{self.stem}-{slug(alert)}"
            if len(uid) > LONGEST:
                raise ModelError(
                    f"{owner}: the uid {uid!r} of its alert has more than {LONGEST} characters",
                    hint="give the SLO a shorter uid=… and keep it forever",
                )
        check_uid(owner, self.board_uid)

    @property
    def called(self) -> str:
        """What messages call it."""
        return f"SLO {self.name!r}"

    @property
    def goal(self) -> float:
        """The share of events that must be good."""
        return round(self.objective / _ALL, _EXACT)

    @property
    def budget(self) -> float:
        """The share of events that may be bad."""
        return round(1 - self.goal, _EXACT)

    @property
    def stem(self) -> str:
        """What its uids begin with."""
        return self.name if isinstance(self.uid, Unset) else self.uid

    @property
    def board_uid(self) -> str:
        """The uid of its dashboard."""
        return f"{self.stem}-slo"

    @property
    def identity(self) -> Mapping[str, str]:
        """The labels of each of its series and alerts."""
        return {"slo": self.name} if isinstance(self.service, Unset) else {"slo": self.name, "service": self.service}

    @property
    def history(self) -> str:
        """The budget reads back to the start of the window."""
        return self.window

    @property
    def burn_windows(self) -> tuple[str, ...]:
        """Every window whose burn rate is told, short to long."""
        compared = (window for _, pair in self.burn.pairs for window in (pair.long, pair.short))
        return tuple(sorted({BASE, NOW, *compared}, key=lambda window: (seconds(window), window)))

    @property
    def counters(self) -> Counters:
        """Its numbers as its own counters say them."""
        return Counters(indicator=self.indicator, goal=self.goal, budget=self.budget, window=self.window)

    def reading(self, *, records: bool) -> Reading:
        """Its numbers as they are recorded, or as its counters say them."""
        return Records(names=(self.name,)) if records else self.counters

    def resources(self, *, records: bool) -> Iterator[Traced]:
        """Its recording rules, its dashboard and its alert rules."""
        if records:
            yield from recording_rules(self)
        reading = self.reading(records=records)
        shown = board(self, reading)
        yield shown
        yield from alert_rules(self, reading, shown)


def check_objective(owner: str, objective: float) -> None:
    """Raise ModelError for what leaves no budget, or is a ratio instead of percent."""
    if 0 < objective <= 1:
        near = "99.9" if objective == 1 else f"{round(objective * 100, _EXACT):.12g}"
        raise ModelError(f"{owner}: objective={objective:g} is a ratio, not percent", hint=f"did you mean {near}?")
    if objective == _ALL:
        raise ModelError(f"{owner}: objective=100 leaves no error budget", hint="write 99.9: nothing never fails")
    if not 0 < objective < _ALL:
        raise ModelError(f"{owner}: objective={objective:g} is not between 0 and 100 percent", hint="write 99.9")
