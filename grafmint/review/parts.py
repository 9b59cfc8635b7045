"""Parts: what becomes of each panel, variable or other part of a resource that is in both revisions."""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.plan.semantic import (
    JsonObject,
    Line,
    Named,
    Pair,
    Subject,
    Told,
    Tree,
    at,
    bare_name,
    difference,
    noun,
    renamed,
    title,
    told,
)
from grafmint.review.broken import broken_links
from grafmint.review.contents import contents
from grafmint.review.match import matched
from grafmint.review.queries import Asked, asked, new_queries
from grafmint.review.review import PartChange
from grafmint.review.side import Side
from grafmint.review.steps import sentences
from grafmint.review.weight import weight

Path = tuple[str, ...]
_STEPS = ("fieldConfig", "defaults", "thresholds", "steps")
_GONE = "#gone/"


@attrs.frozen(kw_only=True)
class Parts:
    """The parts that change; `shifted` panels only moved, `rewritten` queries mean what they meant.

    `own` are the lines for what is the resource's own, each by its path.
    """

    own: tuple[Line, ...] = ()
    parts: tuple[PartChange, ...] = ()
    shifted: int = 0
    rewritten: int = 0


def parts(before: Side, after: Side) -> Parts:
    """The difference of two sides of one resource."""
    pairs = matched(before.tree, after.tree)
    names = _names(before.tree, after.tree, pairs)
    tree = renamed(before.tree, names)
    both = _Both(before, after, Pair(tree, after.tree), {new: old for old, new in names.items()})
    found = told(difference(tree, after.tree), tree, after.tree)
    seen = {each.subject.path[1] for each in found if each.subject.of == "panel"}
    # A panel whose id alone is another one is equal by meaning.
    moved = (name for old, name in pairs.items() if old != name and name not in seen)
    found = (*found, *(Told(subject=Subject(("panels", name), "panel")) for name in moved))
    changes = [both.change(each) for each in found if each.subject.path]
    told_parts = tuple(change.part for change in changes if change.part is not None)
    shifted = sum(change.is_shifted for change in changes)
    return Parts(
        own=next((each.lines for each in found if not each.subject.path), ()),
        # Rows move with what is above and below them, and are told where nothing else is.
        parts=told_parts or (() if shifted else tuple(change.row for change in changes if change.row is not None)),
        shifted=shifted,
        rewritten=sum(change.rewritten for change in changes),
    )


def whole(side: Side, *, is_new: bool) -> tuple[PartChange, ...]:
    """The panels of a resource that came or went as a whole, and what a new one brings otherwise."""
    said = contents(side.entry.kind, side.tree) if is_new else ()
    if said:
        return (PartChange(of="board", name=side.entry.title, verb="added", lines=said, place=side.place(())),)
    found = [Subject(("panels", name), "panel") for name, each in side.panels.items() if isinstance(each.panel, dict)]
    return tuple(_come_or_gone(side, subject, is_new=is_new) for subject in found)


def _names(before: Tree, after: Tree, pairs: Mapping[str, str]) -> Mapping[str, str]:
    """The names of panels of the tree before in that after, and for those that are gone names that nobody has."""
    panels, theirs = before.get("panels"), after.get("panels")
    gone = [name for name in panels if name not in pairs] if isinstance(panels, Named) else []
    taken = {name: f"{_GONE}{name}" for name in gone if isinstance(theirs, Named) and name in theirs}
    return {**{old: new for old, new in pairs.items() if old != new}, **taken}


@attrs.frozen
class _Change:
    """What becomes of one part; `row` is one that only moved."""

    part: PartChange | None = None
    row: PartChange | None = None
    is_shifted: bool = False
    rewritten: int = 0


@attrs.frozen
class _Both:
    """Both sides, and the trees with one name for each panel; `olds` are the names that panels had before."""

    before: Side
    after: Side
    trees: Pair
    olds: Mapping[str, str]

    def change(self, part: Told) -> _Change:
        """What is told of a part, for a review."""
        subject = part.subject
        if part.verb != "changed" and subject.of != "permission":
            return _Change(self._come_or_gone(part))
        if subject.of == "panel":
            return self._panel(part)
        lines = tuple(line.text for line in part.lines)
        side = self.before if part.verb == "removed" else self.after
        called, place = bare_name(subject, self.after.tree), side.place(subject.path)
        return _Change(PartChange(of=subject.of, name=called, verb=part.verb, lines=lines, place=place))

    def _come_or_gone(self, part: Told) -> PartChange:
        path, is_new = part.subject.path, part.verb == "added"
        if not is_new:
            path = (*path[:-1], self.olds.get(path[-1], path[-1]))
        side = self.after if is_new else self.before
        return _come_or_gone(side, attrs.evolve(part.subject, path=path), is_new=is_new)

    def _panel(self, part: Told) -> _Change:
        path = part.subject.path
        name, old_name = path[1], self.olds.get(path[1], path[1])
        old_title, new_title = title(self.trees.before, name), title(self.trees.after, name)
        is_renamed = bool(old_title and new_title) and old_title != new_title
        queries = asked(self.before, self.after, old_name, name)
        broken = broken_links(self.before, self.after, old_name, name)
        lines = [*self._lines(part, queries, is_renamed=is_renamed), *([broken] if broken else [])]
        rewritten = len(queries.rewritten)
        if not lines and not queries.changes and not is_renamed:
            return self._moved(part, rewritten)
        change = PartChange(
            of=noun(self.trees.after, name),
            name=bare_name(part.subject, self.after.tree),
            verb="renamed" if is_renamed else "changed",
            was=bare_name(Subject(("panels", old_name), "panel"), self.before.tree) if is_renamed else None,
            lines=tuple(sorted(lines, key=weight)),
            queries=queries.changes,
            place=self.after.place(path),
            before=self.before.panel(old_name),
            after=self.after.panel(name),
        )
        return _Change(change, rewritten=rewritten)

    def _moved(self, part: Told, rewritten: int) -> _Change:
        """A part of which nothing else is told than that it moved, if it did."""
        path, lines = part.subject.path, tuple(line.text for line in part.lines if _is_layout(line))
        if not lines or noun(self.trees.after, path[1]) != "row":
            return _Change(is_shifted=bool(lines), rewritten=rewritten)
        name, place = bare_name(part.subject, self.after.tree), self.after.place(path)
        return _Change(row=PartChange(of="row", name=name, verb="changed", lines=lines, place=place))

    def _lines(self, part: Told, queries: Asked, *, is_renamed: bool) -> Iterator[str]:
        for line in part.lines:
            rest = line.path[2:]
            is_told = line.path in queries.rewritten | queries.echoes or (is_renamed and rest == ("title",))
            if is_told or _is_layout(line):
                continue
            if line.path in queries.told:
                query = queries.told[line.path]
                yield f"query {query.ref_id}: {', '.join(query.words)}"
            elif rest == _STEPS:
                yield from sentences(self.trees, line.path[1]) or (line.text,)
            else:
                yield line.text


def _come_or_gone(side: Side, subject: Subject, *, is_new: bool) -> PartChange:
    path = subject.path
    panel: JsonObject | None = side.panel(path[1]) if subject.of == "panel" else None
    return PartChange(
        of=noun(side.tree, path[1]) if subject.of == "panel" else subject.of,
        name=bare_name(subject, side.tree),
        verb="added" if is_new else "removed",
        lines=contents(subject.of, at(side.tree, path)) if is_new else (),
        queries=tuple(new_queries(side, path[1], is_new=is_new)) if subject.of == "panel" else (),
        place=side.place(path),
        before=None if is_new else panel,
        after=panel if is_new else None,
    )


def _is_layout(line: Line) -> bool:
    return line.path[2:3] == ("gridPos",)
