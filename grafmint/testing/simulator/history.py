"""History: how much of the past there is, and how far apart its samples are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grafmint.testing.simulator.asked import Asked
from grafmint.testing.simulator.seconds import seconds

#: How far back it goes, and the step from there on. Enough for a week's board and for the rates of the last hours.
HISTORY: Mapping[str, str] = {"7d": "2m", "3h": "15s"}
_OFFSET = re.compile(r"\boffset\s+(\d\w*)")
#: What looks back from the last hour finds samples as close as those of now.
_HOUR = 3600.0


def offsets_of(asked: Iterable[Asked]) -> frozenset[str]:
    """How far queries look back at what was then: `7d` of `offset 7d`."""
    return frozenset(offset for each in asked for offset in _OFFSET.findall(each.expr))


def reaching(history: Mapping[str, str], offsets: Iterable[str]) -> Mapping[str, str]:
    """The same with an hour before each offset whose samples are as close as the closest."""
    known = _stretches(history)
    (dense, step), (_, far) = known[-1], known[0]
    hours: dict[float, float] = {}
    for offset in (seconds(each, "offset") for each in offsets):
        if offset + _HOUR > dense:
            after = next((apart for length, apart in reversed(known) if length >= offset), far)
            hours |= {offset + _HOUR: step, offset: after}
    return {
        f"{length:.0f}s": f"{apart * 1000:.0f}ms"
        for length, apart in sorted({**dict(known), **hours}.items(), reverse=True)
    }


def times_until(end: float, history: Mapping[str, str]) -> Sequence[float]:
    """The times of samples before an end, the longest stretch first; where a shorter one begins the longer one ends."""
    stretches = _stretches(history)
    until = [length for length, _ in stretches[1:]] + [0.0]
    return [
        time
        for (length, step), rest in zip(stretches, until, strict=True)
        for time in _apart(end - length, end - rest, step)
    ]


def _stretches(history: Mapping[str, str]) -> Sequence[tuple[float, float]]:
    found = ((seconds(length, "history"), seconds(step, "history")) for length, step in history.items())
    return sorted(found, reverse=True)


def _apart(start: float, end: float, step: float) -> Iterator[float]:
    # Multiples of the step, as a server asks for them, so that each range answers what was written.
    number = -(-start // step)
    while number * step < end:
        yield number * step
        number += 1
