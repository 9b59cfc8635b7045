"""Where a module assigns a value that remembers no origin of its own."""

from pathlib import Path
from types import ModuleType

from grafmint.origin import Place


def assignment(module: ModuleType, name: str) -> Place:
    """The line that assigns to a name, or the first one."""
    path = Path(str(module.__file__))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(name) and line[len(name) :].lstrip().startswith(("=", ":")):
            return Place(str(path), number)
    return Place(str(path), 1)
