"""Recording: a run is written down before it begins, and what comes of it while it goes on."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO, Self

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.environment import Environment, Server
from grafmint.errors import GrafmintError
from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.plan.secret_names import names_held
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Action, Result, Step
from grafmint.runs.record import end_line, result_line
from grafmint.runs.run import Before, Change, Run, StepOutcome
from grafmint.runs.store import Store
from grafmint.target.port import Target, Undoable


class Recording:
    """The record of one run while it goes on; one that nothing came of leaves none.

    A directory is built again from an older commit: of what is written there none is kept.
    """

    def __init__(self, plan: Plan, target: Target, environment: Environment, what: str) -> None:
        self._numbers = {(step.kind, step.uid): number for number, step in enumerate(plan.writes)}
        self._counts = Counter[Action]()
        self._interrupted = False
        self._store = Store.of(environment)
        self._kept: tuple[Run, BinaryIO] | None = None
        if isinstance(environment.target, Server) and isinstance(target, Undoable) and plan.writes:
            self._kept = self._store.begin(_run(plan, target, environment, environment.target, what))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._kept is None:
            return
        run, file = self._kept
        is_over = error is None or isinstance(error, GrafmintError)
        if is_over:
            self._add(end_line(datetime.now(UTC), self._counts))
        file.close()
        if is_over and not self._touched:
            self._store.drop(run)

    @property
    def id(self) -> str | None:
        """The run's id, where something was written or may have been."""
        return self._kept[0].id if self._kept is not None and self._touched else None

    def add(self, result: Result) -> None:
        """Note what came of a step."""
        outcome = _outcome(result)
        if outcome != "failed":
            self._counts[result.step.action] += 1
        self._add(result_line(self._numbers[result.step.kind, result.step.uid], outcome))

    def ended(self, outcome: Outcome) -> Outcome:
        """The outcome with the id of the run; of one that was interrupted nobody knows what was under way."""
        self._interrupted = outcome.interrupted
        return attrs.evolve(outcome, run=self.id)

    @property
    def _touched(self) -> bool:
        return self._interrupted or bool(self._counts)

    def _add(self, line: bytes) -> None:
        # Whoever undoes the run looks at the server in any case: a full disk is no reason to stop in the middle.
        if self._kept is not None:
            with suppress(OSError):
                self._kept[1].write(line)


def _run(plan: Plan, target: Undoable, environment: Environment, server: Server, what: str) -> Run:
    return Run(
        id="",
        what=what,
        project=environment.project,
        environment=environment.name,
        url=server.url,
        org=server.org,
        owns_policies=environment.owns_policies,
        started=datetime.now(UTC),
        changes=(*(_change(step, target) for step in plan.writes), *_groups(plan, target)),
    )


def _change(step: Step, target: Undoable) -> Change:
    before = _before(step.held, target, is_lost=step.way_out == "--force") if step.held is not None else None
    after = step.entry if step.action != "delete" else _remains(step)
    return Change(action=step.action, kind=step.kind, uid=step.uid, before=before, after=after, whose=step.whose)


def _before(held: Held, target: Undoable, *, is_lost: bool = False) -> Before:
    """What is held, and whose it is to be again; `is_lost` where the step costs an edit of it."""
    whose: Whose = "ours" if held.hold == "edited" and not is_lost else held.hold
    return Before(entry=target.entry(held), whose=whose, secrets=names_held(held))


def _remains(step: Step) -> Entry | None:
    """What is there after a delete: everybody's tree of policies, without our block."""
    if step.kind != "policy":
        return None
    return Entry(kind="policy", uid=step.uid, title=step.title, document=canonical({"routes": []}))


def _groups(plan: Plan, target: Undoable) -> Iterator[Change]:
    """The groups that may go with the last of their rules, and their intervals with them."""
    known = {step.uid for step in plan.writes if step.kind == "rule-group"}
    left = filter(None, (_left_group(step) for step in plan.writes if step.kind == "alert-rule"))
    for uid in dict.fromkeys(left):
        held = target.find("rule-group", uid) if uid not in known else None
        if held is not None:
            yield Change(action="delete", kind="rule-group", uid=uid, before=_before(held, target))


def _left_group(step: Step) -> str | None:
    """The group that a rule leaves when it is deleted, or goes into another one."""
    if step.held is None:
        return None
    group = _group(step.held)
    return None if step.entry is not None and _group(step.entry) == group else group


def _group(rule: Held | Entry) -> str:
    return f"{rule.folder}/{orjson.loads(rule.document)['ruleGroup']}"


def _outcome(result: Result) -> StepOutcome:
    # A server's faults are known where a server is written to, and loading them takes a while.
    from grafmint.target.server.http.faults import Uncertain

    if result.error is None:
        return "done"
    return "unknown" if isinstance(result.error, Uncertain) else "failed"
