"""Alerts on a panel: the panel has their number."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Alert, Gauge, RawPanel, Stat, TimeSeries, above, below
from grafmint.errors import ModelError

Refuse = Callable[..., ModelError]
DOWN = Alert(name="Down", level="critical")
ASK = "write thresholds=above(critical=…), or below(critical=…) for what is bad when low"


@pytest.mark.parametrize("kind", [TimeSeries, Stat, Gauge])
@pytest.mark.parametrize("thresholds", [above(critical=1), below(critical=1, warning=2)])
def test_an_alert_stands_on_a_panel_with_its_number(kind: Any, thresholds: Any) -> None:
    """One alert or several; on which side it fires is the thresholds' matter."""
    assert kind(title="CPU", thresholds=thresholds, alerts=DOWN).alerts == (DOWN,)


def test_a_panel_of_any_plugin_has_alerts() -> None:
    """They are not written into it."""
    panel = RawPanel(title="CPU", plugin_id="acme", thresholds=above(critical=1), alerts=[DOWN])
    assert panel.alerts == (DOWN,)


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({}, "there are no thresholds, so no number to fire at", ASK),
        (
            {"thresholds": above(warning=1)},
            "the thresholds have no number for 'critical'",
            f'{ASK}; or write level="warning", whose number is there',
        ),
        (
            {"thresholds": above(critical=90, mode="percentage")},
            "the thresholds are percentages of the panel's min and max, which an alert does not know",
            "write the numbers themselves, without mode=",
        ),
    ],
)
def test_a_panel_without_the_number_is_refused(
    refuse: Refuse, options: dict[str, Any], message: str, hint: str
) -> None:
    """The message names the panel and the alert, the hint what to write."""
    error = refuse(TimeSeries, title="CPU", alerts=DOWN, **options)
    assert (error.message, error.hint) == (f"TimeSeries 'CPU': alert 'Down': {message}", hint)


def test_two_alerts_of_one_name_are_refused(refuse: Refuse) -> None:
    """Their rules would be one."""
    warning = Alert(name="Down", level="warning")
    error = refuse(Stat, title="CPU", thresholds=above(warning=1, critical=2), alerts=[DOWN, warning])
    assert (error.message, error.hint) == ("Stat 'CPU': two alerts are called 'Down'", "rename one of them")


def test_the_place_of_the_panel_is_checked_as_ever(refuse: Refuse) -> None:
    """What all panels refuse, one with alerts refuses too."""
    from grafmint import Grid

    error = refuse(Stat, title="CPU", grid=Grid(x=20, y=0, w=8, h=4), alerts=())
    assert error.message.startswith("Stat 'CPU': grid ")
