"""A double that goes away for a while."""

from contextlib import suppress
from http.client import HTTPConnection, RemoteDisconnected
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest

from grafmint.testing import Grafana
from tests.testing.client import ask


def ask_again(kept: HTTPConnection) -> None:
    """Ask over a connection that was kept open."""
    kept.request("GET", "/api/health")
    kept.getresponse().read()


def wait_for(grafana: Grafana) -> None:
    """Ask until somebody answers."""
    with suppress(ConnectionError):
        ask(grafana.url, grafana.token, "GET", "/api/health")
        return
    sleep(0.02)
    wait_for(grafana)


def test_a_restart_refuses_and_comes_back() -> None:
    """Kept connections are closed and new ones refused; then it is there again on its port, with what it had."""
    with Grafana() as grafana:
        ask(grafana.url, grafana.token, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
        kept = HTTPConnection(urlsplit(grafana.url).netloc, timeout=5)
        ask_again(kept)
        begun = monotonic()
        grafana.restart(0.3)
        with pytest.raises((RemoteDisconnected, ConnectionError)):
            ask(grafana.url, grafana.token, "GET", "/api/health")
        with pytest.raises((RemoteDisconnected, ConnectionError)):
            ask_again(kept)
        kept.close()
        wait_for(grafana)
        assert monotonic() - begun >= 0.3
        found = ask(grafana.url, grafana.token, "GET", "/api/folders").json
        assert [each["uid"] for each in found] == ["shop"]
        grafana.restart(0.05)
        wait_for(grafana)
        assert ask(grafana.url, grafana.token, "GET", "/api/health").status == 200


def test_leaving_does_not_wait_for_it() -> None:
    """A block that ends while the double is away ends at once."""
    begun = monotonic()
    with Grafana() as grafana:
        grafana.restart(60)
    assert monotonic() - begun < 5
