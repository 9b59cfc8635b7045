"""Undo: the plan that takes back what a run did, as far as everything is still as the run left it."""

import attrs

from grafmint.bundle import KINDS, Entry
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices
from grafmint.plan.holding import Holding
from grafmint.plan.ignored import Ignored
from grafmint.plan.judge import Form
from grafmint.plan.plan import Plan
from grafmint.plan.secret_names import missing
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.plan.way_back import compared, guarded, is_as, settled, way_back, whose_again
from grafmint.runs.run import Change, Run
from grafmint.runs.seen import Seen, before, key_back, look_at
from grafmint.selection import Selection
from grafmint.target.server.prune.staying import with_staying
from grafmint.target.server.restore.owing import with_owing
from grafmint.target.server.restore.showing import with_showing
from grafmint.target.server.target import ServerTarget

_GIVEN_BACK = ("given back: a sync takes it for somebody's again",)
_PANEL = "undo the run that deleted it first"


def undo_plan(run: Run, target: ServerTarget, choices: Choices) -> Plan:
    """What takes a run back, its last step first; writes nothing."""
    environment = target.environment
    changes = _selected(run, choices.select)
    seen, snapshot = look_at(changes, target, choices)
    undoing = _Undoing(run=run, form=target.form, ignored=Ignored.of(environment.ignore), choices=choices)
    steps = [
        undoing.step(change, each)
        for change, each in zip(changes, seen, strict=True)
        if change.kind not in snapshot.unread and not _goes_by_itself(change)
    ]
    steps = with_showing((with_owing(step, environment) for step in steps), target.http, _PANEL)
    steps = sorted(steps, key=_turn)
    holding = Holding.of(environment)
    return Plan(
        environment=environment.name,
        root=environment.root,
        steps=with_staying(settled(steps, snapshot, choices, holding), target.http),
        unread=snapshot.unread,
        choices=choices,
    )


@attrs.frozen(kw_only=True)
class _Undoing:
    """Decides what takes the changes of a run back."""

    run: Run
    form: Form
    ignored: Ignored
    choices: Choices

    def step(self, change: Change, seen: Seen) -> Step:
        """What takes one change back."""
        entry, now = self._settled(before(change), seen.now)
        whose = whose_again(change.before.whose) if change.before is not None else "ours"
        step = way_back(key_back(change), (entry or change.entry).title, entry, now, self.form)
        # Taking back what has put an edit back costs that edit once more.
        step = attrs.evolve(step, whose=whose, way_out="--force" if change.whose == "edited" else None)
        is_left = self._is_left(change, seen.written)
        if self._is(before(change), seen.found):
            is_taken = whose != "ours" and is_left and now is not None and now.hold == "ours" and now.proof
            # What was somebody's and bears our mark now is given back, though nothing else is to change.
            return attrs.evolve(step, action="update", changes=_GIVEN_BACK) if is_taken else _left(step)
        if change.action == "delete" and not self.run.has_begun(change):
            return _left(step)
        if is_left:
            return guarded(_with_missing(step, change), None, self.choices)
        if not self.run.has_begun(change):
            return _left(step)
        return guarded(self._with_sides(step, change, seen.written), _why(change, seen.written), self.choices)

    def _is_left(self, change: Change, held: Held | None) -> bool:
        """Whether it is what the run wrote, and nobody else has made it."""
        is_strange = held is not None and held.hold == "foreign" and change.whose == "ours"
        return self._is(change.after, held) and not is_strange

    def _is(self, entry: Entry | None, held: Held | None) -> bool:
        return is_as(*self._settled(entry, held), self.form)

    def _settled(self, entry: Entry | None, held: Held | None) -> tuple[Entry | None, Held | None]:
        return (entry, held) if entry is None or held is None else self.ignored.settled(entry, held)

    def _with_sides(self, step: Step, change: Change, held: Held | None) -> Step:
        """The step with what has changed since the run, and what it would change."""
        if held is None or change.after is None:
            return step
        since = compared(held, step.entry or change.after, self.form, base=change.after).edits
        lines = [*(f"since that run: {line}" for line in since), *(f"back: {line}" for line in step.changes)]
        return attrs.evolve(step, changes=tuple(lines))


def _selected(run: Run, selection: Selection) -> list[Change]:
    """The changes that are meant, the last one first."""
    changes = [
        change
        for change in reversed(run.changes)
        if selection.covers(change.kind, change.uid, change.folder, change.tags)
    ]
    if not changes:
        texts = " ".join(f"--select {selector.text}" for selector in selection.selectors)
        raise UsageError(f"{texts} fits nothing of run {run.id}", hint="without it you see all that it did: --dry-run")
    return changes


def _turn(step: Step) -> tuple[bool, int]:
    """When a target takes it: what is deleted comes last, what others need before it goes after them."""
    turn = KINDS.index(step.kind)
    return step.action == "delete", -turn if step.action == "delete" else turn


def _goes_by_itself(change: Change) -> bool:
    """Whether it is a group that the run made, which goes with the last of its rules."""
    return change.kind == "rule-group" and change.before is None


def _with_missing(step: Step, change: Change) -> Step:
    """The step with the secrets that are not there when it is made anew."""
    names = change.before.secrets if change.before is not None and step.kind == "datasource" else ()
    return attrs.evolve(step, changes=(*step.changes, *missing(names))) if step.action == "create" else step


def _left(step: Step) -> Step:
    return attrs.evolve(step, action="unchanged", changes=())


def _why(change: Change, held: Held | None) -> str:
    if held is None:
        return "deleted since that run"
    return f"{'made again' if change.after is None else 'changed'} since that run: {held.where}"
