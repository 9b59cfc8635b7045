"""Revision: what one commit, or the working tree, comes to in one environment."""

import attrs

from grafmint.bundle import Bundle
from grafmint.finding import Finding


@attrs.frozen(kw_only=True)
class Revision:
    """A commit and what was built from it; places are relative to the project's folder.

    `name` is what the user called it, `commit` the whole hash, None for a working tree with changes of its own.
    `failure` says why there is no bundle, `remarks` what else a reader should know, such as uncommitted changes.
    """

    name: str
    commit: str | None = None
    bundle: Bundle = attrs.field(factory=lambda: Bundle(entries=()))
    findings: tuple[Finding, ...] = ()
    failure: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The commit as people write it, or the name where there is none."""
        return self.commit[:10] if self.commit else self.name
