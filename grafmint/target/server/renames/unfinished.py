"""Unfinished: renames that were interrupted, told by the mark that their first write has left, and finished."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

import attrs

from grafmint.bundle import Entry, Kind, shown
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.http.client import Http
from grafmint.target.server.kinds.kind import ServerKind
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.proof.mark import Mark
from grafmint.target.server.renames.grants import are_first, give, grants_of


@runtime_checkable
class Noting(Protocol):
    """A kind of which a write notes what it was renamed from."""

    def mark(self, uid: str) -> Mark | None:
        """What our last write says of one that is there."""


def left_over(kinds: Kinds, entry: Entry, former: Held | None) -> Iterator[str]:
    """What a rename has left beside an entry that is there; `former` is what has its old uid."""
    if former is not None and former.hold != "ours":
        return
    mark = _mark(kinds, entry.kind, entry.uid)
    if mark is None or mark.before != entry.renamed_from:
        return
    if former is not None:
        yield f"{shown(former.kind)} {former.uid!r}"
    elif mark.grants and not grants_of(kinds.http, entry.kind, entry.uid):
        yield f"the note of its permissions as {mark.before!r}"


def finish(kinds: Kinds, kind: ServerKind, step: Step) -> str | None:
    """Do what is left of the rename that a step speaks of: permissions first, then the old one goes."""
    assert step.entry is not None
    assert step.entry.renamed_from is not None
    former = kind.read(step.entry.renamed_from, None)
    if former is None:
        mark = _mark(kinds, step.kind, step.uid)
        return give(kinds.http, step.kind, step.uid, mark.grants if mark is not None else None)
    remark = give(kinds.http, step.kind, step.uid, grants_of(kinds.http, step.kind, former.uid))
    return kind.delete(delete_of(step, former)) or remark


def hand_down(http: Http, entry: Entry) -> str | None:
    """Give a folder that was made in the place of an old one the rows of that, unless somebody gave it some since.

    It holds no note of whether they were given: what the server gives every new one says that they were not.
    """
    assert entry.renamed_from is not None
    if entry.json.get("exactPermissions"):
        return None
    there, former = (grants_of(http, "folder", uid) for uid in (entry.uid, entry.renamed_from))
    is_new = there is not None and are_first(there, nested=entry.folder is not None)
    return give(http, "folder", entry.uid, former) if is_new else None


def delete_of(step: Step, former: Held) -> Step:
    """The step that removes what a step has taken the place of."""
    return Step(action="delete", kind=step.kind, uid=former.uid, title=former.title, held=former)


def without_former(step: Step) -> Step:
    """The step of what is no rename: its mark is not to tell of one."""
    if step.entry is None or step.entry.renamed_from is None:
        return step
    return attrs.evolve(step, entry=attrs.evolve(step.entry, renamed_from=None))


def _mark(kinds: Kinds, kind: Kind, uid: str) -> Mark | None:
    family = kinds.by_name[kind]
    return family.mark(uid) if isinstance(family, Noting) else None
