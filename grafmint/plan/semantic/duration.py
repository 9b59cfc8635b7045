"""Durations of documents in their one form, so that `300s` and `5m` do not differ."""

from grafmint.duration import UNITS, milliseconds, written
from grafmint.plan.semantic.tree import Json


def duration(value: Json) -> Json:
    """The same length of time in its one form; what is none stays as it is."""
    length = milliseconds(value) if isinstance(value, str) else None
    return value if length is None else written(length)


def of_seconds(value: Json) -> Json:
    """A number of seconds as a duration; anything else as `duration` has it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != int(value):
        return duration(value)
    return written(int(value) * UNITS["s"])
