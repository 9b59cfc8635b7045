"""The planner: a bundle against a snapshot, resource by resource."""

from collections.abc import Callable, Collection, Iterable, Iterator

import attrs

from grafmint.bundle import KINDS, Entry, Kind
from grafmint.environment import Engine, Environment
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices, refuse_needless
from grafmint.plan.clash import Clash, clashes
from grafmint.plan.compare import Comparison, compare
from grafmint.plan.plan import Plan
from grafmint.plan.removal import removal
from grafmint.plan.secrets import told
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Step, WayOut

_FOREIGN = "not made by grafmint"
_GONE = "not in the code"
_EDITED = "edited since the last sync"
_BESIDE = ": what fires in Prometheus fires there too"

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

    `form` says how the target holds an entry. Raises UsageError when a choice names a uid that is in no conflict, or in
    several, or when `prune` would delete everything that is held.
    """
    judge = _Judge(snapshot=snapshot, choices=choices, engine=environment.alerting)
    steps = _steps(tuple(entries), form, judge)
    return Plan(
        environment=environment.name,
        root=environment.root,
        steps=steps,
        unsaid=snapshot.unsaid,
        unread=snapshot.unread,
        choices=choices,
        removal=() if snapshot.exact else tuple(removal(step.kind for step in steps if step.action == "stray")),
    )


def _steps(entries: tuple[Entry, ...], form: Form, judge: "_Judge") -> tuple[Step, ...]:
    snapshot, choices = judge.snapshot, judge.choices
    known = {(entry.kind, entry.uid) for entry in entries}
    wanted = [entry for entry in choices.select.of(entries) if entry.kind not in snapshot.unread]
    verdicts = [judge.step(entry, form(entry)) for entry in wanted]
    # Whatever does not write stays where it is, so that what is in the way is known after the verdicts.
    found = clashes(verdicts, snapshot, known, choices.forces)
    steps = (*(judge.clashing(step, found.get((step.kind, step.uid))) for step in verdicts), *_gone(judge, known))
    refuse_needless(choices, (*verdicts, *steps))
    return steps


def _gone(judge: "_Judge", known: Collection[tuple[Kind, str]]) -> list[Step]:
    """What happens to ours that the code has no more, children first."""
    held = judge.snapshot.held.items()
    strays = [each for key, each in held if key not in known and _is_stray(each, judge.choices)]
    if judge.choices.prune and not known:
        _refuse_to_empty(strays)
    return sorted(map(judge.gone, strays), key=lambda step: (-KINDS.index(step.kind), step.uid))


def _is_stray(held: Held, choices: Choices) -> bool:
    return held.hold in {"ours", "edited"} and choices.select.covers(held.kind, held.uid, held.folder)


@attrs.frozen(kw_only=True)
class _Judge:
    """Decides what happens to one resource."""

    snapshot: Snapshot
    choices: Choices
    engine: Engine

    def step(self, entry: Entry, document: bytes) -> Step:
        """What is to happen to an entry, looking at nothing but what is held of it."""
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
        if held is None:
            return step
        # Where anything else lies is part of its document where the target can hold that at all.
        folder = entry.folder if entry.kind == "dashboard" else held.folder
        return self._changed(step, entry, held, compare(held, document, folder, exact=self.snapshot.exact))

    def clashing(self, step: Step, clash: Clash | None) -> Step:
        """The step with what is in its way."""
        if clash is None:
            return step
        forced = self._forced(step, clash.reason) if clash.forceable else None
        return forced or _conflict(step, clash.reason, "--force" if clash.forceable else None)

    def gone(self, held: Held) -> Step:
        """What is to happen to ours that the code has no more."""
        step = Step(action="delete", kind=held.kind, uid=held.uid, title=held.title, reason=_GONE, held=held)
        if not self.choices.prune:
            return attrs.evolve(step, action="stray", reason="; ".join((_GONE, *self._left(held))))
        if held.hold != "edited":
            return step
        why = f"{_GONE}, and {_EDITED}"
        return self._forced(step, why) or _conflict(step, f"{why}: {held.where}", "--force")

    def _left(self, held: Held) -> Iterator[str]:
        """What it means that one of ours stays that the code has no more."""
        # Only a directory can be pruned so far.
        if self.snapshot.exact:
            yield "--prune removes it"
        elif held.kind == "alert-rule":
            yield f"Grafana still evaluates it{_BESIDE if self.engine == 'prometheus' else ''}"
        yield from held.notes

    def _changed(self, step: Step, entry: Entry, held: Held, found: Comparison) -> Step:
        step = attrs.evolve(step, action="update", changes=(*found.changes, *found.effects))
        if held.hold == "managed":
            # What differs is not shown: whoever manages it decides about that.
            return attrs.evolve(step, action="managed", reason=f"left alone: {held.where}", changes=())
        if held.hold == "foreign" and self.choices.takes_over(step.kind, step.uid):
            step = attrs.evolve(step, changes=(*step.changes, *held.notes))
            return attrs.evolve(step, action="take over", reason=_stranger(held), way_out="--take-over")
        secrets = told(entry, held, resend=self.choices.resend_secrets)
        if not found.changes:
            return self._equal(step, held, secrets, is_edited=held.base is None or bool(found.edits))
        beside = (*found.effects, *secrets, *held.notes)
        step = attrs.evolve(step, changes=(*found.changes, *beside))
        if held.hold == "ours" or (held.base is not None and found.is_kept):
            return step
        if held.hold == "foreign":
            return _conflict(step, _stranger(held), "--take-over")
        forced = self._forced(step, _EDITED)
        # Of a file it is clear which side is which.
        step = step if self.snapshot.exact else attrs.evolve(step, changes=(*_sides(held, found), *beside))
        return forced or _conflict(step, f"{_EDITED}: {held.where}", "--force")

    def _equal(self, step: Step, held: Held, secrets: tuple[str, ...], *, is_edited: bool) -> Step:
        """What happens to what is as in the code: its secrets can be to send, or somebody's edit of it to adopt."""
        if not (secrets and self.choices.resend_secrets):
            # Otherwise the next change of the code would meet the same edit again, as a conflict.
            if held.hold == "edited" and is_edited and not self.snapshot.exact:
                return attrs.evolve(step, action="adopt", reason=f"the code has what was edited: {held.where}")
            return attrs.evolve(step, action="unchanged")
        if held.hold == "foreign":
            return _conflict(step, f"{_stranger(held)}; its secrets are not sent", "--take-over")
        return attrs.evolve(step, changes=secrets)

    def _forced(self, step: Step, why: str) -> Step | None:
        if not self.choices.forces(step.kind, step.uid):
            return None
        return attrs.evolve(step, reason=f"forced: {why}", way_out="--force")


def _conflict(step: Step, reason: str, way_out: WayOut | None) -> Step:
    return attrs.evolve(step, action="conflict", reason=reason, way_out=way_out)


def _sides(held: Held, found: Comparison) -> list[str]:
    """The differences, each with whose it is."""
    if held.base is None:
        # Without the state before the edit it cannot be told whose difference each one is.
        return [f"from Grafana to the code: {line}" for line in found.changes]
    both = [line for line in found.edits if line in found.ours]
    sides = (("theirs", found.edits), ("ours", found.ours))
    lines = [f"{side}: {line}" for side, lines in sides for line in lines if line not in both]
    lines += [f"both: {line}" for line in both]
    # What both sides say alike may hold a difference inside, such as a panel that both have added.
    return [*lines, *(f"and still differs: {line}" for line in found.changes if both)]


def _stranger(held: Held) -> str:
    """Whose it is that was never ours; of a group that are some of its rules, which are named."""
    names_whose = held.kind == "rule-group" or held.where.startswith(("made by", "nobody tells"))
    return held.where if names_whose else f"{_FOREIGN}: {held.where}"


def _refuse_to_empty(strays: list[Held]) -> None:
    if strays:
        raise UsageError(
            f"--prune would delete everything: the code defines nothing, the target holds {len(strays)} of ours",
            hint="look at `modules` in grafmint.toml; if all of it is to go, remove the target's files yourself",
        )
