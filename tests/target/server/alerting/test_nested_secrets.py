"""Secrets of objects among the settings, whose names have points: sent in their places, and read from there."""

from typing import Any

import pytest

from grafmint.target.integration import secret_in, with_secrets, without_secrets
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import SECRETS, Scene, actions, everything, point

URL = "http://127.0.0.1:9/hook"
WEBHOOK = {
    "type": "webhook",
    "settings": {"url": URL, "hmacConfig": {"header": "X-Signature"}},
    "secureSettings": {"hmacConfig.secret": "$PAGES", "password": "$CHAT"},
}


def test_a_secret_goes_into_its_object(scene: Scene, grafana: Grafana) -> None:
    """Beside what the object has in plain; a second run finds it there, though this Grafana gives it back as it is."""
    code = everything(team=point("team", WEBHOOK))
    assert scene.sync(code).exit_code == 0
    (found,) = (each for each in grafana.alerting.contact_points().values() if each["name"] == "team")
    assert found["settings"]["hmacConfig"] == {"header": "X-Signature", "secret": SECRETS["$PAGES"]}
    assert "hmacConfig.secret" not in found["settings"]
    assert actions(scene.plan(code)) == {}


def test_what_changes_beside_it_is_told_without_it(scene: Scene) -> None:
    """The object is compared, and the secret in it is in no word of the plan."""
    scene.sync(everything(team=point("team", WEBHOOK)))
    changed = {**WEBHOOK, "settings": {"url": URL, "hmacConfig": {"header": "X-Other"}}}
    (step,) = scene.plan(everything(team=point("team", changed))).writes
    assert any("X-Signature → X-Other" in line for line in step.changes)
    assert "secret webhook.hmacConfig.secret  present, not compared" in step.changes
    assert SECRETS["$PAGES"] not in str(step.changes)


@pytest.mark.parametrize("stored", [{"a": {"b": "x", "c": 1}}, {"a.b": "x", "a": {"c": 1}}])
def test_a_secret_is_found_wherever_a_server_puts_it(stored: dict[str, Any]) -> None:
    """In its object, or under its whole name, as versions differ."""
    assert secret_in(stored, "a.b") == "x"
    assert without_secrets(stored, ["a.b"]) == {"a": {"c": 1}}


def test_settings_and_secrets_come_apart_and_together_again() -> None:
    """Nothing of either is lost, and what was given stays as it was."""
    settings, secrets = {"a": {"c": 1}, "d": 2}, {"a.b": "x", "e": "y", "f.g.h": "z"}
    whole = with_secrets(settings, secrets)
    assert whole == {"a": {"b": "x", "c": 1}, "d": 2, "e": "y", "f": {"g": {"h": "z"}}}
    assert {name: secret_in(whole, name) for name in secrets} == secrets
    assert without_secrets(whole, secrets) == {"a": {"c": 1}, "d": 2, "f": {"g": {}}}
    assert settings == {"a": {"c": 1}, "d": 2}
    assert secret_in(settings, "a.b") is None
