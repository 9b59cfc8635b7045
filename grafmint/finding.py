"""Finding: one thing that is wrong or worth knowing, with its place and the way out."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self

import attrs

from grafmint.origin import Place

Severity = Literal["error", "warning", "info"]
# Paths are compared by their numbers: panel 10 comes after panel 2.
_NUMBER = re.compile(r"\d+")
_ORDER = {"error": 0, "warning": 1, "info": 2}


@attrs.frozen(kw_only=True)
class Snippet:
    """The text a finding is about and the part of it that is marked; `start` and `end` count characters."""

    text: str
    start: int = 0
    end: int = 0


@attrs.frozen(kw_only=True)
class Finding:
    """One problem of a project: what, where and what to do next.

    `kind` and `uid` name the resource, `panel` its panel by title, `query` the refId; `path` is a JSON pointer into
    the built document. `also` is the other place, where there are two.
    """

    rule: str
    severity: Severity
    message: str
    hint: str | None = None
    place: Place | None = None
    also: Place | None = None
    kind: str | None = None
    uid: str | None = None
    panel: str | None = None
    query: str | None = None
    path: str | None = None
    snippet: Snippet | None = None

    def relative_to(self, root: Path) -> Self:
        """The same finding, its files named from `root` where they lie below it."""
        place = self.place.relative_to(root) if self.place is not None else None
        also = self.also.relative_to(root) if self.also is not None else None
        return attrs.evolve(self, place=place, also=also)

    @property
    def sort_key(self) -> tuple[str, int, str, int, str, str, str]:
        """Findings are listed by file and line, errors first within one place."""
        place = self.place
        return (
            place.file if place else "",
            place.line if place else 0,
            _NUMBER.sub(lambda found: found[0].zfill(6), self.path or ""),
            _ORDER[self.severity],
            self.rule,
            self.uid or "",
            self.message,
        )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without repetitions, in the order in which they are shown."""
    return tuple(sorted(set(findings), key=lambda finding: finding.sort_key))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops a build."""
    return any(finding.severity == "error" for finding in findings)
