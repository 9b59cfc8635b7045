"""Importing the user's modules, from the project's folder and no other."""

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from grafmint.loading.installed import is_installed
from grafmint.origin import forget_origins

#: grafanalib's own convention for files that hold a dashboard.
GRAFANALIB_SUFFIX = ".dashboard.py"
# The folders of the projects that this process has entered, in `sys.path` because of it.
_entered: set[str] = set()
# The modules that loading a project has imported.
_imported: dict[Path, set[str]] = {}


class ProjectFinder:
    """Finds the project's folders without an `__init__.py` before any installed package of the same name."""

    root: Path | None = None

    @classmethod
    def find_spec(cls, name: str, *_: object) -> ModuleSpec | None:
        """The spec of a top-level folder that holds modules."""
        if cls.root is None or "." in name or name in sys.stdlib_module_names:
            return None
        folder = cls.root / name
        if (folder / "__init__.py").is_file() or next(folder.rglob("*.py"), None) is None:
            return None
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(folder)]
        return spec


def module_files(root: Path, name: str) -> list[Path]:
    """The files of a module or, in order of their paths, of everything below a package; empty when there is none."""
    parts = name.split(".")
    base = root.joinpath(*parts)
    if not all(parts) or ".." in base.parts or not base.is_relative_to(root):
        return []
    file = base.with_name(f"{base.name}.py")
    if file.is_file():
        return [file]
    return sorted(path for path in base.rglob("*.py") if not _hidden(path.relative_to(base)))


def name_problem(root: Path, path: Path) -> tuple[str, str] | None:
    """What keeps Python from importing a file under its name, and what to rename; None when nothing does."""
    parts = path.relative_to(root).with_suffix("").parts
    top = parts[0]
    if path.name.endswith(GRAFANALIB_SUFFIX):
        return None
    if top in sys.stdlib_module_names:
        what = f"{top}.py" if len(parts) == 1 else f"{top}/"
        return f"{what} has the name of a module of Python's own", f"rename it: {what.replace(top, f'{top}_boards')}"
    for index, part in enumerate(parts):
        if "." in part:
            end = ".py" if index == len(parts) - 1 else "/"
            return f"{part}{end} cannot be imported: its name has a dot", f"rename it: {part.replace('.', '_')}{end}"
    return None


def import_file(root: Path, path: Path) -> ModuleType:
    """Import a file below the project's folder under the name that the project's own imports use."""
    _enter(root)
    if path.name.endswith(GRAFANALIB_SUFFIX):
        return _import_odd(root, path)
    parts = path.relative_to(root).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


@contextmanager
def remembered(root: Path) -> Iterator[None]:
    """Note which modules are imported meanwhile, so that they can be forgotten."""
    before = dict(sys.modules)
    try:
        yield
    finally:
        new = {name for name, module in sys.modules.items() if before.get(name) is not module}
        _imported.setdefault(root, set()).update(new)


def forget_project(root: Path) -> None:
    """Drop the modules that loading the project imported: the next import reads the files as they are then."""
    _forget(_imported.pop(root, set()), lambda home: Path(home).is_relative_to(root))
    forget_origins()
    importlib.invalidate_caches()


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts[:-1]) or path.name.startswith(".")


def _enter(root: Path) -> None:
    """Let imports find this project first, and forget modules of the same names from another one."""
    folder = str(root)
    if ProjectFinder.root == root and sys.path[:1] == [folder]:
        return
    ProjectFinder.root = root
    if ProjectFinder not in sys.meta_path:
        sys.meta_path.insert(0, ProjectFinder)
    tops = {path.stem for path in root.iterdir() if path.suffix == ".py" or path.is_dir()}
    same = {name for name in sys.modules if name.partition(".")[0] in tops}
    _forget(same, lambda home: not Path(home).is_relative_to(root))
    if folder not in sys.path:
        # One that was there before us, such as an editable install, is not ours to take away again.
        _entered.add(folder)
    sys.path[:] = [folder, *(entry for entry in sys.path if entry != folder and entry not in _entered)]
    importlib.invalidate_caches()


def _forget(names: Iterable[str], is_unwanted: Callable[[str], bool]) -> None:
    for name in set(names) - {"__main__"}:
        homes = list(_homes(sys.modules[name])) if name in sys.modules else []
        # What is installed, or part of Python, or grafmint itself, is nobody's project.
        if any(map(is_unwanted, homes)) and not any(map(is_installed, homes)):
            del sys.modules[name]


def _homes(module: ModuleType) -> Iterator[str]:
    contents = getattr(module, "__dict__", {})
    if contents.get("__file__"):
        yield str(contents["__file__"])
    yield from map(str, contents.get("__path__", ()))


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
