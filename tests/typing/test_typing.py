# ruff: noqa: INP001  # a package of this name would hide Python's own `typing`
"""The types of the public API: what is right is taken, and each wrong line is an error of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def report() -> list[str]:
    """What mypy, as strict as in `make type`, says of the two files; an ignored error that is none is one."""
    files = [str(HERE / "right_uses.py"), str(HERE / "wrong_uses.py")]
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--no-error-summary",
        "--config-file",
        str(ROOT / "pyproject.toml"),
        *files,
    ]
    result = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert result.returncode in {0, 1}, result.stdout + result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize("name", ["right_uses", "wrong_uses"])
def test_type_checkers_see_what_we_promise(report: list[str], name: str) -> None:
    """No error in either file: in the wrong one, every line but the imports is ignored by its exact code."""
    assert [line for line in report if f"{name}.py" in line] == []


def test_the_wrong_file_holds_nothing_but_wrong_lines() -> None:
    """Each use has the code that it must be refused with, so warn_unused_ignores makes each a test."""
    text = (HERE / "wrong_uses.py").read_text(encoding="utf-8")
    uses = text.partition('panel = Stat(title="CPU")')[2].split("\n")
    wrong = [line for line in uses if line]
    assert len(wrong) > 40
    assert all(re.search(r"# type: ignore\[[a-z-]+\]", line) for line in wrong)
