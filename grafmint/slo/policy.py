"""BurnPolicy: the alerts of an SLO's burn rate.

Source: https://sre.google/workbook/alerting-on-slos/
"""

from collections.abc import Iterable

import attrs

from grafmint.errors import ModelError
from grafmint.model.alerting.length import seconds
from grafmint.model.base import UNWRITTEN, Model, frozen, many
from grafmint.model.key import slug
from grafmint.slo.burn import BurnAlert, BurnWindow

#: Slower, and even a budget that lasts to the end of the window with a tenth left would fire.
_SLOWEST = 0.9


def alerts_of(value: BurnAlert | Iterable[BurnAlert]) -> tuple[BurnAlert, ...]:
    """One alert or several."""
    return many(value)


@frozen(kw_only=True)
class BurnPolicy(Model):
    """The alerts of a burn rate, each of its own name."""

    alerts: tuple[BurnAlert, ...] = attrs.field(converter=alerts_of, metadata=UNWRITTEN)

    def _validate(self) -> None:
        names = [slug(alert.name) for alert in self.alerts]
        if not names or len(names) != len(set(names)):
            raise ModelError(f"BurnPolicy: the alerts {names} are none or not told apart", hint="name each otherwise")

    @property
    def pairs(self) -> tuple[tuple[BurnAlert, BurnWindow], ...]:
        """Every pair of windows with its alert, in order."""
        return tuple((alert, pair) for alert in self.alerts for pair in alert.windows)

    def check(self, owner: str, window: str, budget: float) -> None:
        """Raise ModelError for what makes no sense in an SLO of this window and this budget, a share of the events."""
        for alert in self.alerts:
            factors = [pair.factor_in(window) for pair in alert.windows]
            for pair, factor in zip(alert.windows, factors, strict=True):
                _check_pair(owner, pair, factor, window)
            if min(factors) * budget >= 1:
                raise ModelError(
                    f"{owner}: {alert.name!r} never fires: {min(factors):g} times a budget of {budget:.4%} is more than"
                    " all events",
                    hint=f"{_slipped(min(factors), budget)}give a policy whose factor is below {1 / budget:g}",
                )


def _slipped(factor: float, budget: float) -> str:
    """What asks for ten times the objective, where the alert could fire with it: the point is one place off."""
    goal = 10 * (1 - budget)
    return f"did you mean {goal * 100:.12g}? Or " if goal < 1 and factor * (1 - goal) < 1 else ""


def _check_pair(owner: str, pair: BurnWindow, factor: float, window: str) -> None:
    if seconds(pair.long) >= seconds(window):
        raise ModelError(
            f"{owner}: a burn rate over {pair.long} in a window of {window}",
            hint="give a policy with shorter windows, or the SLO a longer one",
        )
    if factor < _SLOWEST:
        raise ModelError(
            f"{owner}: a burn rate of {factor:.2g} over {pair.long} is slower than the budget of {window} allows: that"
            " would fire although all is well",
            hint="write burn=SIMPLE, or a BurnPolicy with larger shares of the budget",
        )


#: The table of the SRE workbook: critical from 2 % in an hour or 5 % in six, warning from 10 % in one day or in three.
MULTIWINDOW = BurnPolicy(
    alerts=[
        BurnAlert(
            name="fast burn",
            level="critical",
            windows=[BurnWindow(long="1h", short="5m", budget=2), BurnWindow(long="6h", short="30m", budget=5)],
        ),
        BurnAlert(
            name="slow burn",
            level="warning",
            windows=[BurnWindow(long="1d", short="2h", budget=10), BurnWindow(long="3d", short="6h", budget=10)],
        ),
    ]
)

#: Two numbers whatever the window: critical above ten times, warning above twice for an hour.
SIMPLE = BurnPolicy(
    alerts=[
        BurnAlert(name="fast burn", level="critical", windows=BurnWindow(long="1h", short="5m", factor=10)),
        BurnAlert(
            name="slow burn",
            level="warning",
            windows=BurnWindow(long="6h", short="30m", factor=2),
            pending_period="1h",
        ),
    ]
)
