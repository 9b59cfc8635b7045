"""What is watched of a project's folder."""

import sys
from pathlib import Path

import pytest

from grafmint.errors import GrafmintError
from grafmint.preview.watch import Watched, need_watchfiles

ROOT = Path("/project")


@pytest.mark.parametrize(
    ("path", "is_watched"),
    [
        ("boards.py", True),
        ("deep/er/boards.py", True),
        ("grafmint.toml", True),
        ("json/load.json", True),
        ("deep/build/boards.py", True),
        ("build/dashboards/load.json", False),
        ("dist/x.whl", False),
        (".git/index", False),
        (".grafmint/local/x.json", False),
        (".venv/lib/x.py", False),
        ("deep/__pycache__/boards.cpython-311.pyc", False),
        (".boards.py.swp", False),
        ("boards.py~", False),
        ("../other/boards.py", False),
    ],
)
def test_what_programs_write_beside_it_is_left_out(path: str, is_watched: bool) -> None:
    """What a person writes is watched; what a build, a cache, an editor or git writes is not."""
    assert Watched(ROOT)(None, str((ROOT / path).resolve())) is is_watched


def test_without_watchfiles_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what to install."""
    need_watchfiles()
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(GrafmintError) as raised:
        need_watchfiles()
    assert raised.value.hint == "install it: pip install watchfiles"
