"""Deadline: what takes longer than anyone waits is given up, wherever it is."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Raised anew as often as this, for whatever was busy may have swallowed it.
_AGAIN = 1.0


class TookTooLong(BaseException):
    """The time is up: no exception that a block which goes on after errors would catch."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in a block that is not done after so many seconds.

    Only the main thread of a process can be stopped, and not on Windows: elsewhere a block takes what it takes.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _give_up)
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, handler)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong
