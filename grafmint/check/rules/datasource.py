"""unknown-datasource: a query names a datasource that the environment has not."""

from collections.abc import Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, counted
from grafmint.finding import Finding
from grafmint.suggest import nearest

_BUILTIN_TYPES = ("datasource", "grafana", "__expr__")


def unknown_datasource(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Datasource uids that are neither the environment's, nor Grafana's own, nor a variable: each told once.

    Ours are resolved by compile; this reads what others wrote, and only where an environment says what there is.
    """
    known = bundle.datasources
    if not board.entry.foreign or not known:
        return
    first: dict[str, tuple[str, PanelView]] = {}
    queries: dict[str, set[str]] = {}
    for panel in board.panels:
        for uid, path, is_query in _named(panel):
            if uid not in known:
                first.setdefault(uid, (path, panel))
                queries.setdefault(uid, set()).update([path] if is_query else [])
    for uid, (path, panel) in first.items():
        count = f" ({counted(len(queries[uid]), 'query', 'queries')})" if queries[uid] else ""
        message = f"datasource uid {uid!r} is not in this environment{count}"
        match = nearest(uid, known)
        way = f'map a logical name to it: [env.NAME] datasources = {{ NAME = "{uid}" }}'
        hint = f"did you mean {match!r}? Or {way}" if match else way
        yield board.finding("unknown-datasource", "warning", message, hint=hint, path=path, panel=panel)


def _named(panel: PanelView) -> Iterator[tuple[str, str, bool]]:
    """The uids that a panel and its queries name, their own or the panel's, each with its pointer."""
    of_panel = _uid(panel.json.get("datasource"))
    if of_panel is not None:
        yield of_panel, panel.pointer, False
    for path, target in panel.targets:
        uid = _uid(target["datasource"]) if target.get("datasource") else of_panel
        if uid is not None:
            yield uid, path, True


def _uid(datasource: Any) -> str | None:
    if not isinstance(datasource, dict) or datasource.get("type") in _BUILTIN_TYPES:
        return None
    uid = datasource.get("uid")
    return uid if isinstance(uid, str) and uid and not uid.startswith(("$", "-- ")) and uid != "grafana" else None
