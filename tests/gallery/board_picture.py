"""Board picture: a whole dashboard as one PNG, made of the pictures that a preview has of its panels."""

import io
from collections.abc import Mapping
from typing import Any

import attrs
from PIL import Image

from grafmint.bundle import Entry
from grafmint.check.board import BoardView
from grafmint.layout import COLUMNS, Spot
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.image import Picture, PictureKey, panel_name
from grafmint.picture.picture import size_of
from grafmint.picture.theme import THEMES
from grafmint.render.page.grid import spot_of

#: Pictures have two dots for each of the page's pixels.
_DOTS = 2
_THEME = THEMES["dark"]
_WIDTH, _ = size_of({"gridPos": {"w": COLUMNS}})
_MARGIN, _HEAD, _LINE, _GAP = 16, 56, 38, 8
#: Colours that are kept, and those that stand for all others.
_COMMON, _SELDOM = 64, 32


@attrs.frozen(kw_only=True)
class BoardPicture:
    """A dashboard, the title of its folder, and the pictures of its panels."""

    entry: Entry
    folder: str
    pictures: Mapping[PictureKey, Picture] = attrs.field(repr=False)

    def png(self) -> bytes:
        """The board from top to bottom, rows with their titles."""
        panels = [(panel, spot) for panel in self._panels if (spot := spot_of(panel)) is not None]
        bottom = max(spot.bottom for _, spot in panels)
        canvas = Canvas(_WIDTH + 2 * _MARGIN, _HEAD + bottom * _LINE + _GAP, _THEME.canvas)
        self._draw_head(canvas)
        for panel, spot in panels:
            if panel["type"] == "row":
                look = Lettering(color=_THEME.text, size=16)
                canvas.text(_MARGIN, _top(spot) + 20, str(panel["title"]), look)
        board = Image.open(io.BytesIO(canvas.png(_DOTS))).convert("RGB")
        for panel, spot in panels:
            picture = self.pictures.get(PictureKey(self.entry.uid, panel_name(panel)))
            if picture is not None:
                board.paste(_fitted(picture, spot), (_left(spot) * _DOTS, _top(spot) * _DOTS))
        return _small(board)

    @property
    def _panels(self) -> list[Mapping[str, Any]]:
        return [panel.json for panel in BoardView(self.entry).panels]

    def _draw_head(self, canvas: Canvas) -> None:
        time = self.entry.json["time"]
        canvas.text(_MARGIN, 34, f"{self.folder} / {self.entry.title}", Lettering(color=_THEME.text, size=20))
        look = Lettering(color=_THEME.secondary, size=14)
        canvas.text(canvas.width - _MARGIN, 34, f"{time['from']} to {time['to']}", look, "end")


def _left(spot: Spot) -> int:
    return _MARGIN + round(spot.x * (_WIDTH + _GAP) / COLUMNS)


def _top(spot: Spot) -> int:
    return _HEAD + spot.y * _LINE


def _fitted(picture: Picture, spot: Spot) -> Image.Image:
    """A picture no wider than its place: none is drawn as narrow as the smallest panels are."""
    image = Image.open(io.BytesIO(picture.content)).convert("RGB")
    width = round(spot.w * (_WIDTH + _GAP) / COLUMNS) - _GAP
    return image if width >= picture.width - 1 else image.resize((width * _DOTS, image.height))


def _small(board: Image.Image) -> bytes:
    """As PNG with a palette: the commonest colours as they are, the nearest ones for what is seldom."""
    half, none = board.reduce(_DOTS), Image.Dither.NONE
    counted: Any = half.getcolors(half.width * half.height)
    common = [part for _, color in sorted(counted, reverse=True)[:_COMMON] for part in color]
    seldom = half.quantize(_SELDOM, Image.Quantize.MAXCOVERAGE, dither=none).getpalette() or []
    palette, file = Image.new("P", (1, 1)), io.BytesIO()
    palette.putpalette([*common, *seldom[: 3 * _SELDOM]])
    half.quantize(palette=palette, dither=none).save(file, "PNG", optimize=True)
    return file.getvalue()
