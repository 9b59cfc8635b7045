"""Compare: what a target holds against what the code says, and against what we wrote last."""

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.plan.snapshot import Held

# The comparison by meaning is imported where bytes differ: most runs find nothing to compare.


@attrs.frozen(kw_only=True)
class Comparison:
    """What a write would change, in words; `edits` is what somebody else changed since our last write.

    `effects` is what else a write does. `is_kept` says that the code has all of these edits too, so that a write loses
    none of them.
    """

    changes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    is_kept: bool = True


EQUAL = Comparison()
_IN_ANOTHER_FORM = ("the same to Grafana's page, in another form",)
# Where anything else lies is part of its document where the target can hold that at all.
_COMPARED_BESIDE: frozenset[Kind] = frozenset({"dashboard", "library-panel"})


def folder_of(entry: Entry, held: Held) -> str | None:
    """The folder that an entry is compared in with what is held of it."""
    return entry.folder if entry.kind in _COMPARED_BESIDE else held.folder


def compare(held: Held, document: bytes, folder: str | None, *, exact: bool, is_foreign: bool = False) -> Comparison:
    """What differs from what is held to `document` in `folder`; `exact` takes another form for a difference.

    Of a document that others made, which `is_foreign`, it is told as Grafana's page has each side.
    """
    copies = (*held.broken, *(f"{copy} is removed: a run was interrupted before" for copy in held.copies))
    if (held.document, held.folder) == (document, folder) and _is_settled(held):
        return Comparison(changes=copies) if copies else EQUAL
    try:
        found = _by_meaning(held, document, folder)
        if is_foreign and held.kind == "dashboard":
            found = _retold(found, held, document, folder)
    except ValueError:
        return Comparison(changes=(*copies, "the file cannot be read as what it was"), is_kept=False)
    if exact and not found.changes:
        found = attrs.evolve(found, changes=("the same content, written in another form",))
    effects = effects_of(held) if found.changes and not exact else ()
    return attrs.evolve(found, changes=(*copies, *found.changes), effects=effects)


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
    live = with_dropped(live, base) if held.kind == "dashboard" else live
    edits = difference(base, live)
    return Comparison(
        changes=changes,
        edits=in_words(edits, base, live),
        ours=in_words(difference(base, code), base, code),
        is_kept=is_kept(edits, code),
    )


def _retold(found: Comparison, held: Held, document: bytes, folder: str | None) -> Comparison:
    """What has been found in the words of the page's own form: that a page has migrated a board is no list of edits.

    Whether anything differs, and whether the code has it, stays as found.
    """
    if found == EQUAL:
        return found
    from grafmint.plan.opened import opened_document

    base = attrs.evolve(held.base, document=opened_document(held.base.document)) if held.base is not None else None
    held = attrs.evolve(held, document=opened_document(held.document), base=base)
    seen = _by_meaning(held, opened_document(document), folder)
    pairs = ((found.changes, seen.changes), (found.edits, seen.edits), (found.ours, seen.ours))
    changes, edits, ours = ((told or _IN_ANOTHER_FORM) if was else () for was, told in pairs)
    return attrs.evolve(found, changes=changes, edits=edits, ours=ours)


def effects_of(held: Held) -> tuple[str, ...]:
    """What else a write of a rule does: any change, of its summary too, and Grafana forgets what is pending and fires.

    Its scheduler clears the state of a rule that has another version, and every write counts the version on; that of a
    group's interval does so for all its rules. A file is read at the start, which clears nothing.
    Source: pkg/services/ngalert/schedule of Grafana 9.4, `ruleRoutine`
    """
    if held.kind not in ("alert-rule", "rule-group"):
        return ()
    count = len(held.rules)
    of_group = f"resets the state of its {count} rules" if count != 1 else "resets the state of its rule"
    reset = of_group if held.kind == "rule-group" else "resets its state"
    if not held.firing:
        return (reset,)
    instances = "1 instance is" if held.firing == 1 else f"{held.firing} instances are"
    return (f"{reset}: {instances} firing now",)
