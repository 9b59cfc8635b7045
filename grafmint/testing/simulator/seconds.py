"""Seconds: lengths of time as users write them, `10m` or `1h30m`."""

from grafmint.duration import milliseconds
from grafmint.errors import ModelError

_HINT = "write numbers with units, such as '10m', '1h30m' or '20d'"


def seconds(text: str, what: str) -> float:
    """How long it is; raises ModelError for what is no length of time or 0."""
    length = milliseconds(text)
    if not length:
        raise ModelError(f"{what}={text!r} is no length of time", hint=_HINT)
    return length / 1000


def offset(text: str, what: str) -> float:
    """The same with a sign: `-2h` is two hours before."""
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    length = milliseconds(text)
    if length is None:
        raise ModelError(f"{what}={text!r} is no length of time", hint=_HINT)
    return sign * length / 1000
