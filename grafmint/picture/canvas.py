"""Canvas: the one border to matplotlib. It draws what it is told where it is told; where that is, the charts decide.

Every place is in the page's pixels from the left upper corner. The font comes with matplotlib, so that a picture has
the same bytes on any machine.
"""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

import attrs

from grafmint.picture.box import Box

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import BboxBase, Transform

Anchor = Literal["start", "middle", "end"]
Baseline = Literal["top", "middle", "bottom", "baseline"]
Weight = Literal["normal", "bold"]
Family = Literal["sans", "mono"]

#: A figure of 72 dots an inch has a point for each pixel: sizes of text and lines are pixels too.
_DPI = 72
_SALT = "grafmint"
#: Beyond it a file takes twice the time to become a tenth smaller.
_COMPRESSION = 4
#: matplotlib moves lines to whole dots, and those in the middle of two to the next one but for this much of a pixel.
_LEAST = 1e-7
#: What differs from run to run or says nothing.
_UNSAID = ("Date", "Creator", "Format", "Type")
_ANCHORS: Mapping[Anchor, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}
_BASELINES: Mapping[Baseline, Literal["top", "center_baseline", "bottom", "baseline"]] = {
    "top": "top",
    "middle": "center_baseline",
    "bottom": "bottom",
    "baseline": "baseline",
}
_FAMILIES = {"sans": "DejaVu Sans", "mono": "DejaVu Sans Mono"}
#: An SVG is shown with the fonts of whoever looks at it, who may lack ours: the page's own, then what every system has.
_SVG_FAMILIES = {
    "sans": "Inter, 'DejaVu Sans', Arial, sans-serif",
    "mono": "'Roboto Mono', 'DejaVu Sans Mono', monospace",
}


@attrs.frozen(kw_only=True)
class Lettering:
    """How a text looks: `size` in pixels, `angle` in degrees counterclockwise."""

    color: str
    size: float = 12
    weight: Weight = "normal"
    family: Family = "sans"
    angle: float = 0


@attrs.frozen(eq=False)
class Canvas:
    """A picture in the making, `width` by `height` pixels; colours are `#rrggbb` or `#rrggbbaa`."""

    width: int
    height: int
    background: str
    _figure: "Figure" = attrs.field(init=False, repr=False)
    _pixels: "Transform" = attrs.field(init=False, repr=False)
    _order: Iterator[int] = attrs.field(init=False, factory=count, repr=False)
    _clips: list[tuple[Box, "BboxBase"]] = attrs.field(init=False, factory=list, repr=False)

    @_figure.default
    def _new_figure(self) -> "Figure":
        from matplotlib.figure import Figure

        return Figure(figsize=(self.width / _DPI, self.height / _DPI), dpi=_DPI, facecolor=self.background)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, color: str, width: float = 1, dash: Sequence[float] = ()
    ) -> None:
        """A line through points; it is broken where one of them is NaN."""
        from matplotlib.lines import Line2D

        style: Any = (0, [each / width for each in dash]) if dash else "-"
        self._add(Line2D(xs, self._ys(ys), color=color, linewidth=width, linestyle=style, solid_joinstyle="round"))

    def area(self, xs: Sequence[float], tops: Sequence[float], bottoms: Sequence[float], *, fill: str) -> None:
        """What lies between two lines over the same places; no place may be NaN."""
        points = [*zip(xs, tops, strict=True), *reversed(list(zip(xs, bottoms, strict=True)))]
        self.polygon(points, fill=fill)

    def rect(self, box: Box, *, fill: str | None = None, stroke: str | None = None, radius: float = 0) -> None:
        """A rectangle, its corners rounded by `radius`."""
        from matplotlib.patches import BoxStyle, FancyBboxPatch, Rectangle

        corner = box.x, self.height - box.bottom
        look: dict[str, Any] = {"facecolor": fill or "none", "edgecolor": stroke or "none", "linewidth": 1}
        if radius <= 0 or min(box.width, box.height) <= 0:
            self._add(Rectangle(corner, box.width, box.height, **look))
            return
        style = BoxStyle.Round(pad=0, rounding_size=min(radius, box.width / 2, box.height / 2))
        self._add(FancyBboxPatch(corner, box.width, box.height, boxstyle=style, **look))

    def rects(
        self, boxes: Sequence[Box], *, fill: str | None = None, stroke: str | None = None, width: float = 1
    ) -> None:
        """Many rectangles of one look as one shape."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        corners = [
            (x, self.height - y)
            for box in boxes
            for x, y in (
                (box.x, box.bottom), (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom),
            )
        ]  # fmt: skip
        codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(boxes)
        if boxes:
            look: dict[str, Any] = {"facecolor": fill or "none", "edgecolor": stroke or "none", "linewidth": width}
            self._add(PathPatch(Path(corners, codes), **look))

    def polygon(self, points: Sequence[tuple[float, float]], *, fill: str, stroke: str | None = None) -> None:
        """A closed shape."""
        from matplotlib.patches import Polygon

        if len(points) > 2:  # noqa: PLR2004  # fewer enclose nothing
            turned = [(x, self.height - y) for x, y in points]
            self._add(Polygon(turned, facecolor=fill, edgecolor=stroke or "none", linewidth=1))

    def dots(self, xs: Sequence[float], ys: Sequence[float], *, color: str, size: float) -> None:
        """Round marks of `size` across; none where a place is NaN."""
        from matplotlib.lines import Line2D

        self._add(
            Line2D(
                xs, self._ys(ys), color=color, linestyle="none", marker="o", markersize=size, markeredgewidth=0,
            )
        )  # fmt: skip

    def ring(
        self, center: tuple[float, float], radius: float, thickness: float, start: float, end: float, *, fill: str
    ) -> None:
        """A part of a ring, or of a disc where it is as thick as its radius; degrees run clockwise from the top."""
        from matplotlib.patches import Wedge

        x, y = center
        self._add(
            Wedge(
                (x, self.height - y), radius, 90 - end, 90 - start, width=min(thickness, radius), facecolor=fill,
                edgecolor="none", linewidth=0,
            )
        )  # fmt: skip

    def image(self, pixels: Sequence[Sequence[tuple[int, int, int, int]]], box: Box) -> None:
        """Rows of red, green, blue and opacity (0 to 255) as coloured cells that fill the box."""
        import numpy as np
        from matplotlib.image import BboxImage

        picture = BboxImage(self._bounds(box), interpolation="nearest", origin="upper")
        picture.set_data(np.asarray(pixels, dtype=np.uint8))
        self._add(picture)

    def text(
        self, x: float, y: float, text: str, look: Lettering, anchor: Anchor = "start", baseline: Baseline = "baseline"
    ) -> None:
        """One line of text, a line end as a blank; `anchor` and `baseline` say which part of it stands at the place."""
        from matplotlib.text import Text

        self._add(
            Text(
                x, self.height - y, _one_line(text), color=look.color,
                fontproperties=_font(look.family, look.weight, look.size),
                horizontalalignment=_ANCHORS[anchor], verticalalignment=_BASELINES[baseline], rotation=look.angle,
                rotation_mode="anchor", parse_math=False,
            )
        )  # fmt: skip

    def measure(self, text: str, look: Lettering) -> float:
        """How wide a text is."""
        return _width(_one_line(text), look.family, look.weight, look.size)

    @contextmanager
    def clipped(self, box: Box) -> Iterator[None]:
        """Show nothing outside the box of what is drawn meanwhile."""
        inner = box if not self._clips else self._clips[-1][0].meet(box)
        self._clips.append((inner, self._bounds(inner)))
        try:
            yield
        finally:
            self._clips.pop()

    def png(self, scale: float = 2) -> bytes:
        """The picture as PNG with `scale` dots for each pixel."""
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        FigureCanvasAgg(self._figure)
        file = io.BytesIO()
        # Letters that are fitted to pixels would be wider or narrower than they were measured.
        with _lettered(), mpl.rc_context({"text.hinting": "none"}):
            self._figure.savefig(
                file,
                format="png",
                dpi=_DPI * scale,
                facecolor=self.background,
                metadata={"Software": None},
                pil_kwargs={"compress_level": _COMPRESSION},
            )
        return file.getvalue()

    def svg(self) -> bytes:
        """The picture as SVG; text stays text."""
        import matplotlib as mpl
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        FigureCanvasSVG(self._figure)
        file = io.BytesIO()
        with _lettered(), mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": _SALT}):
            self._figure.savefig(file, format="svg", facecolor=self.background, metadata=dict.fromkeys(_UNSAID))
        # Without it browsers draw several blanks as one.
        written = file.getvalue().replace(b"<svg ", b'<svg xml:space="preserve" ', 1)
        # Half of what a line of many points takes are blanks.
        written = written.replace(b" \nL ", b"L").replace(b" \nM ", b"M")
        for family in sorted(_FAMILIES, key=lambda family: -len(_FAMILIES[family])):
            written = written.replace(f"'{_FAMILIES[family]}'".encode(), _SVG_FAMILIES[family].encode())
        return written

    def _ys(self, ys: Sequence[float]) -> list[float]:
        return [self.height - y for y in ys]

    def _add(self, artist: "Artist") -> None:
        from matplotlib.image import BboxImage

        # Whatever its kind, what is drawn later lies above.
        artist.set_zorder(next(self._order))
        if not isinstance(artist, BboxImage):
            artist.set_transform(self._pixels)
        self._figure.add_artist(artist, clip=False)
        artist.set_clip_on(bool(self._clips))
        if self._clips:
            artist.set_clip_box(self._clips[-1][1])

    @_pixels.default
    def _new_pixels(self) -> "Transform":
        """From our pixels, counted from below, to the dots of whatever is written."""
        from matplotlib.transforms import Affine2D

        return Affine2D().translate(-_LEAST, _LEAST).scale(1 / _DPI) + self._figure.dpi_scale_trans

    def _bounds(self, box: Box) -> "BboxBase":
        from matplotlib.transforms import Bbox, TransformedBbox

        return TransformedBbox(Bbox.from_bounds(box.x, self.height - box.bottom, box.width, box.height), self._pixels)


@lru_cache(maxsize=256)
def _font(family: Family, weight: Weight, size: float) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=_FAMILIES[family], weight=weight, size=size)


def _one_line(text: str) -> str:
    """Names of series come from legends that people broke."""
    return text.replace("\n", " ")


@lru_cache(maxsize=4096)
def _width(text: str, family: Family, weight: Weight, size: float) -> float:
    from matplotlib.textpath import TextToPath

    with _lettered():
        width, _, _ = TextToPath().get_text_width_height_descent(text or " ", _font(family, weight, size), ismath=False)
    return float(width)


@contextmanager
def _lettered() -> Iterator[None]:
    """Draw a box for a letter that the font does not have, and say nothing: fonts of this machine would vary."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        yield
