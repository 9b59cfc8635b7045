"""Lengths of time in grafmint.toml."""

from grafmint.config.table import Table
from grafmint.model.alerting.length import seconds


def length(table: Table, key: str, example: str, other: str) -> str | None:
    """A length of time; one that is none is reported with two examples."""
    text = table.text(key, f'write {key} = "{example}"')
    if text is not None and not seconds(text):
        table.report("bad-value", key, f"is {text!r}, not a length of time", f'write it as "{example}" or "{other}"')
    return text
