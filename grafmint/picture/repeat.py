"""Repeat: where a panel puts several values, in a row, in a column, or in a grid.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/stat/#orientation
"""

import math

import attrs

from grafmint.picture.box import Box


@attrs.frozen(kw_only=True)
class Repeat:
    """A box for each value, and whether they stand beside or below each other: `auto` is a grid."""

    boxes: tuple[Box, ...]
    orientation: str


def repeated(
    box: Box, count: int, orientation: str, spacing: float, *, grid: bool = False, least: tuple[float, float] = (0, 0)
) -> Repeat:
    """The boxes of `count` values; `least` is the width and height below which the page would scroll instead."""
    if orientation == "auto" and grid:
        return Repeat(boxes=_grid(box, count, spacing), orientation=orientation)
    if orientation == "auto":
        orientation = "vertical" if box.width > box.height else "horizontal"
    wide, high = least
    if orientation == "vertical":
        width = max(_share(box.width, count, spacing), wide)
        boxes = (Box(box.x + i * (width + spacing), box.y, width, box.height) for i in range(count))
    else:
        height = max(_share(box.height, count, spacing), high)
        boxes = (Box(box.x, box.y + i * (height + spacing), box.width, height) for i in range(count))
    return Repeat(boxes=tuple(boxes), orientation=orientation)


def _share(whole: float, count: int, spacing: float) -> float:
    return max(0.0, whole / count - spacing + spacing / count)


def _grid(box: Box, count: int, spacing: float) -> tuple[Box, ...]:
    square = max(_square(box.width, box.height, count), _square(box.height, box.width, count))
    rows = math.ceil(count / max(1, math.floor(box.width / square)))
    columns = math.ceil(count / rows)
    on_last = columns - (columns * rows - count)
    height = _share(box.height, rows, spacing)
    boxes = []
    for index in range(count):
        row, column = divmod(index, columns)
        width = _share(box.width, on_last if row == rows - 1 else columns, spacing)
        boxes.append(Box(box.x + column * (width + spacing), box.y + row * (height + spacing), width, height))
    return tuple(boxes)


def _square(width: float, height: float, count: int) -> float:
    """The greatest square that fits `count` times into a box."""
    width, height = max(1.0, width), max(1.0, height)
    parts = math.ceil(math.sqrt(count * width / height))
    if math.floor(parts * height / width) * parts < count:
        return height / math.ceil(parts * height / width)
    return width / parts
