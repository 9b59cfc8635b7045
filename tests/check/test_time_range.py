"""time-range."""

import pytest

from grafmint.environment import Demands
from tests.check.boards import board, found, said

ASKED = Demands(require=("time",), min_range="5m")


def _time(begins: object, ends: object = "now") -> dict[str, object]:
    return board(time={"from": begins, "to": ends})


@pytest.mark.parametrize("document", [board(), board(time="6h"), _time(None), _time("now-6h", "")])
def test_a_board_must_say_its_range_where_it_is_required(document: dict[str, object]) -> None:
    """Its beginning and its end; by default nobody asks."""
    way_out = 'write time.from and time.to: "now-6h" and "now"'
    message = "warning time-range : the dashboard has no time range of its own"
    assert said(found(document, demands=ASKED)) == [f"{message} ({way_out})"]
    assert found(document, demands=Demands(min_range="5m")) == []
    assert found(document) == []


@pytest.mark.parametrize(
    ("begins", "ends", "shown"),
    [("now-299s", "now", "4m59s"), ("now-1h", "now-56m", "4m"), ("now", "now", "0s"), ("now", "now-1h", "0s")],
)
def test_a_range_below_the_least_is_a_warning(begins: str, ends: str, shown: str) -> None:
    """With how long it is."""
    message = f"the time range is {shown}, and [check] min_range is 5m"
    assert said(found(_time(begins, ends), demands=ASKED)) == [
        f'warning time-range /time: {message} (write time_from="now-5m" or more)'
    ]
    assert found(_time(begins, ends)) == []


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("now-5m", "now"),
        ("now-1M", "now"),
        ("now/d", "now"),
        ("now-1d/d", "now-1d/d"),
        ("now-1m", "now/h"),
        ("2026-11-21", "now"),
    ],
)
def test_long_rounded_and_fixed_ranges_pass(begins: str, ends: str) -> None:
    """What is rounded is as long as the hour of the day says, and what is fixed was chosen."""
    assert found(_time(begins, ends), demands=ASKED) == []
