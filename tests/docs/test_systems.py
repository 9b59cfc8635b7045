"""docs/systems.md holds: its system is added to a copy of the reference systems, built, checked and tried."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from tests.compile.prometheus.tools import needs_tools
from tests.docs import sections
from tests.docs.generated import hold
from tests.docs.page import ROOT, SYSTEMS, Block, read
from tests.docs.session import Session

#: What the systems of this repository are made of.
_FOLDERS = ("alerting", "dashboards", "datasources", "systems")
SIXTH = next(block for block in read(SYSTEMS).blocks() if block.path == "systems/ticket_shop.py")


@needs_tools
def test_the_page_holds(session: Session, follow: Callable[[Sequence[Block]], None]) -> None:
    """A file and an environment are all that a further system needs; each answer is the one that the page shows."""
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, session.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "grafmint.toml", session.root)
    follow(read(SYSTEMS).blocks())


def test_a_system_is_small() -> None:
    """The file of a whole system has fewer than sixty lines."""
    assert SIXTH.text.count("\n") < 60


@pytest.mark.parametrize("command", [("check", "--quiet", "-"), ("format", "--check", "-")], ids=lambda each: each[0])
def test_the_system_is_written_as_the_others_are(command: tuple[str, ...]) -> None:
    """What this repository asks of its own modules holds for the one on the page, which saves no line by its form."""
    asked = [sys.executable, "-m", "ruff", *command, f"--stdin-filename={SIXTH.path}"]
    text = SIXTH.text.partition("\n")[2]
    ran = subprocess.run(asked, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_every_section_is_listed() -> None:
    """The page has each section that a board can have, with the words of its class."""
    hold(SYSTEMS, {"sections": sections.listed})
