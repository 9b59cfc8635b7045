"""Contact points as receivers of Alertmanager, and what it cannot say."""

from typing import Any

import attrs
import pytest

from grafmint.compile.prometheus.forms import FORMS
from grafmint.compile.prometheus.receivers import receiver
from grafmint.environment import Alertmanager, Smtp
from tests.compile.prometheus.contact_points import EVERY, contact_point

SMTP = Smtp(server="mail.example.com:587", sender="alerts@example.com")
NOW = Alertmanager(version=(0, 25), smtp=SMTP)
NEWEST = Alertmanager(version=(0, 30), smtp=SMTP)


def configs(document: dict[str, Any], alertmanager: Alertmanager) -> Any:
    """The entries of a receiver of one kind."""
    made, problems = receiver(document, alertmanager)
    assert problems == ()
    (key,) = set(made) - {"name"}
    return made[key]


def test_every_integration_has_its_receiver() -> None:
    """All settings and secrets that have a place there are taken by the newest version."""
    assert set(EVERY) == set(FORMS)
    for type_, (settings, secrets) in EVERY.items():
        made, problems = receiver(contact_point(type_, *secrets, **settings), NEWEST)
        assert problems == (), type_
        assert set(made) == {"name", FORMS[type_][0].key}


@pytest.mark.parametrize(
    ("document", "alertmanager", "expected"),
    [
        (
            contact_point("pagerduty", "integrationKey", summary="s"),
            NOW,
            {"send_resolved": True, "description": "s", "routing_key_file": "secrets/integrationkey"},
        ),
        (contact_point("slack", "url"), NOW, {"send_resolved": True, "api_url_file": "secrets/url"}),
        (
            contact_point("slack", "token", recipient="#ops"),
            NOW,
            {
                "send_resolved": True,
                "api_url": "https://slack.com/api/chat.postMessage",
                "channel": "#ops",
                "http_config": {"authorization": {"credentials_file": "secrets/token"}},
            },
        ),
        (
            contact_point("email", addresses="a@x, b@x", singleEmail=True, message="m", subject="s"),
            NOW,
            {"send_resolved": True, "to": "a@x, b@x", "text": "m", "html": "", "headers": {"Subject": "s"}},
        ),
        (
            contact_point("webhook", "password", url="https://x", username="me", httpMethod="POST"),
            NOW,
            {
                "send_resolved": True,
                "url": "https://x",
                "http_config": {"basic_auth": {"username": "me", "password_file": "secrets/password"}},
            },
        ),
        (contact_point("webhook", "url"), NEWEST, {"send_resolved": True, "url_file": "secrets/url"}),
        (
            contact_point("opsgenie", "apiKey", apiUrl="https://api.opsgenie.com/v2/alerts", autoClose=False),
            NOW,
            {"send_resolved": False, "api_key_file": "secrets/apikey", "api_url": "https://api.opsgenie.com/"},
        ),
        (
            contact_point("telegram", "bottoken", chatid="-1", parse_mode="None"),
            NEWEST,
            {"send_resolved": True, "chat_id": -1, "parse_mode": "", "bot_token_file": "secrets/bottoken"},
        ),
        (
            contact_point("teams", "url", message="m"),
            NEWEST,
            {"send_resolved": True, "webhook_url_file": "secrets/url", "text": "m"},
        ),
    ],
)
def test_settings_stand_where_alertmanager_has_them(
    document: dict[str, Any], alertmanager: Alertmanager, expected: dict[str, Any]
) -> None:
    """Secrets are files."""
    assert configs(document, alertmanager) == [expected]


def test_each_address_gets_a_mail_of_its_own() -> None:
    """Unless all are to be told with one."""
    assert [each["to"] for each in configs(contact_point("email", addresses="a@x;b@x"), NOW)] == ["a@x", "b@x"]


def test_recovery_is_told_unless_it_is_not_wanted() -> None:
    """For every integration of the contact point."""
    document = contact_point("slack", "url")
    quiet = {**document["receivers"][0], "disableResolveMessage": True}
    entries = configs({**document, "receivers": [*document["receivers"], quiet]}, NOW)
    assert [each["send_resolved"] for each in entries] == [True, False]


def test_secrets_lie_where_they_are_said_to() -> None:
    """A directory of the host's, for Alertmanager looks for such files from where it was started."""
    elsewhere = attrs.evolve(NOW, secrets="/etc/alertmanager/secrets")
    (entry,) = configs(contact_point("slack", "url"), elsewhere)
    assert entry["api_url_file"] == "/etc/alertmanager/secrets/url"


@pytest.mark.parametrize(
    ("document", "version", "message"),
    [
        (contact_point("threema"), (0, 30), "the integration 'threema' cannot be written for Alertmanager"),
        (
            contact_point("prometheus-alertmanager"),
            (0, 30),
            "'prometheus-alertmanager' cannot be written for Alertmanager",
        ),
        (contact_point("teams", "url"), (0, 25), "teams needs Alertmanager 0.26, this is 0.25"),
        (contact_point("teams", "url"), (0, 27), "teams with 'url' from a file needs Alertmanager 0.28, this is 0.27"),
        (contact_point("discord", "url"), (0, 24), "discord needs Alertmanager 0.25, this is 0.24"),
        (contact_point("pagerduty", "integrationKey"), (0, 24), "'integrationKey' from a file needs Alertmanager 0.25"),
        (contact_point("webhook", "url"), (0, 25), "webhook with 'url' from a file needs Alertmanager 0.26"),
        (contact_point("webhook", url="https://x", httpMethod="PUT"), (0, 30), "webhook takes no 'httpMethod'"),
        (contact_point("slack", "url", mentionChannel="here"), (0, 30), "slack takes no 'mentionChannel'"),
        (contact_point("victorops", "url"), (0, 30), "'victorops' cannot be written for Alertmanager"),
        (contact_point("sns", "sigv4.access_key"), (0, 30), "sns takes no 'sigv4.access_key' from a file"),
    ],
)
def test_what_alertmanager_cannot_say_is_a_problem(
    document: dict[str, Any], version: tuple[int, int], message: str
) -> None:
    """It names the contact point and a way out, and the integration is left out of the receiver."""
    made, (problem,) = receiver(document, attrs.evolve(NOW, version=version))
    assert problem.message.startswith(f"contact point {document['name']!r}: ")
    assert message in problem.message
    assert problem.hint
    assert (problem.kind, problem.uid) == ("contact-point", document["name"])
    assert made == {"name": document["name"]}


def test_mail_needs_a_server() -> None:
    """Nobody invents one."""
    made, (problem,) = receiver(contact_point("email", addresses="a@x"), Alertmanager(version=(0, 25)))
    assert "sends mail through a server, and none is declared" in problem.message
    assert problem.hint == (
        'write alertmanager = { version = "0.25", smtp = { server = "smtp.example:587", from = "alerts@example" } } '
        "in grafmint.toml"
    )
    assert made == {"name": "email"}
