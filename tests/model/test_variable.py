"""Variables: what they write, above all what the page needs to open."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import (
    AdhocVariable,
    ConstantVariable,
    CustomVariable,
    DatasourceVariable,
    IntervalVariable,
    QueryVariable,
    TextBoxVariable,
    Variable,
    loki,
    postgres,
    prometheus,
)
from grafmint.errors import ModelError

LABELS = prometheus.LabelValues(label="instance", metric="up")


@pytest.fixture(scope="session")
def write_variable(write_in_board: Callable[..., Any]) -> Callable[[Variable], Any]:
    """The JSON of a variable."""
    return lambda variable: write_in_board(variables=variable)["templating"]["list"][0]


WriteVariable = Callable[[Variable], Any]


def option(text: str, value: str | None = None, *, selected: bool = False) -> dict[str, object]:
    """One entry of a variable's list."""
    return {"selected": selected, "text": text, "value": text if value is None else value}


def test_a_query_variable(write_variable: WriteVariable) -> None:
    """Query, its text once more, datasource, order and the moment of refreshing are written."""
    variable = QueryVariable(name="instance", query=LABELS, label="Host", description="Which host", regex="/a.*/")
    assert write_variable(variable) == {
        "type": "query",
        "name": "instance",
        "label": "Host",
        "description": "Which host",
        "datasource": {"type": "prometheus", "uid": "metrics-uid"},
        "definition": "label_values(up, instance)",
        "query": {"query": "label_values(up, instance)", "refId": "instance-query"},
        "regex": "/a.*/",
        "refresh": 1,
        "sort": 1,
    }


@pytest.mark.parametrize(
    ("options", "current"),
    [
        ({"multi": True, "include_all": True}, {"selected": True, "text": ["All"], "value": ["$__all"]}),
        ({"include_all": True}, {"selected": True, "text": "All", "value": "$__all"}),
        ({"multi": True}, None),
        ({}, None),
    ],
)
def test_all_is_chosen_where_it_can_be(
    write_variable: WriteVariable, options: dict[str, Any], current: dict[str, object] | None
) -> None:
    """A query variable with "All" opens with it; one without opens with what the query returns first."""
    written = write_variable(QueryVariable(name="instance", query=LABELS, all_value=".*", **options))
    assert written.get("current") == current
    assert written["allValue"] == ".*"


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ({}, (1, 1)),
        ({"sort": "disabled", "refresh": "never"}, (0, 0)),
        ({"sort": "naturalDesc", "refresh": "onTimeRangeChanged"}, (8, 2)),
        ({"sort": "numericAsc"}, (3, 1)),
    ],
)
def test_words_stand_for_grafanas_numbers(
    write_variable: WriteVariable, options: dict[str, Any], numbers: tuple[int, int]
) -> None:
    """Nobody needs to know that 8 is "natural, descending"."""
    written = write_variable(QueryVariable(name="instance", query=LABELS, **options))
    assert (written["sort"], written["refresh"]) == numbers


def test_a_query_that_is_kept_as_an_object(write_variable: WriteVariable) -> None:
    """Loki's variable queries have no text; the object is written as it is."""
    written = write_variable(QueryVariable(name="app", query=loki.LabelValues(label="app", stream='{job="x"}')))
    assert written["datasource"]["type"] == "loki"
    assert (written["query"]["label"], written["query"]["stream"]) == ("app", '{job="x"}')


def test_a_query_that_is_kept_as_its_text(write_variable: WriteVariable) -> None:
    """SQL's variable queries are a text alone."""
    written = write_variable(QueryVariable(name="host", query=postgres.VariableQuery(raw_sql="select name from host")))
    assert (written["query"], written["definition"]) == ("select name from host", "select name from host")
    assert written["datasource"] == {"type": "postgres", "uid": "rows-uid"}


@pytest.mark.parametrize(
    ("options", "query", "entries", "current"),
    [
        ({"values": "a"}, "a", [option("a", selected=True)], option("a", selected=True)),
        (
            {"values": ["a", "b,c"]},
            r"a, b\,c",
            [option("a", selected=True), option("b,c")],
            option("a", selected=True),
        ),
        (
            {"values": {"One": "1", "two": "two"}, "default": "two"},
            "One : 1, two",
            [option("One", "1"), option("two", selected=True)],
            option("two", selected=True),
        ),
        (
            {"values": ["a", "b"], "include_all": True},
            "a, b",
            [option("All", "$__all", selected=True), option("a"), option("b")],
            option("All", "$__all", selected=True),
        ),
        (
            {"values": ["a", "b"], "multi": True, "default": "b"},
            "a, b",
            [option("a"), option("b", selected=True)],
            {"selected": True, "text": ["b"], "value": ["b"]},
        ),
        (
            {"values": ["a"], "multi": True, "include_all": True},
            "a",
            [option("All", "$__all", selected=True), option("a")],
            {"selected": True, "text": ["All"], "value": ["$__all"]},
        ),
    ],
)
def test_a_custom_variable_always_has_its_options(
    write_variable: WriteVariable,
    options: dict[str, Any],
    query: str,
    entries: list[dict[str, object]],
    current: dict[str, object],
) -> None:
    """Without `options` and `current` the page throws an error when it opens the dashboard."""
    written = write_variable(CustomVariable(name="size", **options))
    assert (written["type"], written["query"]) == ("custom", query)
    assert written["options"] == entries
    assert written["current"] == current


@pytest.mark.parametrize(
    ("options", "entries", "current"),
    [
        ({}, [option("1m", selected=True), option("5m")], option("1m", selected=True)),
        ({"default": "5m"}, [option("1m"), option("5m", selected=True)], option("5m", selected=True)),
        (
            {"auto": True},
            [option("auto", "$__auto_interval_step", selected=True), option("1m"), option("5m")],
            option("auto", "$__auto_interval_step", selected=True),
        ),
        (
            {"auto": True, "default": "1m"},
            [option("auto", "$__auto_interval_step"), option("1m", selected=True), option("5m")],
            option("1m", selected=True),
        ),
    ],
)
def test_an_interval_variable_always_has_its_options(
    write_variable: WriteVariable,
    options: dict[str, Any],
    entries: list[dict[str, object]],
    current: dict[str, object],
) -> None:
    """`options` and `current` are there, with the entry for the time range where `auto` asks for it."""
    written = write_variable(IntervalVariable(name="step", values=["1m", "5m"], **options))
    assert (written["type"], written["query"], written["refresh"]) == ("interval", "1m,5m", 2)
    assert (written["auto"], written["auto_count"], written["auto_min"]) == (options.get("auto", False), 30, "10s")
    assert written["options"] == entries
    assert written["current"] == current


@pytest.mark.parametrize("default", ["", "abc"])
def test_a_text_box(write_variable: WriteVariable, default: str) -> None:
    """Its default is its query, its only option and what is chosen."""
    written = write_variable(TextBoxVariable(name="search", default=default, skip_url_sync=True))
    assert written == {
        "type": "textbox",
        "name": "search",
        "query": default,
        "skipUrlSync": True,
        "current": option(default, selected=True),
        "options": [option(default, selected=True)],
    }


def test_a_constant_is_hidden(write_variable: WriteVariable) -> None:
    """It is off the page, unless its own `hide` says otherwise."""
    written = write_variable(ConstantVariable(name="job", value="node"))
    assert (written["type"], written["query"], written["hide"]) == ("constant", "node", 2)
    assert written["current"] == option("node", selected=True)
    assert write_variable(ConstantVariable(name="job", value="node", hide="label"))["hide"] == 1


def test_a_datasource_variable(write_variable: WriteVariable) -> None:
    """The plugin is its query."""
    written = write_variable(DatasourceVariable(name="ds", plugin="prometheus", regex="/prod/", multi=True))
    assert written == {
        "type": "datasource",
        "name": "ds",
        "query": "prometheus",
        "regex": "/prod/",
        "multi": True,
        "refresh": 1,
    }


@pytest.mark.parametrize(
    ("options", "reference"),
    [
        ({}, {"type": "prometheus", "uid": "metrics-uid"}),
        ({"datasource": "logs", "datasource_type": "loki"}, {"type": "loki", "uid": "logs-uid"}),
        (
            {"datasource": DatasourceVariable(name="ds", plugin="prometheus")},
            {"type": "prometheus", "uid": "${ds}"},
        ),
    ],
)
def test_ad_hoc_filters(write_variable: WriteVariable, options: dict[str, Any], reference: dict[str, str]) -> None:
    """They belong to one datasource, by default the only Prometheus."""
    written = write_variable(AdhocVariable(name="filters", **options))
    assert written == {"type": "adhoc", "name": "filters", "datasource": reference}


@pytest.mark.parametrize(("hide", "number"), [("label", 1), ("variable", 2)])
def test_hiding(write_variable: WriteVariable, hide: Any, number: int) -> None:
    """The label alone, or all of it."""
    assert write_variable(TextBoxVariable(name="a", hide=hide))["hide"] == number
    assert "hide" not in write_variable(TextBoxVariable(name="a"))


@pytest.mark.parametrize("name", ["", "a-b", "a b", "__a", "é", "a.b", "$a", "a\n"])
def test_a_name_that_no_query_can_use_is_refused(refuse: Callable[..., ModelError], name: str) -> None:
    """Letters, digits and underscores, not two at the start: what Grafana itself accepts."""
    error = refuse(TextBoxVariable, name=name)
    assert error.message == f"TextBoxVariable: name {name!r} cannot be used in a query"
    assert "letters, digits and _" in (error.hint or "")


@pytest.mark.parametrize("name", ["a", "_a", "a_1", "A", "1a"])
def test_a_name_that_queries_can_use(name: str) -> None:
    """The counterpart."""
    assert TextBoxVariable(name=name).name == name


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (CustomVariable, {"values": ["a", "b"], "default": "c"}),
        (CustomVariable, {"values": {"A": "a"}, "default": "A"}),
        (IntervalVariable, {"values": ["a", "b"], "default": "c"}),
    ],
)
def test_a_default_is_one_of_the_values(
    refuse: Callable[..., ModelError], kind: Callable[..., Variable], options: dict[str, Any]
) -> None:
    """Anything else would leave nothing chosen; the values are listed."""
    error = refuse(kind, name="size", **options)
    assert error.message == f"{kind.__name__} 'size': default {options['default']!r} is not among its values"
    assert (error.hint or "").startswith("values: a")


@pytest.mark.parametrize(
    ("variable", "several", "everything"),
    [
        (QueryVariable(name="a", query=LABELS), False, False),
        (QueryVariable(name="a", query=LABELS, multi=True), True, False),
        (CustomVariable(name="a", values="x", include_all=True), True, True),
        (DatasourceVariable(name="a", plugin="loki", multi=False, include_all=False), False, False),
        (TextBoxVariable(name="a"), False, False),
    ],
)
def test_a_variable_knows_what_a_matcher_needs(variable: Variable, several: bool, everything: bool) -> None:
    """Several values need `=~`; only where "All" may be chosen can an alert leave the matcher out."""
    assert (variable.takes_several, variable.may_be_all) == (several, everything)


def test_a_variable_in_a_text_is_its_reference() -> None:
    """An f-string writes `${name}`."""
    assert f"rate of {TextBoxVariable(name='job')}" == "rate of ${job}"


@pytest.mark.parametrize("values", ["a : b", {"One": "a : b"}])
def test_a_value_that_the_page_would_split_is_refused(refuse: Callable[..., ModelError], values: Any) -> None:
    """The page reads `label : value`, split at the last colon between spaces, so only a label may have one."""
    error = refuse(CustomVariable, name="size", values=values)
    assert error.message == "CustomVariable 'size': value 'a : b' has a colon between spaces"
    assert CustomVariable(name="size", values={"a : b": "c", "d": "e:f"}).values == {"a : b": "c", "d": "e:f"}


def test_variables_keep_their_order(write_in_board: Callable[..., Any]) -> None:
    """The page shows them from left to right as they are listed, and a later one may use an earlier one."""
    names = ["b", "a", "c"]
    board = write_in_board(variables=[TextBoxVariable(name=name) for name in names])
    assert [each["name"] for each in board["templating"]["list"]] == names


def test_a_dashboard_without_variables(write_in_board: Callable[..., Any]) -> None:
    """The list that Grafana requires is there."""
    assert write_in_board()["templating"] == {"list": []}
