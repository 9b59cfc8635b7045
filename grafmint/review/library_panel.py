"""Library panels: whoever changes one changes every dashboard that shows it."""

import attrs

from grafmint.plan.semantic import Line
from grafmint.review.parts import Parts
from grafmint.review.side import Side

#: So many dashboards are named; of more it is said how many there are.
_NAMED = 5
_FOLDER = ("folder",)
_BOARDS = ("boards",)


def with_boards(found: Parts, after: Side) -> Parts:
    """What changes of a library panel, and on which dashboards; of anything else what changes alone."""
    if after.entry.kind != "library-panel":
        return found
    said = _seen(after)
    if found.parts:
        first, *others = found.parts
        return attrs.evolve(found, parts=(attrs.evolve(first, lines=(*first.lines, said)), *others))
    # Where it lies nobody sees on a dashboard.
    is_seen = any(line.path != _FOLDER for line in found.own)
    return attrs.evolve(found, own=(*found.own, Line(_BOARDS, f"  {said}"))) if is_seen else found


def _seen(side: Side) -> str:
    if not side.boards:
        return "seen on no dashboard of the project"
    names = [f'"{title}"' for title in side.boards[:_NAMED]]
    more = [f"{len(side.boards) - _NAMED} more"] if len(side.boards) > _NAMED else []
    *firsts, last = names + more
    which = f"{', '.join(firsts)} and {last}" if firsts else last
    return f"seen on the dashboard{'s' if firsts else ''} {which}"
