"""Field configuration: standard options, colours and overrides."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import (
    CellOptions,
    Color,
    DataLink,
    Legend,
    Override,
    ReduceOptions,
    Stat,
    Table,
    TimeSeries,
    Tooltip,
    ValueMap,
    above,
    by_name,
    by_query,
    by_regexp,
    by_type,
)
from grafmint._unset import UNSET
from grafmint.model.fields import Matcher

WritePanel = Callable[..., Any]


@pytest.fixture
def override(write_panel: WritePanel) -> Callable[..., Any]:
    """The properties of an override by their ids."""

    def override(**options: Any) -> Any:
        (written,) = write_panel(TimeSeries(title="A", overrides=Override(matcher=by_name("p99"), **options)))[
            "fieldConfig"
        ]["overrides"]
        ids = [each["id"] for each in written["properties"]]
        assert ids == sorted(set(ids))
        return {each["id"]: each["value"] for each in written["properties"]}

    return override


@pytest.mark.parametrize(
    ("matcher", "written"),
    [
        (by_name("p99"), {"id": "byName", "options": "p99"}),
        (by_regexp("/p9.*/"), {"id": "byRegexp", "options": "/p9.*/"}),
        (by_type("number"), {"id": "byType", "options": "number"}),
        (by_query("B"), {"id": "byFrameRefID", "options": "B"}),
    ],
)
def test_an_override_says_for_which_fields_it_is(
    write_panel: WritePanel, matcher: Matcher, written: dict[str, str]
) -> None:
    """Each of the four functions makes Grafana's matcher."""
    panel = write_panel(Stat(title="A", overrides=Override(matcher=matcher, unit="s")))
    assert panel["fieldConfig"] == {
        "defaults": {},
        "overrides": [{"matcher": written, "properties": [{"id": "unit", "value": "s"}]}],
    }


def test_standard_options_keep_their_name_in_an_override(override: Callable[..., Any]) -> None:
    """A standard option's id is its name, its value what it would be on the panel."""
    written = override(
        unit="s",
        decimals=2,
        min=0.0,
        max=80.0,
        display_name="slowest",
        no_value="-",
        color=Color(fixed_color="red"),
        thresholds=above(critical=1),
        mappings=ValueMap(value=1, text="up"),
        data_links=DataLink(title="A", url="/a"),
    )
    assert written == {
        "unit": "s",
        "decimals": 2,
        "min": 0,
        "max": 80,
        "displayName": "slowest",
        "noValue": "-",
        "color": {"mode": "fixed", "fixedColor": "red"},
        "thresholds": {
            "mode": "absolute",
            "steps": [{"value": None, "color": "green"}, {"value": 1, "color": "red"}],
        },
        "mappings": [{"type": "value", "options": {"1": {"text": "up"}}}],
        "links": [{"title": "A", "url": "/a"}],
    }


def test_options_of_the_panel_kind_are_custom_in_an_override(override: Callable[..., Any]) -> None:
    """Their ids begin with `custom.`, and short forms become the objects that they are short for."""
    written = override(
        draw_style="bars",
        line_width=2,
        line_style="dash",
        fill_opacity=10,
        fill_below_to="p50",
        stacking="percent",
        transform="negative-Y",
        axis_placement="right",
        axis_label="seconds",
        hide_from=["legend", "tooltip"],
        align="right",
        width=120,
    )
    assert written == {
        "custom.drawStyle": "bars",
        "custom.lineWidth": 2,
        "custom.lineStyle": {"fill": "dash"},
        "custom.fillOpacity": 10,
        "custom.fillBelowTo": "p50",
        "custom.stacking": {"mode": "percent", "group": "A"},
        "custom.transform": "negative-Y",
        "custom.axisPlacement": "right",
        "custom.axisLabel": "seconds",
        "custom.hideFrom": {"viz": False, "legend": True, "tooltip": True},
        "custom.align": "right",
        "custom.width": 120,
    }


def test_other_properties_are_written_by_their_id(override: Callable[..., Any]) -> None:
    """`properties` is the way to options that have no argument; numbers in it take our form."""
    written = override(unit="s", properties={"custom.barAlignment": 1, "custom.lineStyle": {"dash": [10.0, 5.5]}})
    assert written == {"unit": "s", "custom.barAlignment": 1, "custom.lineStyle": {"dash": [10, 5.5]}}


@pytest.mark.parametrize(
    ("cells", "old"),
    [
        (CellOptions(type="color-text"), "color-text"),
        (CellOptions(type="color-background"), "color-background"),
        (CellOptions(type="color-background", mode="basic"), "color-background-solid"),
        (CellOptions(type="gauge", mode="lcd"), "lcd-gauge"),
        (CellOptions(type="gauge", mode="gradient"), "gradient-gauge"),
        (CellOptions(type="gauge"), "basic"),
    ],
)
def test_cells_are_named_as_the_version_names_them(
    write_panel: Callable[..., Any], cells: CellOptions, old: str
) -> None:
    """Grafana 9.5 brought `cellOptions`; older ones read `displayMode`, in the table as in an override."""
    table = Table(title="A", cell_options=cells, overrides=Override(matcher=by_name("a"), cell_options=cells))
    new = {"type": cells.type} | ({} if cells.mode is UNSET else {"mode": cells.mode})
    for grafana, key, value in (((9, 4), "displayMode", old), ((9, 5), "cellOptions", new)):
        config = write_panel(table, grafana=grafana)["fieldConfig"]
        assert config["defaults"]["custom"] == {key: value}
        assert config["overrides"][0]["properties"] == [{"id": f"custom.{key}", "value": value}]


@pytest.mark.parametrize(
    ("color", "written"),
    [
        ("thresholds", {"mode": "thresholds"}),
        ("continuous-GrYlRd", {"mode": "continuous-GrYlRd"}),
        (Color(fixed_color="red"), {"mode": "fixed", "fixedColor": "red"}),
        (Color(mode="shades", fixed_color="blue"), {"mode": "shades", "fixedColor": "blue"}),
    ],
)
def test_a_colour_is_a_mode_or_a_fixed_one(write_panel: WritePanel, color: Any, written: dict[str, str]) -> None:
    """A text is short for the mode alone."""
    assert write_panel(Stat(title="A", color=color), grafana=(10, 0))["fieldConfig"]["defaults"]["color"] == written


def test_defaults_that_grafana_wants_are_written(write_panel: WritePanel) -> None:
    """A legend, a tooltip and a reduction are written whole: the page needs their required parts."""
    options = write_panel(TimeSeries(title="A", legend=Legend(), tooltip=Tooltip(mode="multi")))["options"]
    assert options == {
        "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []},
        "tooltip": {"mode": "multi", "sort": "none"},
    }
    options = write_panel(Stat(title="A", reduce_options=ReduceOptions()))["options"]
    assert options == {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}}


@pytest.mark.parametrize(
    ("scale", "written"),
    [("linear", {"type": "linear"}), ("log2", {"type": "log", "log": 2}), ("log10", {"type": "log", "log": 10})],
)
def test_the_scale_of_an_axis(write_panel: WritePanel, scale: Any, written: dict[str, Any]) -> None:
    """The two bases that the page offers are in the name."""
    custom = write_panel(TimeSeries(title="A", scale=scale))["fieldConfig"]["defaults"]["custom"]
    assert custom == {"scaleDistribution": written}
