"""The page of the exit codes says what the command does."""

import re
from pathlib import Path

from grafmint import errors
from grafmint.cli.border import INTERRUPTED, USAGE

PAGE = Path(__file__).parents[2] / "docs/reference/exit-codes.md"


def test_the_page_has_every_code() -> None:
    """The codes of errors, of usage and interruption, and those of plan and sync have a row each."""
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)}
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    raised = {getattr(kind, "exit_code", 1) for kind in kinds}
    assert codes == raised | {0, 2, 4, USAGE, INTERRUPTED}
