"""Watch: the one border to watchfiles, which says when files of a project change."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PurePath
from threading import Event

import attrs

from grafmint.errors import GrafmintError

#: Folders that programs write while they read the project; those with a dot before their name are left out too.
_WRITTEN = frozenset({"__pycache__", "node_modules", "venv"})
_BUILT = frozenset({"build", "dist"})
_ASIDE = (".pyc", ".pyo", ".swp", ".tmp", "~")
#: So long nothing more may change before it is told, and so long at most, in milliseconds.
_QUIET, _LONGEST = 20, 400
_INSTALL = "install it: pip install watchfiles"


@attrs.frozen
class Watched:
    """What of a project's folder is watched: not what a build or an editor writes beside it."""

    root: Path

    def __call__(self, _change: object, path: str) -> bool:
        file = Path(path)
        if not file.is_relative_to(self.root):
            return False
        parts = file.relative_to(self.root).parts
        return bool(parts) and parts[0] not in _BUILT and not _is_aside(file, parts)


def changes(watched: Watched, stop: Event) -> Iterator[None]:
    """Once for each time that files of the project have changed, until it is stopped.

    Raises GrafmintError without watchfiles.
    """
    from watchfiles import watch

    found = watch(
        watched.root, watch_filter=watched, stop_event=stop, step=_QUIET, debounce=_LONGEST, raise_interrupt=False
    )
    return (None for _ in found)


def need_watchfiles() -> None:
    """Raise GrafmintError where watchfiles is not installed."""
    if find_spec("watchfiles") is None:
        raise GrafmintError("--serve needs watchfiles, which is not installed", hint=_INSTALL)


def _is_aside(file: PurePath, parts: tuple[str, ...]) -> bool:
    return file.name.endswith(_ASIDE) or any(part.startswith(".") or part in _WRITTEN for part in parts)
