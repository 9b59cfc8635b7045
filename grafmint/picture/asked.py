"""Asked: what options ask for, read so that a value of a wrong kind is refused and never guessed at."""

import math
from collections.abc import Collection, Mapping
from typing import Any

from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option

_LONGEST = 40


def refused(path: str, found: Any, wanted: str) -> NotDrawn:
    """The error for an option that is not what it should be."""
    shown = repr(found)
    return NotDrawn(f"{path} is {shown if len(shown) <= _LONGEST else f'{shown[:_LONGEST]}…'}, not {wanted}")


def text(options: Mapping[str, Any], path: str, default: str = "") -> str:
    """The text at `path`; raises NotDrawn where something else stands."""
    found = option(options, path, default)
    if not isinstance(found, str):
        raise refused(path, found, "a text")
    return found


def flag(options: Mapping[str, Any], path: str, *, default: bool = False) -> bool:
    """The true or false at `path`; raises NotDrawn where something else stands."""
    found = option(options, path, default)
    if not isinstance(found, bool):
        raise refused(path, found, "true or false")
    return found


def choice(options: Mapping[str, Any], path: str, choices: Collection[str], default: str) -> str:
    """One of the choices; raises NotDrawn where something else stands."""
    found = text(options, path, default)
    if found not in choices:
        raise refused(path, found, f"one of {', '.join(choices)}")
    return found


def texts(options: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The list of texts at `path`, for which the page also writes an empty text; raises NotDrawn for anything else."""
    found = option(options, path) or ()
    if not isinstance(found, list | tuple) or not all(isinstance(each, str) for each in found):
        raise refused(path, found, "a list of texts")
    return tuple(found)


def size(options: Mapping[str, Any], path: str) -> float | None:
    """The number above zero at `path`, None where nothing or zero stands; raises NotDrawn for anything else."""
    found = option(options, path, 0)
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found) or found < 0:
        raise refused(path, found, "a size")
    return float(found) or None
