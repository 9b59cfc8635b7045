"""Form: how the settings of one of Grafana's integrations stand in Alertmanager's configuration."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from grafmint.environment import Version
from grafmint.model.base import JsonObject

#: Alertmanager has matchers as texts, times that are muted, and authorization for HTTP from here on.
OLDEST: Version = (0, 22)


def _same(value: Any) -> Any:
    return value


@attrs.frozen
class To:
    """Where a setting stands, parts of the path between dots, and since when; `form` is how its value is written."""

    path: str
    since: Version = OLDEST
    form: Callable[[Any], Any] = attrs.field(default=_same, kw_only=True)

    def put(self, config: JsonObject, value: Any) -> None:
        """Write the value at its place."""
        *sections, key = self.path.split(".")
        for section in sections:
            config = config.setdefault(section, {})
        config[key] = self.form(value)


def _one(settings: JsonObject, secrets: JsonObject) -> tuple[JsonObject, ...]:
    return (settings,)


def same(*names: str) -> dict[str, To]:
    """Settings that both call alike."""
    return {name: To(name) for name in names}


@attrs.frozen(kw_only=True)
class Form:
    """One kind of receiver: its key, and the places of Grafana's settings and of its secrets, which are files.

    `read` makes the settings of each entry from the settings and the secrets of one integration.
    """

    key: str
    since: Version = OLDEST
    settings: Mapping[str, To]
    secrets: Mapping[str, To] = attrs.field(factory=dict)
    read: Callable[[JsonObject, JsonObject], tuple[JsonObject, ...]] = _one
