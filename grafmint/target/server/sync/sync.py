"""Sync: the steps of a plan, kind after kind; first what is made, then what goes, children before parents."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence

import attrs

from grafmint.bundle import Kind
from grafmint.plan.name import Key
from grafmint.plan.plan import Plan
from grafmint.plan.renaming import is_renamed
from grafmint.plan.step import Result, Step
from grafmint.target.server.http.client import WRITES
from grafmint.target.server.instance.rights import refuse_powerless
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.renames.renaming import Renaming
from grafmint.target.server.sync.order import by_kind
from grafmint.target.server.sync.waves import in_waves


@attrs.frozen(kw_only=True)
class Sync:
    """One run of a plan: what it could not make, the old folders that it clears at the end, and whether it is over."""

    kinds: Kinds
    plan: Plan
    _missing: set[Key] = attrs.field(factory=set, init=False)
    _leaving: list[Step] = attrs.field(factory=list, init=False)
    _stopped: threading.Event = attrs.field(factory=threading.Event, init=False)

    def done(self) -> Iterator[Result]:
        """Do the writing steps; raises CredentialsError before the first one is begun."""
        refuse_powerless(self.kinds.rights, self.plan, self.kinds.renames)
        writing = {kind: Renaming(self.kinds, each) for kind, each in self.kinds.for_writing(self.plan).items()}
        for kind, steps in by_kind(step for step in self.plan.writes if step.action != "delete"):
            yield from self._made(kind, writing[kind], steps)
        for kind, steps in reversed(by_kind(step for step in self.plan.writes if step.action == "delete")):
            yield from self._in_waves(kind, writing[kind].delete, steps)
        yield from self._in_waves("folder", writing["folder"].clear, self._leaving[::-1])

    def _made(self, kind: Kind, writing: Renaming, steps: Sequence[Step]) -> Iterator[Result]:
        for result in self._in_waves(kind, writing.write, steps, self._missing):
            if result.error is not None and not _is_there(result.step):
                self._missing.add((kind, result.step.uid))
            if result.error is None and writing.leaves(result.step):
                self._leaving.append(result.step)
            else:
                yield result

    def _in_waves(
        self, kind: Kind, do: Callable[[Step], str | None], steps: Sequence[Step], missing: Collection[Key] = ()
    ) -> Iterator[Result]:
        # One after another: a child needs its parent, a default datasource takes the flag from another one, and what
        # notifies is one document that all share.
        workers = WRITES if kind == "dashboard" else 1
        return in_waves(do, steps, missing, workers, self._stopped, self.kinds.http.halt)


def _is_there(step: Step) -> bool:
    return step.held is not None and not is_renamed(step.held, step.uid)
