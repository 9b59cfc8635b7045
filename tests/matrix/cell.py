"""A cell of the matrix: one subject on one server."""

from typing import Any

import attrs

from tests.matrix.code import Said
from tests.matrix.profile import Profile
from tests.matrix.site import Code, Key, Site, contents
from tests.matrix.subject import Operation, Subject

#: What the code says of a subject at first, and later.
FIRST, SECOND = Said(), Said(value=2)


@attrs.frozen
class Cell:
    """One subject on one server."""

    subject: Subject
    profile: Profile
    site: Site

    @property
    def key(self) -> Key:
        """What it is called there."""
        return self.subject.key(FIRST)

    def now(self) -> dict[Key, Any]:
        """Everything that is there."""
        return contents(self.site.grafana)

    def own(self) -> Any:
        """The subject as it is there."""
        return self.now()[self.key]

    def begin(self) -> Code:
        """The code is synced for the first time."""
        code = self.subject.whole(FIRST)
        assert self.site.sync(code).exit_code == 0
        return code

    def knows(self, operation: Operation) -> bool:
        """Whether somebody else's work is told from ours."""
        return self.subject.knows(operation, self.profile)
