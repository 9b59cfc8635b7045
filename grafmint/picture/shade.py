"""Shade: colours turned darker, lighter and along the colour wheel, as the page makes its gradients of them."""

import colorsys

from grafmint.picture.theme import Theme

_DARK_TEXT = "#202226"
_LIGHT_TEXT = "#f7f8fa"
_BRIGHT = 180
_THIN = 0.3


def darkened(color: str, darker: float, spin: float, theme: Theme) -> str:
    """A colour darker by percents of lightness, lighter by seven tenths of that in the light theme, and turned.

    `spin` is in degrees. What lets light through stays as it is.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(each / 255 for each in rgb(color)))
    change = darker if theme.name == "dark" else -0.7 * darker
    lightness = min(1.0, max(0.0, lightness - change / 100))
    return _hex(colorsys.hls_to_rgb((hue + spin / 360) % 1, lightness, saturation)) + color[7:]


def brightened(color: str, percent: float) -> str:
    """A colour with percents of white light added."""
    red, green, blue = (min(1.0, (each + round(255 * percent / 100)) / 255) for each in rgb(color))
    return _hex((red, green, blue))


def text_on(color: str, theme: Theme) -> str:
    """The colour of letters that can be read on a colour."""
    red, green, blue = rgb(color)
    if len(color) > 7 and int(color[7:9], 16) / 255 < _THIN:  # noqa: PLR2004  # `#rrggbb` has seven
        return _LIGHT_TEXT if theme.name == "dark" else _DARK_TEXT
    return _DARK_TEXT if (red * 299 + green * 587 + blue * 114) / 1000 > _BRIGHT else _LIGHT_TEXT


def over(color: str, ground: str) -> str:
    """The opaque colour that is seen where one that lets light through lies on a ground."""
    opacity = int(color[7:9], 16) / 255 if color[7:] else 1.0
    pairs = zip(rgb(color), rgb(ground), strict=True)
    red, green, blue = ((top * opacity + below * (1 - opacity)) / 255 for top, below in pairs)
    return _hex((red, green, blue))


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(each * 255):02x}" for each in parts)
