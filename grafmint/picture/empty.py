"""Empty: what a chart says in the place of what it has not got."""

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.option import option
from grafmint.picture.panel import Panel

_SIZE = 18


def draw_empty(panel: Panel, canvas: Canvas, box: Box, missing: str = "") -> None:
    """Say in the middle that there is no data, or, where there is some, what is `missing` from it."""
    if not any(each.length for each in panel.frames) or not missing:
        missing = str(option(panel.config, "noValue", "No data"))
    canvas.text(*box.center, missing, Lettering(color=panel.theme.secondary, size=_SIZE), "middle", "middle")
