"""Documents for an upgrade, and what it breaks in them."""

from typing import Any

import orjson

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.check.upgrade import Installed, Upgrade, check_upgrade
from grafmint.environment import Version
from grafmint.finding import Finding
from grafmint.origin import Place
from tests.check.boards import board, entry, panel

#: A schema that every version takes.
SCHEMA = 36


def dashboard(*panels: dict[str, Any], **rest: Any) -> Entry:
    """Somebody's dashboard, of no line of code."""
    return entry(board(*panels, **{"schemaVersion": SCHEMA, **rest}), foreign=True)


def other(kind: Kind, document: dict[str, Any]) -> Entry:
    """A library panel or a datasource."""
    uid = str(document["uid"])
    return Entry(kind=kind, uid=uid, title=uid, document=orjson.dumps(document), file=Place(f"{uid}.json", 1))


def of_type(type_: str, title: str = "P", **rest: Any) -> dict[str, Any]:
    """A panel of a type."""
    return panel(title, **{"type": type_, **rest})


def broken(to: Version, *entries: Entry, installed: Installed | None = None) -> list[Finding]:
    """What an upgrade of a server with these documents finds."""
    return list(check_upgrade(Bundle(entries=entries), Upgrade(to=to, installed=installed)))


def told(found: list[Finding]) -> list[tuple[str, str, str]]:
    """Each finding's severity, rule and message."""
    return [(one.severity, one.rule, one.message) for one in found]
