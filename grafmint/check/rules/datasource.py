"""unknown-datasource: a query names a datasource that the environment has not."""

from collections.abc import Iterable, Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, counted
from grafmint.check.rule import RuleView
from grafmint.finding import Finding, Severity
from grafmint.suggest import nearest

_GRAFANA = "grafana"
_BUILTIN_TYPES = ("datasource", _GRAFANA, "__expr__")
_TOLD = ("unknown-datasource", "unmapped-datasource")


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
        hint = _way_out(uid, known, is_foreign=True)
        yield board.finding("unknown-datasource", "warning", message, hint=hint, path=path, panel=panel)


def unknown_datasource_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """Datasource uids of a rule's queries that the environment has not, each told once."""
    # One mistake is told once: where compile could not resolve a name, what it wrote in its place is not looked at.
    is_told = not rule.entry.foreign and any(each.rule in _TOLD for each in bundle.findings)
    if is_told or not bundle.datasources:
        return
    asked = {each.datasource: each for each in reversed(rule.asked) if not each.is_expression}
    severity: Severity = "warning" if rule.entry.foreign else "error"
    for uid, each in asked.items():
        if uid not in bundle.datasources and uid != _GRAFANA:
            message = f"datasource uid {uid!r} is not in this environment"
            hint = _way_out(uid, bundle.datasources, is_foreign=rule.entry.foreign)
            yield rule.finding("unknown-datasource", severity, message, hint=hint, path=each.pointer, query=each.ref_id)


def _way_out(uid: str, known: Iterable[str], *, is_foreign: bool) -> str:
    match = nearest(uid, known)
    way = f'map a logical name to it: [env.NAME] datasources = {{ NAME = "{uid}" }}'
    if is_foreign:
        # A mapping changes no uid that others wrote: it says only that the Grafana has it.
        way = f"write a uid that this Grafana has, or a datasource variable; if it has this one, {way}"
    return f"did you mean {match!r}? Or {way}" if match else way


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
    return uid if isinstance(uid, str) and uid and not uid.startswith(("$", "-- ")) and uid != _GRAFANA else None
