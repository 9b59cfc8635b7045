"""How fast the budget may be spent: factors, and policies that make no sense."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.errors import ModelError
from grafmint.model.alerting.length import seconds
from grafmint.slo import MULTIWINDOW, SIMPLE, BurnAlert, BurnPolicy, BurnWindow

from .tried import SHOP, renamed


def factors(policy: BurnPolicy, window: str) -> list[tuple[str, str, str, float]]:
    """Level, long and short window, factor."""
    return [
        (alert.level, pair.long, pair.short, pair.factor_in(window))
        for alert in policy.alerts
        for pair in alert.windows
    ]


def test_the_table_is_that_of_the_workbook() -> None:
    """In thirty days 2 % in an hour are 14.4 times the pace, and so on; https://sre.google/workbook/alerting-on-slos/."""
    assert factors(MULTIWINDOW, "30d") == [
        ("critical", "1h", "5m", 14.4),
        ("critical", "6h", "30m", 6),
        ("warning", "1d", "2h", 3),
        ("warning", "3d", "6h", 1),
    ]


def test_other_windows_scale_the_factors() -> None:
    """The share of the budget stays, so four weeks ask for a little less than thirty days."""
    assert [factor for *_, factor in factors(MULTIWINDOW, "28d")] == [13.44, 5.6, 2.8, 0.933333333]
    assert [factor for *_, factor in factors(MULTIWINDOW, "4w")] == [13.44, 5.6, 2.8, 0.933333333]


def test_a_week_takes_larger_shares() -> None:
    """A policy of its own has the pace that a week needs, and its SLO takes it."""
    shares = {"1h": ("5m", 8), "6h": ("30m", 12.5), "1d": ("2h", 20), "3d": ("6h", 42)}
    week = policy(*(BurnWindow(long=long, short=short, budget=share) for long, (short, share) in shares.items()))
    assert [factor for *_, factor in factors(week, "7d")] == [13.44, 3.5, 1.4, 0.98]
    assert renamed(SHOP, "shop", window="7d", burn=week).history == "7d"


def test_the_simple_policy_has_two_numbers_in_every_window() -> None:
    """Ten times at once, twice for an hour."""
    assert [factor for *_, factor in factors(SIMPLE, "7d")] == [10, 2]
    assert [alert.pending_period for alert in SIMPLE.alerts] == ["0s", "1h"]
    assert [alert.pending_period for alert in MULTIWINDOW.alerts] == ["0s", "0s"]


@settings(deadline=None, max_examples=50)
@given(
    budget=st.floats(min_value=0.01, max_value=100),
    long=st.integers(min_value=1, max_value=72),
    days=st.integers(min_value=4, max_value=90),
)
def test_a_burn_rate_at_the_factor_spends_just_the_share_in_the_long_window(
    budget: float, long: int, days: int
) -> None:
    """The law behind the table."""
    pair = BurnWindow(long=f"{long}h", short="5m", budget=budget)
    spent = pair.factor_in(f"{days}d") * seconds(pair.long) / seconds(f"{days}d")
    # Factors have nine digits after the point, and the least of them is about a ten-thousandth.
    assert spent == pytest.approx(budget / 100, rel=1e-5)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"long": "5m", "short": "1h", "budget": 2}, "short is not shorter than long"),
        ({"long": "1h", "short": "1h", "budget": 2}, "short is not shorter than long"),
        ({"long": "an hour", "short": "5m", "budget": 2}, "is no duration"),
        ({"long": "1h", "short": "5m"}, "needs a budget or a factor"),
        ({"long": "1h", "short": "5m", "budget": 2, "factor": 10}, "needs a budget or a factor"),
    ],
)
def test_a_pair_that_is_none_is_refused(options: dict[str, object], message: str) -> None:
    """Windows the wrong way round, and a number that is not said or said twice."""
    with pytest.raises(ModelError, match=message):
        BurnWindow(**options)  # type: ignore[arg-type]  # what an author may write by mistake


def policy(*pairs: BurnWindow) -> BurnPolicy:
    """A policy of one alert."""
    return BurnPolicy(alerts=BurnAlert(name="burns", level="critical", windows=pairs))


@pytest.mark.parametrize(
    ("window", "objective", "burn", "message"),
    [
        ("7d", 99.9, MULTIWINDOW, "a burn rate of 0.7 over 1d is slower than the budget of 7d allows"),
        ("30d", 80, MULTIWINDOW, "'fast burn' never fires: 6 times a budget of 20.0000% is more than all events"),
        ("6h", 99.9, SIMPLE, "a burn rate over 6h in a window of 6h"),
        ("30d", 99.9, policy(BurnWindow(long="1h", short="5m", factor=0.5)), "a burn rate of 0.5 over 1h is slower"),
    ],
)
def test_a_policy_that_makes_no_sense_for_the_slo_is_refused(
    window: str, objective: float, burn: BurnPolicy, message: str
) -> None:
    """What would fire always, or never, or needs more time than the window has."""
    with pytest.raises(ModelError, match=message):
        renamed(SHOP, "shop", window=window, objective=objective, burn=burn)


def test_alerts_of_a_policy_are_told_apart() -> None:
    """Two alerts of one name would be one alert."""
    twice = BurnAlert(name="burns", level="warning", windows=BurnWindow(long="1h", short="5m", factor=2))
    with pytest.raises(ModelError, match="not told apart"):
        BurnPolicy(alerts=[twice, twice])
    with pytest.raises(ModelError, match="not told apart"):
        BurnPolicy(alerts=[])
    with pytest.raises(ModelError, match="has no windows"):
        BurnAlert(name="burns", level="warning", windows=[])
    with pytest.raises(ModelError, match="has no name"):
        BurnAlert(name=" ", level="warning", windows=BurnWindow(long="1h", short="5m", factor=2))
