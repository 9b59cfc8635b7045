"""Numbers in Grafana's units: figures from the page's own unit tests, and laws for all others."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.formats import Formatted, formatted
from grafmint.formats.format import _FORMATS
from grafmint.units import Unit

UNITS = sorted(get_args(Unit))
JULY = datetime(2010, 7, 2, tzinfo=UTC).timestamp() * 1000

FIGURES = [
    ("currencyUSD", 2, 1532.82, "$1.53K"),
    ("currencyKRW", 2, 1532.82, "₩1.53K"),
    ("currencyIDR", 2, 1532.82, "Rp1.53K"),
    ("currencyDKK", None, 1000, "1Kkr"),
    ("none", None, 3.23, "3.23"),
    ("none", None, 0.0245, "0.0245"),
    ("none", None, 1 / 3, "0.333"),
    ("ms", 4, 0.0024, "0.0024 ms"),
    ("ms", 0, 100, "100 ms"),
    ("ms", 2, 1250, "1.25 s"),
    ("ms", 1, 10000086.123, "2.8 hour"),
    ("ms", None, 1000, "1 s"),
    ("ms", 0, 1200, "1 s"),
    ("short", None, 1000, "1 K"),
    ("short", None, 1200, "1.20 K"),
    ("short", None, 1250, "1.25 K"),
    ("short", None, 1500000, "1.50 Mil"),
    ("short", None, 1000120, "1.00 Mil"),
    ("short", None, 98765, "98.8 K"),
    ("short", None, 9876543, "9.88 Mil"),
    ("kbytes", None, 10000000, "9.54 GiB"),
    ("deckbytes", None, 10000000, "10 GB"),
    ("bytes", None, 1280000125, "1.19 GiB"),
    ("megwatt", 3, 1000, "1.000 GW"),
    ("mohm", 3, 1000, "1.000 Ω"),
    ("Mohm", 3, 1000, "1.000 GΩ"),
    ("µfarad", 3, 1000, "1.000 mF"),
    ("ffarad", 3, 1000, "1.000 pF"),
    ("mhenry", 3, 1000, "1.000 H"),
    ("reqps", None, 1234, "1.23K req/s"),
    ("percent", None, 99.5, "99.5%"),
    ("percentunit", None, 0.995, "99.5%"),
    ("pressurepsi", None, 1500, "1.50ksi"),
    ("a", 0, 1532.82, "1533 a"),
    ("prefix:b", None, 1532.82, "b1533"),
    ("suffix:d", None, 1532.82, "1533 d"),
    ("si:µF", 2, 0, "0.00 µF"),
    ("si:μF", 2, 0, "0.00 µF"),
    ("si:µF", 2, 1234, "1.23 mF"),
    ("si:µF", 2, 1234000000000000, "1.23 GF"),
    ("count:xpm", 2, 1234567, "1.23M xpm"),
    ("currency:@", 2, 1234567, "@1.23M"),
    ("bool:up/down", None, 0, "down"),
    ("bool:up", None, 0, "-"),
    ("bool_yes_no", None, 1, "Yes"),
    ("time:YYYY.MM", 0, JULY, "2010.07"),
    ("time:dddd, MMMM Do [at] h A", 0, JULY, "Friday, July 2nd at 12 AM"),
    ("dateTimeAsIso", 0, JULY, "2010-07-02 00:00:00"),
    ("dateTimeAsUS", 0, JULY, "07/02/2010 12:00:00 am"),
    ("dateTimeAsUS", None, 1666402869517, "10/22/2022 1:41:09 am"),
    ("dateTimeAsSystem", 0, JULY, "2010-07-02 00:00:00"),
    ("dateTimeAsLocal", 0, JULY, "07/02/2010, 12:00:00 AM"),
    ("dtdurationms", None, 100000, "1 minute"),
    ("dtdurationms", 1, 38898367008, "1 year, 2 months"),
    ("dtdurationms", 8, 36993906007,
     "1 year, 2 months, 0 weeks, 3 days, 4 hours, 5 minutes, 6 seconds, 7 milliseconds"),
    ("dtdurationms", 0, -1, "1 millisecond ago"),
    ("dtdurations", 0, 0, "0 seconds"),
    ("dthms", None, -1, "00:00:01 ago"),
    ("dthms", None, 360000, "100:00:00"),
    ("dtdhms", None, 1179811, "13 d 15:43:31"),
    ("dtdhms", None, -1179811, "13 d 15:43:31 ago"),
    ("clockms", 0, 999, "999ms"),
    ("clockms", None, 59999, "59s:999ms"),
    ("clockms", 0, 59999, "59s"),
    ("clockms", None, 3599999, "59m:59s:999ms"),
    ("clockms", 1, 3599999, "59m:59s"),
    ("clockms", 2, 7199999, "01h:59m:59s"),
    ("clockms", None, 89999999, "24h:59m:59s:999ms"),
    ("clocks", 0, 7200, "02h"),
    ("timeticks", None, 6000, "1 min"),
    ("ns", None, 480000000000, "8 min"),
    ("ns", None, 864000000000000, "10 day"),
    ("µs", None, 1500, "1.50 ms"),
    ("s", None, 0, "0 s"),
    ("s", None, 0.07, "70 ms"),
    ("s", None, 3e-7, "300 ns"),
    ("m", None, 90, "1.50 hour"),
    ("h", None, 48, "2 day"),
    ("d", None, 14, "2 week"),
    ("hex", 0, -100, "-64"),
    ("hex", 1, 50.52, "32.8"),
    ("hex", 2, -50.333, "-32.547AE147AE14"),
    ("hex0x", 3, 74.443, "0x4A.716872B020C4"),
    ("hex0x", 0, -584, "-0x248"),
    ("sci", None, 1234.5, "1.2345e+3"),
    ("sci", 1, 0.00025, "2.5e-4"),
    ("sci", 1, -396, "-4.0e+2"),
    ("sci", None, -0.0, "0e+0"),
    ("sci", 3, 0, "0.000e+0"),
    ("none", None, 1e15, "1000000000000000"),
    ("none", None, 5e-324, "5e-324"),
    ("time:w W", None, 220630502980, "1 53"),
    ("time:x X", None, 131902422.125, "131902422 131902"),
    ("clockms", None, 1e17, "Invalid date"),
    ("locale", None, 1500000, "1,500,000"),
    ("locale", None, 1234.56789, "1,234.568"),
    ("string", None, 0.1, "0.1"),
    ("string", None, 1e21, "1e+21"),
    ("string", None, 1.5e-7, "1.5e-7"),
    ("farenheit", 0, 20, "20 °F"),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "decimals", "value", "expected"), FIGURES)
def test_numbers_are_written_as_the_page_writes_them(
    unit: str, decimals: int | None, value: float, expected: str
) -> None:
    """Each figure is what Grafana shows."""
    assert str(formatted(value, unit, decimals)) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (100.4, None, "100"), (100.5, None, "101"), (27.4, None, "27.4"), (-100.5, None, "-100"),
        (-100.6, None, "-101"), (100.37, 1, "100.4"), (0, 2, "0.00"), (186.123, -2, "186"),
        (float("nan"), None, "NaN"), (float("-inf"), None, "-∞"), (float("inf"), 2, "∞"),
    ],
)  # fmt: skip
def test_decimals_follow_the_size(value: float, decimals: int | None, expected: str) -> None:
    """Half is rounded upwards, and what is endless or no number has its sign."""
    assert formatted(value, "none", decimals) == Formatted(text=expected)


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_known(unit: str) -> None:
    """No unit that a board may name falls through to one that is only written out."""
    assert unit in _FORMATS


def test_a_unit_stands_apart_from_its_number() -> None:
    """Charts set the number larger than its unit, so the parts are told apart."""
    assert formatted(1532.82, "currencyUSD", 2) == Formatted(text="1.53", prefix="$", suffix="K")


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (timedelta(days=7), "7 days ago"), (timedelta(minutes=2), "2 minutes ago"),
        (timedelta(seconds=3), "a few seconds ago"),
        (timedelta(hours=1), "an hour ago"), (timedelta(days=45), "a month ago"), (timedelta(days=800), "2 years ago"),
        (timedelta(hours=-5, minutes=-2), "in 5 hours"),
    ],
)  # fmt: skip
def test_from_now_is_told_in_words(back: timedelta, expected: str) -> None:
    """As moment.js tells it."""
    assert str(formatted((datetime.now(UTC) - back).timestamp() * 1000, "dateTimeFromNow")) == expected


def test_today_needs_no_date() -> None:
    """The units that leave the date out do so today and on no other day."""
    now = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0).timestamp() * 1000
    assert str(formatted(now, "dateTimeAsIsoNoDateIfToday")) == "12:00:00"
    assert str(formatted(JULY, "dateTimeAsIsoNoDateIfToday")) == "2010-07-02 00:00:00"


@given(
    st.floats(),
    st.one_of(st.sampled_from(UNITS), st.sampled_from(["si:", "time:", "count:", "bool:", "x:y"]), st.text()),
    st.none() | st.integers(-5, 400),
)
def test_nothing_raises(value: float, unit: str, decimals: int | None) -> None:
    """Any number in any unit has a text."""
    assert isinstance(str(formatted(value, unit, decimals)), str)


@given(st.floats(-1e15, 1e15), st.integers(0, 6))
def test_decimals_are_kept(value: float, decimals: int) -> None:
    """A number with decimals has as many, and is no further away than half of the last one."""
    text = formatted(value, "none", decimals).text
    if "e" not in text:
        assert len(text.partition(".")[2]) == decimals
    assert abs(float(text) - value) <= 0.5 * 10**-decimals * (1 + 1e-9) + abs(value) * 1e-15
