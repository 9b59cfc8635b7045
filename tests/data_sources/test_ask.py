"""What a panel asks."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.data import ask_of
from grafmint.data.ask import panels_of
from tests.data_sources.boards import DAY, HOUR, KNOWN, METRICS, NOW, Json, ask, asked, board, expr, panel


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        ({"from": "now-6h", "to": "now"}, NOW - 6 * HOUR, NOW),
        ({"from": "now/d", "to": "now/d"}, NOW - 12 * HOUR, NOW + 12 * HOUR - 1),
        ({"from": "now-1d/d", "to": "now-1d/d"}, NOW - 36 * HOUR, NOW - 12 * HOUR - 1),
        ({"from": "now/w", "to": "now"}, NOW - 12 * HOUR - 2 * DAY, NOW),
        ({"from": "now-1M/M", "to": "now/M"}, 1711929600000, 1717199999999),
        ({"from": "2024-05-01T00:00:00Z", "to": "2024-05-02T00:00:00.000Z"}, 1714521600000, 1714608000000),
        ({"from": "1714521600000", "to": 1714608000000}, 1714521600000, 1714608000000),
        ({"from": "yesterday"}, NOW - 6 * HOUR, NOW),
        ({}, NOW - 6 * HOUR, NOW),
    ],
)
def test_the_range_is_the_dashboards(time: Json, start: int, end: int) -> None:
    """Relative, rounded and absolute times are what the page makes of them; what is no time is the last six hours."""
    found = ask(expr("up"), of=board(time=time))
    assert (found.start, found.end) == (start, end)


def test_days_begin_where_the_dashboard_is() -> None:
    """A rounded time follows the dashboard's time zone and first day of the week."""
    found = ask(expr("up"), of=board(time={"from": "now/d", "to": "now"}, timezone="Europe/Berlin"))
    assert found.start == NOW - 14 * HOUR
    monday = ask(expr("up"), of=board(time={"from": "now/w", "to": "now"}, weekStart="monday"))
    assert monday.start == NOW - 12 * HOUR - DAY


@pytest.mark.parametrize(
    ("own", "start", "end"),
    [
        ({"timeFrom": "2h"}, NOW - 2 * HOUR, NOW),
        ({"timeShift": "1d"}, NOW - DAY - 6 * HOUR, NOW - DAY),
        ({"timeFrom": "2h", "timeShift": "1h"}, NOW - 3 * HOUR, NOW - HOUR),
        ({"timeFrom": "nonsense"}, NOW - 6 * HOUR, NOW),
    ],
)
def test_a_panel_has_a_range_of_its_own(own: Json, start: int, end: int) -> None:
    """Its time and its shift override the dashboard's."""
    found = ask(expr("up"), **own)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("keys", "width", "interval"),
    [
        ({}, 600, 30_000),
        ({}, 6000, 15_000),
        ({"interval": "5m"}, 600, 300_000),
        ({"maxDataPoints": 100}, 600, 300_000),
        ({"datasource": {"type": "loki", "uid": "logs"}}, 6000, 5000),
    ],
)
def test_the_interval_is_the_pages(keys: Json, width: int, interval: int) -> None:
    """The range by the points, rounded, and no less than the panel or the datasource wants."""
    assert ask(expr("up"), width=width, **keys).interval_ms == interval


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("rate(x[$__rate_interval])", "rate(x[1m])"),
        ("rate(x[$__interval])", "rate(x[30s])"),
        ("x * $__interval_ms", "x * 30000"),
        ("rate(x[$__range]) / $__range_s - $__range_ms", "rate(x[21600s]) / 21600 - 21600000"),
        ("x @ ${__from:date:seconds}", f"x @ {(NOW - 6 * HOUR) // 1000}"),
        ("x > $__to", f"x > {NOW}"),
    ],
)
def test_grafana_fills_its_own_variables(text: str, filled: str) -> None:
    """Steps, ranges and times stand in the query as the page would write them."""
    assert asked(text) == filled


def test_a_query_has_a_step_of_its_own() -> None:
    """Its least step and its factor change what its variables stand for, and the rate covers four scrapes."""
    query = expr("rate(x[$__rate_interval]) + $__interval_ms", interval="2m", intervalFactor=2)
    assert ask(query).targets[0].query["expr"] == "rate(x[8m]) + 120000"


def test_hidden_queries_are_asked_only_for_expressions() -> None:
    """Without an expression a hidden query is nobody's; with one it is among the inputs."""
    hidden = expr("up", hide=True)
    assert ask(hidden, expr("down")).inputs == ()
    computed = ask(hidden, {"datasource": {"type": "__expr__", "uid": "__expr__"}, "expression": "A"})
    assert [target.ref_id for target in computed.targets] == ["B"]
    assert [target.ref_id for target in computed.inputs] == ["A"]


def test_a_panel_shows_the_data_of_another_one() -> None:
    """Its queries are those of the panel that it names, also in a closed row; it keeps its own name."""
    shows = panel({"panelId": 7}, datasource={"type": "datasource", "uid": "-- Dashboard --"}, title="Again")
    row = {"id": 3, "type": "row", "panels": [panel(expr("up"), id=7)]}
    found = ask_of(board(panels=[row, shows]), shows, now=NOW, width=600, datasources=KNOWN)
    assert (found.title, found.panel_id, found.targets[0].query["expr"]) == ("Again", 1, "up")
    lost = ask_of(board(panels=[shows]), shows, now=NOW, width=600)
    assert lost.targets == ()
    assert lost.problem == "panel 7, whose data this one shows, is not on the board"


def test_each_query_has_its_datasource() -> None:
    """Its own, else its panel's, else the only one; mixed panels have none of their own; a variable is resolved."""
    source = {"name": "ds", "type": "datasource", "query": "loki", "current": {"value": "logs"}}
    mixed = panel(
        expr("a", datasource=METRICS),
        expr("b", datasource={"type": "loki", "uid": "${ds}"}),
        expr("c", datasource="$ds"),
        datasource={"type": "datasource", "uid": "-- Mixed --"},
    )
    found = ask_of(board(source), mixed, now=NOW, width=600, datasources=KNOWN)
    wanted = [("prometheus", "metrics"), ("loki", "logs"), ("loki", "logs")]
    assert [(target.kind, target.uid) for target in found.targets] == wanted
    bare = panel(expr("a"), datasource=None)
    (only,) = ask_of(board(), bare, now=NOW, width=600, datasources={"logs": "loki"}).targets
    assert (only.kind, only.uid) == ("loki", "logs")
    (told,) = ask_of(board(), bare, now=NOW, width=600).targets
    assert (told.kind, told.uid) == ("prometheus", None)


def test_titles_and_values_are_for_people() -> None:
    """A title has the texts of the variables, and the ask has them for others."""
    job = {"name": "job", "type": "custom", "multi": True, "current": {"text": ["A", "B"], "value": ["a", "b"]}}
    found = ask(expr("up"), of=board(job), title="Load of $job")
    assert found.title == "Load of A + B"
    assert found.variables == {"job": "A + B"}


def test_odd_documents_are_asked_as_far_as_they_go() -> None:
    """Documents that no page wrote bring no error."""
    odd: list[Json] = [
        {"targets": "none"},
        {"targets": [None, 3, {}], "datasource": 5, "interval": "soon", "maxDataPoints": "many"},
        {"id": "x", "title": None, "datasource": {"uid": "-- Dashboard --"}, "targets": [{"panelId": "y"}]},
        {"scopedVars": {"a": 1, "b": {"value": [1]}}, "repeat": "b", "fieldConfig": []},
    ]
    for each in odd:
        for around in ({}, {"templating": [], "time": 5, "panels": 3}, {"templating": {"list": [{}, {"current": 1}]}}):
            assert ask_of(around, each, now=NOW, width=0).end > 0


#: What may stand in JSON, with numbers and texts that mean something somewhere in a dashboard.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
    | st.sampled_from(["$job", "$__all", "now/d", "9" * 400, "9" * 5000, "1d/d", 10**400]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["name", "type", "value", "uid"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def rich() -> Json:
    """A dashboard of all that an ask is made from."""
    variables: list[Json] = [
        {"name": "job", "type": "custom", "query": "a,b : c", "multi": True, "includeAll": True, "allValue": "",
         "current": {"value": ["$__all"], "text": "All"}, "options": [{"value": "a", "text": "A"}]},
        {"name": "step", "type": "interval", "query": "1m,2m", "auto_count": 30, "auto_min": "10s",
         "current": {"value": "$__auto_interval_step", "text": "auto"}},
        {"name": "ds", "type": "datasource", "query": "prometheus"},
        {"name": "text", "type": "textbox", "query": "x"},
        {"name": "by", "type": "adhoc", "filters": [{"key": "job"}]},
    ]  # fmt: skip
    query = expr('up{job="$job"}', interval="$step", intervalFactor=2, hide=False, datasource={"uid": "$ds"})
    scoped = {"job": {"value": "a", "text": "A"}, "step": {"value": "1m"}}
    shown = panel(query, repeat="job", scopedVars=scoped, timeFrom="1d/d", timeShift="1h", interval="10s",
                  maxDataPoints=100, gridPos={"x": 0, "y": 0})  # fmt: skip
    again = panel({"panelId": 1}, id=2, datasource={"type": "datasource", "uid": "-- Dashboard --"})
    row = {"id": 3, "type": "row", "panels": [shown, again]}
    return board(*variables, panels=[row], timezone="utc", weekStart="monday", fiscalYearStartMonth=1)


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    """A dashboard some of whose parts are missing or something else."""
    # Its datasource is that of all tests, which must not change with it.
    found = deepcopy(rich())
    for _ in range(draw(st.integers(1, 4))):
        node: Any = found
        while keys := list(node) if isinstance(node, dict) else list(range(len(node))):
            key = draw(st.sampled_from(keys))
            if isinstance(node[key], dict | list) and draw(st.integers(0, 5)):
                node = node[key]
                continue
            # What is drawn may be drawn again, and must then be what it was.
            node[key] = deepcopy(draw(JSON))
            break
    return found


@settings(deadline=None, max_examples=400)
@given(mutated())
def test_whatever_a_dashboard_holds_it_is_asked(odd: Json) -> None:
    """Parts of any shape bring no error, for no panel of it."""
    for each in panels_of(odd):
        assert isinstance(ask_of(odd, each, now=NOW, width=600, datasources=KNOWN).end, int)
    assert isinstance(ask_of(odd, panel(expr('up{job="$job"}[$step]')), now=NOW, width=600).end, int)


@pytest.mark.parametrize("name", [[], {}, 5])
@pytest.mark.parametrize("kind", [[], {"a": 1}, None])
def test_variables_of_no_known_kind_have_no_value(name: object, kind: object) -> None:
    """They are left as they stand."""
    found = ask_of(board(5, {"name": name, "type": kind}), panel(expr("up")), now=NOW, width=600)  # type: ignore[arg-type]
    assert found.targets[0].query["expr"] == "up"


@pytest.mark.parametrize("moment", [5e300, float("inf"), "9" * 400, "9" * 5000, {}, []])
def test_a_time_that_no_clock_reaches_is_none(moment: object) -> None:
    """The page's own range stands in its place."""
    found = ask(expr("up"), of=board(time={"from": moment, "to": "now"}))
    assert found.start == NOW - 6 * HOUR
