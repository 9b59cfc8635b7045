"""Interpreters: the Python that a revision is built with, where its lock files ask for other packages than ours.

A lock file counts where it names grafmint, without which nothing is built, and so does one that such a file names
(`-r base.txt`); others are of something else, such as documentation. Where one that counts differs, an environment is
made: of uv.lock, or of all requirements files that lie beside it.
"""

import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import attrs

from grafmint.errors import GrafmintError
from grafmint.revision.git import Repository
from grafmint.revision.process import run

_UV = "uv.lock"
_REQUIREMENTS = "requirements*.txt"
_LOCKS = (_UV, "poetry.lock", "pdm.lock", "Pipfile.lock", _REQUIREMENTS)
# What would have another environment's Python look for its packages in ours.
_OURS = ("VIRTUAL_ENV", "PYTHONHOME", "__PYVENV_LAUNCHER__")
_VERSION = "import importlib.metadata as found; print(found.version('grafmint'))"
# Not a longer name; what follows in the file of a wheel is its version.
_GRAFMINT = re.compile(rb"(?<![\w-])grafmint(?!\w|-[a-z])", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Interpreter:
    """A Python and the variables that it is started with; `grafmint` is the version there, where it is not our own."""

    python: str = sys.executable
    environ: Mapping[str, str] = attrs.field(repr=False)
    grafmint: str | None = None
    remarks: tuple[str, ...] = ()


def differing_locks(repository: Repository, base: str, head: str, project: str) -> tuple[str, ...]:
    """The lock files that count, at the top or in the project's folder, and differ between two trees."""
    before, after = _locks(repository, base, project), _locks(repository, head, project)
    differing = {path for path in {**before, **after} if before.get(path) != after.get(path)}
    if not differing:
        return ()
    texts = [
        (path, repository.file(tree, path) or b"") for tree, found in ((base, before), (head, after)) for path in found
    ]
    return tuple(sorted(differing & _counting(texts)))


def interpreter_of(locks: Sequence[str], checkout: Path, workshop: Path, environ: Mapping[str, str]) -> Interpreter:
    """The interpreter for a checkout whose lock files differ from those of the environment that we run in.

    It is our own, with a remark, where no other one can be made of the lock files.
    """
    if not locks:
        return Interpreter(environ=environ)
    python = workshop / "environment/bin/python"
    clean = {name: value for name, value in environ.items() if name not in _OURS}
    said = workshop / "installed"
    try:
        _install(locks, checkout, python.parent.parent, clean, said)
        version = run([str(python), "-P", "-c", _VERSION], workshop, clean, said)
        return Interpreter(python=str(python), environ=clean, grafmint=version)
    except GrafmintError as error:
        names = ", ".join(locks)
        remark = f"built with the packages that are installed here, not with those of its {names}: {error}"
        return Interpreter(environ=environ, remarks=(remark,))


def _install(locks: Sequence[str], checkout: Path, home: Path, environ: Mapping[str, str], said: Path) -> None:
    # The project's own folder comes before the top.
    places = sorted((checkout / path for path in locks), key=lambda path: -len(path.parts))
    uv = next((path for path in places if path.name == _UV and path.is_file()), None)
    if uv is not None:
        command = shutil.which("uv")
        if command is None:
            raise GrafmintError("uv is not installed")
        environ = {**environ, "UV_PROJECT_ENVIRONMENT": str(home)}
        run([command, "sync", "--frozen", "--quiet"], uv.parent, environ, said)
        return
    folder = next((path.parent for path in places if fnmatchcase(path.name, _REQUIREMENTS)), None)
    files = sorted(folder.glob(_REQUIREMENTS)) if folder else []
    if folder is None or not files:
        is_there = any(path.is_file() for path in places)
        raise GrafmintError("only uv.lock and requirements files can be installed" if is_there else "it has none")
    # Python would take modules of its own from the folder, without -P.
    run([sys.executable, "-P", "-m", "venv", str(home)], folder, environ, said)
    pip = [str(home / "bin/python"), "-P", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--no-input", *(word for path in files for word in ("-r", str(path)))], folder, environ, said)


def _locks(repository: Repository, tree: str, project: str) -> dict[str, str]:
    items = [*repository.items(tree), *(repository.items(tree, project) if project != "." else ())]
    return {item.path: item.hash for item in items if _is_lock(PurePosixPath(item.path).name)}


def _is_lock(name: str) -> bool:
    return any(fnmatchcase(name, lock) for lock in _LOCKS)


def _counting(texts: Iterable[tuple[str, bytes]]) -> set[str]:
    """The paths of the files that name grafmint, and of those that these name."""
    left = list(texts)
    counting = {path for path, text in left if _GRAFMINT.search(text)}
    size = 0
    while size != len(counting):
        size = len(counting)
        known = [text for path, text in left if path in counting]
        counting |= {path for path, _ in left if any(PurePosixPath(path).name.encode() in text for text in known)}
    return counting
