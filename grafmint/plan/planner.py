"""The planner: a bundle against a snapshot, resource by resource."""

from collections.abc import Callable, Iterable

import attrs

from grafmint.bundle import KINDS, Entry
from grafmint.environment import Environment
from grafmint.errors import UsageError
from grafmint.plan.difference import changes
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Step
from grafmint.suggest import hint

_FORCED = "forced"
_WHY = {"edited": "edited by hand since the last sync", "foreign": "not made by grafmint"}

Form = Callable[[Entry], bytes]


def make_plan(
    environment: Environment,
    entries: Iterable[Entry],
    snapshot: Snapshot,
    *,
    form: Form,
    prune: bool = False,
    force: tuple[str, ...] = (),
) -> Plan:
    """The plan from `snapshot` to `entries`: creates and updates with parents first, deletes last and in reverse.

    `form` says how the target holds an entry. `force` names uids whose conflict is resolved for the code. Raises
    UsageError when one of them is in no conflict, or when `prune` would delete everything that is held.
    """
    held, wanted, entries = dict(snapshot.held), list[Step](), tuple(entries)
    if prune and not entries:
        _refuse_to_empty(held.values())
    for entry in entries:
        wanted.append(_step(entry, form(entry), held.pop((entry.kind, entry.uid), None), force))
    gone = [_gone(each, prune, force) for each in held.values() if each.hold != "foreign"]
    gone.sort(key=lambda step: (-KINDS.index(step.kind), step.uid))
    steps = (*wanted, *gone)
    _refuse_needless(force, steps)
    return Plan(environment=environment.name, root=environment.root, steps=steps, unsaid=snapshot.unsaid)


def _step(entry: Entry, document: bytes, held: Held | None, force: tuple[str, ...]) -> Step:
    step = Step(
        action="create", kind=entry.kind, uid=entry.uid, title=entry.title, place=entry.place(), entry=entry, held=held
    )
    if held is None:
        return step
    # Where a folder lies is part of its document where the target can hold that at all.
    differences = changes(held, entry.folder if entry.kind == "dashboard" else None, document)
    if not differences:
        return attrs.evolve(step, action="unchanged")
    if held.hold == "ours":
        return attrs.evolve(step, action="update", changes=differences)
    if entry.uid in force:
        return attrs.evolve(step, action="update", changes=differences, reason=f"{_FORCED}: {_WHY[held.hold]}")
    reason = f"{_WHY[held.hold]}: {held.where}"
    return attrs.evolve(step, action="conflict", changes=differences, reason=reason)


def _gone(held: Held, prune: bool, force: tuple[str, ...]) -> Step:
    reason = "not in the code"
    step = Step(action="delete", kind=held.kind, uid=held.uid, title=held.title, reason=reason, held=held)
    if not prune:
        return attrs.evolve(step, action="stray", reason=f"{reason}; --prune removes it")
    if held.hold != "edited":
        return step
    if held.uid in force:
        return attrs.evolve(step, reason=f"{_FORCED}: {reason}, and {_WHY['edited']}")
    return attrs.evolve(step, action="conflict", reason=f"{reason}, and {_WHY['edited']}: {held.where}")


def _refuse_to_empty(held: Iterable[Held]) -> None:
    ours = sum(1 for each in held if each.hold != "foreign")
    if ours:
        raise UsageError(
            f"--prune would delete everything: the code defines nothing, the target holds {ours} of ours",
            hint="look at `modules` in grafmint.toml; if all of it is to go, remove the target's files yourself",
        )


def _refuse_needless(force: tuple[str, ...], steps: Iterable[Step]) -> None:
    forced = {step.uid for step in steps if step.reason is not None and step.reason.startswith(_FORCED)}
    for uid in force:
        if uid not in forced:
            conflicts = [step.uid for step in steps if step.action == "conflict"]
            way_out = hint(uid, conflicts) if conflicts else "there is no conflict in this plan: leave --force out"
            raise UsageError(f"--force {uid}: no conflict has this uid", hint=way_out)
