"""Reviews that somebody asks for by mistake, or in a clone that is not what it seems: said, with the way out."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.stories.reading import Read, compare
from tests.stories.repository import GIT, Repository
from tests.stories.story import Edit

BOARD = """\
from grafmint import Dashboard, TimeSeries
from grafmint.prometheus import Query

load = Dashboard(
    uid="load",
    title="Load",
    panels=[TimeSeries(title="Load", queries=Query(expr="node_load1"), unit="short")],
)
"""
TOML = """\
[project]
name = "shop"
modules = ["boards"]

[datasources]
metrics = "prometheus"

[env.local]
directory = ".grafmint/local"
datasources = { metrics = "metrics" }
"""
FILES = {"grafmint.toml": TOML, "boards.py": BOARD, ".gitignore": ".grafmint/\n"}
EDIT = Edit("boards.py", "node_load1", "node_load5")


@pytest.fixture
def small(tmp_path: Path) -> Repository:
    """A repository of one dashboard, whose query changes in the second commit."""
    repository = Repository.made(tmp_path / "shop", FILES)
    repository.edit("change", [EDIT])
    return repository


def test_a_base_that_is_no_commit(small: Repository, tmp_path: Path) -> None:
    """Somebody misspelt the branch: the comment says so, and says what is meant."""
    found = small.review(tmp_path / "out", "--base", "mian")
    assert found.ran.code == 1
    compare("no-base", found.comment)
    read = Read(found.comment).at_a_glance
    assert "there is no commit 'mian'" in read
    assert "did you mean 'main'?" in read


def test_a_head_that_is_no_commit(small: Repository, tmp_path: Path) -> None:
    """There is nothing to review: an error of use, and no files."""
    found = small.review(tmp_path / "out", "--base", "main", "--head", "chnage")
    assert found.ran.code == 64
    assert "did you mean 'change'?" in found.ran.err
    assert not found.out.exists()


def test_a_base_that_is_an_option(small: Repository, tmp_path: Path) -> None:
    """What a branch can be called does not steer git."""
    found = small.review(tmp_path / "out", "--base=--upload-pack=touch pwned")
    assert found.ran.code == 64
    assert "is no revision" in found.ran.err
    assert not (small.top / "pwned").exists()


def test_a_shallow_clone(small: Repository, tmp_path: Path) -> None:
    """Continuous integration often fetches one commit: the comment says how to get the base."""
    for each in ("one", "two"):
        (small.top / f"{each}.txt").write_text(each, encoding="utf-8")
        small.git("add", "--all")
        small.git("commit", "--quiet", "--message", each)
    clone = tmp_path / "clone" / "shop"
    command = [GIT, "clone", "--quiet", "--depth", "1", small.top.as_uri(), str(clone)]
    subprocess.run(command, check=True, capture_output=True)
    found = Repository(clone, dict(small.files)).review(tmp_path / "out", "--base", "change")
    assert found.ran.code == 1
    compare("shallow", found.comment)
    read = Read(found.comment).at_a_glance
    assert "shallow clone" in read
    assert "fetch-depth: 0" in read


def test_a_working_tree_with_changes(small: Repository, tmp_path: Path) -> None:
    """What is not committed is reviewed and said; the tree and the index stay as they are."""
    (small.top / "boards.py").write_text(BOARD.replace("node_load1", "node_load15"), encoding="utf-8")
    (small.top / "notes.txt").write_text("untracked", encoding="utf-8")
    before = small.git("status", "--porcelain")
    found = small.review(tmp_path / "out", "--base", "start")
    compare("dirty", found.comment)
    read = Read(found.comment).at_a_glance
    assert "node_load15" in read
    assert "2 uncommitted changes" in read
    assert small.git("status", "--porcelain") == before
    clean = small.review(tmp_path / "clean", "--base", "start", "--head", "HEAD")
    assert "node_load5" in clean.comment
    assert "uncommitted" not in clean.comment


def test_a_folder_that_is_in_no_repository(tmp_path: Path) -> None:
    """There is nothing to compare with, and the error says what a review needs."""
    small = Repository.made(tmp_path / "shop", FILES)
    (small.top / ".git").rename(tmp_path / "elsewhere")
    found = small.review(tmp_path / "out", "--base", "main")
    assert found.ran.code != 0
    assert "run it in a clone of a git repository" in found.ran.err
    assert not found.out.exists()


MANY = """\
from collections.abc import Iterator

from grafmint import Dashboard, Env, Stat, above, resources
from grafmint.prometheus import Query

WORD, LIMIT = "Old", 2


@resources
def boards(env: Env[None]) -> Iterator[Dashboard]:
    for index in range(400):
        yield Dashboard(uid=f"board-{index}", title=f"Board {index}", description=f"{WORD} {index} " + "words " * 60)
    panel = Stat(title="Lag", queries=Query(expr="max(lag)"), unit="s", thresholds=above(critical=LIMIT))
    yield Dashboard(uid="zoo", title="Zoo", panels=panel)
"""


def test_a_change_that_is_too_much_for_one_comment(tmp_path: Path) -> None:
    """Four hundred dashboards, each changed in its own way: what matters most is told first, and the rest counted."""
    repository = Repository.made(tmp_path / "shop", {**FILES, "boards.py": MANY})
    repository.edit("many", [Edit("boards.py", '"Old", 2', '"New", 1')])
    found = repository.review(tmp_path / "out", "--base", "start")
    assert len(found.comment) <= 65_536
    read = Read(found.comment).at_a_glance
    assert "401 dashboards change" in read
    assert read.index("Lag: turns red at 1 s instead of 2 s") < read.index("Board 0")
    shown = set(re.findall(r"Dashboard (Board \d+):", read))
    [rest] = re.findall(r"and (\d+) more changes", read)
    assert len(shown) + int(rest) == 400
