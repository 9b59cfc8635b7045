"""unknown-datasource: a query names a datasource that the environment has not."""

from collections.abc import Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.finding import Finding
from grafmint.suggest import hint

_BUILTIN_TYPES = ("datasource", "grafana", "__expr__")


def unknown_datasource(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Datasource uids that are neither the environment's, nor Grafana's own, nor a variable.

    Ours are resolved by compile; this reads what others wrote, and only where an environment says what there is.
    """
    known = bundle.datasources
    if not board.entry.foreign or not known:
        return
    for panel in board.panels:
        for path, owner in ((panel.pointer, panel.json), *panel.targets):
            uid = _uid(owner.get("datasource"))
            if uid is not None and uid not in known:
                message = f"datasource uid {uid!r} is not in this environment"
                yield board.finding(
                    "unknown-datasource", "warning", message, hint=hint(uid, known), path=path, panel=panel
                )


def _uid(datasource: Any) -> str | None:
    if not isinstance(datasource, dict) or datasource.get("type") in _BUILTIN_TYPES:
        return None
    uid = datasource.get("uid")
    return uid if isinstance(uid, str) and uid and not uid.startswith(("$", "-- ")) and uid != "grafana" else None
