"""Traced pictures: the lines and areas of an SVG with every one of their points."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import attrs

from grafmint.data.frame import Field, FieldType, Frame
from tests.picture.drawn import taken_apart

START, END = 1_700_002_800_000, 1_700_006_400_000
MINUTE = 60_000
_HALF_A_LETTER = 4.56
_STEP = re.compile(r"([ML])\s*([\d.e-]+)\s+([\d.e-]+)")

Point = tuple[float, float]


@attrs.frozen
class Path:
    """A path: `runs` are its stretches without a gap; colours are empty where it has none."""

    runs: tuple[tuple[Point, ...], ...]
    stroke: str
    fill: str
    opacity: float

    @property
    def points(self) -> list[Point]:
        """All of its points."""
        return [point for run in self.runs for point in run]

    @property
    def ys(self) -> list[float]:
        """How far down its points are."""
        return [y for _, y in self.points]


def paths(svg: bytes) -> list[Path]:
    """The paths of a picture, the lowest first."""
    root = ET.fromstring(svg)  # noqa: S314  # our own
    return [_path(node) for node in root.iter("{http://www.w3.org/2000/svg}path") if "style" in node.attrib]


def dots(svg: bytes, color: str) -> list[Point]:
    """Where the points of a colour stand."""
    root = ET.fromstring(svg)  # noqa: S314  # our own
    found = root.iter("{http://www.w3.org/2000/svg}use")
    return [(float(each.attrib["x"]), float(each.attrib["y"])) for each in found if color in each.attrib["style"]]


def level(svg: bytes, label: str) -> float:
    """How far down the line lies that a label of the left axis names: at the middle of its letters."""
    return taken_apart(svg).word(label).y - _HALF_A_LETTER


def stroked(svg: bytes, color: str) -> Path:
    """The one line of a colour."""
    (found,) = [each for each in paths(svg) if each.stroke == color]
    return found


def filled(svg: bytes, color: str) -> list[Path]:
    """The shapes of a colour, however much they let through."""
    return [each for each in paths(svg) if each.fill == color]


def over_time(*fields: Field, every: float = MINUTE, start: float = START) -> Frame:
    """A frame of fields over the times from the start on."""
    times = [start + every * at for at in range(len(fields[0].values))]
    return Frame(fields=(Field(name="Time", type="time", values=times), *fields), ref_id="A")


def field(name: str, values: Sequence[object], kind: FieldType = "number", **labels: str) -> Field:
    """A column."""
    return Field(name=name, type=kind, values=values, labels=labels)


def _path(node: ET.Element) -> Path:
    style = dict(part.strip().split(": ", 1) for part in node.attrib["style"].split(";") if ": " in part)
    runs: list[list[Point]] = []
    for kind, x, y in _STEP.findall(node.attrib["d"]):
        if kind == "M":
            runs.append([])
        runs[-1].append((float(x), float(y)))
    stroke, fill = (style.get(name, "none") for name in ("stroke", "fill"))
    opacity = float(style.get("fill-opacity", style.get("stroke-opacity", "1")))
    return Path(tuple(map(tuple, runs)), stroke.replace("none", ""), fill.replace("none", ""), opacity)
