"""Problems: what is wrong with one resource, each at the line of the part that it is about."""

import attrs

from grafmint.bundle import Kind
from grafmint.finding import Finding, Severity
from grafmint.model.base import Traced
from grafmint.model.panel.base import Panel
from grafmint.origin import Place


@attrs.frozen
class Problems:
    """Fills up while a resource, a dashboard or a library panel, is written."""

    resource: Traced
    kind: Kind
    uid: str
    findings: list[Finding] = attrs.field(factory=list, init=False)

    def add(  # a finding has that many parts
        self,
        rule: str,
        message: str,
        owner: Traced,
        way_out: str | None,
        *,
        severity: Severity = "error",
        other: Traced | None = None,
    ) -> None:
        """Note a problem of a part, which stands where the resource does unless it has a place of its own.

        `other` is the part that it has the problem with.
        """
        place, also = self._place(owner), None if other is None else self._place(other)
        self.findings.append(
            Finding(
                rule=rule,
                severity=severity,
                message=message,
                hint=way_out,
                place=place,
                also=None if _is_same(place, also) else also,
                kind=self.kind,
                uid=self.uid,
                panel=owner.title if isinstance(owner, Panel) else None,
            )
        )

    def _place(self, part: Traced) -> Place | None:
        origin = part.origin or self.resource.origin
        return None if origin is None else origin.inner


def _is_same(one: Place | None, other: Place | None) -> bool:
    """Whether two places are one to people, who are told the line."""
    return one is not None and other is not None and (one.file, one.line) == (other.file, other.line)
