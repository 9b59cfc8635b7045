"""Firing: how often an alert would have fired, by the moments at which its condition held."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from grafmint.data.frame import Frame
from grafmint.review.condition import Condition

#: What is a gap, in steps: an answer has its moments one step apart.
_GAP = 1.5


@attrs.frozen(kw_only=True)
class Held:
    """The moments at which a condition held in one series, `step` apart where nothing is missing; in milliseconds."""

    moments: Sequence[int] = attrs.field(repr=False)
    step: int


def held(frames: Iterable[Frame], step: int) -> list[Held]:
    """The moments of each series that a query answered; `step` is that of frames that do not say it."""
    found = list[Held]()
    for frame in frames:
        times = next((field for field in frame.fields if field.type == "time"), None)
        for field in frame.fields:
            if times is not None and field.type == "number":
                pairs = zip(times.values, field.values, strict=False)
                own = times.config.get("interval")
                moments = [time for time, value in pairs if value is not None and isinstance(time, int)]
                found.append(Held(moments=moments, step=own if isinstance(own, int) and own > 0 else step))
    return found


def firings(of: Held, condition: Condition, start: int) -> int:
    """How often an alert of a series fires from `start` on, one that fires already then among them.

    It fires once its condition has held for the pending period without a gap, and until it has not held for as long as
    the alert keeps firing.
    """
    return sum(end >= start for end in _ends(of, condition))


def _ends(of: Held, condition: Condition) -> Iterator[int]:
    """The last moment of each time that it fires."""
    gap = _GAP * of.step
    began, last, fired = None, None, None
    for moment in of.moments:
        if began is None or last is None or moment - last > gap:
            began = moment
        last = moment
        goes_on = fired is not None and moment - fired <= gap + condition.keep
        if fired is not None and not goes_on and moment - began >= condition.pending:
            yield fired
        if goes_on or moment - began >= condition.pending:
            fired = moment
    if fired is not None:
        yield fired
