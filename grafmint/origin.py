"""Where in the user's code a value was written: captured cheaply, resolved when somebody asks."""

import linecache
import os
import sys
import sysconfig
from contextvars import ContextVar
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType
from typing import Final, Literal, Self

import attrs

FrameKind = Literal["skip", "library", "project", "stop"]
SKIP: Final = "skip"
PROJECT: Final = "project"
STOP: Final = "stop"

_PACKAGE = str(Path(__file__).parent) + os.sep
_STDLIB = sysconfig.get_paths()["stdlib"] + os.sep
_SITE = tuple({sysconfig.get_paths()[name] + os.sep for name in ("purelib", "platlib")})
# `attrs.evolve` makes a value for its caller.
_ATTRS = tuple(f"{site}{name}{os.sep}" for site in _SITE for name in ("attr", "attrs"))
# The frames that call the user's code: what is above them is the interpreter or grafmint, not the project.
_BORDERS = (f"{_PACKAGE}loading{os.sep}", "<frozen importlib", "<frozen runpy")

_kinds: dict[str, FrameKind] = {}
_origins: dict[tuple[object, ...], "Origin"] = {}


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

    The parts of a resource know the innermost one only: the outermost is that of the resource.

    Only the code object and the instruction are kept; the line is looked up when it is needed, which for a large
    module costs more than making the value.
    """

    _inner: tuple[CodeType, int]
    _outer: tuple[CodeType, int]
    _cls: type | None = None

    @property
    def inner(self) -> Place:
        """Where the value itself was written, perhaps in a shared builder."""
        return _place(*self._inner)

    @property
    def outer(self) -> Place:
        """Where the project asked for it: the outermost call in the project's own files."""
        return _place(*self._outer)

    def is_call_of(self, *classes: type) -> bool:
        """Whether the call that is written there is that of one of these classes, and so takes its options."""
        return self._cls in classes


@attrs.frozen
class Written:
    """An origin that was looked up in another process."""

    inner: Place
    outer: Place


#: Where the values are placed that are made now, whatever frames make them; None where their own frames say it.
behalf: ContextVar[Origin | None] = ContextVar("behalf", default=None)


def capture(depth: int, *, outermost: bool, cls: type | None = None) -> Origin | None:
    """The origin of the call `depth` frames above the caller, or what it is made on behalf of.

    None when no frame is the user's. `cls` is the class that is called, unless code between calls it for the user.

    Looking for the outermost frame takes longer than making a value, so only resources ask for it: what is in them was
    asked for by the same call.
    """
    placed = behalf.get()
    if placed is not None:
        return placed
    called = sys._getframe(depth)
    inner = _user_frame(called)
    if inner is None:
        return None
    if inner is not called:
        cls = None
    outer = _project_frame(inner) if outermost else inner
    # One builder makes the same panel for many dashboards: they share one origin. The ids stay valid because the
    # origin keeps its code objects.
    code, at = inner.f_code, inner.f_lasti
    key = (id(code), at, cls) if outer is inner else (id(code), at, cls, id(outer.f_code), outer.f_lasti)
    origin = _origins.get(key)
    if origin is None:
        origin = _origins[key] = Origin((code, at), (outer.f_code, outer.f_lasti), cls)
    return origin


def forget_origins() -> None:
    """Hold no code any more; whatever knows its origin goes on knowing it."""
    _origins.clear()


def _user_frame(frame: FrameType | None) -> FrameType | None:
    while frame is not None:
        filename = frame.f_code.co_filename
        kind = _kinds.get(filename) or _kind(filename)
        if kind is not SKIP:
            return None if kind is STOP else frame
        frame = frame.f_back
    return None


def _project_frame(inner: FrameType) -> FrameType:
    outer, frame = inner, inner.f_back
    while frame is not None:
        filename = frame.f_code.co_filename
        kind = _kinds.get(filename) or _kind(filename)
        if kind is STOP:
            break
        if kind is PROJECT:
            outer = frame
        frame = frame.f_back
    return outer


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
    line, _, column, _ = next(islice(code.co_positions(), instruction // 2, None), (None, None, None, None))
    line = line or code.co_firstlineno
    if column is None:
        return Place(code.co_filename, line)
    # Python counts the bytes of the line, people its characters.
    before = linecache.getline(code.co_filename, line).encode()[:column]
    return Place(code.co_filename, line, (len(before.decode(errors="replace")) if before else column) + 1)
