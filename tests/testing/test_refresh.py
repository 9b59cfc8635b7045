"""The refresh of a dashboard, of which a server takes none that is too short or that it cannot read."""

import pytest

from grafmint.testing import Grafana
from tests.testing.client import ask
from tests.testing.resources import Resources, failure

#: What a real 9.4 keeps of each that is sent through /api.
KEPT = ["", "5s", "5000ms", "+10s", "1h30m", "1h", "1d", "1M", "1y", "5000000000ns", None, False, 5]
LIFTED = ["auto", "1s", "4999ms", ".5s", "1.5s", "7us", "0", "6", "-10s", " 10s", "10S", "1d2h", "0.1M", "never"]


def saved(release: str, refresh: object) -> object:
    """What is there of a refresh that was sent."""
    with Grafana(release=release) as grafana:
        body = {"dashboard": {"uid": "load", "title": "Load", "refresh": refresh}}
        assert ask(grafana.url, grafana.token, "POST", "/api/dashboards/db", body).status == 200
        found = grafana.dashboard("load")
        assert found is not None
        return found["refresh"]


@pytest.mark.parametrize("refresh", KEPT)
def test_what_9_4_takes_it_keeps(refresh: object) -> None:
    """Times in the words of Go from 5 seconds on, whole numbers of longer units, and what is no text."""
    assert saved("9.4", refresh) == refresh


@pytest.mark.parametrize("refresh", LIFTED)
def test_what_9_4_does_not_take_becomes_its_shortest(refresh: str) -> None:
    """With the status of what was saved as it was sent."""
    assert saved("9.4", refresh) == "5s"


@pytest.mark.parametrize(("release", "kept"), [("10.3", "5s"), ("10.4", "auto"), ("13.2", "auto")])
def test_auto_is_known_from_10_4_on(release: str, kept: str) -> None:
    """Before that it is no time."""
    assert saved(release, "auto") == kept


def test_apis_refuses_what_api_makes_longer() -> None:
    """A client that asks for it is told."""
    with Grafana(release="13.2") as grafana:
        dashboards = Resources(grafana)
        for refresh, status in (("auto", 201), ("10s", 201), ("1s", 400), ("never", 400)):
            body = dashboards.of(f"of-{refresh}", {"title": "Load", "schemaVersion": 42, "refresh": refresh})
            answer = dashboards.ask("POST", "", body)
            assert answer.status == status
            assert status == 201 or failure(answer) == (400, "BadRequest")
