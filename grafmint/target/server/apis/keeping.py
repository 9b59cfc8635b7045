"""Keeping: whether a server keeps the annotations that we send, which some of 12 drop without a word.

Those that do have dashboards in their old tables, where the resourceVersion of one is no more than its version.

Source: https://github.com/grafana/grafana/blob/v12.2.0/pkg/registry/apis/dashboard/legacy/sql_dashboards.go
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from grafmint.target.server.apis.metadata import Json, is_of_old_tables


class Keeping:
    """What a run has learned of that; None until one of the old tables was read, or something was written and read.

    It `has_seen` one where that told nothing either.
    """

    def __init__(self) -> None:
        self.known: bool | None = None
        self.has_seen = False
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

    def see(self, dashboard: Json) -> None:
        """Learn from one that was read, whoever's."""
        self.has_seen = True
        if is_of_old_tables(dashboard):
            self._learn(False)

    def _learn(self, kept: bool) -> None:
        self.known = kept
