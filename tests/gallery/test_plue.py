"""What an environment of Plue may decide: at which numbers its alerts fire, and on which channels they are told."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from grafmint import ContactPoint, Thresholds, ValueMap
from grafmint.model.panel.base import FieldPanel
from systems.plue import system
from systems.plue.routing import left_out, severities
from systems.system import System
from systems.values import Values

from .scenes.plue import VALUES

_CHANNELS = _SLACK, _PAGERDUTY = "alertmanager_slack_webhook", "alertmanager_pagerduty_key"


@pytest.mark.parametrize(
    ("name", "title", "limit"),
    [
        ("alert_cpu_threshold", "Cluster CPU", 80),
        ("alert_memory_threshold", "Cluster memory", 80),
        ("alert_error_rate_threshold", "HTTP 5xx rate", 1),
        ("alert_error_rate_threshold", "Error rate", 1),
    ],
)
def test_an_environment_decides_when_it_is_warned(name: str, title: str, limit: float) -> None:
    """A limit among the values is that of the panel, and the alerts of a panel fire at its limits."""
    assert _limits(_panel(system(VALUES), title)).warning == limit
    assert _limits(_panel(system(_with({name: limit + 2})), title)).warning == limit + 2


@pytest.mark.parametrize(
    ("given", "critical", "warning", "missing"),
    [
        ((_SLACK, _PAGERDUTY), ["pagerduty", "slack"], ["slack"], []),
        ((_SLACK,), ["slack"], ["slack"], [_PAGERDUTY]),
        ((_PAGERDUTY,), ["pagerduty"], ["webhook"], [_SLACK]),
        ((), ["webhook"], ["webhook"], [_SLACK, _PAGERDUTY]),
    ],
    ids=["both", "slack", "pagerduty", "neither"],
)
def test_a_channel_without_its_secret_is_left_out_and_said(
    given: tuple[str, ...], critical: list[str], warning: list[str], missing: list[str]
) -> None:
    """Who has no channel of its own is told with everyone else, so no alert is lost."""
    values = _with({name: "" for name in _CHANNELS if name not in given})
    assert [_types(severity.contact_point) for severity in severities(values)] == [critical, warning]
    assert [name for said in left_out(values) for name in _CHANNELS if name in said] == missing


def test_what_must_not_happen_at_all_is_well_where_it_does_not() -> None:
    """A colour begins at its number, so 0 errors would be red: they are green, and an alert fires above."""
    panel = _panel(system(VALUES), "Database connection errors")
    assert (_limits(panel).critical, _limits(panel).fires) == (0, "above")
    assert panel.mappings == (ValueMap(value=0, color="green"),)


def _with(changes: Mapping[str, Any]) -> Values:
    return attrs.evolve(VALUES, **changes)


def _panel(system: System, title: str) -> FieldPanel:
    boards = (board.dashboard(system.identity) for board in system.boards)
    (panel,) = (panel for board in boards for _, panel in board.placed if panel.title == title)
    assert isinstance(panel, FieldPanel)
    return panel


def _limits(panel: FieldPanel) -> Thresholds:
    assert isinstance(panel.thresholds, Thresholds)
    return panel.thresholds


def _types(contact_point: ContactPoint | str) -> list[str]:
    assert isinstance(contact_point, ContactPoint)
    return [integration.type for integration in contact_point.integrations]
