"""Restoring: the plan that puts a backup back, as far as nobody has changed what it would write over."""

import attrs

from grafmint.backup.backup import Backup, Kept
from grafmint.bundle import Bundle, in_order
from grafmint.plan.choices import Choices
from grafmint.plan.holding import Holding
from grafmint.plan.name import Key
from grafmint.plan.plan import Plan
from grafmint.plan.secret_names import missing
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.plan.way_back import guarded, settled, way_back, whose_again
from grafmint.target.server.restore.look import Question, look
from grafmint.target.server.restore.owing import with_owing
from grafmint.target.server.restore.showing import with_showing
from grafmint.target.server.target import ServerTarget


def restoring_plan(backup: Backup, target: ServerTarget, choices: Choices) -> Plan:
    """What puts the selected part of a backup back; writes nothing, and deletes nothing.

    The policies go back as a whole, as they are in a backup. Raises UsageError where a selector fits nothing.
    """
    environment = target.environment
    kept = {(each.entry.kind, each.entry.uid): each for each in backup.resources}
    bundle = Bundle(entries=in_order(each.entry for each in backup.resources), is_whole=False)
    entries = choices.select.of(target.wanted(bundle))
    found, snapshot = look(
        target, {_key(kept[entry.kind, entry.uid]): Question(entry.kind, entry.uid, entry) for entry in entries}
    )
    restoring = _Restoring(target=target, choices=choices, is_ours=backup.project == environment.project)
    steps = [
        restoring.step(kept[entry.kind, entry.uid], found.get((entry.kind, entry.uid)))
        for entry in entries
        if entry.kind not in snapshot.unread
    ]
    steps = with_showing(steps, target.http, "put it back as well")
    holding = Holding.of(environment)
    return Plan(
        environment=environment.name,
        root=environment.root,
        steps=settled(steps, snapshot, choices, holding),
        unread=snapshot.unread,
        choices=choices,
    )


@attrs.frozen(kw_only=True)
class _Restoring:
    """Decides what happens to one resource of a backup of our project, or of another one."""

    target: ServerTarget
    choices: Choices
    is_ours: bool

    def step(self, kept: Kept, held: Held | None) -> Step:
        """What puts it back."""
        entry = kept.entry
        step = way_back(_key(kept), entry.title, entry, held, self.target.form)
        step = attrs.evolve(step, whose=whose_again(kept.whose if self.is_ours else None))
        if held is None:
            names = kept.secrets if entry.kind == "datasource" else ()
            return with_owing(attrs.evolve(step, changes=missing(names)), self.target.environment)
        return with_owing(guarded(step, _why(kept, held), self.choices), self.target.environment)


def _why(kept: Kept, held: Held) -> str | None:
    """Why what is there is not simply written over."""
    if held.hold == "edited":
        return f"edited since the last sync: {held.where}"
    if held.hold != "ours":
        return f"not made by grafmint: {held.where}"
    # Of folders nothing tells who has changed them, and the routes of a tree are everybody's.
    is_told = kept.whose is not None and not (held.kind == "policy" and b'"routes"' in held.document)
    return None if is_told else f"nothing tells who has changed it: {held.where}"


def _key(kept: Kept) -> Key:
    return kept.entry.kind, kept.entry.uid
