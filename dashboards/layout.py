"""Layout: panels beside each other without a gap at the end."""

from collections.abc import Iterable, Iterator

import attrs

from grafmint import Panel

_WIDTH = 24


def spread(panels: Iterable[Panel], *, most: int = 3) -> Iterator[Panel]:
    """The panels in lines of as equal a number as can be, at most so many, each line over the whole width."""
    rest = list(panels)
    for lines in range(-(-len(rest) // most), 0, -1):
        number = -(-len(rest) // lines)
        yield from (attrs.evolve(panel, width=_WIDTH // number) for panel in rest[:number])
        rest = rest[number:]
