"""Forms of the integrations that Alertmanager has too, by Grafana's name, the newest form first.

There is none for victorops: Alertmanager wants the key apart, and Grafana has it in the address, which is a secret.

Sources: https://prometheus.io/docs/alerting/latest/configuration/ and, for the versions,
https://github.com/prometheus/alertmanager/blob/main/CHANGELOG.md
"""

import re
from typing import Any

from grafmint.compile.prometheus.form import Form, To, same
from grafmint.model.base import JsonObject

_BASIC = "http_config.basic_auth"
_BEARER = "http_config.authorization"
_SLACK = "https://slack.com/api/chat.postMessage"
_ADDRESSES = re.compile(r"[;,\n]")


def _without(settings: JsonObject, *keys: str) -> JsonObject:
    return {key: value for key, value in settings.items() if key not in keys}


def _mails(settings: JsonObject, secrets: JsonObject) -> tuple[JsonObject, ...]:
    """One mail to all, or one to each; a message of one's own replaces the page, which would be shown instead."""
    addresses = [each.strip() for each in _ADDRESSES.split(settings["addresses"]) if each.strip()]
    others = _without(settings, "addresses", "singleEmail") | ({"html": ""} if "message" in settings else {})
    to = [", ".join(addresses)] if settings.get("singleEmail") else addresses
    return tuple({"to": each, **others} for each in to)


def _slack(settings: JsonObject, secrets: JsonObject) -> tuple[JsonObject, ...]:
    """A bot posts to the API; a webhook has its own address."""
    return ({"endpointUrl": _SLACK, **settings} if "token" in secrets else settings,)


def _webhook(settings: JsonObject, secrets: JsonObject) -> tuple[JsonObject, ...]:
    """Alertmanager always posts."""
    return (_without(settings, "httpMethod") if settings.get("httpMethod") == "POST" else settings,)


def _opsgenie(settings: JsonObject, secrets: JsonObject) -> tuple[JsonObject, ...]:
    """Alertmanager names the API without its path, and closes an alert by telling that it is resolved."""
    others = _without(settings, "apiUrl", "autoClose")
    if "apiUrl" in settings:
        others["api_url"] = settings["apiUrl"].removesuffix("v2/alerts")
    if settings.get("autoClose") is False:
        others["send_resolved"] = False
    return (others,)


def _seconds(value: Any) -> str:
    return f"{value}s"


def _parse_mode(value: str) -> str:
    return "" if value == "None" else value


FORMS: dict[str, tuple[Form, ...]] = {
    "pagerduty": (
        Form(
            key="pagerduty_configs",
            settings={
                **same("severity", "class", "component", "group", "client", "client_url"),
                "summary": To("description"),
                "source": To("source", (0, 25)),
            },
            secrets={"integrationKey": To("routing_key_file", (0, 25))},
        ),
    ),
    "slack": (
        Form(
            key="slack_configs",
            settings={
                **same("username", "icon_emoji", "icon_url", "title", "text"),
                "recipient": To("channel"),
                "endpointUrl": To("api_url"),
            },
            secrets={"url": To("api_url_file"), "token": To(f"{_BEARER}.credentials_file")},
            read=_slack,
        ),
    ),
    "email": (
        Form(
            key="email_configs",
            settings={"to": To("to"), "subject": To("headers.Subject"), "message": To("text"), "html": To("html")},
            read=_mails,
        ),
    ),
    "webhook": (
        Form(
            key="webhook_configs",
            settings={
                "url": To("url"),
                "maxAlerts": To("max_alerts", form=int),
                "username": To(f"{_BASIC}.username"),
                "authorization_scheme": To(f"{_BEARER}.type"),
            },
            secrets={
                "url": To("url_file", (0, 26)),
                "password": To(f"{_BASIC}.password_file"),
                "authorization_credentials": To(f"{_BEARER}.credentials_file"),
            },
            read=_webhook,
        ),
    ),
    "opsgenie": (
        Form(
            key="opsgenie_configs",
            settings=same("message", "description", "api_url", "send_resolved"),
            secrets={"apiKey": To("api_key_file", (0, 24))},
            read=_opsgenie,
        ),
    ),
    "sns": (
        Form(
            key="sns_configs",
            since=(0, 23),
            settings=same(
                *("api_url", "sigv4", "topic_arn", "phone_number", "target_arn", "subject", "message", "attributes")
            ),
        ),
    ),
    "pushover": (
        Form(
            key="pushover_configs",
            settings={
                **same("priority", "sound", "title", "message"),
                "device": To("device", (0, 26)),
                "retry": To("retry", form=_seconds),
                "expire": To("expire", form=_seconds),
            },
            secrets={"userKey": To("user_key_file", (0, 26)), "apiToken": To("token_file", (0, 26))},
        ),
    ),
    "telegram": (
        Form(
            key="telegram_configs",
            since=(0, 24),
            settings={
                "chatid": To("chat_id", form=int),
                "message": To("message"),
                "parse_mode": To("parse_mode", form=_parse_mode),
                "disable_notification": To("disable_notifications"),
            },
            secrets={"bottoken": To("bot_token_file", (0, 26))},
        ),
    ),
    "discord": (
        Form(
            key="discord_configs",
            since=(0, 25),
            settings={**same("title", "message"), "avatar_url": To("avatar_url", (0, 28))},
            secrets={"url": To("webhook_url_file", (0, 28))},
        ),
    ),
    "webex": (
        Form(
            key="webex_configs",
            since=(0, 25),
            settings=same("api_url", "room_id", "message"),
            secrets={"bot_token": To(f"{_BEARER}.credentials_file")},
        ),
    ),
    "teams": (
        Form(
            key="msteamsv2_configs",
            since=(0, 28),
            settings={"title": To("title"), "message": To("text")},
            secrets={"url": To("webhook_url_file")},
        ),
        Form(
            key="msteams_configs",
            since=(0, 26),
            settings={"title": To("title"), "message": To("text")},
            secrets={"url": To("webhook_url_file", (0, 28))},
        ),
    ),
}
