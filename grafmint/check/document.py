"""Document: an entry's JSON as the rules of alerting read it, tolerant of whatever others have written."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from grafmint.bundle import Entry
from grafmint.finding import Finding, Severity, Snippet

Json = Mapping[str, Any]


@attrs.frozen(slots=False)
class Document:
    """One entry for the rules: parsed once, read by all of them."""

    entry: Entry

    @cached_property
    def json(self) -> Json:
        """The document."""
        document = self.entry.json
        return document if isinstance(document, dict) else {}

    def text(self, key: str) -> str:
        """A text at the top; what is none is empty."""
        value = self.json.get(key)
        return value if isinstance(value, str) else ""

    def finding(  # noqa: PLR0913  # a finding has that many parts, and all but three are optional
        self,
        rule: str,
        severity: Severity,
        message: str,
        *,
        hint: str | None = None,
        path: str = "",
        query: str | None = None,
        snippet: Snippet | None = None,
    ) -> Finding:
        """A finding about a part of this document."""
        return Finding(
            rule=rule,
            severity=severity,
            message=message,
            hint=hint,
            place=self.entry.place(path),
            kind=self.entry.kind,
            uid=self.entry.uid,
            query=query,
            path=path,
            snippet=snippet,
        )
