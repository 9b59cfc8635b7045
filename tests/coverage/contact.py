"""Channels: the integrations of Grafana's contact points, or of Alertmanager's receivers."""

from collections.abc import Mapping
from typing import Any

import attrs

from .access import is_reference
from .build import Output

_CONFIGS = "_configs"


@attrs.frozen(kw_only=True)
class Channel:
    """One way to tell people; it `is_complete` with an address, or with the name of a secret."""

    type: str
    tells_recovery: bool
    is_complete: bool


def channels_of(output: Output) -> dict[str, list[Channel]]:
    """The channels of each contact point or receiver, by its name."""
    found = {
        one.json["name"]: [_of_grafana(each) for each in one.json["receivers"]] for one in output.of("contact-point")
    }
    for configuration in output.of("alertmanager"):
        found |= {one["name"]: _of_receiver(one) for one in configuration.json["receivers"]}
    return found


def _of_grafana(integration: Any) -> Channel:
    settings, secrets = integration.get("settings", {}), integration.get("secureSettings", {})
    has_address = bool(settings.get("addresses") or settings.get("url"))
    return Channel(
        type=integration["type"],
        tells_recovery=not integration.get("disableResolveMessage", False),
        is_complete=has_address or any(map(is_reference, secrets.values())),
    )


def _of_receiver(receiver: Mapping[str, Any]) -> list[Channel]:
    return [
        Channel(
            type=key.removesuffix(_CONFIGS),
            tells_recovery=one.get("send_resolved", False) is True,
            is_complete=any(value for name, value in one.items() if name in {"to", "url"} or name.endswith("_file")),
        )
        for key, several in receiver.items()
        if key.endswith(_CONFIGS)
        for one in several
    ]
