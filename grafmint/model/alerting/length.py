"""Lengths of time in alerting: as an author says them, and counted in seconds."""

from typing import Any

from grafmint._unset import UNSET, Unset
from grafmint.duration import UNITS, milliseconds
from grafmint.errors import ModelError
from grafmint.model.base import unwritten

# A year is no fixed time to people, and alerting knows nothing shorter than a second.
_NOT_SAID = ("y", "ms")
_WAY_OUT = 'write it as "5m", "1h30m" or "30s"'


def length(*, default: Any = UNSET) -> Any:
    """A field that is a length of time."""
    return unwritten(default=default, way_out=lambda _: _WAY_OUT)


def seconds(text: str) -> int:
    """The seconds of a length such as `1h30m`; 0 for what is none, which construction has refused."""
    return (_read(text) or 0) // UNITS["s"]


def check_length(owner: str, option: str, text: str | Unset, *, positive: bool = False) -> None:
    """Raise ModelError for what is no length of time: numbers and units from weeks to seconds, largest first."""
    if isinstance(text, Unset):
        return
    if _read(text) is None:
        raise ModelError(f"{owner}: {option}={text!r} is no duration", hint=_WAY_OUT)
    if positive and not seconds(text):
        raise ModelError(f"{owner}: {option}={text!r} is no time at all", hint="write more than 0s, or leave it out")


def _read(text: str) -> int | None:
    return None if any(unit in text for unit in _NOT_SAID) else milliseconds(text)
