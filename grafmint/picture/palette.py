"""Palettes: the hues of Grafana's themes, the colours of series in their order, and the schemes between two colours.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#color-scheme
"""

from collections.abc import Mapping
from typing import Final

from grafmint.picture.theme import ThemeName

#: What Grafana takes where a colour is missing.
FALLBACK: Final = "gray"
#: Each hue from its lightest shade to its darkest; a theme shows five of them.
_SHADES: Final[Mapping[str, tuple[str, ...]]] = {
    "red": ("#ffa6b0", "#ff7383", "#f2495c", "#e02f44", "#c4162a", "#ad0317"),
    "orange": ("#ffcb7d", "#ffb357", "#ff9830", "#ff780a", "#fa6400", "#e55400"),
    "yellow": ("#fff899", "#ffee52", "#fade2a", "#f2cc0c", "#e0b400", "#cc9d00"),
    "green": ("#c8f2c2", "#96d98d", "#73bf69", "#56a64b", "#37872d", "#19730e"),
    "blue": ("#c0d8ff", "#8ab8ff", "#5794f2", "#3274d9", "#1f60c4", "#1250b0"),
    "purple": ("#deb6f2", "#ca95e5", "#b877d9", "#a352cc", "#8f3bb8", "#7c2ea3"),
}
_NAMES: Final = ("super-light-", "light-", "", "semi-dark-", "dark-")
_FIRST: Final[Mapping[ThemeName, int]] = {"dark": 0, "light": 1}
#: The hues by name, in each theme.
HUES: Final[Mapping[ThemeName, Mapping[str, str]]] = {
    theme: {
        f"{name}{hue}": shades[first + index] for hue, shades in _SHADES.items() for index, name in enumerate(_NAMES)
    }
    for theme, first in _FIRST.items()
}
_LISTED: Final = """
    green semi-dark-yellow light-blue semi-dark-orange red blue purple #705da0 dark-green yellow #447ebc #c15c17
    #890f02 #0a437c #6d1f62 #584477 #b7dbab #f4d598 #70dbed #f9ba8f #f29191 #82b5d8 #e5a8e2 #aea2e0 #629e51 #e5ac0e
    #64b0c8 #e0752d #bf1b00 #0a50a1 #962d82 #614d93 #9ac48a #f2c96d #65c5db #f9934e #ea6460 #5195ce #d683ce #806eb7
    #3f6833 #967302 #2f575e #99440a #58140c #052b51 #511749 #3f2b5b #e0f9d7 #fceaca #cffaff #f9e2d2 #fce2de #badff4
    #f9d9f9 #dedaf7
"""
#: The classic palette: series take these in turn.
CLASSIC: Final = tuple(_LISTED.split())
#: The colours between which a value finds its own.
SCHEMES: Final[Mapping[str, tuple[str, ...]]] = {
    "continuous-GrYlRd": ("green", "yellow", "red"),
    "continuous-RdYlGr": ("red", "yellow", "green"),
    "continuous-BlYlRd": ("dark-blue", "super-light-yellow", "dark-red"),
    "continuous-YlRd": ("super-light-yellow", "dark-red"),
    "continuous-BlPu": ("blue", "purple"),
    "continuous-YlBl": ("super-light-yellow", "dark-blue"),
    "continuous-blues": ("panel-bg", "dark-blue"),
    "continuous-reds": ("panel-bg", "dark-red"),
    "continuous-greens": ("panel-bg", "dark-green"),
    "continuous-purples": ("panel-bg", "dark-purple"),
}
