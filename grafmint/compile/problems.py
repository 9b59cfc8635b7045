"""Problems: what is wrong with one resource, each at the line of the part that it is about."""

import attrs

from grafmint.bundle import Kind
from grafmint.finding import Finding, Severity
from grafmint.model.base import Traced
from grafmint.model.panel.base import Panel


@attrs.frozen
class Problems:
    """Fills up while a resource, a dashboard or a library panel, is written."""

    resource: Traced
    kind: Kind
    uid: str
    findings: list[Finding] = attrs.field(factory=list, init=False)

    def add(self, rule: str, message: str, owner: Traced, way_out: str | None, *, severity: Severity = "error") -> None:
        """Note a problem of a part, which stands where the resource does unless it has a place of its own."""
        origin = owner.origin or self.resource.origin
        self.findings.append(
            Finding(
                rule=rule,
                severity=severity,
                message=message,
                hint=way_out,
                place=origin.inner if origin is not None else None,
                kind=self.kind,
                uid=self.uid,
                panel=owner.title if isinstance(owner, Panel) else None,
            )
        )
