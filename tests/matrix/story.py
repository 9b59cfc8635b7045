"""The life of everything together: from stage to stage all is changed, renamed, made and removed."""

from collections.abc import Callable
from typing import Any

import attrs

from grafmint.outcome import Outcome
from grafmint.plan import Plan
from tests.matrix.code import stage
from tests.matrix.site import SECRET, Site, actions, contents
from tests.matrix.watched import Meets

#: All that a stage removes goes at once.
_PRUNE: dict[str, Any] = {"prune": True, "max_delete": 100}


@attrs.define
class Story:
    """A project at one of its stages."""

    site: Site
    number: int = 1

    @classmethod
    def begun(cls, site: Site) -> "Story":
        """The first stage, synced."""
        story = cls(attrs.evolve(site, prefix="beside"))
        assert story.sync().exit_code == 0
        return story

    def go_on(self) -> None:
        """The code is at its next stage."""
        self.number += 1

    def sync(self, meets: Meets | None = None, *, between: Callable[[], object] = lambda: None) -> Outcome:
        """A run of the code as it is now, of which a test may hear each write."""
        site = attrs.evolve(self.site, meets=meets) if meets is not None else self.site
        return site.sync(stage(self.number), between=between, **_PRUNE)

    def plan(self) -> Plan:
        """What a run would do."""
        return self.site.plan(stage(self.number), **_PRUNE)

    def assert_converges(self) -> None:
        """The next run brings all about, the one after it has nothing to do, and nothing is there twice or is left.

        An old folder that holds no mark is known by being empty: where the next run empties it, the one after it
        removes it.
        """
        outcome = self.sync()
        assert (outcome.exit_code, outcome.problems, outcome.plan.conflicts) == (0, (), ())
        left = actions(self.plan())
        assert set(left) <= {("folder", f"in-own-{self.number}")}
        assert not left or self.sync().exit_code == 0
        self.assert_settled()

    def assert_settled(self) -> None:
        """All is as the code says, one of each, with its secrets, and no run has anything to do."""
        self.site.assert_settled(stage(self.number), **_PRUNE)
        steps = self.plan().steps
        assert {step.action for step in steps} == {"unchanged"}
        there = set(contents(self.site.grafana)) - {("contact-point", "email receiver")}
        assert there == {(step.kind, step.uid) for step in steps}
        self._assert_integrations()

    def _assert_integrations(self) -> None:
        points = [each for key, each in contents(self.site.grafana).items() if key[0] == "contact-point"]
        chats = [secret for point in points for each, secret in point if each["type"] == "slack"]
        assert chats == [SECRET, SECRET]
