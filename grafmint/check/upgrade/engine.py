"""The engine: every rule of an upgrade over every document that a Grafana draws or asks."""

from collections.abc import Callable, Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.upgrade.address import dead_address
from grafmint.check.upgrade.hit import Hit, findings
from grafmint.check.upgrade.known import unknown_names, unknown_options
from grafmint.check.upgrade.missing import missing_plugin
from grafmint.check.upgrade.schema import unreadable_schema
from grafmint.check.upgrade.setting import legacy_alert, short_refresh
from grafmint.check.upgrade.uid import refused_uid
from grafmint.check.upgrade.upgrade import Upgrade
from grafmint.check.upgrade.view import views
from grafmint.finding import Finding, in_order

_RULES: tuple[Callable[[BoardView, Upgrade], Iterator[Hit]], ...] = (
    unknown_names,
    unknown_options,
    missing_plugin,
    unreadable_schema,
    refused_uid,
    dead_address,
    short_refresh,
    legacy_alert,
)


def check_upgrade(bundle: Bundle, upgrade: Upgrade) -> tuple[Finding, ...]:
    """What the version to come would not show, not store, or make into something else."""
    return in_order(found for view in views(bundle) for found in _of(view, upgrade))


def _of(view: BoardView, upgrade: Upgrade) -> Iterator[Finding]:
    return findings(view, (hit for rule in _RULES for hit in rule(view, upgrade)))
