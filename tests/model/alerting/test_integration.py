"""Integrations: Grafana's settings, and secrets that stand nowhere."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import ContactPoint, Secret
from grafmint.alerting import Email, Integration, OtherIntegration, PagerDuty, Slack, Webhook
from grafmint.errors import ModelError
from tests.fake_context import written

Refuse = Callable[..., ModelError]
KEY = Secret(name="key")
HIDDEN = "hunter2"


@pytest.mark.parametrize(
    ("integration", "type_", "settings", "secrets"),
    [
        (
            PagerDuty(integration_key=KEY, severity="critical", component="db", group="a", summary="b"),
            "pagerduty",
            {"severity": "critical", "component": "db", "group": "a", "summary": "b"},
            ["integrationKey"],
        ),
        (
            Slack(url=KEY, recipient="#a", title="T", text="t"),
            "slack",
            {"recipient": "#a", "title": "T", "text": "t"},
            ["url"],
        ),
        (Slack(token=KEY, recipient="#a"), "slack", {"recipient": "#a"}, ["token"]),
        (
            Email(addresses=["a@x.example", "b@x.example"], single_email=True, subject="S", message="M"),
            "email",
            {"addresses": "a@x.example;b@x.example", "singleEmail": True, "subject": "S", "message": "M"},
            [],
        ),
        (
            Webhook(url="https://hook/a", http_method="PUT", username="me", password=KEY, max_alerts=3),
            "webhook",
            {"url": "https://hook/a", "httpMethod": "PUT", "username": "me", "maxAlerts": 3},
            ["password"],
        ),
        (Webhook(url=KEY), "webhook", {}, ["url"]),
        (
            OtherIntegration(
                name="opsgenie", settings={"apiUrl": "https://api", "autoClose": True}, secure_settings={"apiKey": KEY}
            ),
            "opsgenie",
            {"apiUrl": "https://api", "autoClose": True},
            ["apiKey"],
        ),
        (
            OtherIntegration(
                name="sns",
                settings={"topic_arn": "arn:a", "sigv4": {"region": "eu"}},
                secure_settings={"sigv4.access_key": KEY, "sigv4.secret_key": KEY},
            ),
            "sns",
            {"topic_arn": "arn:a", "sigv4": {"region": "eu"}},
            ["sigv4.access_key", "sigv4.secret_key"],
        ),
        (OtherIntegration(name="teams", secure_settings={"url": KEY}), "teams", {}, ["url"]),
    ],
)
def test_settings_and_secrets(
    integration: Integration, type_: str, settings: dict[str, Any], secrets: list[str]
) -> None:
    """What is written is Grafana's `settings`; the secrets are apart, by Grafana's key."""
    assert integration.plugin == type_
    assert written(integration) == settings
    assert dict(integration.secrets) == dict.fromkeys(secrets, KEY)


@pytest.mark.parametrize(
    ("kind", "wrong", "message"),
    [
        (Slack, {}, "Slack needs a url or a token, one of the two"),
        (Slack, {"url": KEY, "token": KEY}, "Slack needs a url or a token, one of the two"),
        (Slack, {"token": KEY}, "Slack: a bot's token without a recipient"),
        (Email, {"addresses": []}, "Email has no address"),
        (Email, {"addresses": "on-call"}, "Email: 'on-call' is no address"),
        (Email, {"addresses": "a@x.example;b@x.example"}, "Email: 'a@x.example;b@x.example' is no address"),
        (Webhook, {"url": "hook/a"}, "Webhook: url='hook/a' is no address"),
        (Webhook, {"url": "https://h", "username": "me"}, "Webhook: username and password go together"),
        (Webhook, {"url": "https://h", "password": KEY}, "Webhook: username and password go together"),
        (Webhook, {"url": "https://h", "http_method": "GET"}, "Webhook: http_method='GET' is not 'POST' or 'PUT'"),
    ],
)
def test_what_an_integration_refuses(refuse: Refuse, kind: Any, wrong: dict[str, Any], message: str) -> None:
    """What Grafana would refuse, or would take and never send."""
    error = refuse(kind, **wrong)
    assert error.message == message
    assert error.hint


@pytest.mark.parametrize(
    ("name", "options", "message", "hint"),
    [
        ("team", {}, "OtherIntegration: Grafana has no 'team'", "did you mean 'teams'?"),
        ("teams", {}, "OtherIntegration 'teams' needs url", 'write "url": Secret(name=…)'),
        (
            "pushover",
            {},
            "OtherIntegration 'pushover' needs apiToken, userKey",
            'write "apiToken": Secret(name=…), "userKey": Secret(name=…)',
        ),
        ("teams", {"settings": {"urll": "a"}}, "OtherIntegration 'teams' has no setting 'urll'", "did you mean 'url'?"),
        (
            "teams",
            {"secure_settings": {"ur": KEY}},
            "OtherIntegration 'teams' has no setting 'ur'",
            "did you mean 'url'?",
        ),
        (
            "wecom",
            {"settings": {"agent_id": "a", "corp_id": "b"}},
            "OtherIntegration 'wecom' needs secret",
            'write "secret": Secret(name=…)',
        ),
        (
            "teams",
            {"settings": {"url": "https://a"}, "secure_settings": {"url": KEY}},
            "OtherIntegration 'teams': url is said twice",
            "leave it out of settings",
        ),
    ],
)
def test_what_any_other_integration_refuses(
    refuse: Refuse, name: str, options: dict[str, Any], message: str, hint: str
) -> None:
    """Its names are Grafana's, and what it cannot do without is there."""
    error = refuse(OtherIntegration, name=name, **options)
    assert (error.message, error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (PagerDuty, {"integration_key": HIDDEN}),
        (Slack, {"url": f"https://hooks/{HIDDEN}"}),
        (Slack, {"token": HIDDEN, "recipient": "#a"}),
        (Webhook, {"url": "https://h", "username": "me", "password": HIDDEN}),
        (Webhook, {"url": f"https://me:{HIDDEN}@h"}),
        (Webhook, {"url": f"https://{HIDDEN}@h"}),
        (Webhook, {"url": f"https://h/?x=1&access_token={HIDDEN}"}),
        (Webhook, {"url": f"https://h/?api-key={HIDDEN}"}),
        (OtherIntegration, {"name": "teams", "settings": {"url": f"https://h/{HIDDEN}"}}),
        (
            OtherIntegration,
            {"name": "kafka", "settings": {"kafkaRestProxy": f"https://me:{HIDDEN}@h", "kafkaTopic": "t"}},
        ),
        (OtherIntegration, {"name": "webhook", "settings": {"url": f"https://h?secret={HIDDEN}"}}),
        (OtherIntegration, {"name": "webhook", "settings": {"url": "https://h", "headers": {"Authorization": HIDDEN}}}),
        (OtherIntegration, {"name": "webhook", "settings": {"url": "https://h", "headers": {"X-Api-Key": HIDDEN}}}),
        (OtherIntegration, {"name": "opsgenie", "settings": {"apiUrl": "https://a", "apiKey": HIDDEN}}),
        (OtherIntegration, {"name": "opsgenie", "secure_settings": {"apiKey": HIDDEN}}),
        (OtherIntegration, {"name": "sns", "settings": {"topic_arn": "a", "sigv4": {"secret_key": HIDDEN}}}),
        (ContactPoint, {"name": "a", "integrations": {"integration_key": HIDDEN}}),
        (ContactPoint, {"name": "a", "integrations": [HIDDEN]}),
    ],
)
def test_a_secret_as_a_text_is_refused_without_being_shown(refuse: Refuse, kind: Any, wrong: dict[str, Any]) -> None:
    """The way out is the Secret, or what has one."""
    error = refuse(kind, **wrong)
    assert HIDDEN not in str(error)
    assert "Secret" in (error.hint or "")


def test_addresses_without_a_key_stay_plain() -> None:
    """What only looks like one, and words about addresses in a message, are no secrets."""
    assert Webhook(url="https://h/token/keys?monkey=&page=1").url == "https://h/token/keys?monkey=&page=1"
    settings = {"url": "https://h", "message": "see https://wiki?key=1", "headers": {"X-Team": "shop"}}
    assert OtherIntegration(name="webhook", settings=settings).settings == settings


def test_a_secret_among_plain_settings_is_refused(refuse: Refuse) -> None:
    """It could not be written there."""
    error = refuse(OtherIntegration, name="teams", settings={"url": KEY})
    assert error.hint == 'write secure_settings={"url": Secret(name=…)}'


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "", "integrations": PagerDuty(integration_key=KEY)}, "ContactPoint: the name is empty"),
        ({"name": "a", "integrations": ()}, "ContactPoint 'a' tells nobody: it has no integration"),
    ],
)
def test_what_a_contact_point_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """Somebody is told."""
    error = refuse(ContactPoint, **options)
    assert error.message == message
    assert error.hint
