"""A wrong value is refused where it is written, by name, with the way out."""

import math
from collections.abc import Callable
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import (
    AlertList,
    BarChart,
    BasicAuth,
    CustomVariable,
    Dashboard,
    ExploreLink,
    Folder,
    Gauge,
    Grid,
    HeatmapColor,
    Legend,
    PieChart,
    QueryVariable,
    RangeMap,
    RawPanel,
    Row,
    Secret,
    Stat,
    Table,
    Text,
    Threshold,
    Thresholds,
    TimeSeries,
    ValueMap,
    above,
    prometheus,
)
from grafmint.errors import GrafmintError, ModelError

Refuse = Callable[..., ModelError]

ROW = "write Row(title=…)"
QUERY = prometheus.Query(expr="up")


@pytest.mark.parametrize(
    ("call", "options", "message", "hint"),
    [
        # Names.
        (Stat, {"titel": "CPU"}, "Stat has no option 'titel'", "did you mean 'title'?"),
        (TimeSeries, {"title": "CPU", "fillopacity": 1}, "has no option 'fillopacity'", "did you mean 'fill_opacity'?"),
        (Dashboard, {"uid": "a", "title": "A", "panel": ()}, "has no option 'panel'", "did you mean 'panels'?"),
        (Stat, {"title": "CPU", "legend": Legend()}, "Stat has no option 'legend'", None),
        # Classes of each other kind.
        (Dashboard, {"uid": "a", "title": "A", "folder": "x"}, "Dashboard 'A': folder='x' is not Folder", None),
        (Text, {"title": "T", "content": 1}, "Text 'T': content=1 is not a string", None),
        (Stat, {"title": "CPU", "transparent": 1}, "transparent=1 is not True or False", None),
        (Stat, {"title": None}, "Stat: title=None is not a string", None),
        (Stat, {"title": "CPU", "thresholds": 0.8}, "Stat 'CPU': thresholds=0.8 is not Thresholds", None),
        (Stat, {"title": "CPU", "grid": (0, 0, 12, 8)}, "Stat 'CPU': grid=(0, 0, 12, 8) is not Grid", None),
        (QueryVariable, {"name": "pod", "query": "up"}, "QueryVariable 'pod': query='up' is not Query", None),
        (ExploreLink, {"title": "Logs", "query": "up"}, "ExploreLink 'Logs': query='up' is not Query", None),
        (Folder, {"uid": "a", "title": "A", "parent": "b"}, "Folder 'A': parent='b' is not Folder", None),
        # Closed sets.
        (Stat, {"title": "CPU", "graph_mode": "aera"}, "graph_mode='aera' is not", "did you mean 'area'?"),
        (Stat, {"title": "CPU", "graph_mode": "xyz"}, "'area' or 'none'", "allowed: area, none"),
        (Stat, {"title": "CPU", "graph_mode": True}, "Stat 'CPU': graph_mode=True is not 'area' or 'none'", None),
        (TimeSeries, {"title": "CPU", "stacking": "Normal"}, "stacking='Normal' is not", "did you mean 'normal'?"),
        (TimeSeries, {"title": "CPU", "bar_alignment": True}, "bar_alignment=True is not -1 or 0 or 1", None),
        (TimeSeries, {"title": "CPU", "max_per_row": 5}, "max_per_row=5 is not", None),
        (TimeSeries, {"title": "CPU", "color": "tresholds"}, "color='tresholds' is not", "did you mean 'thresholds'?"),
        (Table, {"title": "T", "align": "middle"}, "'auto' or 'center' or 'left' or 'right'", "allowed: auto, center"),
        # Units.
        (Stat, {"title": "CPU", "unit": "percnt"}, "Stat 'CPU': unit='percnt' is not", "did you mean 'percent'?"),
        (Stat, {"title": "CPU", "unit": "Bytes"}, "unit='Bytes' is not", "did you mean 'bytes'?"),
        (Stat, {"title": "CPU", "unit": "suffix:x"}, "unit='suffix:x' is not", None),
        # Numbers.
        (Stat, {"title": "CPU", "decimals": 21}, "Stat 'CPU': decimals=21 is above 20", None),
        (Stat, {"title": "CPU", "decimals": -1}, "Stat 'CPU': decimals=-1 is below 0", None),
        (Stat, {"title": "CPU", "decimals": 1.5}, "Stat 'CPU': decimals=1.5 is not a whole number", None),
        (Stat, {"title": "CPU", "decimals": True}, "Stat 'CPU': decimals=True is not a whole number", None),
        (Stat, {"title": "CPU", "min": "0"}, "Stat 'CPU': min='0' is not a number", None),
        (Stat, {"title": "CPU", "min": True}, "Stat 'CPU': min=True is not a number", None),
        (Stat, {"title": "CPU", "width": 25}, "Stat 'CPU': width=25 is above 24", None),
        (Stat, {"title": "CPU", "width": 0}, "Stat 'CPU': width=0 is below 1", None),
        (Stat, {"title": "CPU", "id": 0}, "Stat 'CPU': id=0 is below 1", None),
        (Row, {"title": "R", "columns": 25}, "Row 'R': columns=25 is above 24", None),
        (BarChart, {"title": "B", "bar_width": 1.5}, "BarChart 'B': bar_width=1.5 is above 1", None),
        (Stat, {"title": "CPU", "min": math.nan}, "Stat 'CPU': min=nan is not a finite number", None),
        (Stat, {"title": "CPU", "max": math.inf}, "Stat 'CPU': max=inf is not a finite number", None),
        (BarChart, {"title": "B", "bar_width": math.nan}, "bar_width=nan is not a finite number", None),
        (ValueMap, {"value": -math.inf}, "ValueMap: value=-inf is not a finite number", None),
        (RangeMap, {"start": math.nan}, "RangeMap: start=nan is not a finite number", None),
        (Threshold, {"value": True, "color": "red"}, "Threshold: value=True is not a number", None),
        (HeatmapColor, {"steps": 1}, "HeatmapColor: steps=1 is below 2", None),
        (above, {"critical": math.inf}, "value=inf is not a finite number", None),
        # Lists with one wrong element.
        (Stat, {"title": "CPU", "queries": [QUERY, "up"]}, "Stat 'CPU': queries[1]='up' is not Query", None),
        (Row, {"title": "R", "panels": [Stat(title="CPU"), QUERY]}, "Row 'R': panels[1]=Query(expr=", None),
        (Dashboard, {"uid": "a", "title": "A", "tags": ["a", 1]}, "Dashboard 'A': tags[1]=1 is not a string", None),
        (Dashboard, {"uid": "a", "title": "A", "rows": Stat(title="CPU")}, "rows=Stat(title='CPU') is not Row", ROW),
        (Legend, {"calcs": ["mean", "maen"]}, "Legend: calcs[1]='maen' is not", "did you mean 'mean'?"),
        (AlertList, {"title": "L", "group_by": ["team", 1]}, "AlertList 'L': group_by[1]=1 is not a string", None),
        (PieChart, {"title": "P", "display_labels": "percnt"}, "display_labels='percnt' is not", "'percent'?"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused(
    refuse: Refuse, call: Callable[..., object], options: dict[str, Any], message: str, hint: str | None
) -> None:
    """The message names class, title, option and value, and the hint what to write instead."""
    error = refuse(call, **options)
    assert message in error.message
    if hint is not None:
        assert hint in (error.hint or "")


def test_the_error_is_a_value_error_of_ours(refuse: Refuse) -> None:
    """Who catches ValueError catches a refusal, and its text has message and hint."""
    error = refuse(Stat, title="CPU", unit="percnt")
    assert isinstance(error, ValueError)
    assert isinstance(error, GrafmintError)
    assert str(error) == f"{error.message}; did you mean 'percent'?"


@pytest.mark.parametrize(
    ("call", "given", "missing"),
    [
        (Stat, {}, "title"),
        (Dashboard, {}, "uid, title"),
        (Dashboard, {"uid": "a"}, "title"),
        (Text, {"title": "T"}, "content"),
        (QueryVariable, {"query": QUERY}, "name"),
        (BasicAuth, {"user": "grafana"}, "password"),
        (Thresholds, {}, "steps"),
    ],
)
def test_a_missing_option_is_named(
    refuse: Refuse, call: Callable[..., object], given: dict[str, Any], missing: str
) -> None:
    """What is required and left out is listed, all of it."""
    error = refuse(call, **given)
    assert error.message == f"{call.__name__} needs {missing}"
    assert missing.partition(",")[0] in (error.hint or "")


@pytest.mark.parametrize(
    ("call", "given"),
    [
        (Thresholds, {"steps": []}),
        (CustomVariable, {"name": "a", "values": []}),
        (CustomVariable, {"name": "a", "values": {}}),
    ],
)
def test_an_empty_list_is_not_enough_for_a_required_one(
    refuse: Refuse, call: Callable[..., object], given: dict[str, Any]
) -> None:
    """A required list that is empty is refused like every wrong value."""
    assert call.__name__ in refuse(call, **given).message


def test_a_required_option_cannot_be_left_unset(refuse: Refuse) -> None:
    """UNSET is "not given", also for what must be given."""
    from grafmint._unset import UNSET

    assert refuse(Stat, title=UNSET).message == "Stat needs title"


@pytest.mark.parametrize(
    ("call", "given"),
    [
        (prometheus.Datasource, {"name": "m", "url": "http://m", "headers": {"X-Scope": "plain"}}),
        (CustomVariable, {"name": "a", "values": {"one": 1}}),
    ],
)
def test_the_values_of_a_mapping_are_looked_at(
    refuse: Refuse, call: Callable[..., object], given: dict[str, Any]
) -> None:
    """A mapping with one wrong value is refused like a list with one wrong element."""
    assert call.__name__ in refuse(call, **given).message


def test_an_empty_list_is_refused_where_no_list_is_taken(refuse: Refuse) -> None:
    """`unit=[]` is a mistake, `unit=()` too."""
    assert "Stat 'S': unit=()" in refuse(Stat, title="S", unit=()).message


def test_a_password_in_plain_text_is_not_repeated(refuse: Refuse) -> None:
    """The refusal of a text where a Secret belongs does not carry the text into logs."""
    error = refuse(BasicAuth, user="grafana", password="hunter2")  # noqa: S106  # it is the point
    assert "Secret" in error.message
    assert "hunter2" not in str(error)


@pytest.mark.parametrize(
    ("make", "value", "given", "named"),
    [
        (Stat, "CPU", {}, "title='CPU'"),
        (prometheus.Query, "up", {}, "expr='up'"),
        (prometheus.Query, "up", {"legend_format": "job"}, "expr='up'"),
        (prometheus.Query, "up", {"expr": "up"}, "ref_id='up'"),
        (Dashboard, "Hosts", {"uid": "hosts"}, "title='Hosts'"),
        (Dashboard, "Hosts", {}, "title='Hosts'"),
        (Dashboard, "hosts", {"title": "Hosts"}, "uid='hosts'"),
    ],
)
def test_positional_arguments_are_refused(make: type[Any], value: str, given: dict[str, Any], named: str) -> None:
    """Values are keyword-only, and the message says how to write the one that is most likely meant."""
    with pytest.raises(ModelError) as caught:
        make(value, **given)
    assert str(caught.value) == f"{make.__name__} takes named arguments only; write {named}"


def test_a_set_is_refused(refuse: Refuse) -> None:
    """It has no order, so the same code would write other bytes on the next day."""
    assert refuse(Dashboard, uid="a", title="A", tags={"a", "b"}).hint == "write a list"


def test_the_wrong_element_of_a_generator_is_named(refuse: Refuse) -> None:
    """It can be gone through once only."""
    assert "panels[1]=None is not Panel" in refuse(Row, title="R", panels=(p for p in (Stat(title="A"), None))).message


def test_a_long_value_is_shortened(refuse: Refuse) -> None:
    """A message is read in a terminal."""
    assert len(refuse(Stat, title="A", queries="x" * 4000).message) < 200


@pytest.mark.parametrize(("said", "meant"), [("%", "percent"), ("seconds", "s"), ("req/s", "reqps")])
def test_what_people_call_a_unit_is_understood(refuse: Refuse, said: str, meant: str) -> None:
    """The hint is Grafana's id for it."""
    assert refuse(Stat, title="A", unit=said).hint == f"did you mean {meant!r}?"


CANARY = "hunter2"


@pytest.mark.parametrize("value", [CANARY, {"user": "u", "password": CANARY}, ("u", CANARY), [CANARY]])
def test_what_may_hold_a_secret_is_not_shown(refuse: Refuse, value: object) -> None:
    """A password in any form where credentials belong stays out of the message."""
    error = refuse(prometheus.Datasource, name="m", url="http://m", auth=value)
    assert CANARY not in str(error)
    assert error.hint == "write BasicAuth(password=…, user=…)"


def test_a_class_of_ones_own_is_refused() -> None:
    """A subclass would be neither checked nor written: a function is the way."""

    class Seconds(TimeSeries):
        unit: Any = "s"

    with pytest.raises(ModelError, match="Seconds cannot extend TimeSeries; write a function"):
        Seconds(title="A")
    with pytest.raises(ModelError, match="Other cannot extend TimeSeries; write a function"):

        @attrs.frozen(kw_only=True)
        class Other(TimeSeries):
            more: int = 1


def test_mappings_are_frozen_too() -> None:
    """What is given is copied, nothing is shared between values, and every value has a hash."""
    headers = {"X-Scope": Secret(name="scope")}
    one = prometheus.Datasource(name="m", url="http://m", headers=headers)
    headers["Other"] = Secret(name="other")
    assert one.headers == {"X-Scope": Secret(name="scope")}
    with pytest.raises(TypeError, match="frozen"):
        cast("dict[str, Secret]", one.headers)["a"] = Secret(name="a")
    assert prometheus.Datasource(name="n", url="http://n").headers == {}
    assert hash(one) == hash(attrs.evolve(one))
    raw = RawPanel(title="R", plugin_id="p", options={"list": [1, {"a": [2]}]})
    assert raw == RawPanel(title="R", plugin_id="p", options={"list": [1, {"a": [2]}]})
    assert hash(raw) == hash(attrs.evolve(raw))


def test_a_subclass_of_an_accepted_class_is_accepted() -> None:
    """Every query fits where a Query is asked for, the second time as the first."""
    panels = [Stat(title="CPU", queries=QUERY) for _ in range(2)]
    assert [panel.queries for panel in panels] == [(QUERY,)] * 2


@pytest.mark.parametrize("value", [0, 0.0, -1, 1e300, 2**70])
def test_any_finite_number_is_a_number(value: float) -> None:
    """A float field takes whole numbers too, however large."""
    assert Gauge(title="CPU", min=value).min == value


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_float_is_accepted_exactly_when_it_is_finite(value: float) -> None:
    """NaN and both infinities are the only floats without a place in Grafana's JSON."""
    try:
        Grid(x=value)
    except ModelError:
        assert not math.isfinite(value)
    else:
        assert math.isfinite(value)


@given(st.integers())
def test_bounds_hold_at_both_ends(value: int) -> None:
    """A bounded number is accepted exactly within its bounds."""
    try:
        TimeSeries(title="CPU", fill_opacity=value)
    except ModelError:
        assert not 0 <= value <= 100
    else:
        assert 0 <= value <= 100


@given(st.text())
def test_no_text_is_a_unit_by_accident(text: str) -> None:
    """A text is accepted as a unit only when Grafana has it."""
    from typing import get_args

    from grafmint.units import Unit

    try:
        Stat(title="CPU", unit=cast("Unit", text))
    except ModelError:
        assert text not in get_args(Unit)
    else:
        assert text in get_args(Unit)


def test_a_secret_is_taken_where_one_belongs() -> None:
    """The counterpart of the refusal above."""
    assert BasicAuth(user="grafana", password=Secret(name="db")).password == Secret(name="db")
