"""Words: changes as a person reads them, one line each, in the page's own terms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grafmint.plan.semantic.change import Change
from grafmint.plan.semantic.lines import own_lines, value_line
from grafmint.plan.semantic.pair import Pair
from grafmint.plan.semantic.subject import WHOLE, Subject, name, subject_of
from grafmint.plan.semantic.tree import MISSING, Tree, at

#: So many panels that move together are told as one: somebody put something above them.
_MANY = 4
Path = tuple[str, ...]


def in_words(changes: Sequence[Change], before: Tree, after: Tree) -> tuple[str, ...]:
    """A line a change from one tree to the other; a part that is new or gone is one line, whatever it holds."""
    shifted = _shifted(changes)
    told = (change for change in changes if change.path not in shifted)
    lines = [line.lstrip() for line in _lines(told, WHOLE, Pair(before, after))]
    for shift, count in Counter(shifted.values()).items():
        lines.append(f"{count} panels moved {'down' if shift > 0 else 'up'} by {abs(shift)}")
    return tuple(lines)


def _lines(changes: Iterable[Change], outer: Subject, trees: Pair) -> Iterator[str]:
    """The lines for changes inside a subject, part by part, each with the blanks that set it off from a name."""
    parts = defaultdict[Subject, list[Change]](list)
    for change in changes:
        parts[subject_of(change.path, outer)].append(change)
    for part, found in parts.items():
        yield from own_lines(found, part, trees) if part == outer else _part(found, part, trees)


def _part(changes: Sequence[Change], part: Subject, trees: Pair) -> Iterator[str]:
    is_new, is_gone = (at(tree, part.path) is MISSING for tree in (trees.before, trees.after))
    called = name(part, trees.after if is_new else trees.before)
    if changes[0].path == part.path and (part.of == "permission" or not (is_new or is_gone)):
        yield f"  {called}{value_line(changes[0], part, trees)}"
    elif is_new or is_gone:
        yield f"  {called} {'added' if is_new else 'removed'}"
    else:
        yield from (f"  {called}{line}" for line in _lines(changes, part, trees))


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
