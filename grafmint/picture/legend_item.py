"""Legend item: one entry of a legend, and how it is begun."""

from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import shortened
from grafmint.picture.panel import Shown
from grafmint.picture.theme import Theme

FONT_SIZE: Final = 12
ICON_WIDTH: Final = 14.0
ICON_HEIGHT: Final = 4.0
ICON_GAP: Final = 8.0


@attrs.frozen(kw_only=True)
class Item:
    """One entry: `calcs` are its values under their names, `right` says that its axis stands at the right."""

    label: str
    color: str
    calcs: tuple[tuple[str, Shown], ...] = ()
    right: bool = False
    disabled: bool = False


def lettering(item: Item, theme: Theme) -> Lettering:
    """How an entry is written: what is hidden from the chart is greyed."""
    return Lettering(color=theme.disabled if item.disabled else theme.text, size=FONT_SIZE)


def draw_name(item: Item, x: float, middle: float, width: float, canvas: Canvas, theme: Theme) -> None:
    """Draw an entry's colour and its name, shortened to `width`, on a line whose middle is given."""
    canvas.rect(Box(x, middle - ICON_HEIGHT / 2, ICON_WIDTH, ICON_HEIGHT), fill=item.color, radius=1)
    look = lettering(item, theme)
    before = ICON_WIDTH + ICON_GAP
    canvas.text(x + before, middle, shortened(canvas, item.label, look, width - before), look, baseline="middle")
