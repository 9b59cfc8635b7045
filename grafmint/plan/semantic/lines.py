"""Lines: what is said of one value that changed, or of a few that are told together."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from grafmint.plan.semantic.change import ORDER, Change
from grafmint.plan.semantic.labels import label
from grafmint.plan.semantic.pair import Pair
from grafmint.plan.semantic.subject import Path, Subject, numbered, title
from grafmint.plan.semantic.text import line_changes, moves
from grafmint.plan.semantic.thresholds import thresholds
from grafmint.plan.semantic.tree import MISSING, Json, at
from grafmint.plan.semantic.values import compact, is_secret, shown

_TOGETHER = {("board", "time"), ("panel", "gridPos")}
_GRID = {"moved": ("x", "y"), "resized": ("w", "h")}


@attrs.frozen
class Line:
    """What is said of the value at a path, behind the blanks that set it off from the name of what it belongs to."""

    path: Path
    spaced: str

    @property
    def text(self) -> str:
        """What is said, alone."""
        return self.spaced.lstrip()


def own_lines(changes: Sequence[Change], subject: Subject, trees: Pair) -> Iterator[Line]:
    """The lines for what is a subject's own."""
    told = set[str]()
    for change in changes:
        path = change.path[len(subject.path) :]
        several = tuple(_several(change, path))
        if several:
            yield from (Line(change.path, each) for each in several)
        elif (subject.of, path[0]) not in _TOGETHER:
            yield Line(change.path, _line(change, subject, trees))
        elif path[0] not in told:
            told.add(path[0])
            said = _time(trees) if path[0] == "time" else _place(subject, trees)
            yield from (Line((*subject.path, path[0]), each) for each in said)


def value_line(change: Change, subject: Subject, trees: Pair) -> str:
    """From one value to the other, without what it is called."""
    if is_secret(change.path, change.before, change.after):
        return "  differs"
    path = change.path[len(subject.path) :]
    old, new = (shown(value, path, subject.of) for value in trees.at(change.path))
    # What reads the same to people is written differently: the JSON says how.
    return f"  {old} → {new}" if old != new else f"  {_raw(change.before)} → {_raw(change.after)}"


def _several(change: Change, path: Path) -> Iterator[str]:
    """The lines for one value that is a list to people; none where it is told in one line."""
    old, new = change.before, change.after
    if path == ("routes", ORDER) and isinstance(old, list) and isinstance(new, list):
        yield from (f"  route {name} moved {where}" for name, where in moves(*map(_names, (old, new))))
    elif path == ("template",) and isinstance(old, str) and isinstance(new, str):
        yield from (f"  text  {line}" for line in line_changes(old, new))


def _names(keys: Sequence[str]) -> list[str]:
    return [numbered(key) for key in keys]


def _line(change: Change, subject: Subject, trees: Pair) -> str:
    path = change.path[len(subject.path) :]
    if path[-1] == ORDER:
        return _order(path, change)
    special = _SPECIAL.get((subject.of, path))
    found = special(change, trees) if special is not None else None
    if found is None and path[0] in _SECRETS and len(path) > 1:
        found = f"  secret {'.'.join(path[1:])}  {_presence(change)}"
    return found or f"  {label(path, subject.of)}{value_line(change, subject, trees)}"


def _order(path: Path, change: Change) -> str:
    what = {"list": path[0], "targets": "queries"}.get(path[-2], path[-2])
    what = "variables" if what == "templating" else what
    return f"  order of {what}  {shown(change.before)} → {shown(change.after)}"


def _thresholds(change: Change, trees: Pair) -> str:
    return f"  thresholds  {thresholds(*trees.at(change.path))}"


def _row(change: Change, trees: Pair) -> str:
    old, new = title(trees.before, change.before), title(trees.after, change.after)
    return f"  row  {shown(old or change.before)} → {shown(new or change.after)}"


def _renamed(change: Change, _: Pair) -> str | None:
    return f' renamed to "{change.after}"' if change.before and isinstance(change.after, str) else None


def _tags(change: Change, _: Pair) -> str | None:
    old, new = ([] if value is MISSING else value for value in (change.before, change.after))
    if not isinstance(old, list) or not isinstance(new, list):
        return None
    signs = [f"+ {shown(tag)}" for tag in new if tag not in old] + [f"- {shown(tag)}" for tag in old if tag not in new]
    return f"  tags  {', '.join(signs)}" if signs else None


def _time(trees: Pair) -> Iterator[str]:
    ranges = ["…".join(f"{end}" for end in ends) for ends in zip(*map(trees.at, _RANGE), strict=True)]
    yield f"  time range  {ranges[0]} → {ranges[1]}"


def _place(subject: Subject, trees: Pair) -> Iterator[str]:
    old, new = (at(tree, (*subject.path, "gridPos")) for tree in (trees.before, trees.after))
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        yield f"  place  {shown(old)} → {shown(new)}"
        return
    for verb, axes in _GRID.items():
        if any(old.get(axis) != new.get(axis) for axis in axes):
            yield f" {verb}  {_spot(old, axes)} → {_spot(new, axes)}"
    for key in sorted({*old, *new}.difference(*_GRID.values())):
        yield f"  place {key}  {shown(old.get(key, MISSING))} → {shown(new.get(key, MISSING))}"


def _spot(grid: Mapping[str, Json], axes: Sequence[str]) -> str:
    return ", ".join(f"{axis} {shown(grid.get(axis))}" for axis in axes)


def _presence(change: Change) -> str:
    """A secret is there or not; its value is nobody's to read."""
    old, new = ("missing" if value is MISSING else "set" for value in (change.before, change.after))
    return f"{old} → {new}" if old != new else "differs"


def _raw(value: Json) -> str:
    return "none" if value is MISSING else compact(value)


_RANGE = (("time", "from"), ("time", "to"))
#: `secrets` says which are set, the other one has them.
_SECRETS = frozenset({"secrets", "secureJsonData", "secureSettings"})
_SPECIAL: Mapping[tuple[str, Path], Callable[[Change, Pair], str | None]] = {
    ("panel", ("fieldConfig", "defaults", "thresholds", "steps")): _thresholds,
    ("panel", ("row",)): _row,
    ("panel", ("title",)): _renamed,
    ("board", ("tags",)): _tags,
}
