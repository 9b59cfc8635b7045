"""Arguments: what a function takes that was called with others."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from inspect import Parameter
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from grafmint.loading.frames import frame_of, is_module_of, is_ours
from grafmint.suggest import hint

_UNKNOWN = re.compile(r"([\w.<>]+)\(\) got an unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"[\w.<>]+\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.+)")
_TOO_MANY = re.compile(r"([\w.<>]+)\(\) takes .+ but \d+ .*(?:was|were) given")


def argument_meant(error: TypeError, root: Path) -> str | None:
    """What to write instead of an argument that there is not, or what is missing; None where nobody knows."""
    text, frame = str(error), frame_of(error)
    if missing := _MISSING.match(text):
        names = re.findall(r"'(\w+)'", missing[1])
        # A method that is called on its class.
        return None if "self" in names else f"write {' and '.join(f'{name}=…' for name in names)} in the call"
    if frame is not None and (unknown := _UNKNOWN.match(text)):
        wrong = unknown[2]
        return _agreed(hint(wrong, each) for each in _named(frame, root, unknown[1]) if wrong not in each)
    if frame is not None and (many := _TOO_MANY.match(text)):
        return _agreed(_with_names(each) for each in _named(frame, root, many[1]))
    return None


def _agreed(hints: Iterator[str | None]) -> str | None:
    """What all functions of the name say: which of them was called nobody knows."""
    found = set(hints)
    return found.pop() if len(found) == 1 else None


def _with_names(parameters: Mapping[str, Parameter]) -> str | None:
    names = [name for name, each in parameters.items() if each.kind is Parameter.KEYWORD_ONLY]
    return f"write {' or '.join(f'{name}=…' for name in names)}" if names else None


def _named(frame: FrameType, root: Path, function: str) -> Iterator[Mapping[str, Parameter]]:
    """The parameters of what a line of the frame can call by a name."""
    for value in _reachable(frame, root):
        if function in (value.__qualname__, f"{value.__qualname__}.__init__"):
            # What is written in C does not always say what it takes.
            with suppress(ValueError):
                yield _parameters(value)


def _parameters(value: Callable[..., Any]) -> Mapping[str, Parameter]:
    """What may be written with its name."""
    kinds = (Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    found = inspect.signature(value).parameters.items()
    return {
        name: each for name, each in found if each.kind in kinds and name[:1] != "_" and name not in ("self", "cls")
    }


def _reachable(frame: FrameType, root: Path) -> Iterator[Callable[..., Any]]:
    """The functions, classes and methods that the names of a frame lead to, through modules of ours and the project."""
    seen, classes = set[int](), set[type]()
    waiting: list[Mapping[str, object]] = [frame.f_globals, frame.f_locals]
    while waiting:
        for value in list(waiting.pop().values()):
            if inspect.isfunction(value):
                yield value
            elif not isinstance(value, ModuleType):
                classes.add(value if isinstance(value, type) else type(value))
            elif id(value) not in seen and (is_ours(value.__name__) or is_module_of(value, root)):
                waiting.append(vars(value))
                seen.add(id(value))
    for cls in classes:
        yield from _of_class(cls)


def _of_class(cls: type) -> Iterator[Callable[..., Any]]:
    yield cls
    for base in cls.__mro__:
        yield from (
            function
            for value in vars(base).values()
            if inspect.isfunction(function := getattr(value, "__func__", value))
        )
