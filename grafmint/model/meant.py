"""What a value of the wrong type says in the right one: `"99.9%"` is 99.9, and 0.5 is `"0.5"`."""

import re
from collections.abc import Collection
from typing import Any

_NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*%?\s*", re.ASCII)
_PAIR = re.compile(r"\s*(\w+)\s*=\s*[\"']?([^\"'=~{},]+?)[\"']?\s*")


def meant(value: Any, classes: Collection[type[Any]]) -> Any:
    """The value as one of these classes, or None where it is not plain which one that would be."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if str in classes else None
    if not isinstance(value, str):
        return None
    number = _NUMBER.fullmatch(value) if int in classes else None
    if number is not None:
        return float(number[1]) if "." in number[1] else int(number[1])
    pair = _PAIR.fullmatch(value) if dict in classes else None
    return None if pair is None else {pair[1]: pair[2]}
