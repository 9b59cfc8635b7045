"""The planner: a bundle against a snapshot, resource by resource."""

from collections.abc import Callable, Iterable, Mapping

import attrs

from grafmint.bundle import KINDS, Entry, Kind
from grafmint.environment import Environment
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices
from grafmint.plan.clash import Clash, clashes
from grafmint.plan.compare import Comparison, compare
from grafmint.plan.plan import Plan
from grafmint.plan.secrets import told
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Step, WayOut
from grafmint.suggest import hint

_FOREIGN = "not made by grafmint"
_GONE = "not in the code"
_EDITED = "edited since the last sync"

Form = Callable[[Entry], bytes]


def make_plan(
    environment: Environment,
    entries: Iterable[Entry],
    snapshot: Snapshot,
    *,
    form: Form,
    choices: Choices,
) -> Plan:
    """The plan from `snapshot` to `entries`: creates and updates with parents first, deletes last and in reverse.

    `form` says how the target holds an entry. Raises UsageError when a choice names a uid that is in no conflict, or
    when `prune` would delete everything that is held.
    """
    entries = tuple(entries)
    wanted = [entry for entry in choices.select.of(entries) if entry.kind not in snapshot.unread]
    judge = _Judge(snapshot=snapshot, clashes=clashes(wanted, snapshot), choices=choices)
    known = {(entry.kind, entry.uid) for entry in entries}
    strays = [held for key, held in snapshot.held.items() if key not in known and _is_stray(held, choices)]
    if choices.prune and not entries:
        _refuse_to_empty(strays)
    gone = [judge.gone(held) for held in strays]
    gone.sort(key=lambda step: (-KINDS.index(step.kind), step.uid))
    steps = (*(judge.step(entry, form(entry)) for entry in wanted), *gone)
    _refuse_needless("--force", choices.force, steps)
    _refuse_needless("--take-over", choices.take_over, steps)
    return Plan(
        environment=environment.name,
        root=environment.root,
        steps=steps,
        unsaid=snapshot.unsaid,
        unread=snapshot.unread,
        choices=choices,
    )


def _is_stray(held: Held, choices: Choices) -> bool:
    return held.hold in {"ours", "edited"} and choices.select.covers(held.kind, held.uid, held.folder)


@attrs.frozen(kw_only=True)
class _Judge:
    """Decides what happens to one resource."""

    snapshot: Snapshot
    clashes: Mapping[tuple[Kind, str], Clash]
    choices: Choices

    def step(self, entry: Entry, document: bytes) -> Step:
        held = self.snapshot.held.get((entry.kind, entry.uid))
        step = Step(
            action="create",
            kind=entry.kind,
            uid=entry.uid,
            title=entry.title,
            place=entry.place(),
            entry=entry,
            held=held,
        )
        if held is not None:
            # Where a folder lies is part of its document where the target can hold that at all.
            folder = entry.folder if entry.kind == "dashboard" else None
            step = self._changed(step, entry, held, compare(held, document, folder, exact=self.snapshot.exact))
        clash = self.clashes.get((entry.kind, entry.uid)) if step.writes else None
        return self._clashing(step, clash) if clash is not None else step

    def gone(self, held: Held) -> Step:
        step = Step(action="delete", kind=held.kind, uid=held.uid, title=held.title, reason=_GONE, held=held)
        if not self.choices.prune:
            # Only a directory can be pruned so far.
            reason = f"{_GONE}; --prune removes it" if self.snapshot.exact else _GONE
            return attrs.evolve(step, action="stray", reason=reason)
        if held.hold != "edited":
            return step
        why = f"{_GONE}, and {_EDITED}"
        return self._forced(step, why) or _conflict(step, f"{why}: {held.where}", "--force")

    def _changed(self, step: Step, entry: Entry, held: Held, found: Comparison) -> Step:
        step = attrs.evolve(step, action="update", changes=found.changes)
        if held.hold == "managed":
            # What differs is not shown: whoever manages it decides about that.
            return attrs.evolve(step, action="managed", reason=f"left alone: {held.where}", changes=())
        if held.hold == "foreign" and step.uid in self.choices.take_over:
            return attrs.evolve(step, action="take over", reason=f"{_FOREIGN}: {held.where}", way_out="--take-over")
        resend = self.choices.resend_secrets
        secrets = told(entry, held, resend=resend)
        if not found.changes and not (secrets and resend and held.hold == "ours"):
            return attrs.evolve(step, action="unchanged")
        step = attrs.evolve(step, changes=(*found.changes, *secrets))
        if held.hold == "ours" or (held.base is not None and found.is_kept):
            return step
        if held.hold == "foreign":
            return _conflict(step, f"{_FOREIGN}: {held.where}", "--take-over")
        forced = self._forced(step, _EDITED)
        return forced or _conflict(_three_way(step, held, found), f"{_EDITED}: {held.where}", "--force")

    def _clashing(self, step: Step, clash: Clash) -> Step:
        forced = self._forced(step, clash.reason) if clash.forceable else None
        return forced or _conflict(step, clash.reason, "--force" if clash.forceable else None)

    def _forced(self, step: Step, why: str) -> Step | None:
        if step.uid not in self.choices.force:
            return None
        return attrs.evolve(step, reason=f"forced: {why}", way_out="--force")


def _conflict(step: Step, reason: str, way_out: WayOut | None) -> Step:
    return attrs.evolve(step, action="conflict", reason=reason, way_out=way_out)


def _three_way(step: Step, held: Held, found: Comparison) -> Step:
    if held.base is None:
        # Without the state before the edit it cannot be told whose difference each one is.
        return step
    lines = (*(f"theirs: {line}" for line in found.edits), *(f"ours: {line}" for line in found.ours))
    return attrs.evolve(step, changes=lines)


def _refuse_to_empty(strays: list[Held]) -> None:
    if strays:
        raise UsageError(
            f"--prune would delete everything: the code defines nothing, the target holds {len(strays)} of ours",
            hint="look at `modules` in grafmint.toml; if all of it is to go, remove the target's files yourself",
        )


def _refuse_needless(option: WayOut, uids: Iterable[str], steps: Iterable[Step]) -> None:
    asked = [step for step in steps if step.way_out == option]
    resolved = {step.uid for step in asked if step.writes}
    for uid in uids:
        if uid not in resolved:
            conflicts = [step.uid for step in asked if not step.writes]
            way_out = hint(uid, conflicts) if conflicts else f"nothing in this plan needs it: leave {option} out"
            raise UsageError(f"{option} {uid}: no conflict has this uid", hint=way_out)
