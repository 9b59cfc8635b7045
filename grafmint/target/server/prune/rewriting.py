"""Rewriting: what of the code a run may write anew, before it is planned."""

from collections.abc import Iterable, Iterator, Mapping

from grafmint.bundle import Entry, Kind
from grafmint.plan.choices import Choices
from grafmint.plan.holding import Holding
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step


def rewritten(held: Mapping[Key, Held], entries: Iterable[Entry], choices: Choices, holding: Holding) -> Iterator[Key]:
    """Those of the code that a run writes where they differ; each may be held under the uid that it had before."""
    for entry in choices.select.fitting(entries):
        key: Key = (entry.kind, entry.uid)
        each = held.get(key) or _former(held, entry.kind, entry.renamed_from)
        is_ours = each is not None and (each.hold == "ours" or choices.forces(*key) or choices.takes_over(*key))
        step = Step(action="update", kind=entry.kind, uid=entry.uid, title=entry.title, held=each)
        if is_ours and holding.settled(step).writes:
            yield key


def _former(held: Mapping[Key, Held], kind: Kind, uid: str | None) -> Held | None:
    return held.get((kind, uid)) if uid is not None else None
