"""What becomes of variables in queries."""

import pytest

from tests.data_sources.boards import Json, ask, asked, board, expr

SEVERAL: Json = {"name": "job", "type": "query", "multi": True, "current": {"text": "x", "value": ["a.b", "c"]}}
ONE: Json = {"name": "job", "type": "query", "current": {"text": "a.b", "value": "a.b"}}
ALL: Json = {
    "name": "job",
    "type": "query",
    "includeAll": True,
    "current": {"text": "All", "value": "$__all"},
    "options": [{"value": "$__all"}, {"value": "a"}, {"value": "b"}],
}


@pytest.mark.parametrize(
    ("variable", "text", "filled"),
    [
        (ONE, '{job="$job"}', '{job="a.b"}'),
        (SEVERAL, '{job=~"$job"}', r'{job=~"(a\\.b|c)"}'),
        ({**SEVERAL, "current": {"value": ["a.b"]}}, '{job=~"$job"}', r'{job=~"a\\.b"}'),
        (ALL, '{job=~"$job"}', '{job=~"(a|b)"}'),
        ({**ALL, "allValue": ".+"}, '{job=~"$job"}', '{job=~".+"}'),
        ({**ALL, "allValue": ".+"}, '{job=~"${job:regex}"}', '{job=~".+"}'),
        ({**ALL, "options": []}, '{job=~"$job"}', '{job=~".*"}'),
        ({**ALL, "current": {}, "options": []}, '{job=~"[[job]]"}', '{job=~".*"}'),
        (SEVERAL, "${job:pipe} ${job:csv} ${job:raw} ${job:glob}", "a.b|c a.b,c a.b,c {a.b,c}"),
        (SEVERAL, "${job:regex} [[job:csv]] ${job:text}", r"(a\.b|c) a.b,c x"),
        (SEVERAL, "${job:singlequote} ${job:doublequote} ${job:json}", '\'a.b\',\'c\' "a.b","c" ["a.b","c"]'),
        (SEVERAL, "${job:lucene} ${job:queryparam}", '("a.b" OR "c") var-job=a.b&var-job=c'),
        (SEVERAL, "${job:percentencode} ${job:distributed} ${job:other}", "%7Ba.b%2Cc%7D a.b,job=c {a.b,c}"),
        ({"name": "c", "type": "constant", "query": "k"}, "$c", "k"),
        ({"name": "c", "type": "textbox", "query": "", "current": {"value": "t"}}, "$c", "t"),
        ({"name": "c", "type": "custom", "query": "one : 1, two : 2"}, "$c", "1"),
        ({"name": "c", "type": "interval", "query": "5m,1h"}, "x[$c]", "x[5m]"),
        (
            {"name": "c", "type": "interval", "auto_count": 10, "current": {"value": "$__auto_interval_c"}},
            "x[$c]",
            "x[30m]",
        ),
        ({"name": "job", "type": "query"}, '{job="$job"} $other', '{job="$job"} $other'),
    ],
)
def test_values_are_written_as_the_page_writes_them(variable: Json, text: str, filled: str) -> None:
    """In PromQL a variable is a text or a regular expression, in a format whatever that says; unknown ones stay."""
    assert asked(text, variable) == filled


@pytest.mark.parametrize(
    ("kind", "key", "text", "filled"),
    [
        ("loki", "expr", '{job=~"$job"}', r'{job=~"a\\.b|c"}'),
        ("postgres", "rawSql", "job IN ($job)", "job IN ('a.b','c')"),
        ("elasticsearch", "query", "job:$job", 'job:("a.b" OR "c")'),
        ("other", "anything", "$job", "{a.b,c}"),
    ],
)
def test_each_language_has_its_spelling(kind: str, key: str, text: str, filled: str) -> None:
    """Several values become what the datasource's page makes of them."""
    found = ask({key: text, "datasource": {"type": kind, "uid": "x"}, "nested": ["$job"]}, of=board(SEVERAL))
    assert found.targets[0].query[key] == filled
    assert found.targets[0].query["nested"] == ["{a.b,c}"]


def test_a_repeated_panel_has_one_value() -> None:
    """The page shows the first value in the panel itself, and in a clone the clone's."""
    assert ask(expr("$job"), of=board(ALL), repeat="job").targets[0].query["expr"] == "a"
    clone = ask(expr("$job"), of=board(ALL), scopedVars={"job": {"text": "b", "value": "b"}})
    assert clone.targets[0].query["expr"] == "b"
