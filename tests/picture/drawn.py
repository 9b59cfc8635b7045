"""Drawn pictures taken apart: the texts and shapes of an SVG with their places and colours."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import attrs

from grafmint.data.frame import Data, Field, FieldType, Frame
from grafmint.picture.picture import draw
from grafmint.picture.theme import ThemeName

START, END = 1_700_000_000_000, 1_700_003_600_000
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


@attrs.frozen
class Word:
    """A text where it stands."""

    text: str
    x: float
    y: float
    color: str
    size: float
    style: str


@attrs.frozen
class Shape:
    """A filled or stroked shape by the corners around it."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str
    stroke: str

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@attrs.frozen
class Drawn:
    """Everything on a picture, in the order in which it is drawn."""

    words: tuple[Word, ...]
    shapes: tuple[Shape, ...]
    width: float
    height: float

    @property
    def texts(self) -> list[str]:
        """What is written."""
        return [word.text for word in self.words]

    def word(self, text: str) -> Word:
        """The one text that is so."""
        (found,) = [word for word in self.words if word.text == text]
        return found

    def filled(self, color: str) -> list[Shape]:
        """The shapes of a colour, opaque or not."""
        return [shape for shape in self.shapes if shape.fill == color]


def taken_apart(svg: bytes) -> Drawn:
    """The texts and shapes of an SVG."""
    root = ET.fromstring(svg)  # noqa: S314  # our own
    size = [float(each) for each in root.attrib["viewBox"].split()[2:]]
    words: list[Word] = []
    shapes: list[Shape] = []
    for definitions in root.iter(f"{_SVG}defs"):
        definitions.clear()
    for node in root.iter():
        style = dict(part.strip().split(": ", 1) for part in node.attrib.get("style", "").split(";") if ": " in part)
        if node.tag == f"{_SVG}text":
            words.append(_word(node, style))
        elif node.tag == f"{_SVG}path":
            shapes.extend(_shape(part, style) for part in _parts(node.attrib["d"]))
    return Drawn(tuple(words), tuple(shapes), *size)


def _word(node: ET.Element, style: Mapping[str, str]) -> Word:
    x, y = (float(node.attrib[name]) for name in ("x", "y"))
    return Word(
        "".join(node.itertext()), x, y, style.get("fill", "#000000"), float(style["font-size"][:-2]), str(style)
    )


def _parts(path: str) -> list[str]:
    """The closed shapes that are drawn as one; anything else is whole."""
    return [part for part in path.split("z") if part.strip()] if path.count("z") > 1 else [path]


def _shape(path: str, style: Mapping[str, str]) -> Shape:
    numbers = [float(each) for each in _NUMBER.findall(path)]
    xs, ys = numbers[::2], numbers[1::2]
    opacity = float(style.get("fill-opacity", style.get("opacity", "1")))
    fill = style.get("fill", "#000000") + ("" if opacity == 1 else f"{round(opacity * 255):02x}")
    return Shape(min(xs), min(ys), max(xs), max(ys), fill, style.get("stroke", "none"))


def numbers(name: str, values: Sequence[float | None], labels: Mapping[str, str] | None = None) -> Frame:
    """A series with a value each minute."""
    times = [START + 60_000 * index for index in range(len(values))]
    return Frame(
        fields=(
            Field(name="Time", type="time", values=times),
            Field(name=name, type="number", values=values, labels=labels or {}),
        )
    )


def table(**columns: tuple[FieldType, Sequence[Any]]) -> Frame:
    """A frame of named columns."""
    return Frame(fields=tuple(Field(name=name, type=kind, values=values) for name, (kind, values) in columns.items()))


def data(*frames: Frame, **more: Any) -> Data:
    """Frames over an hour."""
    return Data(frames=frames, start=START, end=END, **more)


def panel(
    kind: str, options: Mapping[str, Any], defaults: Mapping[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """The JSON of a panel, 752 by 296 pixels."""
    config = {"defaults": dict(defaults or {}), "overrides": more.pop("overrides", [])}
    grid = {"x": 0, "y": 0, "w": 12, "h": 8}
    return {"type": kind, "title": "Title", "gridPos": grid, "options": options, "fieldConfig": config, **more}


def drawn(panel_json: Mapping[str, Any], shown: Data, theme: ThemeName = "dark", **more: Any) -> Drawn:
    """A panel drawn and taken apart."""
    return taken_apart(draw(panel_json, shown, theme=theme, **more).svg())
