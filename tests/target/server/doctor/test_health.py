"""Whether the server reaches the datasources of a project, as it says itself; nobody is told more than that."""

import re
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from grafmint.bundle import Bundle, Entry
from grafmint.environment import Environment, Reference, Server
from grafmint.target.checkup import Check, Checkup
from grafmint.target.examine import examine
from tests.target.server.answers import ADMIN, TOKEN, Answers, answers, hold_datasource, serving
from tests.target.server.peer import Handler, Peer, running, says

WELL = (200, {"status": "OK", "message": "Successfully queried."})
UNCHECKED = (404, {"message": "Not found", "traceID": ""})
QUERY = "/api/ds/query"
EMPTY = Bundle(entries=())


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token of the environment below."""
    monkeypatch.setenv("GRAFANA_TOKEN", TOKEN)


def environment(url: str, types: Mapping[str, str], *, timeout: float = 5.0) -> Environment:
    """An environment that maps each name to itself in capitals."""
    server = Server(url, token=Reference("env", "GRAFANA_TOKEN"), timeout=timeout)
    return Environment(
        name="prod",
        project="shop",
        root=Path("/p"),
        target=server,
        datasource_types=types,
        datasources={name: name.upper() for name in types},
    )


def bundle(types: Mapping[str, str], *defined: str) -> Bundle:
    """A project that asks these, and defines some of them."""
    made = (Entry(kind="datasource", uid=uid, title=uid, document=orjson.dumps({"uid": uid})) for uid in defined)
    return Bundle(entries=tuple(made), datasources={name.upper(): type_ for name, type_ in types.items()})


def said(table: Answers, built: Bundle | None = EMPTY, **types: str) -> tuple[dict[str, Check], list[str], int]:
    """What is said of datasources by their names, what was asked of them, and the exit code."""
    with serving(table) as peer:
        checks = tuple(examine(environment(peer.url, types), bundle(types) if built is EMPTY else built))
        asked = [each.path for each in peer.requests if re.search(r"/datasources/.*/health|/ds/query", each.path)]
    found = {each.name.removeprefix("health: "): each for each in checks if each.name.startswith("health")}
    return found, asked, Checkup(environment="prod", checks=checks).exit_code


def of_metrics(health: tuple[int, Any], **query: Any) -> tuple[Check, list[str], int]:
    """The same of one datasource of which its check says this."""
    table = {**answers(*ADMIN), **({QUERY: query["query"]} if query else {})}
    hold_datasource(table, "METRICS", "Metrics", health)
    found, asked, code = said(table, metrics="prometheus" if query else "mysql")
    return found["Metrics"], asked, code


@pytest.mark.parametrize(
    ("health", "status", "expected"),
    [
        (WELL, "ok", "can be reached: Successfully queried."),
        ((200, {"status": "OK", "message": ""}), "ok", "can be reached: it is well"),
        ((400, {"status": "ERROR", "message": "connection refused"}), "bad", "cannot be reached: connection refused"),
        ((500, {"message": "Plugin health check failed"}), "bad", "cannot be reached: Plugin health check failed"),
        (UNCHECKED, "ok", "not told whether it can be reached: this Grafana has no check for mysql"),
        (
            (503, {"message": "Plugin unavailable"}),
            "ok",
            "not told whether it can be reached: this Grafana has no check for mysql",
        ),
        ((403, {"message": "Access denied"}), "warn", "not asked whether it can be reached: "),
        ((401, {"message": "Unauthorized"}), "warn", "not asked whether it can be reached: "),
    ],
)
def test_each_answer_is_told_in_the_servers_words(health: tuple[int, Any], status: str, expected: str) -> None:
    """Only one that does not answer is a problem, and each is asked once, whatever it says."""
    check, asked, code = of_metrics(health)
    assert check.said.startswith(expected)
    assert (check.status, code) == (status, int(status == "bad"))
    assert asked == ["/api/datasources/uid/METRICS/health"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"results": {"A": {"status": 200, "frames": []}}}, "can be reached: it answers a query"),
        ({"results": {"A": {"error": "no such host"}}}, "cannot be reached: no such host"),
        ({"message": "An error occurred within the plugin"}, "cannot be reached: An error occurred within the plugin"),
    ],
)
def test_a_prometheus_without_a_check_is_asked_for_a_number(answer: object, expected: str) -> None:
    """Grafana 9 has no check for it."""
    check, asked, _ = of_metrics(UNCHECKED, query=(200, answer))
    assert check.said == expected
    assert asked == ["/api/datasources/uid/METRICS/health", QUERY]


def test_without_the_right_nothing_is_asked() -> None:
    """That is told with the names, and is no problem."""
    table = answers(*(right for right in ADMIN if right != "datasources:query"))
    hold_datasource(table, "METRICS", "Metrics", WELL)
    hold_datasource(table, "LOGS", "Logs", WELL)
    found, asked, code = said(table, metrics="prometheus", logs="loki")
    why = "not asked whether these can be reached, for want of datasources:query: Metrics, Logs"
    assert (found["health"].said, found["health"].status) == (why, "warn")
    assert (asked, code) == ([], 0)


def test_one_that_is_not_there_is_told_where_no_sync_makes_it() -> None:
    """A name that leads nowhere is to be mapped elsewhere; what a sync makes cannot answer yet."""
    types = {"metrics": "prometheus", "logs": "loki"}
    table = answers(*ADMIN)
    found, _, code = said(table, bundle(types, "LOGS"), **types)
    assert (list(found), found["metrics"].status, code) == (["metrics"], "warn", 0)
    assert found["metrics"].said.startswith("cannot be reached: the server has no datasource METRICS")
    assert found["metrics"].hint == "map metrics to the uid of one that is there, in [env.prod]"


def test_a_project_with_errors_has_those_that_it_maps() -> None:
    """Which others it defines is not known, so that nothing is missed."""
    table = answers(*ADMIN)
    hold_datasource(table, "METRICS", "Metrics", WELL)
    found, _, _ = said(table, None, metrics="mysql", logs="loki")
    assert {name: check.status for name, check in found.items()} == {"Metrics": "ok"}


def test_all_are_asked_at_once_and_none_is_waited_for_longer_than_a_server_is() -> None:
    """Each answer waits until all have been asked; one that never comes is a datasource that cannot be reached."""
    names = ("a", "b", "c", "d")
    types, together = dict.fromkeys(names, "mysql"), threading.Barrier(len(names), timeout=4)
    table = answers(*ADMIN)
    for name in names:
        hold_datasource(table, name.upper(), name, WELL)

    def act(handler: Handler) -> None:
        if handler.path.endswith("/health") and handler.path != "/api/health":
            together.wait()
            if "/D/" in handler.path:
                time.sleep(1)
        status, body = table.get(handler.path.partition("?")[0], UNCHECKED)
        says(orjson.dumps(body), status)(handler)

    with running(Peer(act)) as peer:
        checks = tuple(examine(environment(peer.url, types, timeout=0.5), bundle(types)))
    found = {each.name: each.status for each in checks if each.name.startswith("health")}
    assert found == {"health: a": "ok", "health: b": "ok", "health: c": "ok", "health: d": "bad"}
