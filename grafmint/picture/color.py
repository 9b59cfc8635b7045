"""Colours: Grafana's names for them and every other spelling as hexadecimal digits, mixed, shaded and see-through."""

import colorsys
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from grafmint.picture.css import CSS_COLORS
from grafmint.picture.palette import CLASSIC, FALLBACK, HUES, SCHEMES
from grafmint.picture.theme import Theme

_HEX: Final = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB: Final = re.compile(r"rgba?\(([^)]*)\)")
_PARTS: Final = re.compile(r"[\s,/]+")
_OPAQUE: Final = 255
#: How far the outermost shade of a colour lies from it: degrees of hue, and percent brighter or darker.
_SHADES: Final = 6
_SPIN: Final = 10
_CONTRAST: Final = 35

Rgba = tuple[float, float, float, float]


@lru_cache(maxsize=1024)
def hex_of(color: str, theme: Theme) -> str:
    """A colour by any of its spellings as `#rrggbb`, or `#rrggbbaa` where it lets something through.

    What no browser could read is Grafana's grey.
    """
    own = {"transparent": "#00000000", "panel-bg": theme.panel, "text": theme.text, **HUES[theme.name]}
    name = color.strip()
    plain = own.get(name) or CSS_COLORS.get(name.lower()) or name.lower()
    rgba = _hex(plain) or _rgb(plain)
    return _written(rgba) if rgba else CSS_COLORS[FALLBACK]


def mixed(first: str, second: str, share: float) -> str:
    """The colour at `share` (0 to 1) of the way from the first to the second; both of hexadecimal digits."""
    at = min(max(share, 0.0), 1.0)
    pairs = zip(_channels(first), _channels(second), strict=True)
    red, green, blue, opacity = (one + (other - one) * at for one, other in pairs)
    return _written((red, green, blue, opacity))


def with_opacity(color: str, opacity: float) -> str:
    """A colour of hexadecimal digits that lets through what lies below; 1 is opaque."""
    red, green, blue, _ = _channels(color)
    return _written((red, green, blue, min(max(opacity, 0.0), 1.0) * _OPAQUE))


def classic(index: int, theme: Theme) -> str:
    """The colour of a series by its place among the others."""
    return hex_of(CLASSIC[index % len(CLASSIC)], theme)


def classic_by_name(name: str, theme: Theme) -> str:
    """The colour of a series by its name, wherever it stands."""
    hashed = 5381
    for character in reversed(name):
        hashed = (hashed * 33 ^ ord(character)) & 0xFFFFFFFF
    return classic(hashed, theme)


def shaded(color: str, index: int) -> str:
    """The shade of a colour for a series by its place: brighter and darker in turn."""
    step, darker = divmod(index % (2 * _SHADES - 1) + 1, 2)
    if not step:
        return color
    far = step / _SHADES
    turned = _spun(color, -far * _SPIN if darker else far * _SPIN)
    return _darker(turned, far * _CONTRAST) if darker else _brighter(turned, far * _CONTRAST)


@lru_cache(maxsize=4096)
def in_scheme(scheme: str, share: float, theme: Theme) -> str:
    """The colour of a continuous scheme at `share` (0 to 1), along a smooth curve through its colours."""
    colors = [_channels(hex_of(name, theme)) for name in SCHEMES[scheme]]
    red, green, blue = (_spline([color[channel] for color in colors], share) for channel in range(3))
    return _written((red, green, blue, _OPAQUE))


def scheme_ends(scheme: str, theme: Theme) -> tuple[str, str]:
    """The first and the last colour of a continuous scheme."""
    names = SCHEMES[scheme]
    return hex_of(names[0], theme), hex_of(names[-1], theme)


def _spline(values: Sequence[float], share: float) -> float:
    """A cubic basis spline, clamped to its ends."""
    last = len(values) - 1
    at = min(max(share, 0.0), 1.0)
    index = min(int(at * last), last - 1)
    here, following = values[index], values[index + 1]
    before = values[index - 1] if index else 2 * here - following
    after = values[index + 2] if index < last - 1 else 2 * following - here
    t = at * last - index
    square, cube = t * t, t * t * t
    return (
        (1 - 3 * t + 3 * square - cube) * before
        + (4 - 6 * square + 3 * cube) * here
        + (1 + 3 * t + 3 * square - 3 * cube) * following
        + cube * after
    ) / 6


def _spun(color: str, degrees: float) -> str:
    red, green, blue, opacity = _channels(color)
    hue, light, saturation = colorsys.rgb_to_hls(red / _OPAQUE, green / _OPAQUE, blue / _OPAQUE)
    turned = colorsys.hls_to_rgb((hue + degrees / 360) % 1, light, saturation)
    return _written((turned[0] * _OPAQUE, turned[1] * _OPAQUE, turned[2] * _OPAQUE, opacity))


def _brighter(color: str, percent: float) -> str:
    red, green, blue, opacity = _channels(color)
    more = round(_OPAQUE * percent / 100)
    return _written((red + more, green + more, blue + more, opacity))


def _darker(color: str, percent: float) -> str:
    red, green, blue, opacity = _channels(color)
    hue, light, saturation = colorsys.rgb_to_hls(red / _OPAQUE, green / _OPAQUE, blue / _OPAQUE)
    dark = colorsys.hls_to_rgb(hue, max(0.0, light - percent / 100), saturation)
    return _written((dark[0] * _OPAQUE, dark[1] * _OPAQUE, dark[2] * _OPAQUE, opacity))


def _channels(color: str) -> Rgba:
    return _hex(color.lower()) or (0, 0, 0, _OPAQUE)


def _hex(text: str) -> Rgba | None:
    match = _HEX.fullmatch(text)
    if not match:
        return None
    digits = match[1] if len(match[1]) > 4 else "".join(2 * each for each in match[1])  # noqa: PLR2004
    red, green, blue, *opacity = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))
    return red, green, blue, opacity[0] if opacity else _OPAQUE


def _rgb(text: str) -> Rgba | None:
    match = _RGB.fullmatch(text)
    parts = _PARTS.split(match[1].strip()) if match else []
    try:
        red, green, blue, *opacity = (_part(part, 1 if at == 3 else _OPAQUE) for at, part in enumerate(parts))  # noqa: PLR2004
    except ValueError:
        return None
    return red, green, blue, opacity[0] * _OPAQUE if opacity else _OPAQUE


def _part(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _written(rgba: Rgba) -> str:
    bytes_ = [min(max(int(each + 0.5), 0), _OPAQUE) for each in rgba]
    shown = bytes_[:3] if bytes_[3] == _OPAQUE else bytes_
    return "#" + "".join(f"{each:02x}" for each in shown)
