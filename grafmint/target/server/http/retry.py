"""Which request is tried again, and after how long."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

import attrs

#: The longest that a server may make us wait at a time, in seconds.
LONGEST = 60.0


class Fault(Enum):
    """Why an attempt brought no answer that counts."""

    THROTTLED = "throttled"
    #: Grafana did not do it: it is starting, overloaded, or its database is locked.
    BUSY = "busy"
    #: A proxy got no answer from Grafana, which may have done it all the same.
    GATEWAY = "gateway"
    #: There was no connection: nothing was sent.
    UNSENT = "unsent"
    #: The connection broke or the time was up after something may have been sent.
    LOST = "lost"
    #: Trying again cannot help.
    HOPELESS = "hopeless"


#: After these a write may have been done.
UNSURE = frozenset({Fault.GATEWAY, Fault.LOST})
#: After these fewer writes go at once.
CROWDED = frozenset({Fault.THROTTLED, Fault.BUSY})
_STATUSES = {429: Fault.THROTTLED, 502: Fault.GATEWAY, 503: Fault.BUSY, 504: Fault.GATEWAY}


# What Grafana says when SQLite says "database is locked": the words themselves only in some versions.
_LOCKED = (
    b"database is locked",
    b"Failed to save dashboard",
    b"Failed to add datasource",
    b"Failed to update datasource",
    b"Folder API error",
)


def fault_of(status: int, body: bytes) -> Fault | None:
    """The passing fault that an answer stands for; None for one that counts."""
    if status == 500 and any(words in body for words in _LOCKED):  # noqa: PLR2004  # an internal error
        return Fault.BUSY
    return _STATUSES.get(status)


def asked_to_wait(header: str | None, now: float) -> float | None:
    """The seconds that a `Retry-After` header asks for, given as a number or a date; None where it says nothing."""
    if header is None:
        return None
    if header.strip().isdecimal():
        # More digits than that are no wait that anyone meant.
        return min(float(header.strip()[:9]), LONGEST)
    try:
        date = parsedate_to_datetime(header)
    except ValueError:
        return None
    until = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max((until - datetime.fromtimestamp(now, UTC)).total_seconds(), 0.0), LONGEST)


@attrs.frozen(kw_only=True)
class Policy:
    """Exponential backoff with full jitter; all times in seconds.

    No wait begins later than `patience` after the first attempt.
    """

    attempts: int = 8
    patience: float = 60.0
    base: float = 0.1
    cap: float = 5.0
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    #: None waits for as long as nobody interrupts.
    sleep: Callable[[float], object] | None = None
    #: Between 0 and 1.
    chance: Callable[[], float] = random.random

    def wait(
        self, fault: Fault, *, writes: bool, answered: bool, tried: int, elapsed: float, asked: float | None = None
    ) -> float | None:
        """How long to wait before the next attempt, or None to give up.

        `answered` is whether this server ever answered: a wrong address is told at once. `asked` is what the server
        asks for. A write that was lost is not repeated: only who reads again knows what became of it.
        """
        if tried >= self.attempts or elapsed >= self.patience or fault is Fault.HOPELESS:
            return None
        if (fault is Fault.UNSENT and not answered) or (fault is Fault.LOST and writes):
            return None
        backoff = min(self.cap, self.base * 2.0 ** (tried - 1)) * self.chance()
        return backoff if asked is None else max(asked, backoff)
