"""Where a child imports from: its own checkout takes the repository's place on every path.

Nothing of the repository is on the path when a child starts: Python runs a `sitecustomize.py` that it finds there, and
a folder `grafmint` would come before ours. The base would be what the working tree makes of it.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from grafmint.loading.installed import is_installed
from grafmint.revision.folders import Folders

_PATH = "PYTHONPATH"


def apart(environ: Mapping[str, str], repository: Path) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The variables to start with, and what PYTHONPATH names in the repository, for when the child has started.

    What is named from the current folder is named as a whole: a child has another one.
    """
    named = environ.get(_PATH)
    if not named:
        return environ, ()
    entries = [os.path.abspath(entry) for entry in named.split(os.pathsep)]  # noqa: PTH100  # with its links as they are
    inside = tuple(entry for entry in entries if _is_below(entry, repository))
    outside = os.pathsep.join(entry for entry in entries if entry not in inside)
    return {**environ, _PATH: outside}, inside


def redirected(entries: Iterable[str], folders: Folders) -> list[str]:
    """A path of imports on which the folders of the repository are those of the checkout."""
    return [_redirected(entry, folders) for entry in entries]


def _redirected(entry: str, folders: Folders) -> str:
    is_ours = _is_below(entry, folders.original) and not _is_below(entry, folders.checkout)
    if not entry or not is_ours:
        return entry
    return str(folders.checkout / Path(entry).resolve().relative_to(folders.original))


def _is_below(entry: str, folder: Path) -> bool:
    path = Path(entry).resolve()
    # A virtual environment often lies in the repository: what is installed there is nobody's revision.
    return path.is_relative_to(folder) and not is_installed(entry) and not is_installed(str(path))
