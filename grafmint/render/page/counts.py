"""Counts: how much of a resource changes, in numbers."""

from collections import Counter
from collections.abc import Iterator

from grafmint.render.findings import number
from grafmint.review.review import ResourceChange


def counts(change: ResourceChange) -> str:
    """How much of a resource changes: 2 panels changed, 1 variable added."""
    counted = Counter((part.of, part.verb) for part in change.parts if part.of != "board")
    said = [f"{number(count, of, _plural(of))} {verb}" for (of, verb), count in counted.items()]
    # An alert is all of its resource.
    if any(part.of == "board" and part.alert is None for part in change.parts):
        said.insert(0, "its own settings")
    return ", ".join([*said, *aside(change)])


def aside(change: ResourceChange) -> Iterator[str]:
    """What of a resource nobody has to look at."""
    if change.shifted:
        their = "its" if change.shifted == 1 else "their"
        yield f"{number(change.shifted, 'panel')} only moved or changed {their} size"
    if change.rewritten:
        yield f"{number(change.rewritten, 'query', 'queries')} only written otherwise"


def is_aside(change: ResourceChange) -> bool:
    """Whether nobody has to look at it: nothing happens to it but what a count tells."""
    return change.verb == "changed" and not change.parts and bool(change.shifted or change.rewritten)


def _plural(noun: str) -> str:
    return "queries" if noun == "query" else f"{noun}s"
