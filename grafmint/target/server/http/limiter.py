"""How many writes are in flight at once: as many as the server takes, found by trying."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import attrs

#: So many good answers in a row allow one more at once.
GOOD = 10


@attrs.define(eq=False)
class Slot:
    """One attempt's place; `crowded` is set by who sees that the server had too much to do."""

    crowded: bool = False


class Limiter:
    """Halves what may be in flight when the server had too much to do, and allows one more after ten good answers."""

    def __init__(self, most: int) -> None:
        self.limit = most
        self._most = most
        self._busy = 0
        self._good = 0
        self._halvings = 0
        self._free = threading.Condition()

    @contextmanager
    def slot(self) -> Iterator[Slot]:
        """Wait for a place and hold it for one attempt; what is waited before the next one is waited without it."""
        slot = Slot()
        with self._free:
            self._free.wait_for(lambda: self._busy < self.limit)
            self._busy += 1
            halvings = self._halvings
        good = False
        try:
            yield slot
            good = not slot.crowded
        finally:
            with self._free:
                self._busy -= 1
                self._learn(good=good, crowded=slot.crowded and halvings == self._halvings)
                self._free.notify_all()

    def _learn(self, *, good: bool, crowded: bool) -> None:
        # Answers to what was sent before the last halving say nothing about the new limit: one rush halves it once.
        if crowded:
            self.limit = max(1, self.limit // 2)
            self._halvings += 1
        self._good = self._good + 1 if good else 0
        if self._good >= GOOD:
            self.limit = min(self._most, self.limit + 1)
            self._good = 0
