"""Scheme: a heatmap's colours from its least value to its greatest.

Between the colours of most schemes the page leads a B-spline. Source: https://d3js.org/d3-scale-chromatic
"""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from grafmint.picture.color import hex_of
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.scheme_colors import DIVERGING, EVEN, SEQUENTIAL
from grafmint.picture.theme import Theme

Color = tuple[float, float, float]
Pixel = tuple[int, int, int, int]

_DEFAULT: Final = "Oranges"
_STEPS: Final = 64
_MOST_STEPS: Final = 128
_EXPONENT: Final = 0.5
_TURN: Final = 360.0


def palette(options: Mapping[str, Any], theme: Theme) -> tuple[Pixel, ...]:
    """The colours that a heatmap's options ask for, the one of the least value first.

    Raises NotDrawn for a scheme that is not known here.
    """
    steps = min(_MOST_STEPS, max(2, int(number(options, "steps") or _STEPS)))
    shares = [at / (steps - 1) for at in range(steps)]
    if option(options, "mode", "scheme") == "opacity":
        return _fading(options, shares, theme)
    name = str(option(options, "scheme", _DEFAULT))
    found = [_pixel(each) for each in _colors(name, tuple(shares))]
    backwards = name in DIVERGING or name in {"Rainbow", "Sinebow"}
    backwards = backwards or (name in SEQUENTIAL) == (theme.name == "dark")
    if backwards != bool(option(options, "reverse", False)):
        found.reverse()
    return tuple(found)


def _fading(options: Mapping[str, Any], shares: list[float], theme: Theme) -> tuple[Pixel, ...]:
    color = hex_of(str(option(options, "fill", "dark-orange")), theme)
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    linear = option(options, "scale", "exponential") == "linear"
    exponent = 1.0 if linear else number(options, "exponent") or _EXPONENT
    return tuple((red, green, blue, round(255 * share**exponent)) for share in shares)


def _pixel(color: Color) -> Pixel:
    red, green, blue = (round(255 * min(1.0, max(0.0, each))) for each in color)
    return red, green, blue, 255


@lru_cache(maxsize=64)
def _colors(name: str, shares: tuple[float, ...]) -> tuple[Color, ...]:
    anchors = DIVERGING.get(name) or SEQUENTIAL.get(name)
    if anchors is not None:
        return tuple(_spline(_read(anchors), share) for share in shares)
    if name in EVEN:
        return tuple(_line(_read(EVEN[name]), share) for share in shares)
    formula = _FORMULAS.get(name)
    if formula is None:
        raise NotDrawn(f"the colour scheme {name!r} is not known here", hint="choose another scheme")
    return tuple(formula(share) for share in shares)


def _read(colors: str) -> list[Color]:
    return [(int(each[:2], 16) / 255, int(each[2:4], 16) / 255, int(each[4:], 16) / 255) for each in colors.split()]


def _line(anchors: list[Color], share: float) -> Color:
    at = min(len(anchors) - 2, math.floor(share * (len(anchors) - 1)))
    t = share * (len(anchors) - 1) - at
    red, green, blue = (a + (b - a) * t for a, b in zip(anchors[at], anchors[at + 1], strict=True))
    return red, green, blue


def _spline(anchors: list[Color], share: float) -> Color:
    """A uniform B-spline through the ends: https://en.wikipedia.org/wiki/B-spline."""
    last = len(anchors) - 1
    at = min(last - 1, math.floor(share * last))
    first, second = anchors[at], anchors[at + 1]
    before = anchors[at - 1] if at else _beyond(first, second)
    after = anchors[at + 2] if at + 2 <= last else _beyond(second, first)
    t = share * last - at
    red, green, blue = (
        ((1 - t) ** 3 * a + (4 - 6 * t**2 + 3 * t**3) * b + (1 + 3 * t + 3 * t**2 - 3 * t**3) * c + t**3 * d) / 6
        for a, b, c, d in zip(before, first, second, after, strict=True)
    )
    return red, green, blue


def _beyond(end: Color, inner: Color) -> Color:
    red, green, blue = (2 * a - b for a, b in zip(end, inner, strict=True))
    return red, green, blue


def _helix(hue: float, saturation: float, light: float) -> Color:
    """A colour of the cubehelix: https://people.phy.cam.ac.uk/dag9/CUBEHELIX/."""
    angle = math.radians(hue + 120)
    amplitude = saturation * light * (1 - light)
    cosine, sine = math.cos(angle), math.sin(angle)
    return (
        light + amplitude * (-0.14861 * cosine + 1.78277 * sine),
        light + amplitude * (-0.29227 * cosine - 0.90649 * sine),
        light + amplitude * 1.97294 * cosine,
    )


def _between(start: Color, end: Color) -> Callable[[float], Color]:
    def at(share: float) -> Color:
        hue, saturation, light = (a + (b - a) * share for a, b in zip(start, end, strict=True))
        return _helix(hue, saturation, light)

    return at


def _rainbow(share: float) -> Color:
    away = abs(share - 0.5)
    return _helix(_TURN * share - 100, 1.5 - 1.5 * away, 0.8 - 0.9 * away)


def _sinebow(share: float) -> Color:
    red, green, blue = (math.sin((0.5 - share + third / 3) * math.pi) ** 2 for third in range(3))
    return red, green, blue


_FORMULAS: Final[Mapping[str, Callable[[float], Color]]] = {
    "Warm": _between((-100, 0.75, 0.35), (80, 1.5, 0.8)),
    "Cool": _between((260, 0.75, 0.35), (80, 1.5, 0.8)),
    "Cubehelix": _between((300, 0.5, 0.0), (-240, 0.5, 1.0)),
    "Rainbow": _rainbow,
    "Sinebow": _sinebow,
}
