"""Way back: steps that make resources what they were, guarded against the loss of what somebody has done since."""

from collections.abc import Collection, Mapping

import attrs

from grafmint.bundle import Entry, shown
from grafmint.plan.awaiting import awaiting
from grafmint.plan.choices import Choices, refuse_needless
from grafmint.plan.clash import Clash, clashes
from grafmint.plan.compare import Comparison, compare, folder_of
from grafmint.plan.holding import Holding
from grafmint.plan.judge import Form
from grafmint.plan.name import Key, holders, key_of, name_of
from grafmint.plan.renaming import is_renamed, under
from grafmint.plan.snapshot import Base, Held, Snapshot, Whose
from grafmint.plan.step import Action, Step

_KEPT: Mapping[Action, str] = {"delete": "kept", "rename": "not renamed"}


def whose_again(was: Whose | None) -> Whose:
    """Whose something is to be that was `was`: what nothing tells of, or what others look after, is not ours."""
    return was if was in ("ours", "edited") else "foreign"


def way_back(key: Key, title: str, entry: Entry | None, held: Held | None, form: Form) -> Step:
    """The step that makes a resource what `entry` is, where None is nothing, from what is held of it now."""
    kind, uid = key
    step = Step(action="unchanged", kind=kind, uid=uid, title=title, entry=entry, held=held)
    if entry is None:
        return attrs.evolve(step, action="delete" if held is not None else "unchanged")
    if held is None:
        return attrs.evolve(step, action="create")
    # The uid is told apart from what else differs.
    found = compared(held, under(entry, held.uid), form)
    beside = (*found.effects, *held.notes, *held.lost)
    if is_renamed(held, uid):
        changes = (f"uid  {held.uid} → {uid}", *found.changes, *beside)
        return attrs.evolve(step, action="rename", changes=changes)
    return attrs.evolve(step, action="update", changes=(*found.changes, *beside)) if found.changes else step


def compared(held: Held, entry: Entry, form: Form, base: Entry | None = None) -> Comparison:
    """What makes what is held another thing than an entry, and what somebody has changed since it was `base`."""
    was = Base(document=form(base), folder=folder_of(base, held)) if base is not None else None
    return compare(
        attrs.evolve(held, base=was), form(entry), folder_of(entry, held), exact=False, is_foreign=entry.foreign
    )


def is_as(entry: Entry | None, held: Held | None, form: Form) -> bool:
    """Whether what is held is an entry, where None is nothing."""
    if entry is None or held is None:
        return entry is None and held is None
    return not compared(held, entry, form).changes


def guarded(step: Step, why: str | None, choices: Choices) -> Step:
    """The step, or the conflict that it is: for `why`, or because somebody else manages it."""
    held = step.held
    if not step.writes:
        return step
    if held is not None and held.hold == "managed":
        return attrs.evolve(step, action="managed", reason=f"left alone: {held.where}", changes=())
    return step if why is None else _in_conflict(step, why, choices)


def settled(steps: Collection[Step], snapshot: Snapshot, choices: Choices, holding: Holding) -> tuple[Step, ...]:
    """The steps with what stands in the way of each one, and what is on hold left alone.

    Raises UsageError for a `--force` that nothing needs.
    """
    verdicts = awaiting([holding.settled(_unless_kept(step)) for step in steps])
    known = {(step.kind, step.uid) for step in verdicts}
    found = clashes(verdicts, snapshot, known, choices.forces)
    waiting = _waiting(verdicts, snapshot)
    after = [waiting.get((step.kind, step.uid)) or _clashing(step, found, choices) for step in verdicts]
    refuse_needless(choices, (*verdicts, *after))
    return tuple(after)


def _unless_kept(step: Step) -> Step:
    if step.action not in _KEPT or step.held is None or not step.held.kept:
        return step
    reason = f"{_KEPT[step.action]}: {'; '.join(step.held.kept)}"
    return attrs.evolve(step, action="conflict", reason=reason, way_out=None)


def _waiting(steps: Collection[Step], snapshot: Snapshot) -> Mapping[Key, Step]:
    """The steps whose title has something that goes: a target deletes last, so that they can be done afterwards."""
    going = {(step.kind, step.uid) for step in steps if step.action == "delete"}
    wanting = {(step.kind, step.uid): step for step in steps if step.writes and step.entry is not None}
    names = {key: name_of(step.entry) for key, step in wanting.items() if step.entry is not None}
    held = {key: key_of(holder) for key, holder in holders(names, snapshot)}
    return {
        key: attrs.evolve(
            wanting[key],
            action="conflict",
            reason=f"{shown(kind)} {uid!r} has its title until this run deletes it: run it again afterwards",
        )
        for key, (kind, uid) in held.items()
        if (kind, uid) in going
    }


def _clashing(step: Step, found: Mapping[Key, Clash], choices: Choices) -> Step:
    clash = found.get((step.kind, step.uid))
    if clash is None:
        return step
    if clash.forceable:
        return _in_conflict(step, clash.reason, choices)
    return attrs.evolve(step, action="conflict", reason=clash.reason, way_out=None)


def _in_conflict(step: Step, why: str, choices: Choices) -> Step:
    if choices.forces(step.kind, step.uid):
        return attrs.evolve(step, reason=f"forced: {why}", way_out="--force")
    return attrs.evolve(step, action="conflict", reason=why, way_out="--force")
