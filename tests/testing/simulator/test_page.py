"""docs/simulator.md is followed to the letter."""

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from grafmint.testing import simulator as sim
from tests.docs import session as reader
from tests.docs.answer import difference
from tests.docs.page import ROOT, TUTORIAL, read
from tests.docs.session import Session, own_modules

PAGE = read(ROOT / "docs" / "simulator.md")
#: Sections that type nothing, and hold what others have shown.
_TOLD = {"Series", "Shapes", "Incidents"}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A reader in a folder with the tutorial's project, to whom a server is left that runs until it is stopped."""
    monkeypatch.setattr(reader, "SHELL", (*reader.SHELL, "python", "promtool"))
    monkeypatch.setattr(reader, "LEFT_OUT", (*reader.LEFT_OUT, "prometheus"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    with own_modules(tmp_path), warnings.catch_warnings():
        yield Session(tmp_path)


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The files of the project that the tutorial ends with."""
    session = Session(tmp_path_factory.mktemp("boards"))
    for block in read(TUTORIAL).blocks():
        if block.language != "console":
            session.take(block)
    return session.files()


def test_the_page_holds(session: Session, boards: Mapping[str, str]) -> None:
    """Its files are written, its commands typed, their answers compared."""
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not installed (Debian package prometheus)")
    session.put(boards)
    wrong = [(block, right) for block in PAGE.blocks() if (right := session.take(block)) is not None]
    assert not wrong, "\n".join(difference(block, right) for block, right in wrong)
    subprocess.run(["promtool", "check", "config", session.root / "prometheus.yml"], check=True, capture_output=True)  # noqa: S607
    assert list((session.root / "data").glob("*/meta.json"))


def test_every_name_is_on_the_page() -> None:
    """Whatever can be imported is told."""
    code = PAGE.text
    assert [name for name in sim.__all__ if name not in code and name != "Running"] == []
    assert {*PAGE.sections()} & _TOLD == set()
