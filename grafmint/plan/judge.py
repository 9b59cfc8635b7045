"""The judge: what happens to one resource of the code, by what is held of it and whose that is."""

from collections.abc import Callable

import attrs

from grafmint.bundle import Entry
from grafmint.plan.choices import Choices
from grafmint.plan.clash import Clash
from grafmint.plan.compare import EQUAL, Comparison, compare, effects_of, folder_of
from grafmint.plan.ignored import Ignored
from grafmint.plan.renaming import is_renamed, under
from grafmint.plan.secrets import told
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Step, WayOut

#: What somebody did to one of ours.
EDITED = "edited since the last sync"
_FOREIGN = "not made by grafmint"

#: How a target holds an entry.
Form = Callable[[Entry], bytes]


@attrs.frozen(kw_only=True)
class Judge:
    """Decides what happens to one resource."""

    snapshot: Snapshot
    choices: Choices
    form: Form
    ignored: Ignored

    def step(self, entry: Entry) -> Step:
        """What is to happen to an entry, looking at nothing but what is held of it."""
        held = self.snapshot.held.get((entry.kind, entry.uid))
        if held is not None:
            entry, held = self.ignored.settled(entry, held)
        step = Step(
            action="create" if held is None else "rename" if is_renamed(held, entry.uid) else "update",
            kind=entry.kind,
            uid=entry.uid,
            title=entry.title,
            place=entry.place(),
            entry=entry,
            held=held,
        )
        if held is None:
            return step
        # The uid is told apart from what else differs.
        document = self.form(under(entry, held.uid))
        folder, exact = folder_of(entry, held), self.snapshot.exact
        found = compare(held, document, folder, exact=exact, is_foreign=entry.foreign)
        step = self._changed(step, entry, held, found)
        if step.writes and is_renamed(held, entry.uid) and held.kept:
            return _conflict(step, f"not renamed: {'; '.join(held.kept)}", None)
        return step

    def clashing(self, step: Step, clash: Clash | None) -> Step:
        """The step with what is in its way."""
        if clash is None:
            return step
        forced = self._forced(step, clash.reason) if clash.forceable else None
        return forced or _conflict(step, clash.reason, "--force" if clash.forceable else None)

    def _changed(self, step: Step, entry: Entry, held: Held, found: Comparison) -> Step:
        before = (f"uid  {held.uid} → {entry.uid}",) if step.action == "rename" else ()
        # Most of what is held is as in the code.
        if found != EQUAL or before or held.lost:
            found = attrs.evolve(found, changes=(*before, *found.changes), effects=(*found.effects, *held.lost))
            step = attrs.evolve(step, changes=(*found.changes, *found.effects))
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
        forced = self._forced(step, EDITED)
        # Of a file it is clear which side is which.
        step = step if self.snapshot.exact else attrs.evolve(step, changes=(*_sides(held, found), *beside))
        return forced or _conflict(step, f"{EDITED}: {held.where}", "--force")

    def _equal(self, step: Step, held: Held, secrets: tuple[str, ...], *, is_edited: bool) -> Step:
        """What happens to what is as in the code: its secrets can be to send, or somebody's edit of it to adopt."""
        if not (secrets and self.choices.resend_secrets):
            # Otherwise the next change of the code would meet the same edit again, as a conflict.
            if held.hold == "edited" and is_edited and not self.snapshot.exact:
                reason = f"the code has what was edited: {held.where}"
                return attrs.evolve(step, action="adopt", reason=reason, changes=effects_of(held))
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
