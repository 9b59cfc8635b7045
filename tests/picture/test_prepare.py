"""Panels made ready: titles, names, configurations and what is hidden."""

from collections.abc import Mapping
from time import process_time
from typing import Any

import pytest

from grafmint.data.frame import Data, Field, Frame
from grafmint.picture.display import display, limits, series_color
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.panel import Panel
from grafmint.picture.prepare import prepared
from grafmint.picture.theme import DARK

TIMES = [0, 30_000, 45_000]


def series(name: str = "Value", frame_name: str | None = None, ref_id: str = "A", **labels: str) -> Frame:
    """A time series."""
    fields = (
        Field(name="Time", type="time", values=TIMES),
        Field(name=name, type="number", values=[1, 2, 3], labels=labels),
    )
    return Frame(fields=fields, name=frame_name, ref_id=ref_id)


def made(
    *frames: Frame,
    defaults: Mapping[str, Any] | None = None,
    overrides: list[Any] | None = None,
    variables: Mapping[str, str] | None = None,
    **panel: Any,
) -> Panel:
    """A panel with these frames."""
    config = {"defaults": defaults or {}, "overrides": overrides or []}
    data = Data(frames=frames, start=0, end=60_000, origin="sample", variables=variables or {})
    return prepared({"type": "timeseries", "fieldConfig": config, **panel}, data, DARK)


def names(panel: Panel) -> list[str]:
    """What the fields that are no times are called."""
    return [field.name for frame in panel.frames for field in frame.fields if field.type != "time"]


def override(id_: str, options: Any, **properties: Any) -> dict[str, Any]:
    """An override; underscores stand for dots."""
    written = [{"id": key.replace("_", "."), "value": value} for key, value in properties.items()]
    return {"matcher": {"id": id_, "options": options}, "properties": written}


def test_titles_name_variables() -> None:
    """In each of their forms; those that nobody knows stay."""
    title = "$host ${host} ${host:raw} [[host]] $nobody ${__range}"
    assert made(title=title, variables={"host": "db1"}).title == "db1 db1 db1 db1 $nobody ${__range}"


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ([series("Field 1")], ["Field 1"]),
        ([series("Field 1", "Series A")], ["Field 1"]),
        ([series("Field 1", "Series A"), series("Field 1", "Series B")], ["Series A Field 1", "Series B Field 1"]),
        ([series(server="A")], ["A"]),
        ([series(frame_name="cpu", server="A"), series(frame_name="cpu", server="B")], ["A", "B"]),
        ([series(server="A", mode="B")], ['{mode="B", server="A"}']),
        ([series("line", host="h", region="eu")], ['line {host="h", region="eu"}']),
        ([series()], ["Value"]),
        ([series(frame_name="Series A")], ["Series A"]),
        ([series(server="A"), series(job="B")], ['{server="A"}', '{job="B"}']),
        ([Frame(fields=tuple(Field(name="A", type="number", values=[each]) for each in range(2)))], ["A 1", "A 2"]),
    ],
)  # fmt: skip
def test_fields_are_named_as_on_the_page(frames: list[Frame], expected: list[str]) -> None:
    """By what tells them apart, and no more."""
    assert names(made(*frames)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("${__field.labels.server}", "A"), ("${__field.name} of ${__field.labels.server}", "Value of A"),
        ("${__field.labels}", 'job="x", server="A"'), ("${__series.name}", '{job="x", server="A"}'),
        ("${__field.displayName}!", '{job="x", server="A"}!'), ("$env/${__field.labels.nothing}",
        "prod/${__field.labels.nothing}"), ('${__field.labels["job"]}', "x"),
    ],
)  # fmt: skip
def test_a_display_name_has_parts_of_its_field(given: str, expected: str) -> None:
    """Labels, names and variables."""
    panel = made(series(server="A", job="x"), defaults={"displayName": given}, variables={"env": "prod"})
    assert names(panel) == [expected]


def test_a_datasource_names_its_fields_unless_the_panel_does() -> None:
    """The legend of a query goes before labels, and the panel's name before it."""
    field = Field(name="Value", type="number", values=[], labels={"a": "b"}, config={"displayNameFromDS": "legend"})
    frame = Frame(fields=(field,))
    assert names(made(frame)) == ["legend"]
    assert names(made(frame, overrides=[override("byName", "legend", displayName="mine")])) == ["mine"]


@pytest.mark.parametrize(
    ("id_", "options", "units"),
    [
        ("byName", "A", ["s", "none"]),
        ("byName", "Value", ["s", "s"]),
        ("byRegexp", "/^B/", ["none", "s"]),
        ("byNames", {"names": ["A"], "mode": "exclude"}, ["none", "s"]),
        ("byRegexpOrNames", {"names": ["A"], "pattern": "/B/"}, ["s", "s"]),
        ("byType", "number", ["s", "s"]),
        ("byType", "string", ["none", "none"]),
        ("byFrameRefID", "B", ["none", "s"]),
    ],
)
def test_overrides_find_their_fields(id_: str, options: Any, units: list[str]) -> None:
    """By each of Grafana's matchers."""
    panel = made(
        series(server="A"), series(server="B", ref_id="B"), defaults={"unit": "none"},
        overrides=[override(id_, options, unit="s")],
    )  # fmt: skip
    assert [frame.fields[1].config["unit"] for frame in panel.frames] == units


def test_overrides_go_in_order_and_deep() -> None:
    """The later one wins, paths lead into the panel type's options, and null takes away."""
    panel = made(
        series(),
        defaults={"unit": "s", "custom": {"lineWidth": 1, "lineStyle": {"fill": "solid"}}},
        overrides=[
            override("byName", "Value", custom_lineWidth=2, custom_lineStyle_fill="dash", unit=None),
            override("byName", "Value", custom_lineWidth=3, displayName="new"),
            override("byName", "new", decimals="2"),
        ],
    )
    field = panel.frames[0].fields[1]
    assert field.custom == {"lineWidth": 3, "lineStyle": {"fill": "dash"}}
    assert "unit" not in field.config
    assert field.config["decimals"] == 2
    assert panel.config["custom"]["lineWidth"] == 1


def test_what_is_hidden_is_kept() -> None:
    """Charts decide what to leave out; the index of the others does not change."""
    hidden = override("byName", "A", custom_hideFrom={"viz": True, "legend": False, "tooltip": False})
    panel = made(series(server="A"), series(server="B"), overrides=[hidden])
    first, second = (frame.fields[1] for frame in panel.frames)
    assert first.custom["hideFrom"]["viz"] is True
    assert (first.index, second.index) == (0, 1)
    assert series_color(second) == "#f2cc0c"


def test_a_panel_type_has_its_own_defaults() -> None:
    """A graph takes the palette, a stat goes by thresholds, green and red at 80."""
    assert series_color(made(series()).frames[0].fields[1]) == "#73bf69"
    stat = made(series(), type="stat").frames[0].fields[1]
    assert [display(stat, value).color for value in (79, 80)] == ["#73bf69", "#f2495c"]


def test_limits_are_those_of_all_numbers() -> None:
    """Bars of one panel share their scale, unless each field is to have its own."""
    other = Frame(fields=(Field(name="x", type="number", values=[10, 90]),))
    shared = made(series(), other).frames
    assert [limits(frame.fields[-1]) for frame in shared] == [(1, 90), (1, 90)]
    own = made(series(), other, defaults={"fieldMinMax": True, "max": 50}).frames
    assert [limits(frame.fields[-1]) for frame in own] == [(1, 50), (10, 50)]


def test_numbers_of_the_configuration_are_for_numbers() -> None:
    """Times have no minimum; a minimum above the maximum is swapped with it."""
    time, value = made(series(), defaults={"min": "9", "max": 1}).frames[0].fields
    assert "min" not in time.config
    assert (value.config["min"], value.config["max"]) == (1, 9)


def test_a_datasource_knows_its_unit_best() -> None:
    """Defaults fill what it leaves open."""
    field = Field(name="x", type="number", values=[1], config={"unit": "bytes"})
    panel = made(Frame(fields=(field,)), defaults={"unit": "s", "decimals": 1})
    assert str(display(panel.frames[0].fields[0], 2048)) == "2.0 KiB"


def test_the_times_of_a_panel() -> None:
    """The range is the data's, the interval the smallest step, the origin told."""
    panel = made(series())
    assert (panel.start, panel.end, panel.origin, panel.interval) == (0, 60_000, "sample", 15_000)
    assert made().interval is None


def test_transformations_come_before_names() -> None:
    """And they may name variables."""
    transformations = [
        {"id": "filterFieldsByName", "options": {"include": {"names": ["$which"]}}},
        {"id": "organize", "options": {"renameByName": {"B": "kept"}}},
    ]
    panel = made(series(server="A"), series(server="B"), transformations=transformations, variables={"which": "B"})
    assert names(panel) == ["kept"]


def test_an_override_that_cannot_be_told_is_refused() -> None:
    """A field in the wrong look would mislead."""
    with pytest.raises(NotDrawn, match="byValue"):
        made(series(), overrides=[override("byValue", {})])


def test_a_large_panel_is_ready_soon() -> None:
    """Twenty series of 400 points, with overrides, take a small part of the quarter second that a panel has."""
    times, values = list(range(400)), [float(each) for each in range(400)]
    frames = [
        Frame(
            fields=(
                Field(name="Time", type="time", values=times),
                Field(name="Value", type="number", values=values, labels={"job": str(at)}),
            )
        )
        for at in range(20)
    ]
    overrides = [override("byName", str(at), unit="s") for at in range(20)]
    began = process_time()
    panel = made(*frames, overrides=overrides)
    cells = [display(frame.fields[1], value) for frame in panel.frames for value in values[:50]]
    assert len(cells) == 1000
    assert process_time() - began < 0.25


def test_what_is_left_out_within_a_setting_is_taken() -> None:
    """Steps without a mode are absolute, a mode without steps has the page's, a colour without one its type's."""
    bare = made(series(), defaults={"thresholds": {"steps": []}, "color": {"fixedColor": "red"}})
    assert bare.config["thresholds"] == {"mode": "absolute", "steps": []}
    assert bare.config["color"] == {"mode": "palette-classic", "fixedColor": "red"}
    percents = made(series(), defaults={"thresholds": {"mode": "percentage"}}).config["thresholds"]
    assert [step["value"] for step in percents["steps"]] == [None, 80]


@pytest.mark.parametrize(
    ("kind", "config", "version", "expected"),
    [
        ("gauge", {"unit": "percent"}, None, (0, 100)),
        ("stat", {"unit": "percentunit", "max": 3}, "7.5.1", (0, 3)),
        ("bargauge", {"unit": "percentunit"}, "", (0, 1)),
        ("gauge", {"unit": "percent"}, "9.4.0", (1, 3)),
        ("gauge", {"unit": "percent"}, "next", (1, 3)),
        ("gauge", {"unit": "s"}, None, (1, 3)),
        ("timeseries", {"unit": "percent"}, None, (1, 3)),
    ],
)
def test_percents_of_old_panels_have_limits(
    kind: str, config: dict[str, Any], version: str | None, expected: tuple[float, float]
) -> None:
    """Of the types that show single numbers; a panel that does not say what wrote it is an old one."""
    panel = made(series(), type=kind, defaults=config, pluginVersion=version)
    assert limits(panel.frames[0].fields[1]) == expected
