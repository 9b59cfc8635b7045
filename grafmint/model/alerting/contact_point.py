"""ContactPoint: a name, and the integrations that are told together."""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from grafmint.errors import ModelError
from grafmint.model.alerting.integration import Integration
from grafmint.model.base import UNWRITTEN, Traced, frozen, many


def integrations_of(value: Integration | Iterable[Integration]) -> tuple[Integration, ...]:
    """One integration or several."""
    return many(value)


def check_named(owner: str, contact_point: object) -> None:
    """Raise ModelError for the name of a contact point that is empty."""
    if isinstance(contact_point, str) and not contact_point.strip():
        raise ModelError(f"{owner}: the name of the contact point is empty", hint="write contact_point=…")


@frozen(kw_only=True)
class ContactPoint(Traced):
    """Whom to tell: each of its `integrations`, which need at least one."""

    is_resource: ClassVar[bool] = True

    name: str
    integrations: tuple[Integration, ...] = attrs.field(converter=integrations_of, metadata=UNWRITTEN)

    def _validate(self) -> None:
        if not self.name.strip():
            raise ModelError("ContactPoint: the name is empty", hint="write who is told, such as on-call")
        if not self.integrations:
            raise ModelError(
                f"ContactPoint {self.name!r} tells nobody: it has no integration",
                hint="write integrations=Slack(url=Secret(name=…)), or another one",
            )
