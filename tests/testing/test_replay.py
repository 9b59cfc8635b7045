"""The double against the recordings of a real Grafana."""

from urllib.parse import unquote

import pytest

from grafmint.testing import Grafana
from grafmint.testing.core import HANDLERS
from grafmint.testing.routes import ROUTES
from tests.testing.recording import FILES, Replay, exchanges, load

#: What the recorded servers call themselves, where it is not what they are.
RELEASES = {"grafana-9.4.json": "9.2.0"}


def fresh(file: str) -> Grafana:
    """A double of the server that a file was recorded from."""
    return Grafana(release=RELEASES.get(file, "9.4.0-pre"), prefix=load(file)["server"].get("prefix", ""))


@pytest.mark.parametrize("file", FILES)
def test_the_double_answers_as_grafana_did(file: str) -> None:
    """Replayed in their order, the same requests have the same statuses and bodies, ids included."""
    with fresh(file) as grafana:
        replay = Replay(grafana)
        assert [line for each in exchanges(file) for line in replay.step(each)] == []


def test_every_handler_imitates_recorded_exchanges() -> None:
    """Each names at least one step, which its route would serve; of newer releases there are no recordings."""
    recorded = [each for file in FILES for each in exchanges(file) if "request" in each]
    assert {route.handler.__module__ for route in ROUTES} == {module.__name__ for module in HANDLERS}
    wrong = [
        (route.form, step)
        for route in ROUTES
        for step in route.steps or ("",)
        if not route.fact
        and not any(
            each["step"] == step
            and route.method in {"*", each["request"]["method"]}
            and route.pattern.fullmatch(unquote(each["request"]["path"].partition("?")[0]))
            for each in recorded
        )
    ]
    assert wrong == []


def test_recordings_say_where_they_are_from() -> None:
    """Every file names its server, and nothing of the machine that it was recorded on."""
    for file in FILES:
        assert load(file)["server"]["product"] == "Grafana OSS"
