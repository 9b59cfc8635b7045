"""Integrations: the types that there are, what each needs and which of its settings are secrets.

Source: https://grafana.com/docs/grafana/v9.4/alerting/manage-notifications/create-contact-point/
"""

from collections.abc import Mapping

from grafmint.testing.reply import UnservedError
from grafmint.testing.stored import Json

REDACTED = "[REDACTED]"
_URL = {"url": "could not find url property in settings"}
#: What each type needs, with what is said where it lacks.
_NEEDED: Mapping[str, Mapping[str, str]] = {
    "dingding": _URL,
    "discord": {"url": "could not find webhook url property in settings"},
    "email": {"addresses": "could not find addresses in settings"},
    "googlechat": _URL,
    "kafka": {
        "kafkaRestProxy": "could not find kafka rest proxy endpoint property in settings",
        "kafkaTopic": "could not find kafka topic property in settings",
    },
    "opsgenie": {"apiKey": "could not find api key property in settings"},
    "pagerduty": {"integrationKey": "could not find integration key property in settings"},
    "prometheus-alertmanager": _URL,
    "pushover": {"userKey": "user key not found", "apiToken": "API token not found"},
    "sensugo": {
        "url": "could not find URL property in settings",
        "apikey": "could not find the API key property in settings",
    },
    "slack": {},
    "teams": _URL,
    "telegram": {
        "bottoken": "could not find Bot Token in settings",
        "chatid": "could not find Chat Id in settings",
    },
    "victorops": {"url": "could not find victorops url property in settings"},
    "webex": {},
    "webhook": {"url": "required field 'url' is not specified"},
}
_SECRETS: Mapping[str, tuple[str, ...]] = {
    "opsgenie": ("apiKey",),
    "pagerduty": ("integrationKey",),
    "prometheus-alertmanager": ("basicAuthPassword",),
    "pushover": ("apiToken", "userKey"),
    "sensugo": ("apikey",),
    "slack": ("token", "url"),
    "telegram": ("bottoken",),
    "webex": ("bot_token",),
    "webhook": ("authorization_credentials", "password"),
}
#: Types of this Grafana that no recording covers.
_UNRECORDED = ("line", "threema", "wecom")
TYPES = frozenset({*_NEEDED, *_UNRECORDED})


def secrets_of(type_: str) -> tuple[str, ...]:
    """The settings of a type that are never shown."""
    return _SECRETS.get(type_, ())


def complaint(type_: str, settings: Json) -> str:
    """What Grafana says against settings, nothing when it takes them."""
    if type_ in _UNRECORDED:
        raise UnservedError
    if type_ not in _NEEDED:
        return f"unknown type '{type_}'"
    needed = {**_NEEDED[type_], **(_of_slack(settings) if type_ == "slack" else {})}
    lacking = next((message for name, message in needed.items() if not settings.get(name)), "")
    return f'failed to validate receiver of type "{type_}": {lacking}' if lacking else ""


def _of_slack(settings: Json) -> dict[str, str]:
    """A webhook's address is enough; without one it needs what Slack's own interface does."""
    if settings.get("url") or settings.get("endpointUrl"):
        return {}
    said = "must be specified when using the Slack chat API"
    return {"recipient": f"recipient {said}", "token": f"token {said}"}
