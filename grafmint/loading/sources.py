"""Sources: the Python files of a project, whether any module has been loaded from them or not."""

import os
from collections.abc import Iterator
from pathlib import Path

from grafmint.loading.installed import is_installed


def python_files(root: Path) -> Iterator[Path]:
    """The project's own files, without hidden folders."""
    for folder, below, files in os.walk(root):
        # A virtual environment has many times the files of the project around it.
        below[:] = sorted(each for each in below if each[:1] != "." and not is_installed(f"{folder}{os.sep}{each}"))
        yield from (Path(folder, each) for each in sorted(files) if each[:1] != "." and each.endswith(".py"))


def module_of(path: Path, root: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def text_of(path: Path) -> str:
    """What stands in a file; nothing in one that cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
