"""Which files are a project's."""

import sysconfig
from pathlib import Path

from grafmint.loading.sources import module_of, python_files


def test_installed_files_are_nobodys() -> None:
    """A virtual environment often lies in the project's folder, under whatever name."""
    installed = Path(sysconfig.get_paths()["purelib"])
    assert next(installed.rglob("*.py"), None) is not None
    assert not any(path.is_relative_to(installed) for path in python_files(installed.parent))


def test_files_come_in_one_order_with_the_names_of_their_modules(tmp_path: Path) -> None:
    """So that what is told of several is the same everywhere."""
    for name in ("b/c.py", "b/__init__.py", "a.py", "d.txt", "é/f.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [module_of(path, tmp_path) for path in python_files(tmp_path)] == ["a", "b", "b.c", "é.f"]
