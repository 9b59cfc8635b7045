"""BurnAlert and BurnWindow: how fast the budget may be spent before somebody is told.

A burn rate of 1 spends the budget in exactly the window of the SLO.
Source: https://sre.google/workbook/alerting-on-slos/
"""

from collections.abc import Iterable
from typing import Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.length import check_length, seconds
from grafmint.model.base import UNWRITTEN, Model, frozen, many, unwritten

Level = Literal["critical", "warning"]

_EXACT = 9


@frozen(kw_only=True)
class BurnWindow(Model):
    """Fires while the burn rate over `long` is above a factor, and that over `short` too: the fire still burns.

    Either `budget` says how many percent of it may be spent in `long`, from which the factor follows, or `factor` says
    it itself.
    """

    long: str
    short: str
    budget: float | Unset = unwritten(low=0, high=100)
    factor: float | Unset = unwritten(low=0)

    def _validate(self) -> None:
        owner = f"BurnWindow {self.long}/{self.short}"
        check_length(owner, "long", self.long)
        check_length(owner, "short", self.short)
        if not 0 < seconds(self.short) < seconds(self.long):
            raise ModelError(f"{owner}: short is not shorter than long", hint='write long="1h", short="5m"')
        if isinstance(self.budget, Unset) == isinstance(self.factor, Unset):
            raise ModelError(f"{owner} needs a budget or a factor, one of the two", hint="write budget=2, in percent")

    def factor_in(self, window: str) -> float:
        """The burn rate above which it fires in an SLO of this window."""
        if not isinstance(self.factor, Unset):
            return self.factor
        share = 0 if isinstance(self.budget, Unset) else self.budget / 100
        return round(share * seconds(window) / seconds(self.long), _EXACT)


def windows_of(value: BurnWindow | Iterable[BurnWindow]) -> tuple[BurnWindow, ...]:
    """One pair of windows or several."""
    return many(value)


@frozen(kw_only=True)
class BurnAlert(Model):
    """An alert that fires while any of its `windows` does; the alert is called like the SLO and `name`."""

    name: str
    level: Level = attrs.field(metadata=UNWRITTEN)
    windows: tuple[BurnWindow, ...] = attrs.field(converter=windows_of, metadata=UNWRITTEN)
    pending_period: str = unwritten(default="0s")

    def _validate(self) -> None:
        owner = f"BurnAlert {self.name!r}"
        check_length(owner, "pending_period", self.pending_period)
        if not self.name.strip() or not self.windows:
            raise ModelError(f"{owner} has no {'windows' if self.name.strip() else 'name'}", hint="write windows=[…]")
