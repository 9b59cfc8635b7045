"""Interpreters: the Python that a revision is built with, where its lock file asks for other packages than ours."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import attrs

from grafmint.errors import GrafmintError
from grafmint.revision.git import Repository
from grafmint.revision.process import done

_UV = "uv.lock"
_REQUIREMENTS = "requirements*.txt"
_LOCKS = (_UV, "poetry.lock", "pdm.lock", "Pipfile.lock", _REQUIREMENTS)
# What would have another environment's Python look for its packages in ours.
_OURS = ("VIRTUAL_ENV", "PYTHONHOME", "__PYVENV_LAUNCHER__")
_VERSION = "import importlib.metadata as found; print(found.version('grafmint'))"


@attrs.frozen(kw_only=True)
class Interpreter:
    """A Python and the variables that it is started with; `grafmint` is the version there, where it is not our own."""

    python: str = sys.executable
    environ: Mapping[str, str] = attrs.field(repr=False)
    grafmint: str | None = None
    remarks: tuple[str, ...] = ()


def differing_locks(repository: Repository, base: str, head: str, project: str) -> tuple[str, ...]:
    """The lock files, at the top of the repository and in the project's folder, that differ between two trees."""
    before, after = _locks(repository, base, project), _locks(repository, head, project)
    return tuple(path for path in sorted({**before, **after}) if before.get(path) != after.get(path))


def interpreter_of(locks: Sequence[str], checkout: Path, workshop: Path, environ: Mapping[str, str]) -> Interpreter:
    """The interpreter for a checkout whose lock files differ from those of the environment that we run in.

    It is our own, with a remark, where no other one can be made of the lock files.
    """
    if not locks:
        return Interpreter(environ=environ)
    home = workshop / "environment"
    clean = {name: value for name, value in environ.items() if name not in _OURS}
    said = workshop / "installed"
    try:
        _install(locks, checkout, home, clean, said)
        python = str(next(path for path in (home / "bin/python", home / "Scripts/python.exe") if path.exists()))
        with done([python, "-P", "-c", _VERSION], workshop, clean, said) as process:
            return Interpreter(python=python, environ=clean, grafmint=process.last_words)
    except GrafmintError as error:
        names = ", ".join(locks)
        remark = f"built with the packages that are installed here, not with those of its {names}: {error}"
        return Interpreter(environ=environ, remarks=(remark,))


def _install(locks: Sequence[str], checkout: Path, home: Path, environ: Mapping[str, str], said: Path) -> None:
    present = [path for path in locks if (checkout / path).is_file()]
    uv = next((path for path in present if path.endswith(_UV)), None)
    requirements = [path for path in present if fnmatchcase(PurePosixPath(path).name, _REQUIREMENTS)]
    if uv is not None:
        command = shutil.which("uv")
        if command is None:
            raise GrafmintError("uv is not installed")
        environ = {**environ, "UV_PROJECT_ENVIRONMENT": str(home)}
        with done([command, "sync", "--frozen", "--quiet"], (checkout / uv).parent, environ, said):
            return
    if not requirements:
        problem = "only uv.lock and requirements files can be installed" if present else "it has none"
        raise GrafmintError(problem)
    with done([sys.executable, "-m", "venv", str(home)], checkout, environ, said):
        pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    files = [word for path in requirements for word in ("-r", str(checkout / path))]
    with done([*pip, *files], (checkout / requirements[0]).parent, environ, said):
        return


def _locks(repository: Repository, tree: str, project: str) -> dict[str, str]:
    items = [*repository.items(tree), *(repository.items(tree, project) if project != "." else ())]
    return {item.path: item.hash for item in items if _is_lock(PurePosixPath(item.path).name)}


def _is_lock(name: str) -> bool:
    return any(fnmatchcase(name, lock) for lock in _LOCKS)
