"""A deadline for a block: what takes more of the processor's time fails, and a busy machine fails nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Fail a block that this process has worked at for so many seconds, even where it would go on forever."""
    handler = signal.signal(signal.SIGPROF, _fail)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)


def _fail(_signal: int, _frame: FrameType | None) -> None:
    pytest.fail("it took too long")
