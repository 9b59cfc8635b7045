"""Compare: what a target holds against what the code says, and against what we wrote last."""

import attrs

from grafmint.plan.snapshot import Held

# The comparison by meaning is imported where bytes differ: most runs find nothing to compare.


@attrs.frozen(kw_only=True)
class Comparison:
    """What a write would change, in words; `edits` is what somebody else changed since our last write.

    `is_kept` says that the code has all of these edits too, so that a write loses none of them.
    """

    changes: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    is_kept: bool = True


EQUAL = Comparison()


def compare(held: Held, document: bytes, folder: str | None, *, exact: bool) -> Comparison:
    """What differs from what is held to `document` in `folder`; `exact` takes another form for a difference."""
    copies = tuple(f"{copy} is removed: a run was interrupted before" for copy in held.copies)
    if (held.document, held.folder) == (document, folder) and _is_settled(held):
        return Comparison(changes=copies) if copies else EQUAL
    try:
        found = _by_meaning(held, document, folder)
    except ValueError:
        return Comparison(changes=(*copies, "the file cannot be read as what it was"), is_kept=False)
    if exact and not found.changes:
        found = attrs.evolve(found, changes=("the same content, written in another form",))
    return attrs.evolve(found, changes=(*copies, *found.changes))


def _is_settled(held: Held) -> bool:
    """Whether nothing was edited since our last write, as far as bytes tell."""
    return held.base is None or (held.base.document, held.base.folder) == (held.document, held.folder)


def _by_meaning(held: Held, document: bytes, folder: str | None) -> Comparison:
    from grafmint.plan.semantic import aligned, difference, in_words, is_kept, normal, with_dropped

    code = normal(held.kind, document, folder)
    live = aligned(normal(held.kind, held.document, held.folder), code)
    changes = in_words(difference(live, code), live, code)
    if held.base is None:
        return Comparison(changes=changes, is_kept=not changes)
    base = aligned(normal(held.kind, held.base.document, held.base.folder), code)
    live = with_dropped(live, base)
    edits = difference(base, live)
    return Comparison(
        changes=changes,
        edits=in_words(edits, base, live),
        ours=in_words(difference(base, code), base, code),
        is_kept=is_kept(edits, code),
    )
