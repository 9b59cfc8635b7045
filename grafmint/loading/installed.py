"""Which files are installed, and so nobody's project."""

import os
import site
import sysconfig
from pathlib import Path

# With the separator at the end, lest `grafmint-boards` counts as grafmint. A virtual environment often lies in the
# project's folder; what is installed there is not the project's code.
_FOLDERS = tuple({
    f"{folder}{os.sep}"
    for folder in (
        str(Path(__file__).parent.parent),
        *(sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *site.getsitepackages(),
        site.getusersitepackages(),
    )
})  # fmt: skip


def is_installed(path: str) -> bool:
    """Whether a file or folder is Python's, an installed library's or grafmint's own."""
    return f"{path}{os.sep}".startswith(_FOLDERS)


def is_of_project(file: str, root: Path) -> bool:
    """Whether a file is the project's own code."""
    return Path(file).is_relative_to(root) and not is_installed(file)
