"""refresh."""

from typing import Any

import pytest

from grafmint.bundle import Entry
from grafmint.environment import Demands
from tests.check.alerts import entry
from tests.check.boards import board, found, panel, said, target

ASKED = Demands(require=("refresh",))


def _scraped(uid: str, every: object = None) -> Entry:
    options = {} if every is None else {"timeInterval": every}
    return entry("datasource", uid, {"uid": uid, "name": uid, "type": "prometheus", "jsonData": options})


def _board(every: object, *uids: str) -> dict[str, Any]:
    sources = [{"type": "prometheus", "uid": uid} for uid in uids or ("prom",)]
    panels = [panel(x=6 * x, datasource=source, targets=[target("up")]) for x, source in enumerate(sources)]
    return board(*panels, refresh=every)


def test_more_often_than_there_is_anything_new() -> None:
    """An info, and a warning where refreshing is required; at the interval itself it is fine."""
    message = "the dashboard refreshes every 5s, and Prometheus has new values every 15s"
    line = f'refresh /refresh: {message} (write auto_refresh="15s" or more)'
    known = _scraped("prom", "15s")
    assert said(found(_board("5s"), known)) == [f"info {line}"]
    assert said(found(_board("5s"), known, demands=ASKED)) == [f"warning {line}"]
    assert found(_board("15s"), known, demands=ASKED) == []
    assert found(_board("1m"), known, demands=ASKED) == []


def test_the_datasource_that_is_scraped_most_often_counts() -> None:
    """Of those that the dashboard asks, as far as they say it."""
    sources = (_scraped("a", "15s"), _scraped("b", "1m"), _scraped("c"), _scraped("d", "soon"))
    assert found(_board("30s", "a", "b"), *sources) == []
    assert found(_board("15s", "a", "b"), *sources) == []
    assert len(found(_board("30s", "b", "c"), *sources)) == 1
    assert found(_board("30s", "c", "d"), *sources) == []


def test_a_board_without_prometheus_refreshes_as_it_likes() -> None:
    """Logs come at any time."""
    logs = panel(datasource={"type": "loki", "uid": "prom"}, targets=[target("{a=`b`}")])
    assert found(board(logs, refresh="5s"), _scraped("prom", "15s"), demands=ASKED) == []


@pytest.mark.parametrize("every", ["1s", "4s999ms"])
def test_more_often_than_grafana_lets_it(every: str) -> None:
    """Grafana stores its shortest; it is told once, with the longer interval where Prometheus has one too."""
    line = f"info refresh /refresh: the dashboard refreshes every {every}, and "
    stored = "Grafana stores 5s in its place unless its min_refresh_interval is shorter"
    assert said(found(_board(every))) == [f'{line}{stored} (write auto_refresh="5s" or more)']
    asked = "Prometheus has new values every 15s"
    assert said(found(_board(every), _scraped("prom", "15s"))) == [f'{line}{asked} (write auto_refresh="15s" or more)']
    assert found(_board("5s")) == []


@pytest.mark.parametrize("every", ["auto", "1M"])
def test_what_is_no_length_of_prometheus_is_left_alone(every: str) -> None:
    """Grafana takes it by itself, and how long it is nobody can tell."""
    assert found(_board(every), _scraped("prom", "15s"), demands=ASKED) == []


@pytest.mark.parametrize("every", [None, "", False])
def test_a_board_must_refresh_itself_where_it_is_required(every: object) -> None:
    """By default it need not."""
    message = "the dashboard does not refresh itself"
    assert said(found(_board(every), demands=ASKED)) == [
        f'warning refresh : {message} (write auto_refresh="1m", or what suits it)'
    ]
    assert found(_board(every)) == []
