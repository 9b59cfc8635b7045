"""Setting: what a dashboard asks for that is refused or left alone: a refresh too often, an alert of old."""

from collections.abc import Iterator

from grafmint.check.board import BoardView
from grafmint.check.upgrade.fact import shown
from grafmint.check.upgrade.facts import LEGACY_ALERT, SHORT_REFRESH
from grafmint.check.upgrade.hit import Hit
from grafmint.check.upgrade.upgrade import Upgrade
from grafmint.check.upgrade.view import own_panels
from grafmint.duration import milliseconds

#: `min_refresh_interval` where nobody has set another one.
_SHORTEST = 5_000


def short_refresh(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """A refresh below the server's least one: the dashboard is refused when it is saved."""
    length = milliseconds(view.text("refresh")) if view.entry.kind == "dashboard" else None
    if length and length < _SHORTEST and SHORT_REFRESH.verdict(upgrade.to) is not None:
        yield Hit(
            rule="upgrade-refresh",
            severity="error",
            message=f"refresh {view.text('refresh')!r} is too short: Grafana {shown(upgrade.to)} refuses to save it",
            hint="write 5s or more, or set min_refresh_interval of the server",
            pointer="/refresh",
        )


def legacy_alert(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """An alert inside of a panel, of before Grafana's alerting of today."""
    if LEGACY_ALERT.verdict(upgrade.to) is None:
        return
    for panel in own_panels(view):
        if isinstance(panel.json.get("alert"), dict):
            assert LEGACY_ALERT.until is not None
            yield Hit(
                rule="upgrade-alert",
                severity="error",
                message=f"an alert in a panel is evaluated no more since Grafana {shown(LEGACY_ALERT.until)}",
                hint="let Grafana 10.4 migrate it, or write it as an alert rule",
                pointer=f"{panel.pointer}/alert",
                panel=panel,
            )
