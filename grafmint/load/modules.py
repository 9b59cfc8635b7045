"""Importing the user's modules, from the project's folder and no other."""

import importlib
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

#: grafanalib's own convention for files that hold a dashboard.
GRAFANALIB_SUFFIX = ".dashboard.py"


def module_files(root: Path, name: str) -> list[Path]:
    """The files of a module or, in order of their paths, of everything below a package; empty when there is none."""
    base = root.joinpath(*name.split("."))
    if base.with_suffix(".py").is_file():
        return [base.with_suffix(".py")]
    return sorted(path for path in base.rglob("*.py") if not _hidden(path.relative_to(base)))


def import_file(root: Path, path: Path) -> ModuleType:
    """Import a file below the project's folder under the name that the project's own imports use."""
    _enter(root)
    if path.name.endswith(GRAFANALIB_SUFFIX):
        return _import_odd(root, path)
    parts = path.relative_to(root).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts)


def _enter(root: Path) -> None:
    """Let imports find this project, and forget modules of the same names from another one."""
    folder = str(root)
    if sys.path[:1] != [folder]:
        sys.path[:] = [folder, *(entry for entry in sys.path if entry != folder)]
    tops = {path.stem for path in root.iterdir() if path.suffix == ".py" or path.is_dir()}
    for name in [name for name in sys.modules if name.partition(".")[0] in tops]:
        if not any(Path(home).is_relative_to(root) for home in _homes(sys.modules[name])) and _is_plain(
            sys.modules[name]
        ):
            del sys.modules[name]
    importlib.invalidate_caches()


def _homes(module: ModuleType) -> Iterator[str]:
    if module.__dict__.get("__file__"):
        yield str(module.__file__)
    yield from module.__dict__.get("__path__", ())


def _is_plain(module: ModuleType) -> bool:
    """Whether a module is neither installed nor part of Python: then it is another project's."""
    homes = list(_homes(module))
    return bool(homes) and not any("site-packages" in home or home.startswith(sys.base_prefix) for home in homes)


def _import_odd(root: Path, path: Path) -> ModuleType:
    name = "_".join(path.relative_to(root).with_suffix("").parts).replace(".", "_").replace("-", "_")
    known = sys.modules.get(name)
    if known is not None and known.__file__ == str(path):
        return known
    spec: ModuleSpec | None = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
