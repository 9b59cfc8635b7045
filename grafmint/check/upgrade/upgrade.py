"""Upgrade: the version that a server is to have, and what it has today as far as somebody asked it."""

from collections.abc import Mapping

import attrs

from grafmint.environment import Version


@attrs.frozen(kw_only=True)
class Plugin:
    """A plugin as a server tells of it: those of Grafana itself have no version of their own."""

    version: str = ""
    angular: bool = False


@attrs.frozen(kw_only=True)
class Installed:
    """The plugins of a server by their ids; `missing` are the types of its datasources that it has no plugin for."""

    panels: Mapping[str, Plugin]
    datasources: Mapping[str, Plugin] = attrs.field(factory=dict)
    missing: frozenset[str] = frozenset()

    def find(self, id_: str) -> Plugin | None:
        """The plugin with this id."""
        return self.panels.get(id_) or self.datasources.get(id_)


@attrs.frozen(kw_only=True)
class Upgrade:
    """The version to come; `installed` where a server was asked for its plugins."""

    to: Version
    installed: Installed | None = None

    def plugin(self, id_: str) -> Plugin | None:
        """What the server says of the plugin with this id."""
        return self.installed.find(id_) if self.installed is not None else None
