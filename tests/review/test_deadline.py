"""What takes too long is given up."""

import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from grafmint.review.deadline import TookTooLong, deadline


def test_python_and_its_regular_expressions_are_stopped() -> None:
    """Wherever the time is spent."""
    for busy in (lambda: [None for _ in iter(int, 1)], lambda: re.search("(a+)+$", "a" * 60 + "b")):
        with pytest.raises(TookTooLong), deadline(0.1):
            busy()


def test_code_that_goes_on_after_errors_is_stopped() -> None:
    """Even what swallows everything once."""

    def stubborn() -> None:
        with suppress(BaseException):
            time.sleep(5)
        time.sleep(5)

    with pytest.raises(TookTooLong), deadline(0.1):
        stubborn()


def test_what_is_done_in_time_is_left_alone() -> None:
    """No alarm stays behind, and one that was there goes on."""
    handler = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        signal.setitimer(signal.ITIMER_REAL, 60)
        with deadline(5):
            pass
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
        assert 50 < signal.setitimer(signal.ITIMER_REAL, 0)[0] <= 60
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def test_another_thread_takes_what_it_takes() -> None:
    """Only the main one can be stopped."""

    def slow() -> str:
        with deadline(0.01):
            time.sleep(0.1)
            return "done"

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(slow).result() == "done"
