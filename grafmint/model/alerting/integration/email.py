"""Email: mails to addresses.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/configure-email/
"""

import re
from collections.abc import Iterable
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.integration.base import Integration
from grafmint.model.base import ROOT, Json, at, field, frozen, many
from grafmint.model.context import Context

_ADDRESS = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+")


def addresses_of(value: str | Iterable[str]) -> tuple[str, ...]:
    """One address or several."""
    return many(value)


def _joined(addresses: tuple[str, ...], context: Context) -> Json:
    return ";".join(addresses)


@frozen(kw_only=True)
class Email(Integration):
    """Mails to `addresses`, each by itself unless `single_email`."""

    type: ClassVar[str] = "email"

    addresses: tuple[str, ...] = attrs.field(converter=addresses_of, metadata=at(ROOT, encode=_joined))
    single_email: bool | Unset = field()
    subject: str | Unset = field()
    message: str | Unset = field()

    def _validate(self) -> None:
        if not self.addresses:
            raise ModelError("Email has no address", hint='write addresses="on-call@example.com"')
        for address in self.addresses:
            if not _ADDRESS.fullmatch(address):
                raise ModelError(
                    f"Email: {address!r} is no address", hint='write one text for each: ["a@example.com", …]'
                )
