"""An environment's Grafana as a source, by what a real one answered."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import orjson
import pytest

from grafmint.data import Data, open_source
from grafmint.environment import Directory, Environment, Reference, Server
from grafmint.errors import CredentialsError, UsageError
from tests.data_sources import recorded
from tests.data_sources.boards import METRICS, Json, ask, board, expr
from tests.target.server.peer import Act, Peer, resets, running, says

ORG = says({"id": 1, "name": "Main Org."})
TOKEN = "glsa_0123456789abcdefghijklmnopqrstuv_deadbeef"  # noqa: S105  # of no server


def environment(url: str, token: Reference | None = None) -> Environment:
    """One that goes to a server."""
    return Environment(name="prod", project="shop", root=Path(), target=Server(url, token=token))


@contextmanager
def peer(*acts: Act) -> Iterator[Peer]:
    """A server that first tells its organisation."""
    with running(Peer(ORG, *acts)) as server:
        yield server


def replayed(step: str) -> tuple[Data, Json]:
    """What the source makes of a recorded answer, and what it asked for."""
    body, status = recorded.answer(step)
    with peer(says(body, status)) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(recorded.asking(step))
    sent = [request for request in server.requests if request.method == "POST"]
    assert [request.path for request in sent] == ["/api/ds/query"]
    return data, orjson.loads(sent[0].body)


def by_letter(query: Json) -> str:
    """The letter of a query."""
    return str(query["refId"])


@pytest.mark.parametrize("step", ["series", "no name", "instant", "buckets", "no numbers", "expression", "csv"])
def test_it_asks_as_the_page_does(step: str) -> None:
    """The queries go out with their datasource, range and interval, as they were recorded."""
    _, sent = replayed(step)
    wanted = recorded.EXCHANGES[step]["request"]["body"]
    assert (sent["from"], sent["to"]) == (wanted["from"], wanted["to"])
    for mine, theirs in zip(*(sorted(each["queries"], key=by_letter) for each in (sent, wanted)), strict=True):
        assert {**theirs, "intervalMs": mine["intervalMs"], "hide": mine["hide"]} == {
            **mine,
            "datasource": theirs["datasource"],
        }
        assert mine["datasource"]["uid"] == theirs["datasource"]["uid"]


def test_series_have_labels_and_names() -> None:
    """Each series is a frame with times, numbers, labels and the name that the datasource gives it."""
    data, _ = replayed("series")
    assert data.problem is None
    assert [frame.name for frame in data.frames] == ["/-/ready", "/metrics"]
    time, value = data.frames[1].fields
    assert (time.type, time.config) == ("time", {"interval": 15000})
    assert (value.type, value.labels) == ("number", {"handler": "/metrics"})
    assert value.config == {"displayNameFromDS": "/metrics"}
    assert len(time.values) == len(value.values) > 5


def test_tables_and_buckets_are_shaped_as_the_page_does() -> None:
    """A table has a column a label, a heatmap a column a bucket without what the smaller ones have."""
    (table,) = replayed("instant")[0].frames
    assert [field.name for field in table.fields] == ["Time", "__name__", "instance", "job", "Value"]
    (heatmap,) = replayed("buckets")[0].frames
    assert [field.name for field in heatmap.fields] == ["Time", "0.1", "1", "+Inf"]
    assert heatmap.meta["type"] == "heatmap-rows"
    assert all(value is not None and value >= 0 for field in heatmap.fields[1:] for value in field.values)


def test_numbers_that_json_has_not() -> None:
    """Entities become what they stand for."""
    data, _ = replayed("no numbers")
    values = [set(map(str, frame.fields[1].values)) for frame in data.frames]
    assert values == [{"nan"}, {"-inf"}]


def test_a_hidden_query_is_sent_for_an_expression() -> None:
    """And not shown."""
    data, sent = replayed("expression")
    assert [(query["refId"], query["hide"]) for query in sent["queries"]] == [("B", False), ("A", True)]
    assert [frame.ref_id for frame in data.frames] == ["B"]
    assert data.problem is None


def test_an_error_of_one_query_is_told_beside_the_others() -> None:
    """Grafana says with status 400 what it says of a single query; the frames that are there are kept."""
    body, status = recorded.answer("with an error")
    assert status == 400
    made, metrics = recorded.asking("with an error").targets
    both = attrs.evolve(recorded.asking("with an error"), targets=(attrs.evolve(made, uid="metrics"), metrics))
    with peer(says(body, status)) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(both)
    assert data.problem == (
        "Grafana of prod refused the query A: this is an error and it can include URLs http://grafana.com/"
    )
    assert [frame.ref_id for frame in data.frames] == ["A", "B"]


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("no connection", "Grafana of prod gave no data: POST /api/ds/query: 500: An error occurred within the plugin"),
        ("no datasource", "Grafana of prod gave no data: POST /api/ds/query: 404: Data source not found"),
        ("csv is wrong", "Grafana of prod said nothing to query A"),
        ("no series", None),
    ],
)
def test_what_goes_wrong_is_a_problem(step: str, problem: str | None) -> None:
    """A source never raises for a panel: it says what the server said."""
    data, _ = replayed(step)
    assert (data.frames, data.problem) == ((), problem)


def test_an_answer_without_results_is_no_answer() -> None:
    """What a server says that takes the question for something else is told, and nothing is read into it."""
    acts = (says({"message": "welcome"}),)
    with peer(*acts) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(recorded.asking("no name"))
    assert (data.frames, data.problem) == (
        (),
        "Grafana of prod gave no data: POST /api/ds/query: 200: welcome",
    )


def test_a_question_that_was_lost_is_asked_again() -> None:
    """It changes nothing, so it may be repeated; a server that is busy is waited for."""
    body, _ = recorded.answer("no name")
    acts = (resets, says({"message": "starting"}, 503), says(body))
    with peer(*acts) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(recorded.asking("no name"))
    assert [request.method for request in server.requests] == ["GET", "POST", "POST", "POST"]
    assert (data.problem, len(data.frames)) == (None, 1)


def test_a_broken_datasource_takes_no_other_with_it() -> None:
    """Each datasource is asked in a request of its own, as the page does."""
    good, bad = recorded.answer("no name"), recorded.answer("no connection")
    asked = ask(expr("up"), expr("up", datasource={"type": "prometheus", "uid": "gone"}))
    with peer(says(*good), says(*bad)) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(asked)
    assert [frame.ref_id for frame in data.frames] == ["A"]
    assert "An error occurred within the plugin" in str(data.problem)


def test_old_names_and_the_default_are_looked_up() -> None:
    """A datasource by name, or by nothing, is found among the server's."""
    known = {"Metrics": {"uid": "m1", "type": "prometheus"}, "Logs": {"uid": "l1", "type": "loki"}}
    settings = says({"defaultDatasource": "Logs", "datasources": known})
    asked = ask(expr("up", datasource="Metrics"), expr("{}", datasource=None), datasource=None)
    acts = (settings, says({"results": {}}))
    with peer(*acts) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        source.data(asked)
    assert [request.path for request in server.requests][1] == "/api/frontend/settings"
    sent = [orjson.loads(request.body)["queries"][0]["datasource"] for request in server.requests[2:]]
    assert sent == [{"type": "prometheus", "uid": "m1"}, {"type": "loki", "uid": "l1"}]


@pytest.mark.parametrize(("default", "uid"), [("Two", "p2"), ("Logs", "p1")])
def test_a_datasource_that_nobody_has_chosen_is_the_page_s(default: str, uid: str) -> None:
    """A variable without a value, as published boards have it: the default one of its type, or the first by name."""
    known = {"Two": {"uid": "p2", "type": "prometheus"}, "Logs": {"uid": "l1", "type": "loki"}}
    settings = says({"defaultDatasource": default, "datasources": known | {"One": {"uid": "p1", "type": "prometheus"}}})
    asked = ask(expr("up", datasource={"type": "prometheus", "uid": "${ds}"}))
    with peer(settings, says({"results": {}})) as server:
        with open_source("env:prod", lambda _: environment(server.url)) as source:
            source.data(asked)
        [sent] = orjson.loads(server.requests[-1].body)["queries"]
    assert sent["datasource"] == {"type": "prometheus", "uid": uid}


def test_another_organisation_is_not_asked() -> None:
    """Credentials of the wrong organisation bring no numbers of it."""
    with (
        running(Peer(says({"id": 7, "name": "Other"}))) as server,
        open_source("env:prod", lambda _: environment(server.url)) as source,
    ):
        data = source.data(ask(expr("up")))
    assert "belong to organisation 7 (Other)" in str(data.problem)
    assert [request.method for request in server.requests] == ["GET"]


def test_a_server_that_is_not_there_is_a_problem() -> None:
    """And is told with its address."""
    with running(Peer(ORG)) as server:
        url = server.url
    with open_source("env:prod", lambda _: environment(url)) as source:
        data = source.data(ask(expr("up")))
    assert str(data.problem).startswith(f"Grafana of prod gave no data: {url}: no connection: connection refused")


def test_a_server_that_does_not_answer_is_asked_once() -> None:
    """Each panel after the first one that waited in vain has the same problem at once."""
    with (
        running(Peer(says({"id": 7, "name": "Other"}))) as server,
        open_source("env:prod", lambda _: environment(server.url)) as source,
    ):
        problems = {str(source.data(ask(expr(f"up{number}"))).problem) for number in range(5)}
    assert len(problems) == 1
    assert len(server.requests) == 1


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the server repeats it."""
    monkeypatch.setenv("TOKEN", TOKEN)
    said = says({"results": {"A": {"error": f"refused {TOKEN}", "status": 400, "frames": []}}}, 400)
    with peer(said) as server:
        prod = environment(server.url, Reference("env", "TOKEN"))
        with open_source("env:prod", lambda _: prod) as source:
            data = source.data(ask(expr("up")))
    assert server.requests[1].headers["Authorization"] == f"Bearer {TOKEN}"
    assert data.problem == "Grafana of prod refused the query A: refused ***"


def test_a_variable_that_nobody_knows_is_told() -> None:
    """The page would ask the datasource for its values: numbers without it would be others."""
    body, _ = recorded.answer("no name")
    with peer(says(body)) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(ask(expr('up{job="$job"}')))
    assert data.problem == "the board has no value for $job: choose one there and save it"


def test_filters_that_are_left_out_are_told() -> None:
    """The page would add them to the query."""
    body, _ = recorded.answer("no name")
    adhoc = {"name": "only", "type": "adhoc", "filters": [{"key": "job", "operator": "=", "value": "a"}]}
    with peer(says(body)) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        data = source.data(ask(expr("up"), of=board(adhoc)))
    assert data.problem == "the filters of $only are left out"


def test_commands_run_only_where_they_may(tmp_path: Path) -> None:
    """A token from a command is refused before the command is run."""
    ran = tmp_path / "ran"
    command = Reference("command", (sys.executable, "-c", f"open({str(ran)!r}, 'w'); print('{TOKEN}')"))
    prod = environment("http://127.0.0.1:1", command)
    refused = pytest.raises(CredentialsError, match="token of prod comes from a command, and none is run here")
    with refused, open_source("env:prod", lambda _: prod, run_commands=False):
        pass
    assert not ran.exists()
    with open_source("env:prod", lambda _: prod):
        assert ran.exists()


def test_an_environment_without_a_server_has_no_data() -> None:
    """A directory answers nothing."""
    local = Environment(name="local", project="shop", root=Path(), target=Directory(Path()))
    with pytest.raises(UsageError, match="its target is a directory"), open_source("env:local", lambda _: local):
        pass


def test_grafanas_own_datasource_has_its_own_uid() -> None:
    """The page calls it otherwise than the server."""
    query = {"datasource": {"type": "datasource", "uid": "-- Grafana --"}, "queryType": "randomWalk"}
    with peer(says({"results": {}})) as server, open_source("env:prod", lambda _: environment(server.url)) as source:
        source.data(ask(query, datasource=METRICS))
    (sent,) = orjson.loads(server.requests[1].body)["queries"]
    assert sent["datasource"] == {"type": "datasource", "uid": "grafana"}
