"""Theme: the colours of Grafana's two themes.

Source: https://grafana.com/developers/saga/foundations/colors and the page itself (9.4).
"""

from typing import Final, Literal

import attrs

ThemeName = Literal["dark", "light"]


@attrs.frozen(kw_only=True)
class Theme:
    """The colours of a theme, as `#rrggbb` or `#rrggbbaa`."""

    name: ThemeName
    canvas: str
    panel: str
    border: str
    text: str
    secondary: str
    disabled: str
    grid: str
    axis: str
    track: str


DARK: Final = Theme(
    name="dark",
    canvas="#111217",
    panel="#181b1f",
    border="#25282d",
    text="#ccccdc",
    secondary="#9898a6",
    disabled="#7b7b87",
    grid="#2c2f34",
    axis="#ccccdc",
    track="#22252b",
)
LIGHT: Final = Theme(
    name="light",
    canvas="#f4f5f5",
    panel="#ffffff",
    border="#e4e5e6",
    text="#24292e",
    secondary="#6a6d71",
    disabled="#9fa1a4",
    grid="#e9e9ea",
    axis="#24292e",
    track="#f4f5f5",
)
THEMES: Final = {"dark": DARK, "light": LIGHT}
