"""Integration: a service that a contact point sends to; its options are Grafana's settings.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
"""

from collections.abc import Mapping
from typing import ClassVar

from grafmint.model.base import Model, camel, frozen, unwritten
from grafmint.model.secret import Secret


@frozen(kw_only=True)
class Integration(Model):
    """The base of integrations; `disable_resolve_message` keeps the recovery from being told.

    Encoded it is Grafana's `settings`; what stands in no file is among the `secrets`.
    """

    type: ClassVar[str]
    example: ClassVar[str | None] = "Slack(url=Secret(name=…)), or another integration"
    #: A mapping or a text in its place may hold a key.
    secret: ClassVar[bool] = True

    disable_resolve_message: bool = unwritten(default=False)

    @property
    def plugin(self) -> str:
        """Grafana's name of the integration."""
        return self.type

    @property
    def secrets(self) -> Mapping[str, Secret]:
        """The secrets among the settings, by Grafana's key."""
        given = ((name, getattr(self, name)) for name in self._given)
        return {camel(name): value for name, value in given if isinstance(value, Secret)}
