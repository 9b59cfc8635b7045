"""Versions in grafmint.toml: of the servers that an environment is built for."""

import re

from grafmint.config.table import Table
from grafmint.environment import Version

OLDEST = (9, 0)
_LOOSE = re.compile(r"\s*v?([0-9]{1,4})\.([0-9]{1,4})(?![0-9])")
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")


def grafana_version(table: Table) -> Version:
    """The Grafana of an environment; the oldest where none is written."""
    found = version(table, "grafana", "9.3")
    if found is not None and found < OLDEST:
        text = table.data["grafana"]
        table.report(
            "bad-version", "grafana", f"is {text!r}, older than 9.0", "9.0 is the oldest that grafmint writes for"
        )
    return found or OLDEST


def version(table: Table, key: str, example: str) -> Version | None:
    """A version MAJOR.MINOR; None where there is none, or one that was reported."""
    text = table.text(key, _right(key, table.data.get(key), example))
    if text is None:
        return None
    match = _VERSION.fullmatch(text)
    if match is None:
        table.report("bad-version", key, f"is {text!r}, not a version MAJOR.MINOR", _right(key, text, example))
        return None
    return int(match[1]), int(match[2])


def _right(key: str, value: object, example: str) -> str:
    """What to write for a version that is a number, or too exact."""
    # A number of 9.10 has become 9.1, which is not told apart: the version shown is the one to look at.
    match = _LOOSE.match(str(value)) if isinstance(value, str | float) else None
    if match is not None:
        return f'write {key} = "{match[1]}.{match[2]}"'
    return f'write {key} = "{value}.0"' if type(value) is int else f'write {key} = "{example}"'
