"""Dial: the numbers of a gauge's arc, which spans a little more than half a circle.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/gauge/
"""

import math

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.fit import font_size

#: Where the arc begins and how far it goes, in degrees clockwise from the top.
START = -108.0
SWEEP = 216.0
#: How far its ends reach below the centre, in radii.
_BELOW = math.sin(math.radians(18))
_MARGIN = 5.0
_LEAST_LABEL = 12.0


@attrs.frozen(kw_only=True)
class Dial:
    """Where the arc stands and how thick its parts are; `markers` and `labels` are 0 where there are none.

    `label_radius` is how far from the centre the middle of a label is.
    """

    center: tuple[float, float]
    radius: float
    thickness: float
    markers: float
    labels: float
    label_radius: float
    value_size: float


def dial(canvas: Canvas, box: Box, text: str, *, markers: bool, labels: bool, value_size: float | None = None) -> Dial:
    """The arc of a gauge in a box, with room for its value, markers and labels."""
    dimension = max(1.0, min(box.width, box.height))
    thickness = min(dimension / 5.5, 40) / (1.5 if labels else 1)
    marker = thickness / 5
    edge = thickness + (marker if markers else 0) + (10 if labels else 0)
    room = min(box.width, dimension * 1.3) * 0.9 - (edge * 2 + 10)
    size = value_size or font_size(canvas, text, max(1.0, room), dimension, 1, thickness * 1.7)
    label = max(size / 2.5, _LEAST_LABEL) if labels else 0.0
    outside = ((marker + 1) * 2 + label if labels else 0.0) + (marker if markers else 0.0)
    below = max(1.0, box.width / 30) + size / 2
    radius = max(1.0, min(box.width / 2 - _MARGIN - outside, _outer_radius(box, below) - outside))
    height = max((outside + radius) * (1 + _BELOW), outside + radius + below)
    middle = box.y + _MARGIN + outside + radius + (box.height - 2 * _MARGIN - height) / 2
    return Dial(
        center=(box.center[0], middle),
        radius=radius,
        thickness=thickness if thickness < radius else max(3.0, radius / 3),
        markers=marker if markers else 0.0,
        labels=label,
        label_radius=radius + marker + 1 + label / 2,
        value_size=size,
    )


def _outer_radius(box: Box, below: float) -> float:
    height = box.height - 2 * _MARGIN
    radius = height / (1 + _BELOW)
    return radius if radius * _BELOW >= below else height - below
