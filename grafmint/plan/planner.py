"""The planner: a bundle against a snapshot, resource by resource."""

from collections.abc import Collection, Iterable

from grafmint.bundle import Entry, Removed
from grafmint.environment import Environment
from grafmint.plan.awaiting import awaiting, replaced, staying
from grafmint.plan.choices import Choices, refuse_needless
from grafmint.plan.clash import clashes
from grafmint.plan.deletion import Deletion
from grafmint.plan.holding import Holding
from grafmint.plan.ignored import Ignored
from grafmint.plan.judge import Form, Judge
from grafmint.plan.name import key_of
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Snapshot
from grafmint.plan.step import Step


def make_plan(
    environment: Environment,
    entries: Iterable[Entry],
    snapshot: Snapshot,
    *,
    form: Form,
    choices: Choices,
    removed: Collection[Removed] = (),
) -> Plan:
    """The plan from `snapshot` to `entries`: creates and updates with parents first, deletes last and in reverse.

    `form` says how the target holds an entry, `removed` what the code says is to go. Raises UsageError when a choice
    names a uid that is in no conflict, or in several, or when `prune` would delete everything that is held, and
    ProjectError for a hold on nothing.
    """
    ignored = Ignored.of(environment.ignore)
    judge = Judge(snapshot=snapshot, choices=choices, form=form, ignored=ignored)
    deletion = Deletion(
        snapshot=snapshot,
        choices=choices,
        engine=environment.alerting,
        prefix=environment.uid_prefix,
        removed=removed,
        ignored=ignored,
    )
    return Plan(
        environment=environment.name,
        root=environment.root,
        steps=_steps(tuple(entries), judge, deletion, Holding.of(environment)),
        unsaid=snapshot.unsaid,
        unread=snapshot.unread,
        choices=choices,
    )


def _steps(entries: tuple[Entry, ...], judge: Judge, deletion: Deletion, holding: Holding) -> tuple[Step, ...]:
    snapshot, choices = judge.snapshot, judge.choices
    known = {(entry.kind, entry.uid) for entry in entries}
    under_former = ((each.kind, each.uid) for each in snapshot.held.values())
    holding.refuse_idle({*known, *snapshot.held, *under_former, *map(key_of, snapshot.listed)})
    beside = [(each.kind, each.uid, each.folder) for each in snapshot.held.values()]
    wanted = [entry for entry in choices.select.of(entries, beside) if entry.kind not in snapshot.unread]
    verdicts = awaiting([holding.settled(judge.step(entry)) for entry in wanted])
    # Whatever does not write stays where it is, so that what is in the way is known after the verdicts.
    found = clashes(verdicts, snapshot, known, choices.forces)
    made = [judge.clashing(step, found.get((step.kind, step.uid))) for step in verdicts]
    waiting = {clash.by: key for key, clash in found.items() if clash.by is not None}
    asked = [holding.settled(step) for step in deletion.steps(known)]
    going = staying(replaced(asked, waiting), made)
    steps = (*made, *deletion.bounded(going))
    refuse_needless(choices, (*verdicts, *asked, *steps))
    return steps
