"""Compare: what happens to each resource from one bundle to another, told by its parts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.library import Library
from grafmint.plan.semantic import Line
from grafmint.review.alerting import Alerting
from grafmint.review.kinds import Names, brought, compared
from grafmint.review.opened import opened
from grafmint.review.parts import Parts
from grafmint.review.resources import pairs
from grafmint.review.review import PartChange, ResourceChange, Verb
from grafmint.review.side import Side, side

_FOLDER = frozenset({("folder",), ("parent",)})
#: Kinds whose parts tell their name, or that have none but their uid.
_NAMED = frozenset({"datasource", "alert-rule"})
#: The uid is told by the resource's change.
_TOLD = frozenset({("uid",)})


def resource_changes(before: Bundle, after: Bundle) -> tuple[ResourceChange, ...]:
    """The resources that came, went or changed by what they mean, in the order of kinds and then of the bundle."""
    found = tuple(pairs(before, after))
    folders = _Folders.of(before, after, found)
    libraries = Library.of(before), Library.of(after)
    comparison = _Comparison(before, after, folders, Alerting.of(before, after), libraries)
    changes = (comparison.change(old, new) for old, new in found)
    return tuple(change for change in changes if change is not None)


@attrs.frozen
class _Folders:
    """The folders of both revisions: their titles by uid, and the uids of those that have another one now."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    renamed: Mapping[str, str]

    @classmethod
    def of(cls, before: Bundle, after: Bundle, found: tuple[tuple[Entry | None, Entry | None], ...]) -> Self:
        """The folders of two bundles whose resources have been paired."""
        titles, new_titles = ({entry.uid: entry.title for entry in each.of("folder")} for each in (before, after))
        both = ((old, new) for old, new in found if old is not None and new is not None and new.kind == "folder")
        return cls(titles, new_titles, {old.uid: new.uid for old, new in both})

    def names(self, old: str | None, new: str | None) -> Names:
        """What people call the folders of a resource; equal where it is in the same one, else never."""
        if self.renamed.get(old or "", old) == new:
            name = None if new is None else self.after.get(new, new)
            return name, name
        names = (self.before.get(old or "", old), self.after.get(new or "", new))
        return names if names[0] != names[1] else (f"{names[0]} ({old})", f"{names[1]} ({new})")


@attrs.frozen
class _Comparison:
    """Two bundles."""

    before: Bundle
    after: Bundle
    folders: _Folders
    alerting: Alerting
    libraries: tuple[Library, Library]

    def change(self, old: Entry | None, new: Entry | None) -> ResourceChange | None:
        """What happens to a resource; None where that is nothing."""
        if old is None or new is None:
            return self._whole(old, new)
        names = self.folders.names(old.folder, new.folder)
        if (old.uid, old.document) == (new.uid, new.document) and names[0] == names[1]:
            return None
        try:
            sides = self._side(old, new, names[0], is_new=False), self._side(new, old, names[1], is_new=True)
        except ValueError:
            part = PartChange(of="board", name=new.title, verb="changed", lines=("its JSON cannot be compared",))
            return _change(old, new, "changed", self._folder(new), (part,))
        return self._compared(*sides, names)

    def _compared(self, before: Side, after: Side, folders: Names) -> ResourceChange | None:
        old, new = before.entry, after.entry
        found = compared(before, after, self.alerting, folders)
        found = attrs.evolve(found, own=tuple(_with_titles(found.own, folders)))
        moves = [line for line in found.own if line.path in _FOLDER]
        own = [line for line in found.own if line.path not in _TOLD]
        is_other = old.uid != new.uid
        is_moved = bool(moves) and own == moves and not (found.parts or found.shifted or found.rewritten or is_other)
        board = () if is_moved else tuple(_board(before, after, found))
        if not (board or found.parts or found.shifted or found.rewritten or is_moved or is_other):
            return None
        verb: Verb = "renamed" if is_other else "moved" if is_moved else "changed"
        change = _change(old, new, verb, self._folder(new), (*board, *found.parts))
        return attrs.evolve(
            change,
            folder_was=folders[0] if is_moved else None,
            shifted=found.shifted,
            rewritten=found.rewritten,
            before=before.json,
            after=after.json,
        )

    def _whole(self, old: Entry | None, new: Entry | None) -> ResourceChange | None:
        entry = new if new is not None else old
        # A group comes and goes with its rules.
        if entry is None or entry.kind == "rule-group":
            return None
        is_new = new is not None
        verb: Verb = "added" if is_new else "removed"
        change = _change(entry, entry, verb, self._folder(entry, is_new=is_new), ())
        try:
            found = self._side(entry, None, None, is_new=is_new)
        except ValueError:
            return change
        return attrs.evolve(
            change,
            parts=brought(found, self.alerting, is_new=is_new),
            before=None if is_new else found.json,
            after=found.json if is_new else None,
        )

    def _side(self, entry: Entry, other: Entry | None, folder: str | None, *, is_new: bool) -> Side:
        return side(opened(entry, other), self.after if is_new else self.before, folder, self.libraries[is_new])

    def _folder(self, entry: Entry, *, is_new: bool = True) -> str | None:
        titles = self.folders.after if is_new else self.folders.before
        return titles.get(entry.folder or "", entry.folder)


def _change(old: Entry, new: Entry, verb: Verb, folder: str | None, parts: tuple[PartChange, ...]) -> ResourceChange:
    return ResourceChange(
        kind=new.kind,
        uid=new.uid,
        title=new.title,
        verb=verb,
        folder=folder,
        was=old.uid if old.uid != new.uid else None,
        parts=parts,
        place=new.place(),
    )


def _with_titles(lines: Iterable[Line], folders: Names) -> Iterator[Line]:
    """The lines with the titles of the folders that a folder lies in; its document has their uids."""
    for line in lines:
        if line.path != ("parent",):
            yield line
        elif folders[0] != folders[1]:
            old, new = (name or "top level" for name in folders)
            yield Line(line.path, f"  parent  {old} → {new}")


def _board(before: Side, after: Side, found: Parts) -> Iterator[PartChange]:
    """What is the resource's own, as a part of it."""
    old, new = before.entry.title, after.entry.title
    is_renamed = bool(old and new) and old != new and after.entry.kind not in _NAMED
    aside = _TOLD | ({("title",), ("name",)} if is_renamed else set())
    lines = tuple(line.text for line in found.own if line.path not in aside)
    if lines or is_renamed:
        yield PartChange(
            of="board",
            name=new,
            verb="renamed" if is_renamed else "changed",
            was=old if is_renamed else None,
            lines=lines,
            place=after.place(()),
        )
