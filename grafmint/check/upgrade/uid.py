"""Uids of datasources that are refused: datasources that can be saved no more, and what names them."""

import re
from collections.abc import Iterator
from typing import Any

from grafmint.check.board import BoardView, PanelView
from grafmint.check.upgrade.fact import shown
from grafmint.check.upgrade.facts import LOOSE_UID
from grafmint.check.upgrade.hit import Hit
from grafmint.check.upgrade.upgrade import Upgrade
from grafmint.check.upgrade.view import own_panels, own_variables

_GOOD = re.compile(r"[A-Za-z0-9_-]{1,40}")
_RULE = "upgrade-uid"


def refused_uid(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """A datasource with such a uid stays and is never saved again; boards that name it follow its new one."""
    if LOOSE_UID.verdict(upgrade.to) is None:
        return
    if view.entry.kind == "datasource":
        if not _GOOD.fullmatch(view.entry.uid):
            assert LOOSE_UID.until is not None
            yield Hit(
                rule=_RULE,
                severity="error",
                message=f"the uid {view.entry.uid!r} is refused since Grafana {shown(LOOSE_UID.until)}",
                hint="make it anew with a uid of at most 40 letters, digits, - and _",
            )
        return
    for uid, pointer, panel in _named(view):
        yield Hit(
            rule=_RULE,
            severity="warning",
            message=f"names the datasource {uid!r}, whose uid Grafana {shown(upgrade.to)} refuses",
            hint="name the new one, once the datasource is made anew",
            pointer=pointer,
            panel=panel,
        )


def _named(view: BoardView) -> Iterator[tuple[str, str, PanelView | None]]:
    for panel in own_panels(view):
        for owner, pointer in ((panel.json, panel.pointer), *((json, at) for at, json in panel.targets)):
            uid = _uid(owner.get("datasource"))
            if uid is not None:
                yield uid, pointer, panel
    for pointer, variable in own_variables(view):
        uid = _uid(variable.get("datasource"))
        if uid is not None:
            yield uid, pointer, None


def _uid(datasource: Any) -> str | None:
    """A uid that is refused; variables and Grafana's own, `-- Mixed --`, are none."""
    uid = datasource.get("uid") if isinstance(datasource, dict) else None
    if not isinstance(uid, str) or not uid or "$" in uid or "[[" in uid or uid.startswith("-- "):
        return None
    return None if _GOOD.fullmatch(uid) else uid
