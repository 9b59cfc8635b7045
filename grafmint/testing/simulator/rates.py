"""Rates: how often what a counter counts happens, and how long what a histogram measures takes, by its name."""

import re
from collections.abc import Sequence

from grafmint.data.sample.scale import RARE

#: What stops hardly ever, and what is thrown away only where there is no room: once in so long.
STOPS, HARDLY = re.compile(r"restart|deadlock|oom|crash|kill|evict", re.IGNORECASE), "3d"
#: What fails does so seldom.
_FAILS, _SELDOM = re.compile(rf"{RARE.pattern}|_errs(?:_|$)", re.IGNORECASE), 0.01
_UNKNOWN = (4.0, 40.0)
#: In a second, at night and at noon, before what fails is made seldom; the first that fits decides.
_RATES: Sequence[tuple[str, float, float]] = (
    (r"^container_cpu", 0.08, 0.35),
    (r"cpu_\w*seconds", 1.0, 0.78),
    (r"_(?:errs|drop|dropped|discards?)(?:_|$)", 0.1, 2),
    (r"bytes", 2e5, 4e6),
    (r"_hits?(?:_|$)", 120, 1200),
    (r"_miss(?:es)?(?:_|$)|blks_read", 2, 20),
    (r"duration_seconds|_seconds", 0.02, 0.3),
    # Each read of a cache is a command, and each transaction of a database has statements.
    (r"_commands?(?:_|$)", 150, 1500),
    (r"_(?:statements|queries)(?:_|$)", 12, 120),
    (r"revenue|amount|earned|sales|turnover|spent", 0.04, 0.5),
    (r"attack|threat|incident|breach", 2e-5, 2e-4),
    (r"fraud", 1e-4, 1e-3),
    (r"abuse|scan|suspicious|banned", 0.002, 0.02),
    (r"denied|blocked|rate_limited|throttled", 0.004, 0.04),
    (r"gdpr|exports?(?:_|$)", 1e-4, 1e-3),
    (r"audit|pii", 0.02, 0.2),
    # Of as many as begin a funnel, of which it is the seldom part.
    (r"drop_?offs?", 10, 100),
    (r"complet|finish|resolv|conver|checkout|paid|refund", 0.012, 0.12),
    (r"payment|order|purchase|booking|signup|regist|ticket|invoice|transfer|escrow|deposit", 0.03, 0.3),
    (r"login|auth|session|cart|visit|task|job|upload|mail|messages?|transaction|funnel|sync", 0.1, 1),
    (r"gas", 4e4, 2e5),
    (r"view|click|action|usage|event", 0.4, 4),
)
#: What is no request takes longer, by so many times, or is larger.
_SIZES: Sequence[tuple[str, float]] = (
    (r"bytes", 1e5),
    (r"milliseconds|_ms(?:_|$)", 1e3),
    (r"resolution|repair|recovery", 2e4),
    (r"session|visit|response_(?:hours|first)|support|detection", 5e3),
    (r"task|job|batch|build|backup|export|report|deploy|delivery|confirmation|settlement", 1e2),
)


def rate_of(name: str) -> tuple[float, float]:
    """How often it happens in a second, at night and at noon."""
    low, high = next(((low, high) for pattern, low, high in _RATES if re.search(pattern, name)), _UNKNOWN)
    rare = _SELDOM if _FAILS.search(name) else 1.0
    return low * rare, high * rare


def is_known(name: str) -> bool:
    """Whether the name tells how often it happens, or that it does so seldom."""
    return _FAILS.search(name) is not None or any(re.search(pattern, name) for pattern, _, _ in _RATES)


def size_of(name: str) -> float:
    """How many times as much as the seconds of a request a histogram measures."""
    return next((size for pattern, size in _SIZES if re.search(pattern, name)), 1.0)
