"""What is tried again, and when."""

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.target.server.http.retry import Fault, Policy, asked_to_wait, fault_of

PASSING = [Fault.THROTTLED, Fault.BUSY, Fault.GATEWAY]
faults = st.sampled_from(list(Fault))


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (200, b"{}", None),
        (404, b"{}", None),
        (412, b"{}", None),
        (429, b"", Fault.THROTTLED),
        (500, b'{"message":"database is locked"}', Fault.BUSY),
        (500, b'{"message":"Failed to save dashboard"}', Fault.BUSY),
        (500, b'{"message":"could not find alert rule"}', None),
        (502, b"<html>", Fault.GATEWAY),
        (503, b"", Fault.BUSY),
        (504, b"", Fault.GATEWAY),
    ],
)
def test_an_answer_is_passing_or_counts(status: int, body: bytes, fault: Fault | None) -> None:
    """Only what another attempt may change is a fault; an error of Grafana's own is not."""
    assert fault_of(status, body) is fault


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("7", 7.0),
        (" 0 ", 0.0),
        ("3600", 60.0),
        ("9" * 400, 60.0),
        (formatdate(1_000_030, usegmt=True), 30.0),
        (formatdate(999_000, usegmt=True), 0.0),
        (formatdate(9_000_000, usegmt=True), 60.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    """Both forms are read, none makes us wait longer than a minute, and nonsense says nothing."""
    assert asked_to_wait(header, 1_000_000) == seconds


@given(st.text())
def test_no_header_breaks_us(header: str) -> None:
    """Whatever a server writes there, it is a wait of at most a minute or none."""
    asked = asked_to_wait(header, 0)
    assert asked is None or 0 <= asked <= 60


@given(faults, st.booleans(), st.booleans(), st.integers(1, 20), st.floats(0, 200), st.floats(0, 60) | st.none())
def test_every_wait_is_bounded(
    fault: Fault, writes: bool, answered: bool, tried: int, elapsed: float, asked: float | None
) -> None:
    """No attempt after the eighth, none after a minute, and no wait longer than a minute or shorter than asked."""
    wait = Policy().wait(fault, writes=writes, answered=answered, tried=tried, elapsed=elapsed, asked=asked)
    if tried >= 8 or elapsed >= 60:
        assert wait is None
    if wait is not None:
        assert (asked or 0) <= wait <= max(asked or 0, 5)


@given(st.integers(1, 7), st.floats(0, 1))
def test_backoff_doubles_with_full_jitter(tried: int, chance: float) -> None:
    """From a tenth of a second up to five, and anything below with the same chance."""
    wait = Policy(chance=lambda: chance).wait(Fault.BUSY, writes=True, answered=True, tried=tried, elapsed=0)
    assert wait == min(5.0, 0.1 * 2 ** (tried - 1)) * chance


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("answered", [False, True])
def test_who_is_tried_again(writes: bool, answered: bool) -> None:
    """A refused connection once somebody answered; a lost write never; what is passing always."""

    def again(fault: Fault) -> bool:
        return Policy().wait(fault, writes=writes, answered=answered, tried=1, elapsed=0) is not None

    assert all(map(again, PASSING))
    assert again(Fault.UNSENT) is answered
    assert again(Fault.LOST) is not writes
    assert not again(Fault.HOPELESS)
