"""A project on a server whose runs are kept, and undone: each of them a session of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from grafmint.environment import Environment, Server
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.runs.recording import Recording
from grafmint.runs.store import Store
from grafmint.runs.undo import undo_plan
from grafmint.target.server.target import ServerTarget
from grafmint.workflow import apply
from tests.target.server.world import Board, World


@attrs.frozen
class Kept(World):
    """The same as a world, below a folder that keeps its runs."""

    root: Path = attrs.field(kw_only=True)

    @property
    def environment(self) -> Environment:
        """Where it goes."""
        return Environment(name="prod", project=self.project, root=self.root, target=Server(self.url))

    def run(self, boards: Mapping[str, Board], **choices: Any) -> Outcome:
        """A sync that is kept."""
        plan = self.plan(boards, **choices)
        return self._carried_out(lambda _: plan)

    def undo(self, id_: str, **choices: Any) -> Outcome:
        """Take a run back."""
        run = Store.of(self.environment).find(id_)
        assert run is not None
        return self._carried_out(lambda target: undo_plan(run, target, Choices(**choices)))

    def _carried_out(self, make: Callable[[ServerTarget], Plan]) -> Outcome:
        with self._http() as http:
            target = ServerTarget(self.environment, http)
            plan = make(target)
            with Recording(plan, target, self.environment, "sync") as recording:
                return recording.ended(apply(plan, target, recording.add))

    @property
    def _environment(self) -> Environment:
        return self.environment
