"""Changes as people read them."""

from typing import Any

import orjson
import pytest

from grafmint.bundle import Kind
from grafmint.plan.semantic import difference, in_words, normal


def _lines(before: Any, after: Any, kind: Kind = "dashboard", folders: tuple[Any, Any] = ("f", "f")) -> list[str]:
    trees = [normal(kind, orjson.dumps(each), folder) for each, folder in zip((before, after), folders, strict=True)]
    return list(in_words(difference(*trees), *trees))


def _panel(title: str = "Load", /, id: int = 1, type: str = "timeseries", **fields: Any) -> dict[str, Any]:  # noqa: A002
    return {"id": id, "title": title, "type": type, **fields}


def _field(**defaults: Any) -> dict[str, Any]:
    return {"panels": [_panel(fieldConfig={"defaults": defaults, "overrides": []})]}


def _custom(**custom: Any) -> dict[str, Any]:
    return _field(custom=custom)


def _steps(*steps: tuple[str, float | None]) -> dict[str, Any]:
    return _field(
        thresholds={"mode": "absolute", "steps": [{"color": color, "value": value} for color, value in steps]}
    )


def _old(critical: float, **more: Any) -> dict[str, Any]:
    """Steps as old pages wrote them."""
    made = [{"color": color, "value": value} for color, value in (("green", "null"), ("red", critical))]
    return _field(thresholds={"mode": "absolute", "steps": [{**step, "op": "gt", **more} for step in made]})


def _options(**options: Any) -> dict[str, Any]:
    return {"panels": [_panel(options=options)]}


def _query(**fields: Any) -> dict[str, Any]:
    return {"panels": [_panel(targets=[{"refId": "A", "expr": "up", **fields}, {"refId": "B"}])]}


def _override(matcher: tuple[str, Any], *properties: tuple[str, Any]) -> dict[str, Any]:
    written = {
        "matcher": {"id": matcher[0], "options": matcher[1]},
        "properties": [{"id": id_, "value": value} for id_, value in properties],
    }
    return {"panels": [_panel(fieldConfig={"defaults": {}, "overrides": [written]})]}


def _variable(name: str = "job", /, type: str = "query", **fields: Any) -> dict[str, Any]:  # noqa: A002
    return {"templating": {"list": [{"name": name, "type": type, **fields}]}}


def _at(x: int, y: int, w: int = 12, h: int = 8) -> Any:
    return {"gridPos": {"x": x, "y": y, "w": w, "h": h}}


GREEN = ("green", None)
BOARD = [
    ({"title": "Host"}, {"title": "Hosts"}, 'title  "Host" → "Hosts"'),
    ({"tags": ["dev", "x"]}, {"tags": ["x", "prod"]}, "tags  + prod, - dev"),
    ({"tags": "dev"}, {"tags": ["dev"]}, 'tags  "dev" → ["dev"]'),
    ({"refresh": "30s"}, {"refresh": "1m"}, "refresh  30s → 1m"),
    ({"refresh": "30s"}, {"refresh": False}, "refresh  30s → off"),
    ({}, {"time": {"from": "now-1h", "to": "now"}}, "time range  now-6h…now → now-1h…now"),
    ({"time": {"from": "a", "to": "b"}}, {"time": {"from": "c", "to": "d"}}, "time range  a…b → c…d"),
    ({"description": "About"}, {}, 'description  "About" → ""'),
    ({"graphTooltip": 1}, {}, "shared tooltip  shared crosshair → default"),
    ({"timezone": "utc"}, {}, "time zone  utc → default"),
    ({"editable": False}, {"editable": True}, "editable  no → yes"),
    ({"timepicker": {"nowDelay": "1m"}}, {}, 'now delay  1m → ""'),
    ({"other": {"a": 1}}, {"other": [1, {"b": 2.0}]}, 'other  {"a":1} → [1,{"b":2}]'),
    ({"links": [{"title": "Docs"}]}, {}, 'link "Docs" removed'),
    ({"links": [{"title": "Docs", "url": "/a"}]}, {"links": [{"title": "Docs"}]}, 'link "Docs"  url  /a → none'),
    (
        {"links": [{"title": "a"}, {"title": "b"}]},
        {"links": [{"title": "b"}, {"title": "a"}]},
        "order of links  a, b → b, a",
    ),
]


@pytest.mark.parametrize(("before", "after", "line"), BOARD)
def test_what_the_board_has_is_told(before: Any, after: Any, line: str) -> None:
    """A value of the dashboard's own is told by the page's name for it."""
    assert _lines(before, after) == [line]


PANELS = [
    (_custom(fillOpacity=20), _custom(), "fill opacity  20 → 0"),
    (_custom(fillOpacity=20.0), _custom(fillOpacity=0.5), "fill opacity  20 → 0.5"),
    (_custom(stacking={"mode": "normal"}), _custom(), "stacking  normal → none"),
    (_custom(spanNulls=True), _custom(), "connect null values  on → off"),
    (_custom(lineWidth=2), _custom(), "line width  2 → 1"),
    (_custom(inventedByAPlugin=2), _custom(), "invented by a plugin  2 → none"),
    (_field(unit="s"), _field(unit="ms"), "unit  s → ms"),
    (_field(unit="s"), _field(), 'unit  s → ""'),
    (_field(decimals=1), _field(decimals=None), "decimals  1 → none"),
    (_field(displayName="a"), _field(displayName="b"), 'display name  "a" → "b"'),
    (_field(color={"mode": "shades"}), _field(), "color scheme  shades → palette-classic"),
    (_options(legend={"showLegend": False}), _options(), "legend  off → on"),
    (_options(legend={"calcs": ["mean", "max"]}), _options(legend=True), "legend values  mean, max → []"),
    (_options(tooltip={"mode": "multi"}), _options(), "tooltip  multi → single"),
    (_query(), _query(expr="up[5m]"), "query A  expression  up → up[5m]"),
    (_query(), _query(hide=True), "query A  hidden  off → on"),
    (_query(instant=True), _query(), "query A  instant  on → off"),
    (_query(), {"panels": [_panel(targets=[{"refId": "A", "expr": "up"}])]}, "query B removed"),
    (
        _panel(targets=[{"refId": "A"}, {"refId": "B"}, {"refId": "C"}]),
        _panel(targets=[{"refId": "C"}, {"refId": "A"}, {"refId": "B"}]),
        "order of queries  A, B, C → C, A, B",
    ),
    (_override(("byName", "a"), ("unit", "s")), _field(), 'override for field "a" removed'),
    (
        _override(("byRegexp", "/a/"), ("custom.axisLabel", "s")),
        _override(("byRegexp", "/a/"), ("custom.axisLabel", "")),
        'override for fields matching /a/  axis label  "s" → ""',
    ),
    (
        _override(("byNames", ["a"]), ("unit", "s")),
        _override(("byNames", ["a"])),
        'override for {"id":"byNames","options":["a"]}  unit  s → none',
    ),
    (_panel(datasource="p"), _panel(datasource={"uid": "q", "type": "loki"}), "data source  p → q"),
    (_panel(repeat="job"), _panel(), 'repeat by variable  job → ""'),
    (_panel(links=[{"title": "L"}]), _panel(), 'link "L" removed'),
    (_panel(), _panel(type="stat"), "visualization  timeseries → stat"),
    (_panel(transformations=[{"id": "merge"}]), _panel(), 'transformations  [{"id":"merge"}] → []'),
]


@pytest.mark.parametrize(("before", "after", "line"), PANELS)
def test_what_a_panel_has_is_told(before: Any, after: Any, line: str) -> None:
    """A value of a panel, of its queries and overrides comes behind the panel's title."""
    old, new = (each if "panels" in each else {"panels": [each]} for each in (before, after))
    lines = _lines(old, new)
    assert lines[-1] == f'panel "Load"  {line}'
    # Another visualization has another default of nearly everything.
    assert len(lines) == 1 or "visualization" in line


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            _steps(GREEN, ("orange", 0.01), ("red", 0.05)),
            _steps(GREEN, ("orange", 0.002), ("red", 0.01)),
            "warning 0.01 → 0.002, critical 0.05 → 0.01",
        ),
        (_steps(GREEN, ("red", 5)), _field(), "critical 5 → 80"),
        (_field(), _steps(GREEN, ("orange", 5)), "warning none → 5, critical 80 → none"),
        (
            _steps(("red", None), ("orange", 10), ("green", 20)),
            _steps(("red", None), ("orange", 5), ("green", 20)),
            "critical 10 → 5",
        ),
        (
            _steps(("red", None), ("green", 20)),
            _steps(("orange", None), ("green", 20)),
            "warning none → 20, critical 20 → none",
        ),
        (_steps(GREEN, ("blue", 80)), _steps(GREEN, ("blue", 90)), "blue 80 → 90"),
        (_steps(GREEN, ("red", 5)), _steps(("red", None), ("green", 5)), "green, red 5 → red, green 5"),
        (_steps(GREEN, ("red", 5), ("red", 6)), _steps(GREEN, ("red", 5)), "green, red 5, red 6 → green, red 5"),
        (_field(thresholds={"steps": [1]}), _field(thresholds={"steps": "x"}), "[1] → x"),
        (_old(80), _old(90), "critical 80 → 90"),
        (_old(80), _steps(GREEN, ("red", 90)), "critical 80 → 90"),
        (
            _old(80),
            _old(80, line=False),
            (
                '[{"color":"green","op":"gt","value":"null"},{"color":"red","op":"gt","value":80}] → [{"color":"green",'
                '"line":false,"op":"gt","value":"null"},{"color":"red","line":false,"op":"gt","value":80}]'
            ),
        ),
        (_field(thresholds={"steps": []}), _steps(GREEN), "[] → green"),
    ],
)
def test_thresholds_are_told_by_level(before: Any, after: Any, line: str) -> None:
    """Warning and critical where the steps are theirs, colours where they are not, JSON where they are no steps."""
    assert _lines(before, after) == [f'panel "Load"  thresholds  {line}']


def test_places_are_told_by_axis() -> None:
    """A panel that moved and one that grew."""
    before = {"panels": [_panel("CPU", **_at(0, 8)), _panel("RAM", 2, **_at(12, 8))]}
    after = {"panels": [_panel("CPU", **_at(12, 8)), _panel("RAM", 2, **_at(0, 9, 6, 8))]}
    assert _lines(before, after) == [
        'panel "CPU" moved  x 0, y 8 → x 12, y 8',
        'panel "RAM" moved  x 12, y 8 → x 0, y 9',
        'panel "RAM" resized  w 12, h 8 → w 6, h 8',
    ]
    assert _lines({"panels": [_panel(gridPos=1)]}, {"panels": [_panel(**_at(0, 0))]}) == [
        'panel "Load"  place  1 → {"h":8,"w":12,"x":0,"y":0}'
    ]
    static = _panel(gridPos=_at(0, 0)["gridPos"] | {"static": True})
    assert _lines({"panels": [_panel(**_at(0, 0))]}, {"panels": [static]}) == ['panel "Load"  place static  none → on']


def test_panels_that_move_together_are_one_line() -> None:
    """Something new above them is one thing that happened, not as many as there are panels."""
    before = {"panels": [_panel(f"P{n}", n, **_at(0, 8 * n)) for n in range(1, 8)]}
    after = {"panels": [_panel("New", 9, **_at(0, 0)), *(_panel(f"P{n}", n, **_at(0, 8 * n + 8)) for n in range(1, 8))]}
    assert _lines(before, after) == ['panel "New" added', "7 panels moved down by 8"]
    assert _lines(after, before) == ['panel "New" removed', "7 panels moved up by 8"]


def test_panels_are_named_so_that_they_are_found() -> None:
    """By title; by row or id where titles are equal; by id and type where there is none."""
    row = {"id": 5, "type": "row", "title": "Requests", "collapsed": True, "gridPos": {"y": 50}}
    before = {
        "panels": [
            *(_panel("Twin", n, gridPos={"y": n}) for n in (1, 2)),
            _panel("", 3, "stat", **_at(0, 3)),
            {"id": 4, "title": 1},
            row | {"panels": [_panel("Twin", 6)]},
        ]
    }
    after = orjson.loads(orjson.dumps(before).replace(b'"timeseries"', b'"trend"').replace(b'"stat"', b'"gauge"'))
    after["panels"][3]["type"] = "text"
    after["panels"][4] |= {"title": "Calls", "collapsed": False}
    assert sorted(_lines(before, after)) == [
        'panel "Twin" (1)  visualization  timeseries → trend',
        'panel "Twin" (2)  visualization  timeseries → trend',
        'panel "Twin" in row "Requests"  visualization  timeseries → trend',
        "panel 3 (stat)  visualization  stat → gauge",
        "panel 4  visualization  none → text",
        'row "Requests"  collapsed  on → off',
        'row "Requests" renamed to "Calls"',
    ]


def test_parts_come_and_go() -> None:
    """What is new, gone or renamed is one line, whatever it holds."""
    before = {"panels": [_panel("Old", 1), _panel("A", 2)], **_variable("x", query="q")}
    after = {"panels": [_panel("B", 2), _panel("New", 3, "stat", options={"a": 1})], **_variable("y", query="q")}
    assert _lines(before, after) == [
        'variable "y" added',
        'variable "x" removed',
        'panel "A" renamed to "B"',
        'panel "New" added',
        'panel "Old" removed',
    ]


def test_a_first_title_is_no_other_name() -> None:
    """A panel that had none, or loses its own, is not renamed."""
    assert _lines({"panels": [_panel("")]}, {"panels": [_panel("A")]}) == ['panel 1 (timeseries)  title  "" → "A"']
    assert _lines({"panels": [_panel("A")]}, {"panels": [_panel("")]}) == ['panel "A"  title  "A" → ""']


def test_rows_take_panels_in() -> None:
    """Folding a row is told of the row; a panel that is in another row says so."""
    row = {"id": 1, "type": "row", "title": "R", "gridPos": {"y": 0}}
    opened = {"panels": [row | {"collapsed": False}, _panel("P", 2, **_at(0, 1))]}
    folded = {"panels": [row | {"collapsed": True, "panels": [_panel("P", 2, **_at(0, 1))]}]}
    outside = {"panels": [_panel("P", 2, **_at(0, 0)), row | {"gridPos": {"y": 8}}]}
    assert _lines(opened, folded) == ['row "R"  collapsed  off → on']
    assert 'panel "P"  row  R → none' in _lines(opened, outside)


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (_variable(), _variable(multi=True), ["multi-value  off → on"]),
        (_variable(query="a"), _variable(query={"query": "b", "refId": "x"}), ["query  a → b"]),
        (_variable(), _variable(hide=2), ["show on dashboard  label and value → nothing"]),
        (
            _variable(),
            _variable(refresh=2, sort=1),
            ["refresh  on dashboard load → on time range change", "sort  disabled → alphabetical (asc)"],
        ),
        (_variable(), _variable(current={"value": ["a"], "text": "A"}), ["selected value  none → a"]),
        (_variable(current={"value": "$__all"}), _variable(), ["selected value  All → none"]),
    ],
)
def test_variables_are_told_as_the_page_shows_them(before: Any, after: Any, lines: list[str]) -> None:
    """Their settings have the page's names, their numbers the page's words."""
    assert _lines(before, after) == [f'variable "job"  {line}' for line in lines]


def test_the_order_of_variables_matters() -> None:
    """It is the order in which people choose; annotations are told likewise."""
    before = {"templating": {"list": [{"name": "a"}, {"name": "b"}]}}
    after = {"templating": {"list": [{"name": "b"}, {"name": "a"}]}}
    assert _lines(before, after) == ["order of variables  a, b → b, a"]
    deploys = {"annotations": {"list": [{"name": "Deployments", "enable": False}]}}
    assert _lines({}, deploys) == ['annotation "Deployments" added']
    assert _lines(deploys, {"annotations": {"list": [{"name": "Deployments"}]}}) == [
        'annotation "Deployments"  enabled  off → on'
    ]


def test_folders_have_a_top() -> None:
    """A dashboard's folder, a folder's parent and who may do what in it."""
    assert _lines({}, {}, folders=("hosts", None)) == ["folder  hosts → top level"]
    viewer, team = ({"role": "Viewer", "permission": "View"}, {"team": "payments", "permission": "Edit"})
    before = {"title": "A", "parent": "infra", "permissions": [viewer]}
    after = {"title": "B", "permissions": [team]}
    assert _lines(before, after, "folder") == [
        'title  "A" → "B"',
        "parent  infra → top level",
        "permission team payments  none → Edit",
        "permission Viewer  View → none",
    ]


def test_datasources_are_told_without_their_secrets() -> None:
    """Values by name; of a secret whether it is there, or that it differs."""
    before = {"url": "http://a", "jsonData": {"timeInterval": "15s"}, "secrets": {}, "isDefault": False}
    after = {
        "url": "http://b",
        "jsonData": {"timeInterval": "30s"},
        "secrets": {"basicAuthPassword": True},
        "isDefault": True,
        "basicAuthUser": "u",
    }
    assert _lines(before, after, "datasource") == [
        "basic auth user  none → u",
        "default  no → yes",
        "json data timeInterval  15s → 30s",
        "secret basicAuthPassword  missing → set",
        "url  http://a → http://b",
    ]
    assert _lines({}, {"isDefault": True}, "datasource") == ["default  no → yes"]


SECRETS = [
    ({"secureJsonData": {"token": "hunter2"}}, {"secureJsonData": {"token": "$T"}}, "secret token  differs"),
    ({"secureJsonData": {"token": "hunter2"}}, {}, "secret token  set → missing"),
    ({"secureJsonData": "hunter2"}, {"secureJsonData": "$T"}, "secure json data  differs"),
    ({"password": "hunter2"}, {"password": ["hunter2"]}, "password  differs"),
    ({"a": {"basicAuthPassword": "hunter2"}}, {}, "a basic auth password  differs"),
    (
        {"a": [{"password": "hunter2"}]},
        {"a": [{"password": "hunter3", "b": 1}]},
        'a  [{"password":"…"}] → [{"b":1,"password":"…"}]',
    ),
]


@pytest.mark.parametrize("kind", ["datasource", "dashboard", "folder"])
@pytest.mark.parametrize(("before", "after", "line"), SECRETS)
def test_secrets_are_never_shown(before: Any, after: Any, line: str, kind: Kind) -> None:
    """Neither in words nor in the values of changes, wherever somebody put them."""
    assert _lines(before, after, kind) == [line]
    trees = [normal(kind, orjson.dumps(each)) for each in (before, after)]
    assert "[" in line or "hunter" not in repr((trees, difference(*trees)))
