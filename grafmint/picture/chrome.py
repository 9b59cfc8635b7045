"""Chrome: what stands around a chart, as the page has it: background, border, title and marks."""

from collections.abc import Mapping
from typing import Final

import attrs

from grafmint.data.frame import DataOrigin
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import baseline, one_line, shortened
from grafmint.picture.theme import Theme, ThemeName

_HEADER: Final = 32.0
_BORDER: Final = 1.0
_PADDING: Final = 8.0
_RADIUS: Final = 3.0
_TITLE_SIZE: Final = 14.0
#: What the page keeps free of a title's line, half of it at each side.
_MENU: Final = 38.0
_CORNER: Final[Mapping[ThemeName, str]] = {"dark": "#252a30", "light": "#ffffff"}
#: Colours that belong to no theme and stand out in both.
_ORIGINS: Final[Mapping[DataOrigin, tuple[str, str]]] = {
    "sample": ("sample data", "#ffb357"),
    "saved": ("saved data", "#8ab8ff"),
}
_ORIGIN_TEXT: Final = "#111217"
_ORIGIN_SIZE: Final = 10.0
_ORIGIN_HEIGHT: Final = 16.0


@attrs.frozen(kw_only=True)
class Chrome:
    """What a panel has beside its chart; `padded` says that the chart does not reach the border."""

    theme: Theme
    title: str
    transparent: bool
    described: bool
    linked: bool
    padded: bool
    origin: DataOrigin

    def canvas(self, width: int, height: int) -> Canvas:
        """A new canvas with all of it but the mark of where the data is from."""
        canvas = Canvas(width, height, self.theme.canvas if self.transparent else self.theme.panel)
        if not self.transparent:
            canvas.rect(Box(0.5, 0.5, width - 1, height - 1), stroke=self.theme.border, radius=_RADIUS)
        if self.described or self.linked:
            self._draw_corner(canvas)
        if self.title:
            self._draw_title(canvas)
        return canvas

    def inside(self, canvas: Canvas) -> Box:
        """Where the chart has its place."""
        margin = _BORDER + (_PADDING if self.padded else 0)
        whole = Box(0, 0, canvas.width, canvas.height).inset(*[margin] * 4)
        return whole.inset(top=_HEADER) if self.title else whole

    def draw_origin(self, canvas: Canvas) -> None:
        """Say in the upper right corner that data are not live."""
        if self.origin in _ORIGINS:
            said, color = _ORIGINS[self.origin]
            place = self._origin_box(canvas)
            look = Lettering(color=_ORIGIN_TEXT, size=_ORIGIN_SIZE)
            canvas.rect(place, fill=color, radius=_RADIUS)
            canvas.text(place.center[0], baseline(place.center[1], look.size), said, look, "middle")

    def _origin_box(self, canvas: Canvas) -> Box:
        said, _ = _ORIGINS[self.origin]
        width = canvas.measure(said, Lettering(color="", size=_ORIGIN_SIZE)) + _PADDING
        return Box(canvas.width - width - _PADDING, (_HEADER - _ORIGIN_HEIGHT) / 2 + _BORDER, width, _ORIGIN_HEIGHT)

    def _draw_title(self, canvas: Canvas) -> None:
        look = Lettering(color=self.theme.text, size=_TITLE_SIZE)
        left, right = _MENU / 2, canvas.width - _MENU / 2
        if self.origin in _ORIGINS:
            right = self._origin_box(canvas).x - _PADDING
        shown = shortened(canvas, " ".join(one_line(self.title).split()), look, right - left)
        half = canvas.measure(shown, look) / 2
        # In the middle of the panel, or as near to it as the marks allow.
        middle = max(left + half, min(canvas.width / 2, right - half))
        canvas.text(middle, baseline(_BORDER + _HEADER / 2, look.size), shown, look, "middle")

    def _draw_corner(self, canvas: Canvas) -> None:
        canvas.polygon([(0, 0), (_HEADER, 0), (0, _HEADER)], fill=_CORNER[self.theme.name])
        if self.described:
            look = Lettering(color=self.theme.secondary, size=11, weight="bold", family="mono")
            canvas.text(8, baseline(9.7, look.size), "i", look, "middle")
            return
        color = self.theme.secondary
        canvas.line([5, 11], [12, 6], color=color, width=1.5)
        canvas.line([6.5, 11, 11], [6, 6, 10.5], color=color, width=1.5)
