"""Thresholds in words: the two numbers that people talk about, else the colours."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from grafmint.model.threshold import CRITICAL, GOOD, WARNING
from grafmint.plan.semantic.tree import Json, same
from grafmint.plan.semantic.values import compact, shown

_LEVELS = {WARNING: "warning", CRITICAL: "critical"}
#: What a step has, and what old pages and programs that write for them put beside it, which no panel shows.
_STEP = frozenset({"color", "value", "index", "op", "line", "fill", "fillColor", "lineColor", "yaxis", "text"})
#: How they write the open end of the first step.
_OPEN = "null"


def thresholds(before: Json, after: Json) -> str:
    """What changes from some steps to others."""
    levels = list(_LEVELS.values())
    readings = [(reading(before), reading(after), levels) for reading in (_above, _below)]
    old, new = _colors(before), _colors(after)
    # Only where the numbers of the same colours move does a pair of numbers say it all.
    if old is not None and new is not None and list(old) == list(new):
        readings.append((old, new, list(old)))
    for was, now, names in readings:
        if was is not None and now is not None:
            # What nobody sees of the steps may differ alone: the JSON says how.
            return _each(was, now, names) or f"{compact(before)} → {compact(after)}"
    return f"{_whole(before)} → {_whole(after)}"


def _each(before: Mapping[str, Json], after: Mapping[str, Json], names: Iterable[str]) -> str:
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return ", ".join(f"{name} {shown(old)} → {shown(new)}" for name, old, new in pairs if not same(old, new))


def _above(steps: Json) -> Mapping[str, Json] | None:
    """The levels of a value that is bad when high, or None when the steps are no such ones."""
    pairs = steps_of(steps)
    if pairs is None or pairs[0] != (GOOD, None):
        return None
    return _named(pairs[1:], (WARNING, CRITICAL))


def _below(steps: Json) -> Mapping[str, Json] | None:
    """The levels of a value that is bad when low: each colour ends where the next one begins."""
    pairs = steps_of(steps)
    if pairs is None or pairs[-1][0] != GOOD or len(pairs) == 1:
        return None
    ends = [(color, end) for (color, _), (_, end) in pairwise(pairs)]
    return _named(ends, (CRITICAL, WARNING))


def _named(pairs: list[tuple[str, Json]], order: tuple[str, str]) -> Mapping[str, Json] | None:
    colors = [color for color, _ in pairs]
    if colors != [color for color in order if color in colors]:
        return None
    return {_LEVELS[color]: value for color, value in pairs}


def _colors(steps: Json) -> Mapping[str, Json] | None:
    """The steps by colour, or None when one colour comes twice."""
    pairs = steps_of(steps)
    found = dict(pairs or ())
    return found if pairs is not None and len(found) == len(pairs) else None


def _whole(steps: Json) -> str:
    pairs = steps_of(steps)
    if pairs is None:
        return compact(steps) if isinstance(steps, list) else shown(steps)
    return ", ".join(color if value is None else f"{color} {shown(value)}" for color, value in pairs)


def steps_of(steps: Json) -> list[tuple[str, Json]] | None:
    """Colour and value of each step, or None when they are no steps."""
    if not isinstance(steps, list) or not steps:
        return None
    pairs = [(step["color"], step.get("value")) for step in steps if _is_step(step)]
    if len(pairs) < len(steps):
        return None
    (color, first), *others = pairs
    return [(color, None if first == _OPEN else first), *others]


def _is_step(step: Json) -> bool:
    return isinstance(step, dict) and isinstance(step.get("color"), str) and step.keys() <= _STEP
