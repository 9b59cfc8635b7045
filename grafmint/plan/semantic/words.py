"""Words: changes as a person reads them, one line each, in the page's own terms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from grafmint.plan.semantic.change import Change
from grafmint.plan.semantic.lines import Line, own_lines, value_line
from grafmint.plan.semantic.pair import Pair
from grafmint.plan.semantic.route import led
from grafmint.plan.semantic.subject import WHOLE, Subject, name, subject_of
from grafmint.plan.semantic.tree import MISSING, Tree, at

#: So many panels that move together are told as one: somebody put something above them.
_MANY = 4
#: Parts that are one value, which is told also where it is new or gone.
_VALUES = frozenset({"permission", "label", "note"})
Path = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Told:
    """What happens to one part of a document: `subject` says what it is, `name` what people call it.

    `lines` say it without the name; what comes or goes has none, and is the same whatever it holds. Only of values and
    new routes it is said what they are.
    """

    subject: Subject
    name: str = ""
    verb: Literal["added", "removed", "changed"] = "changed"
    lines: tuple[Line, ...] = ()


def told(changes: Iterable[Change], before: Tree, after: Tree) -> tuple[Told, ...]:
    """The changes from one tree to the other, part by part; what is the document's own has no name."""
    trees = Pair(before, after)
    found = []
    for part, of_part in _parts(changes, WHOLE).items():
        if part == WHOLE:
            found.append(Told(subject=part, lines=tuple(own_lines(of_part, part, trees))))
        else:
            found.append(_part(of_part, part, trees))
    return tuple(found)


def in_words(changes: Sequence[Change], before: Tree, after: Tree) -> tuple[str, ...]:
    """A line a change from one tree to the other; a part that is new or gone is one line, whatever it holds."""
    shifted = _shifted(changes)
    parts = told((change for change in changes if change.path not in shifted), before, after)
    lines = [line for part in parts for line in _flat(part)]
    for shift, count in Counter(shifted.values()).items():
        lines.append(f"{count} panels moved {'down' if shift > 0 else 'up'} by {abs(shift)}")
    return tuple(lines)


def _flat(part: Told) -> Iterator[str]:
    if part.lines or part.subject == WHOLE:
        yield from (f"{part.name}{line.spaced}".lstrip() for line in part.lines)
    else:
        yield f"{part.name} {part.verb}"


def _parts(changes: Iterable[Change], outer: Subject) -> Mapping[Subject, list[Change]]:
    """The changes inside a subject by the part that they belong to."""
    parts = defaultdict[Subject, list[Change]](list)
    for change in changes:
        parts[subject_of(change.path, outer)].append(change)
    return parts


def _part(changes: Sequence[Change], part: Subject, trees: Pair) -> Told:
    is_new, is_gone = (at(tree, part.path) is MISSING for tree in (trees.before, trees.after))
    verb: Literal["added", "removed", "changed"] = "added" if is_new else "removed" if is_gone else "changed"
    lines = tuple[Line, ...]()
    if changes[0].path == part.path and (part.of in _VALUES or not (is_new or is_gone)):
        lines = (Line(part.path, value_line(changes[0], part, trees)),)
    elif is_new and part.of == "route" and (said := led(trees.after, part.path)):
        lines = (Line(part.path, f" added: {said}"),)
    elif not (is_new or is_gone):
        lines = tuple(_lines(changes, part, trees))
    return Told(subject=part, name=name(part, trees.after if is_new else trees.before), verb=verb, lines=lines)


def _lines(changes: Iterable[Change], outer: Subject, trees: Pair) -> Iterator[Line]:
    """The lines for a part, those of the parts inside it behind their names."""
    for part, found in _parts(changes, outer).items():
        if part == outer:
            yield from own_lines(found, part, trees)
            continue
        inner = _part(found, part, trees)
        said = inner.lines or (Line(part.path, f" {inner.verb}"),)
        yield from (Line(line.path, f"  {inner.name}{line.spaced}") for line in said)


def _shifted(changes: Iterable[Change]) -> Mapping[Path, int]:
    """By how much panels moved up or down, where many did by the same; by the path of the change."""
    places = defaultdict[Path, list[Change]](list)
    for change in changes:
        if change.path[:1] == ("panels",) and change.path[2:3] == ("gridPos",):
            places[change.path[:2]].append(change)
    shifts: dict[Path, int] = {}
    for found in places.values():
        old, new = found[0].before, found[0].after
        if len(found) == 1 and found[0].path[3:] == ("y",) and isinstance(old, int) and isinstance(new, int):
            shifts[found[0].path] = new - old
    counts = Counter(shifts.values())
    return {path: shift for path, shift in shifts.items() if counts[shift] >= _MANY}
