"""Webhook: posts alerts as JSON.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
"""

from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.integration.base import Integration
from grafmint.model.alerting.url import check_keyless, check_url
from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.secret import Secret


@frozen(kw_only=True)
class Webhook(Integration):
    """Posts JSON to `url`, which is a Secret where it holds a key."""

    type: ClassVar[str] = "webhook"

    url: str | Secret = attrs.field(metadata=UNWRITTEN)
    http_method: Literal["POST", "PUT"] | Unset = field()
    username: str | Unset = field()
    password: Secret | Unset = unwritten()
    max_alerts: int | Unset = field(low=0)

    def _validate(self) -> None:
        if isinstance(self.url, str):
            check_keyless("Webhook", "url", self.url, "write url=Secret(name=…)")
            check_url("Webhook", "url", self.url)
        if isinstance(self.username, Unset) != isinstance(self.password, Unset):
            raise ModelError(
                "Webhook: username and password go together",
                hint="write username=… and password=Secret(name=…), or neither",
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return parts[ROOT] | ({"url": self.url} if isinstance(self.url, str) else {})
