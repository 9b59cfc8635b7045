"""Verdict: whose a dashboard is, what an edit of ours began from, and whose it is in words where it is another's."""

import attrs

from grafmint.plan.snapshot import Base, Whose
from grafmint.target.server.proof.mark import Mark
from grafmint.target.server.proof.owner import Owner


@attrs.frozen
class Written:
    """What a sync wrote, whoever's, and the mark that proves it."""

    mark: Mark
    document: bytes = attrs.field(repr=False)


@attrs.frozen
class Verdict:
    """Whose it is; `base` is what an edit of ours began from, `words` say whose it is where it is somebody else's."""

    whose: Whose
    base: Base | None = None
    words: str | None = None

    def is_proven(self, mark: Mark | None) -> bool:
        """Whether what has a mark bears proof that it is ours."""
        return self.whose in {"ours", "edited"} and (mark is not None or self.base is not None)


def by_mark(owner: Owner, mark: Mark, more: str = "") -> Verdict:
    """What the mark of another owner says, and what more there is to say of it."""
    whose, words = owner.other(mark)
    return Verdict(whose, words=f"{words}{more}")


def by_history(owner: Owner, last: Written | None, *, is_marked: bool) -> Verdict:
    """What is no more as a sync wrote it, by what one wrote last; `is_marked` says that it bears a mark of ours."""
    if last is None:
        return unproven(is_ours=is_marked)
    if owner.owns(last.mark):
        return Verdict("edited", Base(document=last.document, folder=last.mark.folder))
    return by_mark(owner, last.mark, ", and edited since")


def unproven(*, is_ours: bool) -> Verdict:
    """What nothing proves, by whether it looks like ours."""
    return Verdict("edited" if is_ours else "foreign")
