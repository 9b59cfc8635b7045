"""Layout: panels beside each other without a gap at the end."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from alerting.placed import evolved
from grafmint import Panel

_WIDTH = 24


def spread(panels: Iterable[Panel], *, most: int = 3) -> Iterator[Panel]:
    """The panels in lines of as equal a number as can be, at most so many, each line over the whole width."""
    rest = list(panels)
    for lines in range(-(-len(rest) // most), 0, -1):
        number = -(-len(rest) // lines)
        yield from (evolved(panel, width=_WIDTH // number) for panel in rest[:number])
        rest = rest[number:]


def without_hole(panels: Sequence[Panel], columns: int | None = None) -> list[Panel]:
    """The panels, each as wide as it asks for, but those of a line that they do not fill as wide as that takes."""
    return [panel for line in _lines(panels, columns) for panel in _stretched(line)]


def _lines(panels: Iterable[Panel], columns: int | None) -> Iterator[list[tuple[Panel, int]]]:
    line: list[tuple[Panel, int]] = []
    for panel in panels:
        width = _width_of(panel, columns)
        if sum(taken for _, taken in line) + width > _WIDTH:
            yield line
            line = []
        line.append((panel, width))
    yield line


def _stretched(line: list[tuple[Panel, int]]) -> Iterator[Panel]:
    """The line over the whole width, where each panel keeps its share of it."""
    whole = sum(width for _, width in line)
    ends = [_WIDTH * end // whole for end in accumulate(width for _, width in line)]
    for (panel, _), (start, end) in zip(line, pairwise([0, *ends]), strict=True):
        yield panel if whole == _WIDTH else evolved(panel, width=end - start)


def _width_of(panel: Panel, columns: int | None) -> int:
    if isinstance(panel.width, int):
        return panel.width
    return panel.default_width if columns is None else _WIDTH // columns
