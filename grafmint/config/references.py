"""References to secrets in grafmint.toml: read here, resolved in `secrets`; plain text is refused unseen."""

import re

from grafmint.config.table import Table
from grafmint.environment import Reference, ReferenceKind

_KINDS = ("env", "file", "command")
# A token of Grafana's would pass for the name of a variable, and messages show that.
_VARIABLE = re.compile(r"(?!gl(?:sa|c)_)[A-Za-z_][A-Za-z0-9_]*")


def reference(table: Table, key: str) -> Reference | None:
    """The reference at a key: exactly one of env, file and command."""
    if isinstance(table.data.get(key), str):
        if table.text(key) is not None:
            table.report("plain-secret", key, "is written in plain text", _way_out(key))
        return None
    below = table.table(key)
    return _read(below, key) if isinstance(table.data.get(key), dict) else None


def references(table: Table, key: str) -> dict[str, Reference]:
    """A table of any names whose values are references."""
    below = table.table(key)
    found = {name: reference(below, name) for name in below.data}
    return {name: one for name, one in found.items() if one is not None}


def _way_out(key: str) -> str:
    return f'write {key} = {{ env = "NAME" }}, and make a new secret: this one may be in the history of the file'


def _read(table: Table, key: str) -> Reference | None:
    variable, file, command = table.text("env"), table.text("file"), _command(table)
    table.close()
    given = table.given(*_KINDS)
    if len(given) != 1 and set(table.data) <= set(_KINDS):
        problem = f"has {' and '.join(given)}" if given else "names no source"
        table.document.report(
            "bad-reference",
            table.keys,
            f"{problem}, not one of env, file and command",
            f'write {key} = {{ env = "NAME" }}',
        )
    if variable is not None and not _VARIABLE.fullmatch(variable):
        table.report("bad-reference", "env", "is not the name of an environment variable", _way_out(key))
        return None
    found: tuple[tuple[ReferenceKind, str | tuple[str, ...] | None], ...]
    found = (("env", variable), ("file", file), ("command", command))
    return next((Reference(kind, value, table.document.path.parent) for kind, value in found if value), None)


def _command(table: Table) -> tuple[str, ...] | None:
    command = table.texts("command")
    if table.data.get("command") == []:
        table.report("bad-reference", "command", "is empty", 'write command = ["program", "argument"]')
    return command
