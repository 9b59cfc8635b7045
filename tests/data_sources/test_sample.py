"""Made-up data."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data import Data, Frame
from grafmint.data.ask import panels_of
from grafmint.data.frames_json import to_json
from grafmint.data.sample import NOW, Sample
from grafmint.data.sample.example import example
from tests.data_sources.boards import HOUR, Json, ask, board, expr, panel

GREEN_RED = [{"color": "green", "value": None}, {"color": "orange", "value": 70}, {"color": "red", "value": 90}]
LOKI, SQL = {"type": "loki", "uid": "logs"}, {"type": "postgres", "uid": "pg"}


def sample(*queries: Json, **keys: Any) -> Data:
    """Made-up data of a panel."""
    return Sample().data(ask(*queries, **keys))


def field_config(**defaults: Any) -> Json:
    """The field configuration of a panel."""
    return {"defaults": defaults, "overrides": []}


def numbers(data: Data) -> list[float]:
    """All numbers of all series."""
    fields = [field for frame in data.frames for field in frame.fields if field.type == "number"]
    return [value for field in fields for value in field.values]


def names(frames: Sequence[Frame]) -> list[str | None]:
    """The names of the series."""
    return [frame.name for frame in frames]


def written(data: Data) -> bytes:
    """Everything in the data."""
    return orjson.dumps([*map(to_json, data.frames), data.start, data.end, data.problem])


def test_it_is_the_same_whoever_asks_and_whenever() -> None:
    """Another time of day, another process, another panel: the numbers of a query are the same."""
    query = expr("sum by (job) (rate(x_total[$__rate_interval]))")
    first = sample(query)
    assert written(sample(query, now=NOW + 12345, title="Other", id=9)) == written(first)
    script = (
        "from tests.data_sources.test_sample import *; import sys;"
        "sys.stdout.buffer.write(written(sample(expr('sum by (job) (rate(x_total[$__rate_interval]))'))))"
    )
    again = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout
    assert again == written(first)


def test_the_range_ends_at_a_fixed_instant() -> None:
    """As long as the panel's, and none of the time of day."""
    found = sample(expr("up"), of=board(time={"from": "now-2h", "to": "now"}), now=5_000_000_000_000)
    assert (found.start, found.end, found.origin) == (NOW - 2 * HOUR, NOW, "sample")
    times = found.frames[0].fields[0].values
    assert (times[0], times[-1]) == (NOW - 2 * HOUR, NOW)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("sum(rate(x_total[5m]))", [{}]),
        ('sum by (job) (x{job=~"a|b"})', [{"job": "a"}, {"job": "b"}]),
        ('sum by (job, host) (x{job="a", host=~"h1|h2"})', [{"job": "a", "host": "h1"}, {"job": "a", "host": "h2"}]),
        ('sum by (code) (http_requests_total{code=~"5.."})', [{"code": "500"}, {"code": "503"}]),
        ('sum by (mode) (node_cpu_seconds_total{mode!~"idle|iowait"})', [{"mode": "user"}, {"mode": "system"}]),
        ("topk(2, sum by (shape) (x))", [{"shape": "shape-1"}, {"shape": "shape-2"}]),
        ('up{job="api", instance="i"}', [{"__name__": "up", "instance": "i", "job": "api"}]),
        ("vector(3)", [{}]),
    ],
)
def test_series_follow_the_query(query: str, labels: list[Json]) -> None:
    """As many as its groups and matchers allow, with the values that it names."""
    assert [dict(frame.fields[1].labels) for frame in sample(expr(query)).frames] == labels


def test_names_follow_the_legend() -> None:
    """A format is rendered, `__auto` leaves several to the panel, and without one a series is its labels."""
    query = 'sum by (job) (x{job=~"a|b"})'
    assert names(sample(expr(query, legendFormat="job {{job}}")).frames) == ["job a", "job b"]
    assert names(sample(expr(query, legendFormat="__auto")).frames) == [None, None]
    assert names(sample(expr(query)).frames) == ['{job="a"}', '{job="b"}']
    assert names(sample(expr("sum(x)", legendFormat="__auto")).frames) == ["sum(x)"]


@pytest.mark.parametrize(
    ("config", "query", "low", "high"),
    [
        ({"unit": "percent"}, "x", 0, 100),
        ({"unit": "percentunit"}, "x", 0, 1),
        ({"unit": "bytes"}, "x", 1e6, 1e11),
        ({"unit": "s"}, "x", 0.001, 10),
        ({"unit": "ms"}, "x", 1, 10_000),
        ({"unit": "reqps"}, "sum(rate(x[5m]))", 1, 10_000),
        ({"unit": "currencyEUR"}, "x", 100, 10_000),
        ({"unit": "dateTimeAsIso"}, "x", NOW - 72 * HOUR, NOW),
        ({"min": 200, "max": 210}, "x", 200, 210),
        ({"min": -5, "max": -1}, "x", -5, -1),
        ({}, "up", 1, 1),
        ({}, "x_bytes", 1e6, 1e11),
        ({}, "a / b", 0, 1),
    ],
)
def test_magnitudes_follow_the_unit(config: Json, query: str, low: float, high: float) -> None:
    """Numbers that somebody would believe of the unit, within the limits of the panel."""
    found = numbers(sample(expr(query), fieldConfig=field_config(**config)))
    assert low <= min(found) <= max(found) <= high


@pytest.mark.parametrize(
    ("steps", "good", "config"),
    [
        (GREEN_RED, (0, 70), {"unit": "percent"}),
        ([{"color": "red", "value": None}, {"color": "green", "value": 99.5}], (99.5, 100), {"unit": "percent"}),
        ([{"color": "green", "value": None}, {"color": "red", "value": 2_000_000}], (0, 2_000_000), {"unit": "short"}),
        (
            [{"color": "red", "value": None}, {"color": "green", "value": 5}, {"color": "red", "value": 9}],
            (5, 9),
            {"unit": "s"},
        ),
    ],
)
def test_most_values_are_good(steps: list[Json], good: tuple[float, float], config: Json) -> None:
    """They lie where the thresholds are green; now and then one does not, never all."""
    config = field_config(thresholds={"mode": "absolute", "steps": steps}, **config)
    shares = []
    for metric in "abcdefghij":
        found = numbers(sample(expr(f"max by (instance) (metric_{metric})"), fieldConfig=config))
        shares.append(sum(good[0] <= value <= good[1] for value in found) / len(found))
    assert min(shares) > 0.9
    assert min(shares) < 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (expr('sum(rate(x_total{code=~"5.."}[5m]))'), expr('sum(rate(x_total{code=~"5..|429"}[5m]))')),
        (expr("sum(rate(x_total[5m]))"), expr('sum(rate(x_total{cluster="eu"}[$__rate_interval]))')),
        (expr('x{job="api"}'), expr('x{job="api", cluster="eu"}')),
        (expr("sum(x)"), expr("sum(x) / sum(y)")),
        (expr("sum(rate(x_total[5m]))"), expr("sum(increase(x_total[5m]))")),
        (expr("max by (job) (x)"), expr('max by (job) (x{job=~"api|web|worker"})')),
        (
            {"expr": 'sum(rate({app="a"} |= "b" [5m]))', "datasource": LOKI},
            {"expr": 'sum(rate({app="a", env="c"} |= "d" [5m]))', "datasource": LOKI},
        ),
        (
            {"rawSql": "SELECT $__time(at), avg(x) AS x FROM t", "format": "time_series", "datasource": SQL},
            {
                "rawSql": "SELECT $__time(at), avg(x) AS x FROM t WHERE y",
                "format": "time_series",
                "datasource": SQL,
            },
        ),
    ],
)
def test_an_edited_query_keeps_its_shape(before: Json, after: Json) -> None:
    """Or a reader would believe that the edit moved the curve; only the scale is another."""
    first, second = sample(before).frames, sample(after).frames
    assert len(first) == len(second)
    for old, new in zip(first, second, strict=True):
        assert statistics.correlation(old.fields[1].values, new.fields[1].values) > 0.98


def test_what_is_split_keeps_its_swing() -> None:
    """Series that a new group makes of one go up and down with it."""
    (whole,), parts = sample(expr("sum(x)")).frames, sample(expr("sum by (pod) (x)")).frames
    assert len(parts) == 4
    for part in parts:
        assert statistics.correlation(whole.fields[1].values, part.fields[1].values) > 0.5


def test_other_metrics_and_other_queries_of_a_panel_have_other_shapes() -> None:
    """Nobody takes two lines for one, also where both are of the same metric and have the same labels."""
    found = sample(expr('sum(x{a="b"})'), expr('sum(x{a="c"})'), expr("sum(y)"))
    values = [frame.fields[1].values for frame in found.frames]
    assert max(statistics.correlation(*pair) for pair in combinations(values, 2)) < 0.95
    assert values[0] == sample(expr('sum(x{a="d"})')).frames[0].fields[1].values


MOVED = [{"color": "green", "value": None}, {"color": "orange", "value": 50}, {"color": "red", "value": 90}]


@pytest.mark.parametrize(("before", "after"), [(GREEN_RED, MOVED), (MOVED, GREEN_RED)])
@pytest.mark.parametrize("query", [expr("sum(x)"), expr("sum by (job) (x)"), expr("sum(x)", instant=True)])
def test_numbers_cross_a_threshold_that_changes(before: list[Json], after: list[Json], query: Json) -> None:
    """The last value of the first series lies where the color is another after the change, most others do not."""
    config, changed = ({"thresholds": {"steps": steps}, "unit": "percent"} for steps in (before, after))
    plain = ask(query, fieldConfig=field_config(**config))
    found = Sample().data(attrs.evolve(plain, changed={"fieldConfig": field_config(**changed)}))
    assert 50 < found.frames[0].fields[1].values[-1] < 70
    assert written(Sample().data(attrs.evolve(plain, changed={"fieldConfig": field_config(**config)}))) == written(
        Sample().data(plain)
    )
    if before is MOVED and not query.get("instant"):
        assert sum(value > 50 for value in numbers(found)) < 0.2 * len(numbers(found))


def test_a_threshold_that_is_new_is_crossed() -> None:
    """Where there were none the page's own have been there, and a query in a table crosses them too."""
    steps = [{"color": "green", "value": None}, {"color": "red", "value": 20}]
    after = {"fieldConfig": field_config(thresholds={"steps": steps})}
    sql = {"rawSql": "SELECT name, avg(price) AS price FROM t", "datasource": SQL}
    for query in (expr("sum(x)"), sql):
        found = numbers(Sample().data(attrs.evolve(ask(query), changed=after)))
        assert any(20 < value < 80 for value in found)


def test_an_override_has_its_own_unit() -> None:
    """A query whose field has another unit has numbers of that."""
    override = {"matcher": {"id": "byFrameRefID", "options": "B"}, "properties": [{"id": "unit", "value": "bytes"}]}
    config = {"defaults": {"unit": "percent"}, "overrides": [override]}
    first, second = sample(expr("sum(x)"), expr("sum(y)"), fieldConfig=config).frames
    assert max(first.fields[1].values) <= 100
    assert min(second.fields[1].values) > 1e6


def test_counters_grow_and_rates_do_not() -> None:
    """A plain counter never falls; its rate goes up and down; errors are few."""
    (counter,) = sample(expr('sum(x_total{job="a"})')).frames
    assert list(counter.fields[1].values) == sorted(counter.fields[1].values)
    (rate,) = sample(expr("sum(rate(x_total[5m]))")).frames
    assert list(rate.fields[1].values) != sorted(rate.fields[1].values)
    assert max(numbers(sample(expr("sum(rate(x_errors_total[5m]))")))) < min(
        numbers(sample(expr("sum(rate(x_total[5m]))")))
    )


def test_higher_quantiles_are_larger() -> None:
    """At every time, for they are of the same requests."""
    queries = [expr(f"histogram_quantile({q}, sum by (le) (rate(x_seconds_bucket[5m])))") for q in (0.5, 0.95, 0.99)]
    p50, p95, p99 = (frame.fields[1].values for frame in sample(*queries).frames)
    assert all(a < b < c for a, b, c in zip(p50, p95, p99, strict=True))


def test_buckets_are_a_distribution() -> None:
    """In a heatmap no bucket is less than empty, and they are in the order of their bounds."""
    (frame,) = sample(expr("sum by (le) (rate(x_bucket[5m]))", format="heatmap", legendFormat="{{le}}")).frames
    bounds = [float(field.name) for field in frame.fields[1:]]
    assert bounds == sorted(bounds)
    assert len(bounds) > 8
    assert min(value for field in frame.fields[1:] for value in field.values) >= 0


def test_tables_have_rows() -> None:
    """An instant query as a table: one row a series, a column a label."""
    (frame,) = sample(expr('sum by (job) (x{job=~"a|b"})', instant=True, format="table")).frames
    assert [field.name for field in frame.fields] == ["Time", "job", "Value"]
    assert (frame.fields[0].values, frame.fields[1].values) == ((NOW, NOW), ("a", "b"))


def test_logs_have_lines_that_the_query_lets_through() -> None:
    """Lines with levels and the stream's labels, the newest first; what is searched for is in each."""
    (frame,) = sample({"expr": '{app="api"} |= "checkout" != "x"', "datasource": LOKI, "maxLines": 20}).frames
    labels, times, lines = (field.values for field in frame.fields[:3])
    assert list(times) == sorted(times, reverse=True)
    assert len(lines) == 20
    assert all("checkout" in line for line in lines)
    assert {label["app"] for label in labels} == {"api"}
    assert len({label["level"] for label in labels}) > 1
    (errors,) = sample({"expr": '{app="api"} |~ "(?i)error"', "datasource": LOKI}).frames
    assert {label["level"] for label in errors.fields[0].values} == {"error"}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?i)(unauthori[sz]ed|forbidden|invalid (token|password))", "unauthorized"),
        ("colou?r", "color"),
        (r"(GET|POST) /api/v\d{2}", "POST /api/v42"),
        (r'status=5\d\d .*"[^"]+"', 'status=503 path="/"'),
        (r"\b(?:a|b)\.c\[0\]", "b.c[0]"),
        ("[^a-z1]x", "-x"),
        ("(a(b|c))+x{2}|d", "d"),
    ],
)
def test_an_example_is_what_its_pattern_finds(pattern: str, text: str) -> None:
    """Also where the first that comes to mind is not what somebody else would write."""
    assert re.search(pattern, text)
    assert re.search(pattern, example(pattern))


@given(st.text(alphabet="ab[]()|?*+{}\\d^$1,", max_size=12))
def test_an_example_is_made_of_any_text(pattern: str) -> None:
    """Whether it is a pattern or not."""
    assert isinstance(example(pattern), str)


def test_lines_have_one_spelling_of_what_is_searched_for() -> None:
    """Of a class of letters one, in both kinds of quotes; backslashes are read as the language has them."""
    for literal in ('"(?i)(unauthori[sz]ed|forbidden)"', "`unauthori[sz]ed`"):
        (frame,) = sample({"expr": f'{{app="api"}} |~ {literal}', "datasource": LOKI}).frames
        assert all(line.endswith(" unauthorised") for line in frame.fields[2].values)
    for literal in ('"status=5\\\\d\\\\d"', r"`status=5\d\d`"):
        (frame,) = sample({"expr": f'{{app="api"}} |~ {literal}', "datasource": LOKI}).frames
        assert all("status=503" in line for line in frame.fields[2].values)


def lines_of(query: str) -> set[str]:
    """The levels of the lines that Elasticsearch might answer, which each line has too."""
    source = {"type": "elasticsearch", "uid": "e"}
    (frame,) = sample({"metrics": [{"type": "logs"}], "query": query, "datasource": source}).frames
    levels, lines = [label["level"] for label in frame.fields[0].values], frame.fields[2].values
    assert all(f"level={level} " in line for level, line in zip(levels, lines, strict=True))
    return set(levels)


@pytest.mark.parametrize(
    ("query", "levels"),
    [
        ("(*) AND (log.level:(error OR critical OR fatal))", {"error"}),
        ("level:error AND service.name:api", {"error"}),
        ('level.keyword:"warn"', {"warn"}),
        ("NOT level:(debug OR info)", {"warn", "error"}),
        ("-level:debug", {"info", "warn", "error"}),
        ("level:FATAL", {"FATAL"}),
        ("level:error OR status:500", {"info", "debug", "warn", "error"}),
        ("NOT (level:error)", {"info", "debug", "warn", "error"}),
        ("level:[a TO z]", {"info", "debug", "warn", "error"}),
        ("level:$level", {"info", "debug", "warn", "error"}),
        ("*", {"info", "debug", "warn", "error"}),
    ],
)
def test_lines_of_elasticsearch_have_the_level_that_is_asked_for(query: str, levels: set[str]) -> None:
    """Where the query says it of each line; of what it leaves open there is anything."""
    assert lines_of(query) == levels


def test_lines_of_loki_have_the_level_that_is_asked_for() -> None:
    """By any of its operators, and by its other names; a level that is none of ours is that of errors."""
    for matcher, levels in (('level=~"warn|error"', {"warn", "error"}), ('detected_level="error"', {"error"}),
                            ('level!="info"', {"debug", "warn", "error"}), ('level="crit"', {"crit"})):  # fmt: skip
        (frame,) = sample({"expr": f'{{app="api", {matcher}}}', "datasource": LOKI}).frames
        assert {label["level"] for label in frame.fields[0].values} == levels
        assert {line.split()[0].removeprefix("level=") for line in frame.fields[2].values} == levels


def test_terms_of_elasticsearch_have_names_that_are_believed() -> None:
    """`service.name` is a service; what the query names is what it finds."""
    source = {"type": "elasticsearch", "uid": "e"}
    query = {"metrics": [{"type": "count"}], "bucketAggs": [{"type": "terms", "field": "service.name"}]}
    assert names(sample({**query, "query": "*", "datasource": source}).frames) == ["api", "web", "worker"]
    asked = "service.name:(web OR checkout)"
    assert names(sample({**query, "query": asked, "datasource": source}).frames) == ["web", "checkout"]


def test_numbers_of_logs_are_series() -> None:
    """LogQL with a function has a series for each group."""
    query = {"expr": 'sum by (level) (count_over_time({app="api"} [5m]))', "legendFormat": "{{level}}"}
    assert names(sample({**query, "datasource": LOKI}).frames) == ["info", "warn", "error"]


def test_sql_has_the_columns_that_it_selects() -> None:
    """Names and types from the list after SELECT; a time series is wide, with a label for what names it."""
    text = """WITH x AS (SELECT 1 AS hidden FROM y)
        SELECT $__timeGroup(created_at, '1h') AS time, count(*) AS "orders", s.name AS shop -- and no, more
        FROM orders o JOIN shops s ON o.a = s.b GROUP BY 1, 3"""
    (wide,) = sample({"rawSql": text, "format": "time_series", "datasource": SQL}).frames
    assert [(field.name, field.type) for field in wide.fields] == [
        ("time", "time"),
        *[("orders", "number")] * 3,
    ]
    assert len({field.labels["shop"] for field in wide.fields[1:]}) == 3
    (table,) = sample(
        {"rawSql": "SELECT name, status, round(avg(a, b), 2) avg FROM t LIMIT 3", "datasource": SQL}
    ).frames
    assert [(field.name, field.type) for field in table.fields] == [
        ("name", "string"),
        ("status", "string"),
        ("avg", "number"),
    ]
    assert table.length == 3
    (one,) = sample({"rawSql": "SELECT count(*) FROM t", "datasource": SQL}).frames
    assert one.length == 1
    assert sample({"rawSql": "SELECT * FROM t", "datasource": SQL}).problem == (
        "there is no sample for query A: its columns are not written in it"
    )


def test_cloudwatch_and_elasticsearch_have_series() -> None:
    """A series for each resource of an open dimension, and for each term."""
    cloud = {"type": "cloudwatch", "uid": "c"}
    query = {"namespace": "AWS/EC2", "metricName": "CPUUtilization", "dimensions": {"InstanceId": ["i-1", "i-2"]}}
    assert names(sample({**query, "datasource": cloud}).frames) == ["CPUUtilization i-1", "CPUUtilization i-2"]
    elastic = {"type": "elasticsearch", "uid": "e"}
    buckets = [{"type": "terms", "field": "level.keyword"}, {"type": "date_histogram", "field": "@timestamp"}]
    found = sample({"metrics": [{"type": "count"}], "bucketAggs": buckets, "query": "*", "datasource": elastic})
    assert names(found.frames) == ["info", "warn", "error"]
    lines = sample({"metrics": [{"type": "logs"}], "query": "*", "datasource": elastic}).frames[0]
    assert lines.meta["preferredVisualisationType"] == "logs"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"datasource": {"type": "tempo", "uid": "t"}}, "it asks for traces"),
        ({"datasource": {"type": "acme", "uid": "x"}}, "which is one of acme"),
        ({"datasource": {"type": "__expr__", "uid": "__expr__"}, "expression": "$A"}, "Grafana's server computes it"),
        ({"expr": "sum("}, "it is no PromQL that can be read"),
        ({"datasource": {"type": "cloudwatch", "uid": "c"}, "queryMode": "Logs"}, "it is one of CloudWatch Logs"),
        ({"datasource": {"type": "elasticsearch", "uid": "e"}, "metrics": 5}, "it has an unknown form"),
    ],
)
def test_where_there_is_no_sample_it_says_so(query: Json, problem: str) -> None:
    """With the query that has none; the others have theirs."""
    found = sample(query, expr("up"))
    assert "there is no sample for query A" in str(found.problem)
    assert problem in str(found.problem)
    assert {frame.ref_id for frame in found.frames} == {"B"}


@pytest.mark.parametrize(
    "query",
    [
        {"expr": '{app="a"} |~ "(.+)+Z"', "datasource": LOKI},
        {"expr": 'sum by (pod) (x{pod=~"(.*)*z"})'},
        {"expr": 'sum by (pod) (x{pod=~".*.*.*.*.*.*.*.*.*.*z"})'},
        {"rawSql": "SELECT " + "/*" * 100_000, "datasource": SQL},
        {"expr": "{" * 100_000, "datasource": LOKI},
        {"metricName": "x", "datasource": {"type": "cloudwatch", "uid": "c"}, "interval": "1ms"},
        {"metrics": [{"type": "logs"}], "query": "a" * 100_000, "datasource": {"type": "elasticsearch", "uid": "e"}},
        {"expr": '{app="a"} |~ "' + "(" * 4000 + ")" * 4000 + '"', "datasource": LOKI},
    ],
)
def test_no_query_takes_long(query: Json) -> None:
    """Patterns that would be tried forever, texts that are looked through again and again, years at a millisecond."""
    begun = time.process_time()
    years = board(time={"from": "now-5y", "to": "now"})
    found = sample(query, of=years, maxDataPoints=10**9, interval="1ms")
    assert time.process_time() - begun < 5
    assert sum(frame.length for frame in found.frames) < 200_000


def test_variables_break_nothing() -> None:
    """A variable that has no value stands for anything."""
    found = sample(expr('sum by ($by) (rate(x{job=~"$job", a="$a"}[$window])) * $factor'))
    assert found.problem is None
    assert found.frames


def test_a_variable_that_is_compared_with_is_one_value() -> None:
    """Of whatever host nobody has chosen, `=` brings one; `=~` may bring them all."""
    assert len(sample(expr('up{instance="$host"}')).frames) == 1
    assert len(sample(expr('up{instance=~"$host"}')).frames) > 1


@pytest.mark.parametrize(
    ("listed", "kind", "values"),
    [("true,false,null", "boolean", (True, False, None)), ("on, off", "string", ("on", "off"))],
)
def test_listed_values_of_testdata_may_be_no_numbers(listed: str, kind: str, values: tuple[object, ...]) -> None:
    """Truth values and texts, as state timelines show them."""
    source = {"type": "testdata", "uid": "t"}
    [frame] = sample({"datasource": source, "scenarioId": "csv_metric_values", "stringInput": listed}).frames
    assert (frame.fields[1].type, tuple(frame.fields[1].values)) == (kind, values)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    *("expr", "rawSql", "metrics", "bucketAggs", "dimensions", "metricName", "format", "instant", "legendFormat"),
    *("interval", "scenarioId", "csvContent", "pulseWave", "csvWave", "seriesCount", "maxLines", "alias", "queryType"),
)
KINDS = ("prometheus", "loki", "postgres", "cloudwatch", "elasticsearch", "testdata", "tempo", "grafana")


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), JSON), JSON)
def test_nothing_that_stands_in_a_document_is_raised(kind: str, query: Json, config: Any) -> None:
    """Whatever a query and a field configuration hold, there is data or a problem."""
    odd = {**query, "datasource": {"type": kind, "uid": "x"}}
    assert sample(odd, fieldConfig=config, width=20).end == NOW
    assert sample(odd, fieldConfig={"defaults": config, "overrides": config}, width=20).end == NOW


def test_each_panel_of_a_board_has_its_own_data() -> None:
    """Panels in rows are found, and a board's panels can be asked one after the other."""
    rows = [{"id": 1, "type": "row", "panels": [panel(expr("a"), id=2)]}, panel(expr("b"), id=3)]
    found = [each["id"] for each in panels_of(board(panels=rows))]
    assert found == [1, 2, 3]
    assert attrs.evolve(ask(expr("a")), targets=()).targets == ()
