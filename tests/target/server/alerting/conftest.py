"""A server with nothing on it, and the secrets of a project."""

from collections.abc import Iterator

import pytest

from grafmint.testing import Grafana
from tests.target.server.alerting.scene import SECRETS, Scene


@pytest.fixture
def grafana(monkeypatch: pytest.MonkeyPatch) -> Iterator[Grafana]:
    """A server for one test."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name[1:], value)
    with Grafana() as grafana:
        yield grafana


@pytest.fixture
def scene(grafana: Grafana) -> Scene:
    """A project on that server."""
    return Scene(grafana)
