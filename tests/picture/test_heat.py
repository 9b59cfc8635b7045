"""What a heatmap shows: values counted in buckets, rows of buckets, and cells as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.picture.buckets import counted, milliseconds
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.scheme import palette
from grafmint.picture.theme import DARK, LIGHT

POINTS = st.lists(st.tuples(st.floats(0, 1e9), st.floats(-1e6, 1e6)), min_size=1, max_size=60)


@given(points=POINTS)
def test_every_point_is_in_one_bucket(points: list[tuple[float, float]]) -> None:
    """The counts add up, and buckets begin at multiples of their size."""
    found = counted(points, {})
    assert sum(map(sum, found.counts)) == len(points)
    assert len(found.counts) == len(found.columns)
    assert {len(each) for each in found.counts} == {len(found.rows)}
    least = min(y for _, y in points)
    close = abs(least) * 1e-9 + found.height * 1e-8
    assert found.rows[0] - close <= least <= found.rows[0] + found.height + close
    assert found.columns[0] <= min(x for x, _ in points) <= found.columns[0] + found.width


def test_buckets_are_as_large_as_asked() -> None:
    """By their size or by how many there are; of a round size where nothing is said."""
    points = [(at * 60_000.0, float(at)) for at in range(61)]
    sized = counted(points, {"xBuckets": {"mode": "size", "value": "5m"}, "yBuckets": {"mode": "size", "value": "7"}})
    assert (sized.width, sized.height) == (300_000, 7)
    assert counted(points, {}).width == 120_000
    assert counted(points, {"xBuckets": {"mode": "count", "value": "4"}}).width == 20 * 60_000


def test_buckets_of_powers_leave_out_what_is_not_above_zero() -> None:
    """Each power is divided as asked."""
    scale = {"yBuckets": {"scale": {"type": "log", "log": 2}, "value": "2"}}
    found = counted([(0, 0), (0, 4), (0, 5), (0, 6), (0, 9)], scale)
    assert found.rows == pytest.approx((4, 4 * 2**0.5, 8))
    assert found.counts == ((2, 1, 1),)
    with pytest.raises(NotDrawn):
        counted([(0, -1)], scale)


def test_more_buckets_than_can_be_seen_are_refused() -> None:
    """Before they take all memory."""
    with pytest.raises(NotDrawn, match="buckets"):
        counted([(0, 1), (1e12, 2)], {"xBuckets": {"mode": "size", "value": "1ms"}})


def test_a_duration_is_read() -> None:
    """With one unit or several."""
    assert milliseconds("1h30m") == 5_400_000
    assert milliseconds("nothing") is None


@pytest.mark.parametrize(
    ("scheme", "first", "last"),
    [
        ("Oranges", (127, 39, 4, 255), (255, 245, 235, 255)),
        ("Spectral", (94, 79, 162, 255), (158, 1, 66, 255)),
        ("Viridis", (68, 1, 84, 255), (253, 231, 37, 255)),
        ("Warm", (110, 64, 170, 255), (175, 240, 91, 255)),
        ("Cubehelix", (0, 0, 0, 255), (255, 255, 255, 255)),
    ],
)
def test_a_scheme_begins_and_ends_with_its_colours(scheme: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    """Dark first where the page is dark, and as many as there are to be."""
    found = palette({"mode": "scheme", "scheme": scheme, "steps": 64}, DARK)
    assert len(found) == 64
    for color, expected in ((found[0], first), (found[-1], last)):
        assert color == pytest.approx(expected, abs=3)
    assert palette({"scheme": scheme, "steps": 64, "reverse": True}, DARK) == tuple(reversed(found))


def test_a_theme_turns_a_scheme_of_one_hue() -> None:
    """What is little is near to the colour of the page."""
    assert palette({"scheme": "Blues"}, LIGHT) == tuple(reversed(palette({"scheme": "Blues"}, DARK)))


def test_opacity_grows_by_its_exponent() -> None:
    """From nothing to the whole colour."""
    found = palette({"mode": "opacity", "fill": "#0000ff", "exponent": 0.5, "steps": 5}, DARK)
    assert [each[3] for each in found] == [round(255 * (at / 4) ** 0.5) for at in range(5)]
    assert {each[:3] for each in found} == {(0, 0, 255)}


def test_a_scheme_that_nobody_knows_is_told() -> None:
    """With its name."""
    with pytest.raises(NotDrawn, match="Mud"):
        palette({"scheme": "Mud"}, DARK)
