"""Every panel kind with all of its options, as a document that people can read.

`GRAFMINT_UPDATE_GOLDEN=1 pytest tests/model/panel` writes the files anew; the diff shows what changed for users.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import grafmint
from grafmint import (
    AdhocVariable,
    AlertList,
    Annotation,
    ArcOption,
    BarChart,
    BarGauge,
    Basemap,
    CellOptions,
    CellValues,
    Color,
    ConstantVariable,
    CustomVariable,
    Dashboard,
    DashboardLink,
    DataLink,
    DatasourceVariable,
    EdgeOptions,
    ExploreLink,
    FieldPanel,
    Gauge,
    GeoJSONLayer,
    GeoMap,
    Grid,
    Heatmap,
    HeatmapAxis,
    HeatmapColor,
    HeatmapLayer,
    IntervalVariable,
    Legend,
    Logs,
    MapControls,
    MapLocation,
    MapStyle,
    MapView,
    MarkersLayer,
    NodeGraph,
    NodeOptions,
    Override,
    Panel,
    PieChart,
    PieLegend,
    QueryPanel,
    QueryVariable,
    RangeMap,
    RawLayer,
    RawPanel,
    ReduceOptions,
    RegexMap,
    Row,
    SpecialMap,
    Stat,
    StateTimeline,
    Table,
    TableSort,
    Text,
    TextBoxVariable,
    TextSize,
    TimeSeries,
    Tooltip,
    Traces,
    ValueMap,
    above,
    by_name,
    by_query,
    by_regexp,
    by_type,
    loki,
    prometheus,
    transform,
)
from grafmint._unset import UNSET
from grafmint.model.panel.alertlist import AlertStates

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared"
UPDATE = "GRAFMINT_UPDATE_GOLDEN"
#: The newest Grafana: what is written for it is what the newest schema describes.
NEWEST = (12, 1)

ANYWHERE: dict[str, Any] = {
    "title": "Everything",
    "description": "All options of its kind.",
    "transparent": True,
    "links": [DataLink(title="Runbook", url="https://runbooks.example/${job}", target_blank=True)],
    "repeat": "job",
    "repeat_direction": "h",
    "max_per_row": 4,
    "key": "everything",
    "id": 7,
    "width": 10,
    "height": 7,
    "grid": Grid(x=2, y=0, w=12, h=9),
}
ASKING: dict[str, Any] = {
    **ANYWHERE,
    "queries": [
        prometheus.Query(
            expr="rate(http_requests_total[$__rate_interval])",
            legend_format="{{code}}",
            instant=False,
            range=True,
            format="time_series",
            interval="1m",
            exemplar=True,
            hide=True,
        ),
        prometheus.Query(expr="up", ref_id="UP", datasource="metrics"),
    ],
    "datasource": "metrics",
    "interval": "30s",
    "max_data_points": 500,
    "time_from": "1h",
    "time_shift": "1d",
    "hide_time_override": True,
    "transformations": [transform.Merge(), transform.Organize(hide="Time", disabled=True)],
}
STANDARD: dict[str, Any] = {
    "unit": "reqps",
    "decimals": 1,
    "min": 0.0,
    "max": 80.5,
    "display_name": "${__field.labels.code}",
    "no_value": "none",
    "thresholds": above(warning=50, critical=75.5),
    "mappings": [
        ValueMap(value=0, text="idle", color="blue", icon="check"),
        RangeMap(start=1, end=2, text="low"),
        RegexMap(pattern="a.*", text="a"),
        SpecialMap(match="null+nan", text="none"),
    ],
    "data_links": [
        DataLink(title="Host", url="/d/host?var-host=${__field.labels.host}"),
        ExploreLink(title="Logs", query=loki.Query(expr='{job="$job"}')),
    ],
}
FIELDS: dict[str, Any] = {
    **ASKING,
    **STANDARD,
    "color": "continuous-GrYlRd",
    "overrides": [
        Override(matcher=by_name("p99"), **STANDARD, color=Color(fixed_color="red")),
        Override(matcher=by_regexp("/p9.*/"), decimals=2),
        Override(matcher=by_type("number"), decimals=3),
        Override(matcher=by_query("UP"), unit="short"),
    ],
}
LEGEND = Legend(
    display_mode="table",
    placement="right",
    show=False,
    calcs=["mean", "max"],
    sort_by="Mean",
    sort_desc=True,
    width=200,
)
TOOLTIP = Tooltip(mode="multi", sort="desc")
GRAPH: dict[str, Any] = {
    **FIELDS,
    "legend": LEGEND,
    "tooltip": TOOLTIP,
    "line_width": 2,
    "fill_opacity": 30,
    "gradient_mode": "opacity",
    "thresholds_style": "line+area",
    "axis_placement": "right",
    "axis_label": "requests",
    "axis_width": 60,
    "axis_soft_min": 0.0,
    "axis_soft_max": 99.5,
    "axis_grid_show": False,
    "axis_centered_zero": True,
    "scale": "log10",
    "hide_from": ["legend", "tooltip"],
}
VALUE: dict[str, Any] = {
    **FIELDS,
    "reduce_options": ReduceOptions(calcs="max", fields="/.*/", values=True, limit=3),
    "orientation": "vertical",
    "text": TextSize(title_size=12, value_size=40),
}

#: Each kind by the name of its file.
FULL: dict[str, Panel] = {
    "alertlist": AlertList(
        **ASKING,
        view_mode="list",
        group_mode="custom",
        group_by=["team", "severity"],
        max_items=5,
        sort_order="timeDesc",
        dashboard_alerts=True,
        alert_name="api",
        alert_instance_label_filter='{team="api"}',
        state_filter=AlertStates(firing=True, pending=False, no_data=True, normal=True, error=False),
        show_instances=True,
    ),
    "barchart": BarChart(
        **GRAPH,
        x_field="host",
        color_by_field="zone",
        orientation="horizontal",
        stacking="percent",
        show_value="always",
        bar_width=0.5,
        group_width=0.25,
        x_tick_label_rotation=-45,
        x_tick_label_max_length=20,
    ),
    "bargauge": BarGauge(**VALUE, display_mode="lcd", show_unfilled=False, min_viz_width=10, min_viz_height=20),
    "gauge": Gauge(**VALUE, show_threshold_labels=True, show_threshold_markers=False),
    "geomap": GeoMap(
        **FIELDS,
        # The schema takes whole degrees, zooms and opacities only.
        view=MapView(id="coords", lat=50, lon=10, zoom=4, shared=True),
        controls=MapControls(
            show_zoom=False,
            mouse_wheel_zoom=False,
            show_attribution=False,
            show_scale=True,
            show_measure=True,
            show_debug=True,
        ),
        basemap=Basemap(type="carto", name="Ground", config={"theme": "light", "showLabels": False}, opacity=1),
        layers=[
            GeoJSONLayer(src="public/maps/usa-states.geojson", style=MapStyle(color="text", opacity=0.1, line_width=1)),
            HeatmapLayer(
                location=MapLocation(geohash="hash"), weight_field="Value", radius=10, blur=20, filter_data="UP"
            ),
            MarkersLayer(
                name="Users",
                location=MapLocation(lookup="country", gazetteer="public/gazetteer/countries.json"),
                style=MapStyle(
                    size=8,
                    size_field="Value",
                    size_min=4,
                    size_max=30,
                    color="blue",
                    color_field="Value",
                    symbol="x",
                    text_field="country",
                    text_size=14,
                ),
                show_legend=False,
                opacity=1,
                tooltip=False,
            ),
            MarkersLayer(location=MapLocation(latitude="lat", longitude="lon"), style=MapStyle(text="here")),
            RawLayer(type="route", config={"arrow": 1}),
        ],
        tooltip="none",
    ),
    "heatmap": Heatmap(
        **ASKING,
        calculate=True,
        cell_values=CellValues(unit="reqps", decimals=1),
        data_links=DataLink(title="Cell", url="https://cell.example"),
        color_scheme=HeatmapColor(
            mode="opacity", scheme="Blues", fill="blue", scale="linear", exponent=1.0, steps=32, reverse=True
        ),
        y_axis=HeatmapAxis(unit="s", decimals=1, reverse=True, axis_placement="right"),
        rows_layout="le",
        cell_gap=2,
        show_value="never",
    ),
    "logs": Logs(
        **ASKING,
        show_time=False,
        show_labels=True,
        show_common_labels=True,
        wrap_log_message=True,
        prettify_log_message=True,
        enable_log_details=False,
        sort_order="Ascending",
        dedup_strategy="signature",
    ),
    "nodegraph": NodeGraph(
        **ASKING,
        nodes=NodeOptions(
            main_stat_unit="ms",
            secondary_stat_unit="reqps",
            arcs=[ArcOption(field="arc__success", color="green"), ArcOption(field="arc__failed", color="red")],
        ),
        edges=EdgeOptions(main_stat_unit="ms", secondary_stat_unit="reqps"),
    ),
    "piechart": PieChart(
        **VALUE,
        pie_type="donut",
        display_labels=["name", "percent"],
        legend=PieLegend(
            display_mode="table",
            placement="right",
            show=False,
            calcs="mean",
            sort_by="Value",
            sort_desc=True,
            width=200,
            values=["value", "percent"],
        ),
        tooltip=TOOLTIP,
    ),
    "raw": RawPanel(
        **FIELDS,
        plugin_id="acme-sankey-panel",
        options={"depth": 3.0, "links": [{"from": "a", "to": None}]},
        custom={"opacity": 0.5},
    ),
    "stat": Stat(
        **VALUE, graph_mode="none", color_mode="background", justify_mode="center", text_mode="value_and_name"
    ),
    "state-timeline": StateTimeline(
        **FIELDS,
        legend=LEGEND,
        tooltip=TOOLTIP,
        show_value="always",
        row_height=0.5,
        merge_values=False,
        align_value="center",
        line_width=1,
        fill_opacity=80,
        span_nulls=60_000,
    ),
    "table": Table(
        **{
            **FIELDS,
            "overrides": [
                Override(
                    matcher=by_name("share"),
                    align="right",
                    width=120,
                    cell_options=CellOptions(type="gauge", mode="lcd"),
                    properties={"custom.filterable": True},
                )
            ],
        },
        show_header=False,
        sort_by=TableSort(display_name="share", desc=True),
        cell_height="lg",
        align="left",
        column_width=100,
        min_width=50,
        filterable=True,
        inspect=True,
        # The schema tells gauges from other cells only by their mode: it takes no other kind for exactly one.
        cell_options=CellOptions(type="gauge", mode="lcd"),
    ),
    "text": Text(**ANYWHERE, content="# Größe\n`<b>`", mode="html"),
    "timeseries": TimeSeries(
        **{
            **GRAPH,
            "overrides": [
                Override(
                    matcher=by_name("p50"),
                    draw_style="bars",
                    line_width=0,
                    line_style="dot",
                    fill_opacity=100,
                    fill_below_to="p99",
                    stacking="none",
                    transform="constant",
                    axis_placement="hidden",
                    axis_label="",
                    hide_from="viz",
                    properties={"custom.barAlignment": 1},
                )
            ],
        },
        draw_style="points",
        line_interpolation="stepAfter",
        line_style="dash",
        fill_below_to="p50",
        show_points="always",
        point_size=10,
        bar_alignment=-1,
        stacking="normal",
        transform="negative-Y",
        span_nulls=True,
    ),
    "traces": Traces(**ASKING),
}

LABELS = prometheus.LabelValues(label="job", metric="up")
BOARD = Dashboard(
    uid="everything",
    title="Everything",
    description="All options of a dashboard.",
    tags=["all", "golden"],
    time_from="now-24h",
    time_to="now-1m",
    auto_refresh="1m",
    timezone="utc",
    week_start="monday",
    fiscal_year_start_month=3,
    cursor_sync="Tooltip",
    editable=False,
    live_now=True,
    links=[
        DashboardLink(title="Docs", url="https://docs.example", icon="doc", tooltip="Read", target_blank=True),
        DashboardLink(title="All", tags="all", as_dropdown=True, include_vars=True, keep_time=True),
    ],
    variables=[
        DatasourceVariable(name="ds", plugin="prometheus", regex="/prod/", multi=False, include_all=False),
        QueryVariable(
            name="job",
            label="Job",
            description="Which job",
            query=LABELS,
            regex="/a.*/",
            sort="naturalAsc",
            refresh="onTimeRangeChanged",
            multi=True,
            include_all=True,
            all_value=".*",
            hide="label",
            skip_url_sync=True,
        ),
        CustomVariable(name="size", values={"small": "s", "large": "l"}, default="l", multi=True, include_all=True),
        IntervalVariable(name="step", values=["1m", "5m"], default="5m", auto=True, auto_count=10, auto_min="30s"),
        TextBoxVariable(name="search", default="error"),
        ConstantVariable(name="team", value="api"),
        AdhocVariable(name="filters", datasource="metrics"),
    ],
    annotations=[
        Annotation(name="Deployments", tags=["deploy"], match_any=True, limit=10, icon_color="blue", hide=True),
        Annotation(name="Restarts", query=prometheus.Query(expr="changes(up[5m]) > 0"), enable=False),
    ],
    panels=Text(title="About", content=""),
    rows=[
        Row(title="Open", panels=[Stat(title="A"), Stat(title="B")], columns=2, height=4),
        Row(title="Closed", panels=Stat(title="A"), collapsed=True, repeat="job", key="closed"),
    ],
)

#: A file each: the board with everything of its own, and a board with one panel for each kind.
BOARDS: dict[str, Dashboard] = {
    "dashboard": BOARD,
    **{f"panels/{name}": Dashboard(uid=name, title=name, panels=panel) for name, panel in FULL.items()},
}


@pytest.mark.parametrize("name", BOARDS)
def test_the_document_is_the_golden_one(write: Callable[..., Any], name: str) -> None:
    """What is written changes only when somebody means it to."""
    path = GOLDEN / f"{name}.json"
    written = write(BOARDS[name], grafana=NEWEST)
    if os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(written, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    assert written == json.loads(path.read_text(encoding="utf-8")), f"{UPDATE}=1 pytest {Path(__file__).name}"


def test_every_kind_has_a_golden_file() -> None:
    """A kind that is added is added here too, and a file without a kind is removed."""
    public = [getattr(grafmint, name) for name in grafmint.__all__]
    panels = {cls for cls in public if isinstance(cls, type) and issubclass(cls, Panel)}
    kinds = panels - {Panel, QueryPanel, FieldPanel}
    assert {type(panel) for panel in FULL.values()} == kinds
    assert {f"panels/{path.stem}" for path in (GOLDEN / "panels").iterdir()} == set(BOARDS) - {"dashboard"}


@pytest.mark.parametrize("panel", FULL.values(), ids=FULL)
def test_the_golden_panel_has_every_option(panel: Panel) -> None:
    """An option that is added to a kind is added to its file, but for what Grafana 9 does not know.

    Alerts are no part of the document: they become rules of their own. So is the key that a panel had before.
    """
    fields: Any = attrs.fields(type(panel))
    left_out = {field.name for field in fields if getattr(panel, field.name) in (UNSET, (), field.default)}
    assert left_out - {"alerts", "renamed_from"} == ({"insert_nulls"} if panel.plugin == "timeseries" else set())


def test_the_golden_board_has_every_option() -> None:
    """But for the folder, which is no part of the document, and the panels, which have files of their own."""
    fields: Any = attrs.fields(Dashboard)
    left_out = {field.name for field in fields if getattr(BOARD, field.name) in (UNSET, (), field.default)}
    assert left_out == {"folder", "renamed_from"}


@pytest.mark.skipif(not (SHARED / "schemas").is_dir(), reason="Grafana's schemas are not beside this repository")
@pytest.mark.parametrize("grafana", [(9, 0), NEWEST], ids=str)
def test_grafanas_own_schema_knows_every_property(
    write: Callable[..., Any], tmp_path: Path, grafana: tuple[int, int]
) -> None:
    """No wrong value and no unknown property in any of the documents, for the oldest version and the newest."""
    for name, board in BOARDS.items():
        path = tmp_path / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(write(board, grafana=grafana)), encoding="utf-8")
    tool = SHARED / "tools" / "validate_schema.py"
    command = [sys.executable, str(tool), "--min", "unknown", str(tmp_path)]
    result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(BOARDS)} dashboards" in result.stdout
    assert "hard 0, unknown 0" in result.stdout
