"""Pictures on a page: within it, so that it asks nobody for anything."""

from base64 import b64encode
from collections.abc import Mapping, Sequence

from grafmint.picture.image import Picture, PictureKey, Side
from grafmint.picture.theme import ThemeName
from grafmint.render.page.element import Element, element

Pictures = Mapping[PictureKey, Picture]
_THEMES: tuple[ThemeName, ...] = ("dark", "light")
_TYPES = {"png": "image/png", "svg": "image/svg+xml"}
_NUMBERS = {"live": ", live data", "saved": ", saved data", "sample": ", sample data"}


def shown(pictures: Pictures, resource: str, panel: str, side: Side) -> tuple[Picture, ...]:
    """The pictures of a panel on one side: none, one, or the dark one and the light one."""
    keys = (PictureKey(resource, panel, side, theme) for theme in _THEMES)
    return tuple(pictures[key] for key in keys if key in pictures)


def image(of: Sequence[Picture], before: str = "") -> Element:
    """A picture, or of two the one in the reader's theme; `before` stands before its words."""
    first = of[0]
    words = f"{before}{first.alt}"
    written = element("img", src=_source(first), alt=words, width=str(first.width), height=str(first.height))
    if len(of) == 1:
        return written
    return element("picture", element("source", srcset=_source(of[1]), media="(prefers-color-scheme: light)"), written)


def figure(of: Sequence[Picture], side: Side, nothing: str) -> Element:
    """A picture under a line that says which side it is and whose numbers it shows; without one a line why."""
    name = side.capitalize()
    if not of:
        return element("div", element("p", name, class_="side"), element("p", nothing, class_="aside"))
    return element("figure", element("figcaption", f"{name}{numbers(of)}"), image(of, f"{name}: "))


def numbers(of: Sequence[Picture]) -> str:
    """Whose numbers a picture shows, to stand behind its name."""
    return _NUMBERS[of[0].origin] if of else ""


def _source(picture: Picture) -> str:
    return f"data:{_TYPES[picture.format]};base64,{b64encode(picture.content).decode('ascii')}"
