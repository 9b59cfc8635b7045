"""Missing: panels and datasources of plugins that the server has not, whatever its version."""

from collections.abc import Iterator

from grafmint.check.board import BoardView
from grafmint.check.upgrade.facts import FACTS
from grafmint.check.upgrade.hit import Hit
from grafmint.check.upgrade.known import unknown
from grafmint.check.upgrade.part import Part, parts
from grafmint.check.upgrade.upgrade import Installed, Upgrade

#: Panels of Grafana itself that no list of plugins shows.
_UNLISTED = frozenset({"row", "alertGroups", "debug", "icon", "live", "xyzchart"})
#: What Grafana shows as another type is there, whatever the list says.
_MIGRATED = frozenset(fact.name for fact in FACTS if fact.what == "panel type" and fact.migrated is not None)


def missing_plugin(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """Types that need a plugin which the server was asked for and has not; those that end anyway are told as that."""
    for part in parts(view):
        if _is_missing(part, upgrade.installed) and unknown(part, upgrade) is None:
            yield Hit(
                rule="missing-plugin",
                severity="error",
                message=f"{part.what} {part.name!r}: this server has no such plugin",
                hint=f"install it, or choose another {part.what}",
                pointer=part.pointer,
                panel=part.panel,
            )


def _is_missing(part: Part, installed: Installed | None) -> bool:
    if installed is None:
        return False
    if part.what == "panel type":
        return part.name not in (_UNLISTED | _MIGRATED) and part.name not in installed.panels
    return part.what == "datasource type" and part.name in installed.missing
