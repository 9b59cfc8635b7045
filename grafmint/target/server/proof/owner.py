"""Owner: whose marks are ours, and what the marks of others make of what they are on."""

import attrs

from grafmint.plan.snapshot import Whose
from grafmint.target.server.proof.mark import Mark


@attrs.frozen
class Owner:
    """One environment of one project: whoever may take what has its mark for its own."""

    project: str
    environment: str | None = None

    def owns(self, mark: Mark) -> bool:
        """Whether a mark is this owner's."""
        return (mark.project, mark.environment) == (self.project, self.environment)

    def other(self, mark: Mark) -> tuple[Whose, str]:
        """What another owner's resource is to this one, in words too.

        Another project looks after what it has; another environment of the same project may be this one's old name.
        """
        if mark.project == self.project:
            return "foreign", f"made by the environment {mark.environment!r} of this project"
        return "managed", f"managed by the project {mark.project!r}"
