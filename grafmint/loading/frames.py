"""Frames: where an error was raised, and whose modules are known there."""

from pathlib import Path
from types import FrameType, ModuleType

from grafmint.loading.installed import is_of_project

_OURS = "grafmint"


def frame_of(error: BaseException) -> FrameType | None:
    """The innermost frame that an error has come through."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return None if trace is None else trace.tb_frame


def is_module_of(module: ModuleType, root: Path) -> bool:
    """Whether a module is the project's own."""
    file = vars(module).get("__file__")
    return isinstance(file, str) and is_of_project(file, root)


def is_ours(module: str) -> bool:
    """Whether a module is one of grafmint's."""
    return module.partition(".")[0] == _OURS
