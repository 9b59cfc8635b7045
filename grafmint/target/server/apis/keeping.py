"""Keeping: whether a server keeps the annotations that we send, which some of 12 drop without a word."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Keeping:
    """What a run has learned of that; None until something was written and read back."""

    def __init__(self) -> None:
        self.known: bool | None = None
        self._lock = threading.Lock()

    @contextmanager
    def first(self) -> Iterator[Callable[[bool], None] | None]:
        """How the first one to write tells what it saw; the others wait for that, and have nothing to tell."""
        if self.known is not None:
            yield None
            return
        with self._lock:
            is_first = self.known is None
            if is_first:
                yield self._learn
        if not is_first:
            yield None

    def _learn(self, kept: bool) -> None:
        self.known = kept
