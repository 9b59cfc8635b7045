"""Slack: posts to a channel.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/configure-slack/
"""

from collections.abc import Mapping
from typing import ClassVar

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.integration.base import Integration
from grafmint.model.base import field, frozen, unwritten
from grafmint.model.secret import Secret


@frozen(kw_only=True)
class Slack(Integration):
    """Posts to a channel: through an incoming webhook (`url`), or as a bot (`token` and `recipient`)."""

    type: ClassVar[str] = "slack"
    known_as: ClassVar[Mapping[str, str]] = {"webhook_url": "url", "channel": "recipient"}

    url: Secret | Unset = unwritten()
    token: Secret | Unset = unwritten()
    recipient: str | Unset = field()
    title: str | Unset = field()
    text: str | Unset = field()

    def _validate(self) -> None:
        if isinstance(self.url, Unset) == isinstance(self.token, Unset):
            raise ModelError(
                "Slack needs a url or a token, one of the two",
                hint='write url=Secret(name=…), or token=Secret(name=…) and recipient="#channel"',
            )
        if isinstance(self.url, Unset) and not self.recipient:
            raise ModelError("Slack: a bot's token without a recipient", hint='write recipient="#channel" beside it')
