"""A session whose writes a test watches, so that something happens at the n-th of them."""

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import attrs

from grafmint.target.server.http.client import Http, Unfounded
from grafmint.target.server.http.faults import Unreachable

#: What happens before a write: it hears of its method and its path.
Meets = Callable[[str, str], object]


class Watched(Http):
    """A session that tells of each write before it is sent."""

    def __init__(self, *arguments: Any, meets: Meets, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._meets = meets

    def send(self, method: str, path: str, body: object = None, *, unfounded: Unfounded | None = None) -> Any:
        """Tell, and send."""
        self._meets(method, unquote(path.partition("?")[0]))
        return super().send(method, path, body, unfounded=unfounded)


@attrs.define
class At:
    """Something happens at the n-th write, counted from 0; `count` is how many there were."""

    number: int
    happens: Meets
    count: int = 0
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False)

    def __call__(self, method: str, path: str) -> None:
        with self._lock:
            is_it = self.count == self.number
            self.count += 1
        if is_it:
            self.happens(method, path)


@attrs.define
class Killed:
    """Of a run that is killed nothing is written from the n-th write on."""

    number: int
    count: int = 0
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False)

    def __call__(self, method: str, path: str) -> None:
        with self._lock:
            self.count += 1
            is_over = self.count > self.number
        if is_over:
            raise Unreachable("killed")
