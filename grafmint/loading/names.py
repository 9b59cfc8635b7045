"""Names that there are, beside one that there is not: in a frame, in a module, of an object."""

import builtins
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType, ModuleType

from grafmint._elsewhere import ELSEWHERE, elsewhere
from grafmint.loading.forgotten import forgotten_class, forgotten_module
from grafmint.loading.frames import frame_of, is_ours
from grafmint.loading.sources import module_of, python_files, text_of
from grafmint.suggest import close

_OURS = "grafmint"
_IMPORT = "import it, or mend its name"
# Shorter ones are one letter from what a label is called: pow from pod, id from ip.
_SHORTEST_BUILTIN = 4
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
_IMPORTED = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")


def name_meant(error: NameError, root: Path) -> str | None:
    """The import that is missing, or the nearest name of the frame."""
    undefined = _UNDEFINED.match(str(error))
    if undefined is None:  # it is a local variable's, that has no value yet
        return None
    wrong, frame = undefined[1], frame_of(error)
    missing = forgotten_class(wrong) or _import_of(wrong, root, frame) or forgotten_module(wrong)
    if missing is not None:
        return missing
    if wrong in sys.stdlib_module_names:
        return f"write import {wrong}"
    known = [] if frame is None else [*frame.f_locals, *frame.f_globals]
    return _did_you_mean(wrong, known) or _did_you_mean(wrong, _builtins_near(wrong)) or _IMPORT


def attribute_meant(error: AttributeError) -> str | None:
    """The nearest attribute of a module or of another object."""
    if isinstance(error.obj, ModuleType):
        return _of_module(error.obj.__name__, error.name or "")
    return None if error.obj is None else _did_you_mean(error.name or "", dir(error.obj))


def imported_meant(error: ImportError) -> str | None:
    """The nearest name of the module from which one is imported."""
    imported = _IMPORTED.match(str(error))
    return None if imported is None else _of_module(imported[2], imported[1])


def module_meant(error: ModuleNotFoundError, root: Path) -> str | None:
    """The nearest module of the package, or of the project's folder."""
    above, _, name = (error.name or "").rpartition(".")
    return _of_module(above, name) if above else _did_you_mean(name, _modules([str(root)]))


def _of_module(module_name: str, wrong: str) -> str | None:
    if module_name == _OURS and (there := elsewhere(wrong)) is not None:
        return there
    module = sys.modules.get(module_name)
    return None if module is None else _did_you_mean(wrong, _names(module))


def _names(module: ModuleType) -> set[str]:
    """The names of a module, and the modules below it."""
    own: Iterable[str] = vars(module)
    if is_ours(module.__name__):
        # Without __all__, what a module has imported for itself is not what anybody is looking for.
        own = (name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__)
    return {*getattr(module, "__all__", own), *_modules(getattr(module, "__path__", ()))}


def _modules(folders: Iterable[str]) -> set[str]:
    return {each.name for each in pkgutil.iter_modules(folders)}


def _did_you_mean(wrong: str, names: Iterable[str]) -> str | None:
    match = close(wrong, {name for name in names if name[:1] != "_" or wrong[:1] == "_"})
    return None if match is None or match == wrong else f"did you mean {match!r}?"


def _builtins_near(wrong: str) -> list[str]:
    return [name for name in vars(builtins) if len(name) >= _SHORTEST_BUILTIN and _is_one_letter_off(wrong, name)]


def _is_one_letter_off(wrong: str, name: str) -> bool:
    """Whether one letter is another, too many or missing, or letters have changed places."""
    return sorted(wrong) == sorted(name) or any(
        wrong[:at] == name[:at] and wrong[at + ours :] == name[at + theirs :]
        for at in range(len(wrong) + 1)
        for ours, theirs in ((1, 1), (1, 0), (0, 1))
    )


def _import_of(name: str, root: Path, frame: FrameType | None) -> str | None:
    """The import from the module of ours, or from the only one of the project, that defines a name."""
    homes = [_OURS] if name in getattr(sys.modules[_OURS], "__all__", ()) else []
    homes = homes or [module for module, names in ELSEWHERE.items() if name in names]
    homes = homes or list(_homes(name, root, None if frame is None else frame.f_code.co_filename))
    return f"write from {homes[0]} import {name}" if len(homes) == 1 else None


def _homes(name: str, root: Path, here: str | None) -> Iterator[str]:
    defines = re.compile(rf"^(?:{re.escape(name)}\s*[:=]|(?:def|class)\s+{re.escape(name)}\b)", re.MULTILINE)
    # What is private is nobody else's.
    files = python_files(root) if name[:1] != "_" else ()
    # No module imports from itself.
    return (module_of(path, root) for path in files if str(path) != here and defines.search(text_of(path)))
