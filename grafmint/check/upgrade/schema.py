"""Schema: dashboards whose schemaVersion the version to come cannot migrate, or does not know."""

from collections.abc import Iterator

from grafmint.check.board import BoardView
from grafmint.check.upgrade.fact import shown
from grafmint.check.upgrade.facts import OLD_SCHEMA, OLDEST_SCHEMA
from grafmint.check.upgrade.hit import Hit
from grafmint.check.upgrade.upgrade import Upgrade
from grafmint.version import schema_version

_RULE = "upgrade-schema"


def unreadable_schema(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """One that is too old in any dashboard; one that is too new in others', for ours follows the environment."""
    if view.entry.kind != "dashboard":
        return
    number, to = _number(view), shown(upgrade.to)
    if number < OLDEST_SCHEMA and OLD_SCHEMA.verdict(upgrade.to) is not None:
        yield Hit(
            rule=_RULE,
            severity="error",
            message=f"schemaVersion {number} is too old for Grafana {to} to migrate",
            hint="open and save it in the Grafana of today, whose page migrates it",
        )
    elif number > schema_version(upgrade.to) and view.entry.foreign:
        yield Hit(
            rule=_RULE,
            severity="warning",
            message=f"schemaVersion {number} is newer than Grafana {to} knows, {schema_version(upgrade.to)}",
            hint="it is kept as it is and not understood: export it from a Grafana of that version",
        )


def _number(view: BoardView) -> int:
    number = view.json.get("schemaVersion")
    return int(number) if isinstance(number, int | float) else 0
