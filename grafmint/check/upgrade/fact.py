"""Fact: something that some versions of Grafana know and others do not, and who says so."""

import re
from typing import Literal

import attrs

from grafmint.environment import Version

What = Literal[
    "panel type", "datasource type", "transformation", "variable type", "option", "address", "document"
]  # fmt: skip
#: Grafana's documentation, the JSON schemas that it generates, or its code.
Tag = Literal["docs", "schema", "source"]
Verdict = Literal["new", "gone"]
_NUMBER = re.compile(r"\d+")


@attrs.frozen
class Evidence:
    """Where a fact is from."""

    tag: Tag
    url: str


@attrs.frozen(kw_only=True)
class Fact:
    """One row: `after` is the newest version that has it not yet, `until` the first one that has it no more.

    Between what is proven nothing is claimed: a version above `after` may lack it as well. `of` is the panel type of
    an option, whose `name` is its path in the panel, with `*` for each item of a list; with the value `default` it
    does nothing. From `migrated` on Grafana makes `instead` of it by itself; `angular` is what runs in AngularJS, and
    `react` the first version of a plugin that does not.
    """

    what: What
    name: str
    of: str = ""
    after: Version | None = None
    until: Version | None = None
    instead: str | None = None
    migrated: Version | None = None
    angular: bool = False
    react: str | None = None
    default: object = None
    evidence: Evidence

    def verdict(self, to: Version) -> Verdict | None:
        """Why a version of Grafana does not know it; None where it may."""
        if self.after is not None and to <= self.after:
            return "new"
        return "gone" if self.until is not None and to >= self.until else None

    def is_migrated(self, to: Version) -> bool:
        """Whether a version of Grafana that has it no more makes something of it by itself."""
        return self.migrated is not None and to >= self.migrated and self.verdict(to) == "gone"

    def is_left_behind(self, version: str) -> bool:
        """Whether this version of the plugin is past its Angular ones; one that says nothing is not."""
        told, react = (tuple(map(int, _NUMBER.findall(each))) for each in (version, self.react or ""))
        return bool(told and react) and told >= react


def shown(version: tuple[int, ...]) -> str:
    """A version as people write it."""
    return ".".join(map(str, version))
