"""Moments: how far back points in time of Grafana's lie."""

import pytest

from grafmint.check.moment import Moment, moment

_HOUR = 3_600_000
_DAY = 24 * _HOUR


@pytest.mark.parametrize(
    ("text", "back", "rounding"),
    [
        ("now", 0, 0),
        ("now-6h", 6 * _HOUR, 0),
        ("now-1d+6h", 18 * _HOUR, 0),
        ("now+1h", -_HOUR, 0),
        ("now-1M", 30 * _DAY, 0),
        ("now-1y/y", 365 * _DAY, 365 * _DAY),
        ("now/w", 0, 7 * _DAY),
        ("now-1Q/fQ", 91 * _DAY, 91 * _DAY),
        ("30d", 30 * _DAY, 0),
        ("1d/d", _DAY, _DAY),
    ],
)
def test_relative_times(text: str, back: int, rounding: int) -> None:
    """Moved and rounded any number of times; a panel's own time leaves `now` out."""
    found = moment(text)
    assert found == Moment(back, rounding)
    assert found is not None
    assert found.furthest == back + rounding


@pytest.mark.parametrize("text", [None, "", 7, "2026-11-21", "2026-11-21T10:00:00Z", "1763683200000", "$from", "now-x"])
def test_what_is_none(text: object) -> None:
    """A fixed time lies nearer to somebody's work than to now."""
    assert moment(text) is None
