"""Ticks: which values and times an axis marks, and what it writes there."""

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grafmint.picture.axis import Writing, marks
from grafmint.picture.axis_scale import Scale
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.ticks import SPACE_BESIDE, labelled, ticks
from grafmint.picture.timeticks import time_label, time_step, time_ticks, zone_of

HOUR = 3_600_000.0
DAY = 24 * HOUR


def labels(low: float, high: float, unit: str = "", decimals: int | None = None, length: float = 200) -> list[str]:
    """What an axis at the left writes, from below."""
    found = marks(Scale(low=low, high=high), Writing(unit=unit, decimals=decimals), length, "left")
    return [each.label or "" for each in found]


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (0, 100, "percent", ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (0, 1, "", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (0.05, 0.32, "s", ["50 ms", "100 ms", "150 ms", "200 ms", "250 ms", "300 ms"]),
        (0, 9.9e9, "bytes", ["0 B", "2 GiB", "4 GiB", "6 GiB", "8 GiB"]),
        (0, 9.9e9, "decbytes", ["0 B", "2 GB", "4 GB", "6 GB", "8 GB"]),
        (-120, 120, "short", ["-100", "-50", "0", "50", "100"]),
        (0, 1, "bool", ["False", "True"]),
    ],
)
def test_labels_are_round_in_their_unit(low: float, high: float, unit: str, expected: list[str]) -> None:
    """Steps of 1, 2, 2.5 and 5, or of powers of two, without zeros at their ends."""
    assert labels(low, high, unit) == expected


def test_decimals_of_the_field_stay() -> None:
    """All labels then have as many; without any, only whole numbers are named."""
    assert labels(0, 20, decimals=1) == ["0.0", "5.0", "10.0", "15.0", "20.0"]
    assert labels(0, 2, decimals=0) == ["0", "", "1", "", "2"]


def test_a_mapped_value_is_named_at_the_axis() -> None:
    """As it is named everywhere."""
    writing = Writing(mappings=({"type": "value", "options": {"1": {"text": "up"}}},))
    found = marks(Scale(low=0, high=1), writing, 40, "left")
    assert [each.label for each in found] == ["0", "up"]


@given(low=st.floats(-1e9, 1e9), span=st.floats(1e-3, 1e9), length=st.floats(90, 400))
def test_ticks_ascend_within_the_scale(low: float, span: float, length: float) -> None:
    """There are two to fourteen, and they are as far apart as labels need."""
    assume(span > abs(low) * 1e-6)
    scale = Scale(low=low, high=low + span)
    found = ticks(scale, length, SPACE_BESIDE)
    assert 1 <= len(found) <= length / SPACE_BESIDE + 1
    assert list(found) == sorted(set(found))
    assert all(low - span * 1e-9 <= each <= low + span * (1 + 1e-9) for each in found)
    gaps = [(after - before) / span * length for before, after in itertools.pairwise(found)]
    assert all(gap >= SPACE_BESIDE * 0.99 for gap in gaps)


@pytest.mark.parametrize("length", [100, 150, 220, 300, 350])
@pytest.mark.parametrize("high", [1, 1.7, 3, 9.9, 42, 86, 777])
def test_a_usual_axis_has_two_to_twelve_ticks(length: float, high: float) -> None:
    """Fewer would say nothing, more nobody would read."""
    assert 2 <= len(ticks(Scale(low=0, high=high), length, SPACE_BESIDE)) <= 12


@given(exponents=st.tuples(st.integers(-6, 8), st.integers(1, 6)), base=st.sampled_from([2, 10]))
def test_ticks_of_powers_ascend(exponents: tuple[int, int], base: int) -> None:
    """From one end to the other, which are among them."""
    low, high = float(base) ** exponents[0], float(base) ** sum(exponents)
    found = ticks(Scale(low=low, high=high, kind="log", base=base), 200, SPACE_BESIDE)
    assert list(found) == sorted(set(found))
    assert (found[0], found[-1]) == pytest.approx((low, high))


def test_a_crowded_logarithmic_axis_names_its_powers_only() -> None:
    """Every tick has its line in the grid, few have a label."""
    scale = Scale(low=1, high=1e4, kind="log")
    found = ticks(scale, 200, SPACE_BESIDE)
    named = [each for each, shown in zip(found, labelled(scale, found, 200, SPACE_BESIDE), strict=True) if shown]
    assert len(found) == 37
    assert named == [1, 10, 100, 1000, 10000]


def test_a_symmetric_logarithmic_axis_has_both_sides_and_zero() -> None:
    """The same powers below zero as above it."""
    found = ticks(Scale(low=-100, high=100, kind="symlog"), 200, SPACE_BESIDE)
    assert 0 in found
    assert [-each for each in reversed(found)] == list(found)


def shown_times(start: str, end: str, zone: str = "utc", length: float = 700) -> list[str]:
    """The labels of a time axis."""
    first, last = (datetime.fromisoformat(each).replace(tzinfo=UTC).timestamp() * 1000 for each in (start, end))
    step = time_step(first, last, length, zone_of(zone), lambda text: 6.0 * len(text))
    assert step is not None
    return [
        time_label(each, step, last - first, zone_of(zone)) for each in time_ticks(first, last, step, zone_of(zone))
    ]


@pytest.mark.parametrize(
    ("start", "end", "first", "count"),
    [
        ("2024-05-01T10:00:02", "2024-05-01T10:00:12", ["10:00:05", "10:00:10"], 2),
        ("2024-05-01T10:00:02", "2024-05-01T10:05:00", ["10:00:30", "10:01:00"], 10),
        ("2024-05-01T10:02:00", "2024-05-01T11:02:00", ["10:05", "10:10"], 12),
        ("2024-05-01T10:02:00", "2024-05-01T16:02:00", ["10:30", "11:00"], 12),
        ("2024-05-01T10:02:00", "2024-05-03T10:02:00", ["05/01 12:00", "05/01 18:00"], 8),
        ("2024-05-01T10:02:00", "2024-05-31T10:02:00", ["05/02", "05/05"], 10),
        ("2023-05-15T00:00:00", "2024-05-15T00:00:00", ["2023-07", "2023-09"], 6),
        ("2014-05-15T00:00:00", "2024-05-15T00:00:00", ["2015", "2016"], 10),
    ],
)
def test_times_are_marked_where_a_clock_is_round(start: str, end: str, first: list[str], count: int) -> None:
    """From seconds to years, each with as much of the date as the range needs."""
    found = shown_times(start, end)
    assert found[:2] == first
    assert len(found) == count


def test_days_begin_at_midnight_of_their_zone() -> None:
    """Also across the day that has an hour more."""
    found = shown_times("2024-10-25T12:00:00", "2024-10-29T12:00:00", "Europe/Paris", 500)
    assert all(each.endswith(" 00:00") for each in found)
    assert len(found) == 4


def test_a_zone_that_nobody_knows_is_told() -> None:
    """With its name."""
    with pytest.raises(NotDrawn, match="Nowhere"):
        zone_of("Mars/Nowhere")


@given(start=st.floats(0, 2e12), span=st.floats(1e3, 1e11), length=st.floats(200, 1500))
def test_times_ascend_within_the_range(start: float, span: float, length: float) -> None:
    """And their labels do not touch."""
    step = time_step(start, start + span, length, UTC, lambda text: 6.0 * len(text))
    assert step is not None
    found = time_ticks(start, start + span, step, UTC)
    assert list(found) == sorted(set(found))
    assert all(start <= each <= start + span for each in found)
    # The shortest month is a little shorter than the thirty days that months are counted as.
    widths = [(after - before) / span * length for before, after in itertools.pairwise(found)]
    label = 6.0 * len(time_label(start, step, span, UTC))
    assert all(width > label for width in widths)
