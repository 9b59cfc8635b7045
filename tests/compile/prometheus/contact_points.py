"""Contact points of every integration that Alertmanager has too, each setting and secret given once."""

from typing import Any

#: By type: plain settings, and the keys of secrets.
EVERY: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "pagerduty": (
        {"severity": "critical", "component": "web", "group": "shop", "summary": "down", "source": "a"},
        ("integrationKey",),
    ),
    "slack": ({"title": "{{ .CommonLabels.alertname }}", "text": "see"}, ("url",)),
    "email": ({"addresses": "a@example.com;b@example.com", "subject": "Alert"}, ()),
    "webhook": ({"url": "https://example.com/x", "username": "me", "maxAlerts": "5"}, ("password",)),
    "opsgenie": (
        {"apiUrl": "https://api.eu.opsgenie.com/v2/alerts", "message": "m", "description": "d", "autoClose": True},
        ("apiKey",),
    ),
    "sns": ({"topic_arn": "arn:aws:sns:eu-west-1:1:x", "sigv4": {"region": "eu-west-1"}, "subject": "s"}, ()),
    "pushover": (
        {"priority": "1", "sound": "bike", "retry": "30", "expire": "60", "title": "t", "message": "m", "device": "d"},
        ("userKey", "apiToken"),
    ),
    "telegram": (
        {"chatid": "-12", "message": "m", "parse_mode": "None", "disable_notification": True},
        ("bottoken",),
    ),
    "discord": ({"title": "t", "message": "m", "avatar_url": "https://example.com/a.png"}, ("url",)),
    "webex": ({"room_id": "r", "message": "m"}, ("bot_token",)),
    "teams": ({"title": "t", "message": "m"}, ("url",)),
}


def contact_point(type_: str, *secrets: str, name: str = "", **settings: Any) -> dict[str, Any]:
    """A contact point of one integration, its secrets by their keys."""
    integration = {
        "type": type_,
        "settings": settings,
        "secureSettings": {key: f"${key.upper()}" for key in secrets},
        "disableResolveMessage": False,
    }
    return {"name": name or type_, "receivers": [integration]}
