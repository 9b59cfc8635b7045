"""Flat: a resource that is small enough to be read whole, as lines."""

from collections.abc import Iterator

from grafmint.plan.semantic import Line, difference, told
from grafmint.review.side import Side


def flat(before: Side, after: Side) -> Iterator[Line]:
    """Each line of a difference behind the name of the part that it is of."""
    for each in told(difference(before.tree, after.tree), before.tree, after.tree):
        yield from (Line(line.path, f"{each.name}{line.spaced}".lstrip()) for line in each.lines)
        if not each.lines:
            yield Line(each.subject.path, f"{each.name} {each.verb}")
