"""Grants: who may what on one dashboard or folder, taken from one uid to another as the server has it.

Grafana keeps them by uid: what gets another one leaves them behind.
Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_permissions/
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grafmint.bundle import Kind
from grafmint.target.server.api import board, folder
from grafmint.target.server.api.permissions import ALMIGHTY, sent_back
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden, Uncertain

Json = dict[str, Any]
#: The kinds that have some of their own.
_PATHS: Mapping[Kind, Callable[[str], str]] = {"folder": folder.path_of, "dashboard": board.path_of}
# What a new folder has, and of whom: recorded of Grafana 9.4.
_VIEW, _EDIT, _ADMIN = 1, 2, 4
_FIRST = {("Editor", _EDIT), ("Viewer", _VIEW)}


def rights_of(kind: Kind) -> tuple[str, ...]:
    """What reading and giving those of a kind takes."""
    return (f"{kind}s.permissions:read", f"{kind}s.permissions:write") if kind in _PATHS else ()


def grants_of(http: Http, kind: Kind, uid: str) -> list[Json] | None:
    """The rows of its own; None for kinds that have none, and where we may not see them."""
    if kind not in _PATHS:
        return None
    try:
        found: list[Json] = http.get(_path(kind, uid))
    except Forbidden:
        return None
    return [sent_back(row) for row in found if not row.get("inherited") and row.get("role") != ALMIGHTY]


def are_first(grants: Sequence[Json], *, nested: bool) -> bool:
    """Whether these are what the server gives a new folder by itself: roles at the top level, and who made it."""
    roles = {(row["role"], row["permission"]) for row in grants if "role" in row}
    others = [row for row in grants if "role" not in row]
    makers = [row for row in others if "userId" in row and row["permission"] == _ADMIN]
    return roles == (set() if nested else _FIRST) and others == makers[:1]


def give(http: Http, kind: Kind, uid: str, grants: Sequence[Json] | None) -> str | None:
    """Make these all the rows of its own; of None it keeps what the server has made for it.

    A remark where we may not give them.
    """
    if grants is None:
        return None
    said = {"items": list(grants)}
    try:
        # The whole list at once: sent twice it is the same.
        _sent_twice(lambda: http.send("POST", _path(kind, uid), said))
    except Forbidden as error:
        return f"its own permissions are lost: {error.message}"
    return None


def _sent_twice(send: Callable[[], object]) -> None:
    try:
        send()
    except Uncertain:
        send()


def _path(kind: Kind, uid: str) -> str:
    return f"{_PATHS[kind](uid)}/permissions"
