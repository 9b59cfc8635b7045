"""The pages are followed to the letter: their files are written, their commands typed, their answers compared."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from grafmint.cli.commands import COMMANDS
from tests.compile.prometheus.tools import needs_tools
from tests.docs.page import (
    ALERTING,
    EXTEND,
    HOWTO,
    README,
    ROOT,
    SYSTEMS,
    TUTORIAL,
    UNATTENDED,
    Block,
    Page,
    pages,
    read,
)
from tests.docs.session import Session
from tests.docs.site import HAPPENINGS

Follow = Callable[[Sequence[Block]], None]

#: Recipes that promtool and amtool have to answer.
_NEEDS_TOOLS = {"Test alerts before they ship"}
_COMMANDS = {command.name: command for command in COMMANDS}
#: The pages of recipes.
_HOWTOS = (HOWTO, ALERTING, UNATTENDED)
_RECIPES = [
    pytest.param(page.path, section, id=f"{page.path.stem}: {section}", marks=[needs_tools] * (section in _NEEDS_TOOLS))
    for page in map(read, _HOWTOS)
    for section in page.sections()
]


def _where(blocks: Sequence[Block]) -> str:
    return blocks[0].where


def _ids(found: Sequence[Page]) -> list[str]:
    return [page.name for page in found]


def test_the_readme_holds(follow: Follow) -> None:
    """The first page's board builds as it stands, in an empty folder, and each command answers as it is shown."""
    follow(read(README).blocks())


def test_the_tutorial_holds(follow: Follow) -> None:
    """From an empty folder to the last step, every answer is the one that the tutorial shows."""
    follow(read(TUTORIAL).blocks())


@pytest.mark.parametrize(("page", "section"), _RECIPES)
def test_a_recipe_holds(page: Path, section: str, session: Session, follow: Follow, boards: Mapping[str, str]) -> None:
    """Each recipe works on the project that the tutorial ends with, and answers as it is shown."""
    session.put(boards)
    follow(read(page).sections()[section])


@pytest.mark.parametrize(
    "blocks",
    [
        read(README).blocks(),
        read(TUTORIAL).blocks(),
        read(SYSTEMS).blocks(),
        read(EXTEND).blocks(),
        *(blocks for page in map(read, _HOWTOS) for blocks in page.sections().values()),
    ],
    ids=_where,
)
def test_no_file_is_only_shown(blocks: Sequence[Block]) -> None:
    """After the last file that is written a command reads it, so that none is wrong unnoticed."""
    written = [index for index, block in enumerate(blocks) if block.path is not None and block.language != "yaml"]
    ran = [index for index, block in enumerate(blocks) if re.search(r"^\$ (grafmint|python)", block.text, re.MULTILINE)]
    assert not written or max(ran, default=-1) > written[-1], f"{blocks[0].where}: nothing runs after the last file"


def test_whatever_can_happen_happens() -> None:
    """What people do in Grafana is told on a page, and nothing is kept that no page tells."""
    told = {block.happening for page in pages() for block in page.blocks() if block.happening}
    assert told == set(HAPPENINGS)


@pytest.mark.parametrize(
    "page", list(map(read, (README, TUTORIAL, SYSTEMS, *_HOWTOS))), ids=lambda page: page.path.stem
)
def test_examples_use_what_they_import(page: Page, tmp_path: Path) -> None:
    """No example imports or assigns what it does not use, or uses what it does not define."""
    for block in page.blocks():
        if block.language == "python":
            (tmp_path / f"line_{block.line}.py").write_text(block.text, encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet", "--select", "E,F,W"]
    ran = subprocess.run([*command, "--line-length=120", str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("page", pages(), ids=_ids(pages()))
def test_links_lead_somewhere(page: Page) -> None:
    """A link within the repository names a file that is there, and a heading that it has."""
    for link in page.links():
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = (page.path.parent / file).resolve() if file else page.path
        assert target.exists(), f"{page.name}: {link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{page.name}: {link} leads out of the repository"
        assert not anchor or anchor in read(target).anchors(), f"{page.name}: {link} names no heading"


@pytest.mark.parametrize("page", pages(), ids=_ids(pages()))
def test_commands_exist(page: Page) -> None:
    """Every command that a page names has that name, and every option that it gives is one of that command."""
    for call in page.commands():
        words = shlex.split(call)
        assert words[1] in _COMMANDS, f"{page.name}: {call}"
        options = {"--help", "-h", *(opt for param in _COMMANDS[words[1]].params for opt in param.opts)}
        given = {word.partition("=")[0] for word in words[2:] if word.startswith("-") and len(word) > 1}
        assert given <= options, f"{page.name}: {call}"
