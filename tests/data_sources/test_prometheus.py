"""A Prometheus as a source: a real one, and what may stand in its place."""

import math
import time
from collections.abc import Iterator
from urllib.parse import parse_qs

import attrs
import pytest

from grafmint.data import Data, open_source
from grafmint.data.api import open_api
from grafmint.data.frames_json import from_json
from grafmint.data.prometheus import Prometheus
from grafmint.errors import UsageError
from tests.data_sources import recorded
from tests.data_sources.boards import NOW, Json, ask, board, expr
from tests.data_sources.test_saved import no_environments
from tests.real_prometheus import holding
from tests.target.server.peer import Act, Peer, resets, running, says

#: The ten minutes before NOW, a sample each fifteen seconds: a counter of each code, and buckets.
TIMES = range(NOW // 1000 - 600, NOW // 1000 + 1, 15)
RATES = {"200": 4, "500": 1}
BUCKETS = {"0.1": 2, "1": 3, "+Inf": 5}


def samples() -> str:
    """The samples in OpenMetrics."""
    lines = ["# TYPE requests counter"]
    lines += [
        f'requests_total{{code="{code}"}} {rate * (at - TIMES[0])} {at}' for code, rate in RATES.items() for at in TIMES
    ]
    lines += ["# TYPE load gauge", *(f'load{{host="a\\"b"}} 2.5 {at}' for at in TIMES), "# TYPE seconds gaugehistogram"]
    lines += [f'seconds_bucket{{le="{le}"}} {count} {at}' for le, count in BUCKETS.items() for at in TIMES]
    return "\n".join([*lines, "# EOF", ""])


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Prometheus that holds the samples."""
    with holding(samples(), tmp_path_factory.mktemp("prometheus")) as address:
        yield address


def data(url: str, *queries: Json, **keys: object) -> Data:
    """What a Prometheus answers to a panel over the ten minutes."""
    with open_source(f"prometheus:{url}", no_environments) as source:
        around = board(time={"from": "now-10m", "to": "now"})
        return source.data(ask(*queries, of=around, **keys))  # type: ignore[arg-type]  # keys of the panel


def test_series_over_the_range(prometheus: str) -> None:
    """Each series has its times at the step, its numbers, its labels and the name of the legend's format."""
    found = data(prometheus, expr("sum by (code) (rate(requests_total[1m]))", legendFormat="code {{ code }}"))
    assert found.problem is None
    assert [(frame.name, dict(frame.fields[1].labels)) for frame in found.frames] == [
        ("code 200", {"code": "200"}),
        ("code 500", {"code": "500"}),
    ]
    clock, value = found.frames[0].fields
    assert clock.values[-1] == NOW
    assert {later - earlier for earlier, later in zip(clock.values, clock.values[1:], strict=False)} == {15_000}
    assert value.values[-1] == pytest.approx(4)
    assert (found.start, found.end, found.origin) == (NOW - 600_000, NOW, "live")


def test_instant_queries_have_one_point(prometheus: str) -> None:
    """At the end of the range; as a table with a column a label, and the name of the query where there are several."""
    found = data(prometheus, expr("load", instant=True, format="table"), expr("load", instant=True, format="table"))
    assert [[field.name for field in frame.fields] for frame in found.frames] == [
        ["Time", "__name__", "host", "Value #A"],
        ["Time", "__name__", "host", "Value #B"],
    ]
    assert [field.values for field in found.frames[0].fields] == [(NOW,), ("load",), ('a"b',), (2.5,)]


def test_both_switches_ask_twice(prometheus: str) -> None:
    """A query that is instant and over the range has both answers."""
    found = data(prometheus, expr("load", instant=True, range=True))
    assert [frame.length for frame in found.frames] == [41, 1]
    assert found.frames[0].name == r'load{host="a\"b"}'


def test_buckets_are_a_heatmap(prometheus: str) -> None:
    """In the order of their bounds, each without what the smaller ones have."""
    (heatmap,) = data(prometheus, expr("seconds_bucket", format="heatmap", legendFormat="{{le}}")).frames
    assert [field.name for field in heatmap.fields] == ["Time", "0.1", "1", "+Inf"]
    assert [field.values[0] for field in heatmap.fields[1:]] == [2, 1, 2]


def test_scalars_and_no_numbers(prometheus: str) -> None:
    """A scalar is a series without labels; numbers that are none stay."""
    scalar, nothing = data(prometheus, expr("0/0", legendFormat="x"), expr("1/vector(0)", instant=True)).frames
    assert all(map(math.isnan, scalar.fields[1].values))
    assert (scalar.name, nothing.name, nothing.fields[1].values) == ("x", "1/vector(0)", (math.inf,))
    assert data(prometheus, expr("nothing_of_this_name"), expr("")).frames == ()


def test_a_refusal_has_prometheus_own_words(prometheus: str) -> None:
    """A wrong query is told with what is wrong in it; the others are answered."""
    found = data(prometheus, expr("sum("), expr("load"))
    assert str(found.problem).startswith(f"prometheus at {prometheus} refused the query A: ")
    assert "unclosed left parenthesis" in str(found.problem)
    assert [frame.ref_id for frame in found.frames] == ["B"]


@pytest.mark.parametrize("step", ["series", "no name", "instant", "buckets", "no numbers"])
def test_the_frames_are_those_of_grafana(step: str) -> None:
    """What Prometheus answers becomes the frames that Grafana's server makes of it, in the page's shape."""
    asked, results = recorded.asking(step), recorded.answer(step)[0]["results"]
    acts, wanted = [], []
    for target in asked.targets:
        frames = [from_json(each) for each in results[target.ref_id]["frames"]]
        key, kind = ("value", "vector") if target.query.get("instant") else ("values", "matrix")
        result = []
        for frame in frames:
            points = [[at / 1000, str(value)] for at, value in zip(*(f.values for f in frame.fields), strict=True)]
            result.append({"metric": dict(frame.fields[1].labels), key: points if kind == "matrix" else points[0]})
        acts.append(says({"status": "success", "data": {"resultType": kind, "result": result}}))
        wanted += frames
    with running(Peer(*acts)) as server:
        plain = tuple(attrs.evolve(each, query={**each.query, "format": "time_series"}) for each in asked.targets)
        found = Prometheus(open_api(server.url)).data(attrs.evolve(asked, targets=plain)).frames
    told = [attrs.evolve(frame, meta={**frame.meta, "executedQueryString": ""}) for frame in found]
    assert told == [attrs.evolve(frame, meta={**frame.meta, "executedQueryString": ""}) for frame in wanted]


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (says(b"<html>"), "did not answer the query A: the answer is not one of Prometheus"),
        (says({"status": "success"}), "did not answer the query A: the answer is not one of Prometheus"),
        (
            says({"status": "success", "data": {"resultType": "matrix", "result": [1]}}),
            "did not answer the query A: the answer is not one of Prometheus",
        ),
        (says({"status": "error", "error": "too many\nsamples"}, 422), "refused the query A: too many samples"),
        (says({}, 404), "refused the query A: the answer is 404 Not Found, which is not Prometheus's own"),
        (says({}, 302, Location="http://127.0.0.1:1/"), "refused the query A: the answer is 302 Found"),
        (resets, "did not answer the query A: connection reset by peer"),
    ],
)
def test_what_goes_wrong_is_a_problem(act: Act, problem: str) -> None:
    """A source never raises for a panel: it says what stands at the address."""
    with running(Peer(act)) as server:
        found = data(server.url, expr("up"))
    assert str(found.problem).startswith(f"prometheus at {server.url} {problem}")
    assert found.frames == ()


def test_nobody_there_and_nobody_quick() -> None:
    """A refused connection and a late answer are told."""
    with running(Peer(says({}))) as server:
        url = server.url
    assert data(url, expr("up")).problem == f"prometheus at {url} did not answer the query A: connection refused"
    with running(Peer(lambda _: time.sleep(0.5))) as slow:
        found = Prometheus(open_api(slow.url, timeout=0.1)).data(ask(expr("up")))
    assert str(found.problem).endswith("did not answer the query A: no answer within 0.1 s")


def test_a_password_goes_to_the_server_and_nowhere_else() -> None:
    """It is sent as credentials, and stars stand for it in every message."""
    with running(Peer(says({"status": "error", "error": "who is bob:s3cr%t?"}, 403))) as server:
        found = data(f"http://bob:s3cr%25t@127.0.0.1:{server.port}/prom/", expr("up"))
    assert server.requests[0].headers["Authorization"] == "Basic Ym9iOnMzY3IldA=="
    assert server.requests[0].path == "/prom/api/v1/query_range"
    assert found.problem == (f"prometheus at http://***@127.0.0.1:{server.port}/prom refused the query A: who is ***?")


def test_bounds_that_are_no_numbers() -> None:
    """A label that is called as a bucket's bound, and is none, is no number in a table and the last in a heatmap."""
    series = [{"metric": {"le": le}, "value": [1, "5"]} for le in ("wide", "1")]
    answer = says({"status": "success", "data": {"resultType": "vector", "result": series}})
    with running(Peer(answer)) as server:
        (table,) = data(server.url, expr("x", instant=True, format="table")).frames
        (heatmap,) = data(server.url, expr("x", instant=True, format="heatmap", legendFormat="{{le}}")).frames
    assert table.fields[1].values == (None, 1.0)
    assert [field.name for field in heatmap.fields] == ["Time", "1", "wide"]


def test_what_is_sent_is_a_form() -> None:
    """The query, the range at whole steps, and the step."""
    with running(Peer(says({"status": "success", "data": {"resultType": "matrix", "result": []}}))) as server:
        data(server.url, expr("a+b", interval="7s"))
    form = {key: value for key, (value,) in parse_qs(server.requests[0].body.decode()).items()}
    assert form == {"query": "a+b", "start": "1715687400.000", "end": "1715688000.000", "step": "15.000"}


def test_only_prometheus_queries_are_asked() -> None:
    """Others are told, except those that need no server."""
    queries = (
        {"expr": "{}", "datasource": {"type": "loki", "uid": "logs"}},
        {"expression": "$A", "datasource": {"type": "__expr__", "uid": "__expr__"}},
        {"scenarioId": "csv_content", "csvContent": "a\n1", "datasource": {"type": "testdata", "uid": "made"}},
    )
    found = data("http://127.0.0.1:1", *queries)
    assert found.problem == (
        "only Prometheus queries can be asked at prometheus:http://127.0.0.1:1; this is loki; "
        "only Prometheus queries can be asked at prometheus:http://127.0.0.1:1; "
        "this is an expression that Grafana computes"
    )
    assert [frame.ref_id for frame in found.frames] == ["C"]


@pytest.mark.parametrize(
    "url", ["ftp://x", "x", "http://", "http://x?y", "http://x:99999", "http://bob:s3cret@", "http://a b"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """Without being shown: there may be a password in it."""
    with pytest.raises(UsageError, match="not an http or https address") as refused:
        open_api(url)
    assert "s3cret" not in str(refused.value)
