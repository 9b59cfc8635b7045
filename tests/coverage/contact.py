"""Channels: the integrations of Grafana's contact points, or of Alertmanager's receivers."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from .access import is_reference
from .build import Output
from .tree import told

_CONFIGS = "_configs"
#: What Alertmanager calls otherwise than Grafana does.
_TYPES = {"msteams": "teams", "msteamsv2": "teams"}


@attrs.frozen(kw_only=True)
class Channel:
    """One way to tell people; it `is_complete` with an address, or with the name of a secret.

    `settings` are the engine's own; `secrets` say where each secret is, by its key.
    """

    type: str
    tells_recovery: bool
    is_complete: bool
    settings: Mapping[str, Any] = attrs.field(factory=dict)
    secrets: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @property
    def place(self) -> str:
        """The chat channel that it posts to."""
        return str(self.settings.get("recipient") or self.settings.get("channel") or "")


def channels_of(output: Output) -> dict[str, list[Channel]]:
    """The channels of each contact point or receiver, by its name."""
    found = {
        one.json["name"]: [_of_grafana(each) for each in one.json["receivers"]] for one in output.of("contact-point")
    }
    for configuration in output.of("alertmanager"):
        found |= {one["name"]: _of_receiver(one) for one in configuration.json["receivers"]}
    return found


def reached_by(labels: Mapping[str, str], output: Output) -> set[str]:
    """The types of channels that an alert with these labels is told on."""
    return {one.type for one in channels_to(labels, output)}


def channels_to(labels: Mapping[str, str], output: Output) -> list[Channel]:
    """The channels that an alert with these labels is told on."""
    receivers = channels_of(output)
    return [one for name in told(labels, output) for one in receivers.get(name, ())]


def incomplete(output: Output) -> Iterator[str]:
    """The channels without an address or the name of a secret."""
    for several in channels_of(output).values():
        for one in several:
            if not one.is_complete:
                yield f"a {one.type} has neither an address nor the name of a secret"


def _of_grafana(integration: Any) -> Channel:
    settings, secrets = integration.get("settings", {}), integration.get("secureSettings", {})
    has_address = bool(settings.get("addresses") or settings.get("url"))
    return Channel(
        type=integration["type"],
        settings=settings,
        secrets={key: one for key, one in secrets.items() if is_reference(one)},
        tells_recovery=not integration.get("disableResolveMessage", False),
        is_complete=has_address or any(map(is_reference, secrets.values())),
    )


def _of_receiver(receiver: Mapping[str, Any]) -> list[Channel]:
    return [
        Channel(
            type=_TYPES.get(key.removesuffix(_CONFIGS), key.removesuffix(_CONFIGS)),
            settings=one,
            secrets=dict(_files(one)),
            tells_recovery=one.get("send_resolved", False) is True,
            is_complete=any(one.get(name) for name in ("to", "url")) or any(_files(one)),
        )
        for key, several in receiver.items()
        if key.endswith(_CONFIGS)
        for one in several
    ]


def _files(config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The files of secrets, those of what it signs in with too."""
    for key, value in config.items():
        if isinstance(value, dict):
            yield from _files(value)
        elif key.endswith("_file") and value:
            yield key.removesuffix("_file"), str(value)
