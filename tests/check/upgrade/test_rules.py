"""What a version refuses or leaves alone, whatever its panels are."""

from typing import Any

import attrs
import pytest

from grafmint.check.upgrade import Installed, Plugin
from grafmint.environment import Version
from tests.check.boards import panel
from tests.check.upgrade.upgraded import broken, dashboard, of_type, other, told


@pytest.mark.parametrize("schema", [0, 12, 12.0, None, "x"])
def test_a_schema_before_13_is_too_old_from_12_on(schema: Any) -> None:
    """The page of older versions migrates it when the dashboard is opened."""
    entry = dashboard(schemaVersion=schema)
    number = int(schema) if isinstance(schema, int | float) else 0
    message = f"schemaVersion {number} is too old for Grafana 12.0 to migrate"
    assert told(broken((12, 0), entry)) == [("error", "upgrade-schema", message)]
    assert broken((11, 6), entry) == []
    assert broken((12, 0), dashboard(schemaVersion=13)) == []


def test_a_schema_that_is_too_new_is_told_of_others() -> None:
    """Ours is written for the environment, whose version is told once."""
    entry = dashboard(schemaVersion=41)
    message = "schemaVersion 41 is newer than Grafana 9.4 knows, 37"
    assert told(broken((9, 4), entry)) == [("warning", "upgrade-schema", message)]
    assert broken((12, 0), entry) == []
    assert broken((9, 4), attrs.evolve(entry, foreign=False)) == []


@pytest.mark.parametrize(
    ("uid", "is_good"),
    [("prom", True), ("A-b_9", True), ("x" * 40, True), ("x" * 41, False), ("my ds", False), ("a/b", False)],
)
def test_a_loose_uid_is_refused_from_12_on(uid: str, is_good: bool) -> None:
    """The datasource cannot be saved any more; boards that name it will have to follow."""
    source = {"type": "prometheus", "uid": uid}
    entries = (other("datasource", {"uid": uid, "type": "prometheus"}), dashboard(panel(datasource=source)))
    found = told(broken((12, 0), *entries))
    wanted = [
        ("error", "upgrade-uid", f"the uid {uid!r} is refused since Grafana 12.0"),
        ("warning", "upgrade-uid", f"names the datasource {uid!r}, whose uid Grafana 12.0 refuses"),
    ]
    assert sorted(found) == ([] if is_good else wanted)
    assert broken((11, 6), *entries) == []


@pytest.mark.parametrize("uid", ["$ds", "${DS_PROM}", "[[ds]]", "-- Mixed --", "-- Grafana --", "", None, 3])
def test_variables_and_grafanas_own_are_no_loose_uids(uid: Any) -> None:
    """Nor is what is no text."""
    source = {"type": "prometheus", "uid": uid}
    variable = {"type": "query", "name": "a", "datasource": source}
    assert broken((13, 2), dashboard(panel(datasource=source), templating={"list": [variable]})) == []


ADDRESSES = [
    ("/api/datasources/proxy/7/api/v1/query", (13, 0), "/api/datasources/proxy/7"),
    ("https://g.example/api/datasources/12?x", (13, 0), "/api/datasources/12"),
    ("/dashboard/db/my-board?orgId=1", (9, 4), "/dashboard/db/my-board"),
    ("/api/datasources/uid/12/x", (13, 0), None),
    ("/api/datasources/proxy/uid/12", (13, 0), None),
    ("/d/12/my-board", (13, 0), None),
    ("/d-solo/abc?panelId=2", (13, 0), None),
]


@pytest.mark.parametrize(("url", "to", "found"), ADDRESSES)
@pytest.mark.parametrize("where", ["link", "panel link", "data link", "text"])
def test_addresses_that_are_served_no_more(url: str, to: Version, found: str | None, where: str) -> None:
    """In links of the dashboard, of a panel and of its data, and in texts."""
    data_link = {"defaults": {"links": [{"title": "t", "url": url}]}}
    entry = {
        "link": dashboard(links=[{"type": "link", "url": url}]),
        "panel link": dashboard(panel(links=[{"url": url}])),
        "data link": dashboard(panel(fieldConfig=data_link)),
        "text": dashboard(of_type("text", options={"content": f"see <a href='{url}'>"})),
    }[where]
    # In a text an address may end anywhere.
    if where == "text" and url.endswith("?x"):
        return
    message = f"address {found!r} is no more served since Grafana {to[0]}.{to[1]}"
    assert told(broken(to, entry)) == ([("warning", "upgrade-address", message)] if found else [])
    assert broken((to[0] - 1, 9) if to[1] == 0 else (to[0], to[1] - 1), entry) == []


def test_a_query_is_no_address() -> None:
    """Its text is the datasource's own."""
    expr = '{path="/api/datasources/1"}'
    assert broken((13, 0), dashboard(panel(targets=[{"refId": "A", "expr": expr}]))) == []


@pytest.mark.parametrize(
    ("refresh", "is_short"), [("1s", True), ("500ms", True), ("5s", False), ("1m", False), ("", False), (None, False)]
)
def test_a_refresh_below_five_seconds_is_not_stored_from_13_on(refresh: Any, is_short: bool) -> None:
    """Older versions make it five seconds."""
    entry = dashboard(refresh=refresh)
    message = f"refresh {refresh!r} is too short: Grafana 13.0 refuses to save it"
    assert told(broken((13, 0), entry)) == ([("error", "upgrade-refresh", message)] if is_short else [])
    assert broken((12, 4), entry) == []


def test_an_alert_in_a_panel_ends_with_10() -> None:
    """Its migration to today's alerting is not in 11 any more."""
    entry = dashboard(panel(alert={"name": "high"}))
    message = "an alert in a panel is evaluated no more since Grafana 11.0"
    assert told(broken((11, 0), entry)) == [("error", "upgrade-alert", message)]
    assert broken((10, 4), entry) == []


INSTALLED = Installed(panels={"timeseries": Plugin(), "graph": Plugin()}, missing=frozenset({"acme-datasource"}))


def test_a_plugin_that_the_server_has_not_is_missing_whatever_its_version() -> None:
    """Of panels by the list of plugins, of datasources by the word of the server."""
    source = {"type": "acme-datasource", "uid": "a"}
    entries = (dashboard(of_type("acme-panel"), panel(datasource=source)), other("datasource", source))
    found = broken((9, 4), *entries, installed=INSTALLED)
    assert sorted(told(found)) == [
        ("error", "missing-plugin", "datasource type 'acme-datasource': this server has no such plugin"),
        ("error", "missing-plugin", "datasource type 'acme-datasource': this server has no such plugin"),
        ("error", "missing-plugin", "panel type 'acme-panel': this server has no such plugin"),
    ]
    assert broken((9, 4), *entries) == []


def test_what_no_list_shows_is_not_missing() -> None:
    """Rows, panels of Grafana itself that are not finished, and what it shows as another type."""
    types = ("row", "alertGroups", "debug", "singlestat", "table-old", "timeseries")
    assert broken((9, 4), dashboard(*map(of_type, types)), installed=INSTALLED) == []


def test_what_ends_anyway_is_told_once() -> None:
    """To install an Angular plugin helps until the upgrade only."""
    found = broken((12, 0), dashboard(of_type("vonage-status-panel")), installed=INSTALLED)
    assert [one.rule for one in found] == ["upgrade-panel"]
