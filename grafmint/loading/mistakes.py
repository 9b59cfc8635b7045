"""What Python itself says about a misspelt name of grafmint, and which name was meant."""

import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType, ModuleType
from typing import Any

from grafmint._elsewhere import elsewhere
from grafmint.suggest import hint, nearest

_OURS = "grafmint"
_KEYWORD = re.compile(r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'")
_NAME = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
_ATTRIBUTE = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")


def meant(error: BaseException) -> str | None:
    """What to write instead, where an error is about a name of grafmint's; None where it is not, or nothing is near."""
    text = str(error)
    if isinstance(error, TypeError) and (keyword := _KEYWORD.match(text)):
        return _parameter(error, *keyword.groups())
    if isinstance(error, ModuleNotFoundError):
        above, _, name = (error.name or "").rpartition(".")
        return _of_module(above, name)
    if isinstance(error, ImportError) and (imported := _NAME.match(text)):
        return _of_module(imported[2], imported[1])
    if isinstance(error, AttributeError) and (attribute := _ATTRIBUTE.match(text)):
        return _of_module(*attribute.groups())
    return None


def _of_module(module_name: str, wrong: str) -> str | None:
    if module_name == _OURS and (there := elsewhere(wrong)) is not None:
        return there
    module = sys.modules.get(module_name)
    match = nearest(wrong, _names(module)) if module is not None and _is_ours(module_name) else None
    return None if match is None else f"did you mean {match!r}?"


def _names(module: ModuleType) -> set[str]:
    """The public names of a module, and the modules below it."""
    below = {each.name for each in pkgutil.iter_modules(getattr(module, "__path__", ()))}
    # Without __all__, what a module has imported for itself is not what anybody is looking for.
    own = (name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__)
    return {name for name in {*getattr(module, "__all__", own), *below} if not name.startswith("_")}


def _parameter(error: TypeError, function: str, wrong: str) -> str | None:
    frame = _caller(error)
    found = [] if frame is None else [each for each in _reachable(frame) if _is_named(each, function)]
    # Somebody's own function of the same name is as likely the one that was called.
    if not found or not all(_is_ours(each.__module__) for each in found):
        return None
    names = {name for each in found for name in _parameters(each)}
    return hint(wrong, names) if wrong not in names else None


def _caller(error: TypeError) -> FrameType | None:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return None if trace is None else trace.tb_frame


def _reachable(frame: FrameType) -> Iterator[Callable[..., Any]]:
    """The functions and classes that a line of the frame can call by a name, or by one of a module of ours."""
    seen = set[int]()
    waiting: list[Mapping[str, object]] = [frame.f_globals, frame.f_locals]
    while waiting:
        for value in list(waiting.pop().values()):
            if id(value) in seen:
                continue
            seen.add(id(value))
            if isinstance(value, ModuleType) and _is_ours(value.__name__):
                waiting.append(vars(value))
            elif inspect.isfunction(value) or isinstance(value, type):
                yield value


def _is_named(value: Callable[..., Any], function: str) -> bool:
    return function in (value.__qualname__, f"{value.__qualname__}.__init__")


def _parameters(value: Callable[..., Any]) -> list[str]:
    kinds = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    found = inspect.signature(value).parameters.values()
    return [each.name for each in found if each.kind in kinds and not each.name.startswith("_")]


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == _OURS
