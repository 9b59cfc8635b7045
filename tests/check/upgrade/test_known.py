"""Names and options that a version does not know."""

from typing import Any

import pytest

from grafmint.check.upgrade import Installed, Plugin
from grafmint.environment import Version
from tests.check.boards import panel
from tests.check.upgrade.upgraded import broken, dashboard, of_type, other, told


@pytest.mark.parametrize(
    ("type_", "to", "wanted"),
    [
        ("graph", (10, 4), None),
        ("graph", (11, 0), ("warning", "is Angular, which Grafana does not run since 11.0")),
        ("graph", (13, 2), ("warning", "is Angular, which Grafana does not run since 11.0")),
        ("vonage-status-panel", (10, 4), None),
        ("vonage-status-panel", (12, 0), ("error", "is Angular, which Grafana does not run since 11.0")),
        ("grafana-polystat-panel", (9, 4), None),
        (
            "grafana-polystat-panel",
            (12, 0),
            ("warning", "is Angular below version 2.0.0, which Grafana does not run since 11.0"),
        ),
        ("natel-discrete-panel", (12, 0), ("error", "is Angular, which Grafana does not run since 11.0")),
        ("natel-discrete-panel", (13, 0), ("warning", "is Angular, which Grafana does not run since 11.0")),
        ("trend", (9, 4), ("error", "is too new for Grafana 9.4")),
        ("trend", (9, 0), ("error", "is too new for Grafana 9.0")),
        # Which version between 9.4 and 10.4 has it first is not proven: nothing is claimed.
        ("trend", (9, 5), None),
        ("timeseries", (13, 2), None),
        ("acme-panel", (13, 2), None),
    ],
)
def test_a_panel_type_is_told_where_its_end_or_its_beginning_is_proven(
    type_: str, to: Version, wanted: tuple[str, str] | None
) -> None:
    """What Grafana migrates, or what a newer plugin mends, is a warning; what is not shown is an error."""
    found = told(broken(to, dashboard(of_type(type_))))
    assert found == ([(wanted[0], "upgrade-panel", f"panel type {type_!r} {wanted[1]}")] if wanted else [])


def test_the_way_out_is_told() -> None:
    """What Grafana makes of it, what to update, what to choose instead, or that there is nothing."""
    types = ("graph", "grafana-polystat-panel", "vonage-status-panel", "ryantxu-ajax-panel")
    found = broken((12, 0), dashboard(*map(of_type, types)))
    assert [one.hint for one in found] == [
        (
            "Grafana shows it as timeseries (by its axis barchart, bargauge or histogram) by itself: "
            "see how that looks, and write it so"
        ),
        "update the plugin to 2.0.0 or later first",
        "consider stat",
        "nothing takes its place: choose another one",
    ]


@pytest.mark.parametrize(
    ("version", "severity"), [("1.9.9", "error"), ("2.0.0", None), ("2.1.0", None), ("10.0", None), ("", "error")]
)
def test_the_version_of_an_installed_plugin_decides(version: str, severity: str | None) -> None:
    """Below the first version without Angular it is an error, from it on nothing; versions compare by numbers."""
    installed = Installed(panels={"grafana-polystat-panel": Plugin(version=version)})
    found = broken((12, 0), dashboard(of_type("grafana-polystat-panel")), installed=installed)
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_a_server_says_itself_what_is_angular() -> None:
    """A private plugin is in no table."""
    installed = Installed(panels={"acme-panel": Plugin(version="1.0", angular=True)})
    entry = dashboard(of_type("acme-panel"))
    assert told(broken((10, 4), entry, installed=installed)) == []
    message = "panel type 'acme-panel' is Angular, which Grafana does not run since 11.0"
    assert told(broken((11, 0), entry, installed=installed)) == [("error", "upgrade-panel", message)]


@pytest.mark.parametrize(
    ("type_", "to", "message"),
    [
        ("input", (11, 0), "is no more there since Grafana 11.0"),
        ("parca", (13, 2), "is no more there since Grafana 13.2"),
        ("grafana-simple-json-datasource", (11, 0), "is Angular, which Grafana does not run since 11.0"),
        ("grafana-testdata-datasource", (10, 1), "is too new for Grafana 10.1"),
    ],
)
def test_a_datasource_type_is_told_wherever_it_stands(type_: str, to: Version, message: str) -> None:
    """On a datasource, a panel, a query, a variable and an annotation."""
    source = {"type": type_, "uid": "x"}
    variables = [
        {"type": "query", "name": "a", "datasource": source},
        {"type": "datasource", "name": "b", "query": type_},
    ]
    entries = (
        other("datasource", {"uid": "x", "type": type_}),
        dashboard(panel(datasource=source)),
        dashboard(panel(targets=[{"refId": "A", "datasource": source}])),
        dashboard(templating={"list": variables}),
        dashboard(annotations={"list": [{"name": "n", "datasource": source}]}),
    )
    for entry in entries:
        found = broken(to, entry)
        assert {one.message.partition(" (")[0] for one in found} == {f"datasource type {type_!r} {message}"}
        before = (to[0], to[1] - 1) if to[1] else (to[0] - 1, 6)
        after = (to[0], to[1] + 1)
        assert broken(after if "too new" in message else before, entry) == []


def test_transformations_and_variables_that_are_too_new() -> None:
    """Grafana 9.4 shows an error in the panel, and no variable."""
    steps = [{"id": "merge"}, {"id": "formatTime"}, {"id": "timeSeriesTable"}]
    entry = dashboard(panel(transformations=steps), templating={"list": [{"type": "switch", "name": "s"}]})
    assert told(broken((9, 4), entry)) == [
        ("error", "upgrade-transformation", "transformation 'formatTime' is too new for Grafana 9.4"),
        ("error", "upgrade-transformation", "transformation 'timeSeriesTable' is too new for Grafana 9.4"),
        ("error", "upgrade-variable", "variable type 'switch' is too new for Grafana 9.4"),
    ]
    assert [one.message for one in broken((10, 1), entry)] == ["variable type 'switch' is too new for Grafana 10.1"]
    assert broken((13, 2), entry) == []


OPTIONS = [
    ("stat", {"options": {"wideLayout": False}}, (9, 4), "/panels/0/options/wideLayout"),
    ("stat", {"options": {"percentChangeColorMode": "inverted"}}, (10, 4), None),
    ("timeseries", {"options": {"tooltip": {"hideZeros": True}}}, (10, 4), None),
    ("timeseries", {"fieldConfig": {"defaults": {"custom": {"axisBorderShow": True}}}}, (9, 4), None),
    ("gauge", {"options": {"shape": "circle"}}, (12, 3), None),
    ("table", {"options": {"zebraStriping": True}}, (13, 2), None),
    ("text", {"timeCompare": {"mode": "previous"}}, (11, 6), None),
]


@pytest.mark.parametrize(("type_", "said", "to", "path"), OPTIONS)
def test_an_option_is_told_up_to_the_version_that_lacks_it(
    type_: str, said: dict[str, Any], to: Version, path: str | None
) -> None:
    """A warning, for the panel is shown without it; nothing in the next version, or in another type of panel."""
    entry = dashboard(of_type(type_, **said))
    (found,) = broken(to, entry)
    assert (found.severity, found.rule, found.panel) == ("warning", "upgrade-option", "P")
    assert path is None or found.path == path
    assert broken((to[0], to[1] + 1), entry) == []
    if type_ != "text":
        assert broken(to, dashboard(of_type("news", **said))) == []


@pytest.mark.parametrize(
    "options", [{"wideLayout": True}, {"showPercentChange": False}, {"percentChangeColorMode": "standard"}, {}]
)
def test_an_option_that_does_nothing_is_not_told(options: dict[str, Any]) -> None:
    """A page writes whatever it has into each document."""
    assert broken((9, 0), dashboard(of_type("stat", options=options))) == []


def test_an_override_is_an_option_too() -> None:
    """By its id, and by a key inside of its value."""
    properties = [
        {"id": "unit", "value": "s"},
        {"id": "custom.cellOptions", "value": {"type": "color-background", "applyToRow": True}},
    ]
    entry = dashboard(of_type("table", fieldConfig={"overrides": [{"properties": properties}]}))
    at = "/panels/0/fieldConfig/overrides/0/properties/1"
    assert [(one.path, one.message) for one in broken((10, 4), entry)] == [
        (
            f"{at}/applyToRow",
            "option fieldConfig.defaults.custom.cellOptions.applyToRow of table is too new for Grafana 10.4",
        )
    ]
    assert [one.path for one in broken((9, 4), entry)] == [at, f"{at}/applyToRow"]


def test_options_of_the_dashboard_itself() -> None:
    """A variable's and a link's stand beside the panels."""
    variable = {"type": "query", "name": "a", "allowCustomValue": False, "staticOptions": [{"text": "x"}]}
    entry = dashboard(templating={"list": [variable]}, links=[{"title": "l", "placement": "inControlsMenu"}])
    assert [one.path for one in broken((10, 4), entry)] == [
        "/links/0/placement",
        "/templating/list/0/allowCustomValue",
        "/templating/list/0/staticOptions",
    ]
    assert len(broken((11, 6), entry)) == 2
    assert broken((13, 0), entry) == []


def test_what_a_panel_migrates_itself_is_an_info() -> None:
    """An xychart of before 11.1."""
    entry = dashboard(of_type("xychart", options={"dims": {"x": "a"}, "series": []}))
    (found,) = broken((11, 1), entry)
    assert (found.severity, found.rule) == ("info", "upgrade-option")
    assert broken((10, 4), entry) == []
