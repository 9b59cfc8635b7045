"""Where in the user's code a value was written: captured cheaply, resolved when somebody asks."""

import sys
import sysconfig
from pathlib import Path
from types import CodeType, FrameType
from typing import Final, Literal, Self

import attrs

FrameKind = Literal["skip", "library", "project", "stop"]
SKIP: Final = "skip"
PROJECT: Final = "project"
STOP: Final = "stop"

_PACKAGE = str(Path(__file__).parent)
_STDLIB = sysconfig.get_paths()["stdlib"]
_SITE = tuple({sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]})
# `attrs.evolve` makes a value for its caller.
_ATTRS = tuple(f"{site}/attr" for site in _SITE)
# The frames that call the user's code: what is above them is the interpreter or grafmint, not the project.
_BORDERS = (str(Path(_PACKAGE) / "load"), "<frozen importlib", "<frozen runpy")

_kinds: dict[str, FrameKind] = {}
_origins: dict[tuple[int, int, int, int], "Origin"] = {}


@attrs.frozen
class Place:
    """One place in a source file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def relative_to(self, root: Path) -> Self:
        """The same place, its file named from `root` where it lies below it, with forward slashes."""
        path = Path(self.file)
        if path.is_relative_to(root):
            return attrs.evolve(self, file=path.relative_to(root).as_posix())
        return self


@attrs.frozen(eq=False)
class Origin:
    """The call that made a value: the innermost frame of the user's code and the outermost one of the project.

    Only the code object and the instruction are kept; the line is looked up when it is needed, which for a large
    module costs more than making the value.
    """

    _inner: tuple[CodeType, int]
    _outer: tuple[CodeType, int]

    @property
    def inner(self) -> Place:
        """Where the value itself was written, perhaps in a shared builder."""
        return _place(*self._inner)

    @property
    def outer(self) -> Place:
        """Where the project asked for it: the outermost call in the project's own files."""
        return _place(*self._outer)


def capture(depth: int = 1) -> Origin | None:
    """The origin of the call `depth` frames above the caller; None when no frame is the user's."""
    kinds = _kinds
    inner: FrameType | None = None
    outer: FrameType | None = None
    frame: FrameType | None = sys._getframe(depth)
    while frame is not None:
        filename = frame.f_code.co_filename
        kind = kinds.get(filename) or _kind(filename)
        if kind is STOP:
            break
        if kind is not SKIP:
            if inner is None:
                inner = outer = frame
            elif kind is PROJECT:
                outer = frame
        frame = frame.f_back
    if inner is None or outer is None:
        return None
    # One builder makes the same panel for many dashboards: they share one origin. The ids stay valid because the
    # origin keeps its code objects.
    code, outer_code = inner.f_code, outer.f_code
    key = (id(code), inner.f_lasti, id(outer_code), outer.f_lasti)
    origin = _origins.get(key)
    if origin is None:
        origin = _origins[key] = Origin((code, key[1]), (outer_code, key[3]))
    return origin


def _kind(filename: str) -> FrameKind:
    kind: FrameKind = PROJECT
    if filename.startswith(_BORDERS):
        kind = STOP
    elif filename.startswith((_PACKAGE, *_ATTRS, "<")):
        kind = SKIP
    elif filename.startswith(_SITE):
        kind = "library"
    elif filename.startswith(_STDLIB):
        kind = SKIP
    _kinds[filename] = kind
    return kind


def _place(code: CodeType, instruction: int) -> Place:
    line, _, column, _ = _position(code, instruction)
    return Place(code.co_filename, line or code.co_firstlineno, None if column is None else column + 1)


def _position(code: CodeType, instruction: int) -> tuple[int | None, int | None, int | None, int | None]:
    for index, position in enumerate(code.co_positions()):
        if index == instruction // 2:
            return position
    return (None, None, None, None)
