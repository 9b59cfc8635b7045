"""Identity: what a system is called, wherever it is named."""

import re

import attrs

from grafmint import Folder, Permission
from grafmint.block import Block, on_behalf_of

#: Everyone may look, editors may change, and nobody else is named: administrators may do everything anyway.
_BY_ROLE = (Permission(role="Viewer", permission="View"), Permission(role="Editor", permission="Edit"))
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@attrs.frozen(kw_only=True)
class Identity(Block):
    """The names of one system.

    `tag` marks its boards, so that each links to the others; `prefix` is what the uids of its rules begin with;
    `runbooks` is the address that the pages of its alerts lie below.
    """

    title: str
    tag: str
    prefix: str
    runbooks: str

    def folder(self, name: str, *, prefix: str | None = None) -> Folder:
        """A folder of the system; its uid begins with another `prefix` where a dashboard has that uid."""
        uid = f"{prefix or self.prefix}-{name.lower()}"
        with on_behalf_of(self):
            return Folder(uid=uid, title=f"{self.title} - {name}", permissions=_BY_ROLE)

    def uid_of(self, alert: str) -> str:
        """The uid of an alert that is called by words written together."""
        return f"{self.prefix}-{_WORDS.sub('-', alert).lower()}"

    def runbook(self, page: str) -> str:
        """The address of a page about an alert."""
        return f"{self.runbooks}/{page}"
