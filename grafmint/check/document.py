"""Document: an entry's JSON as the rules read it, tolerant of whatever others have written."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol

import attrs

from grafmint.bundle import Entry
from grafmint.finding import Finding, Severity, Snippet

Json = Mapping[str, Any]


class Titled(Protocol):
    """A part of a document that people know by its title."""

    @property
    def title(self) -> str:
        """Its title."""


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
        panel: Titled | None = None,
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
            panel=panel.title if panel is not None else None,
            query=query,
            path=path,
            snippet=snippet,
        )
