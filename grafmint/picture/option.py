"""Option: a value somewhere in the options of a panel or a field."""

from collections.abc import Mapping
from typing import Any


def option(options: Mapping[str, Any], path: str, default: Any = None) -> Any:
    """What stands at `path`, names joined by points; the default where nothing or null does."""
    found: Any = options
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return default
        found = found.get(name)
    return default if found is None else found


def number(options: Mapping[str, Any], path: str) -> float | None:
    """The number that stands at `path`; None where none does."""
    found = option(options, path)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None
