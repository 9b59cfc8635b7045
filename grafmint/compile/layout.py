"""Placing: from rows and panels to spots on the grid, so that nothing overlaps and nothing moves on the first save."""

from collections.abc import Iterable, Iterator

from grafmint._unset import Unset
from grafmint.compile.problems import Problems
from grafmint.layout import COLUMNS, Spot, floating, overlaps
from grafmint.model.grid import Grid
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row


def place(panels: Iterable[Panel], top: int, row: Row | None = None) -> list[Spot]:
    """The spots of a row's panels, in their order; `top` is the line that the first may stand on.

    Panels with a `grid` stand where it says, counted from `top`; the others flow from left to right, each as high as
    the panels above it let it. The page closes gaps upwards on its first save, so the flow leaves none.
    """
    panels = list(panels)
    pinned = [panel.grid.below(top) if isinstance(panel.grid, Grid) else None for panel in panels]
    taken = [spot for spot in pinned if spot is not None]
    heights = [top] * COLUMNS
    for spot in taken:
        for x in range(spot.x, spot.x + spot.w):
            heights[x] = max(heights[x], spot.bottom)
    flow = _flow([panel for panel, spot in zip(panels, pinned, strict=True) if spot is None], heights, row)
    return [spot if spot is not None else next(flow) for spot in pinned]


def report_misplaced(panels: tuple[Panel, ...], spots: list[Spot], top: int, problems: Problems) -> None:
    """Note the panels that overlap others, or that the page would move upwards."""
    # What flows does neither.
    if all("grid" not in panel._given for panel in panels):
        return
    for first, second in overlaps(spots):
        problems.add(
            "overlap",
            f"panels {panels[first].title!r} and {panels[second].title!r} overlap",
            panels[second],
            "move one of them, or leave grid=… out to let them flow",
        )
    for index, y in floating(spots, top):
        problems.add(
            "gap",
            f"panel {panels[index].title!r} has nothing above it: the page moves it up by {spots[index].y - y}",
            panels[index],
            "give it a smaller y, or leave grid=… out to let it flow",
            severity="warning",
        )


def _flow(panels: list[Panel], heights: list[int], row: Row | None) -> Iterator[Spot]:
    x = 0
    for panel in panels:
        width, height = _size(panel, row, x)
        if x + width > COLUMNS:
            x = 0
        y = max(heights[x : x + width])
        heights[x : x + width] = [y + height] * width
        yield Spot(x, y, width, height)
        x += width


def _size(panel: Panel, row: Row | None, x: int) -> tuple[int, int]:
    columns = row.columns if row is not None else None
    width, height = panel.width, panel.height
    if isinstance(width, Unset):
        drawn = panel.drawn
        if not isinstance(drawn.repeat, Unset) and drawn.repeat_direction != "v":
            # The page gives the whole line to a panel that it clones for each value.
            width = COLUMNS
        else:
            width = _column_width(columns, x % COLUMNS) if isinstance(columns, int) else drawn.default_width
    if isinstance(height, Unset):
        height = row.height if row is not None and isinstance(row.height, int) else panel.drawn.default_height
    return width, height


def _column_width(columns: int, x: int) -> int:
    """The width of a panel at `x`: all columns together fill the line, so that it wraps after the last one."""
    starts = [COLUMNS * n // columns for n in range(columns + 1)]
    return starts[starts.index(x) + 1] - x if x in starts else COLUMNS // columns
