"""The double against the recordings of a real Grafana."""

from typing import Any
from urllib.parse import unquote

import pytest

from grafmint.testing import Grafana
from grafmint.testing.core import HANDLERS
from grafmint.testing.routes import ROUTES
from tests.testing.recording import FILES, Replay, exchanges, load

#: What the recorded servers call themselves, where it is not what they are.
RELEASES = {"grafana-9.4.json": "9.2.0"}

#: What the double does not serve: alerting, library panels, annotations, plugins, and what depends on them.
#: A step of a name that the file has more than once carries its number.
NOT_SERVED = (
    "create rule",
    "create again (2)",
    "get rule",
    "get missing rule",
    "list rules",
    "update rule",
    "update dropping provenance",
    "create without provenance",
    "no such folder (2)",
    "no condition",
    "bad for",
    "bad PromQL is accepted?",
    "get group",
    "put group",
    "put group, one rule less",
    "get group 2",
    "interval not a multiple of 10",
    "get missing group",
    "delete rule",
    "delete rule again",
    "delete folder with rules",
    "default contact points",
    "create contact point",
    "create again (3)",
    "get by name (2)",
    "update",
    "update without secret (2)",
    "update with the redacted secret",
    "unknown type (2)",
    "create pagerduty",
    "create email",
    "create webhook",
    "create teams",
    "two integrations, one name",
    "list (2)",
    "default policies",
    "mute timing does not exist yet",
    "create mute timing",
    "create again (4)",
    "update mute timing",
    "put policies",
    "get policies",
    "unknown receiver",
    "get mute timings",
    "delete used mute timing",
    "delete used contact point",
    "reset policies",
    "delete contact point",
    "delete mute timing",
    "templates",
    "put template",
    "bad template",
    "get template",
    "delete template",
    "create library panel",
    "create again (5)",
    "get (2)",
    "patch stale",
    "patch",
    "delete connected library panel",
    "list (3)",
    "delete missing (2)",
    "annotations create",
    "annotations list",
    "delete folder, force",
    "delete folder again",
    "plugins",
)


def fresh(file: str) -> Grafana:
    """A double of the server that a file was recorded from."""
    return Grafana(release=RELEASES.get(file, "9.4.0-pre"), prefix=load(file)["server"].get("prefix", ""))


def served(file: str) -> list[dict[str, Any]]:
    """The exchanges of a file that the double is to answer as they were recorded."""
    return [each for each in exchanges(file) if each["key"] not in NOT_SERVED]


@pytest.mark.parametrize("file", FILES)
def test_the_double_answers_as_grafana_did(file: str) -> None:
    """Replayed in their order, the same requests have the same statuses and bodies, ids included."""
    with fresh(file) as grafana:
        replay = Replay(grafana)
        assert [line for each in served(file) for line in replay.step(each)] == []


def replay_what_is_not_served(listed: list[dict[str, Any]]) -> None:
    """After all that is served, ask for the rest: none of it may be answered right."""
    with fresh(FILES[0]) as grafana:
        replay = Replay(grafana)
        for each in served(FILES[0]):
            replay.step(each)
        assert [each["key"] for each in listed if not replay.step(each)] == []


def test_what_is_not_served_is_not() -> None:
    """No exchange is listed as not served that the double answers right, or that was not recorded."""
    listed = [each for each in exchanges(FILES[0]) if each["key"] in NOT_SERVED]
    assert sorted(each["key"] for each in listed) == sorted(NOT_SERVED)
    with pytest.raises(AssertionError, match="no recording covers it"):
        replay_what_is_not_served(listed)


def test_every_handler_imitates_recorded_exchanges() -> None:
    """Each names at least one step, and each step is the name of an exchange that its route would serve."""
    recorded = [each for file in FILES for each in exchanges(file) if "request" in each]
    assert {route.handler.__module__ for route in ROUTES} == {module.__name__ for module in HANDLERS}
    wrong = [
        (route.form, step)
        for route in ROUTES
        for step in route.steps or ("",)
        if not any(
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
