"""Repositories that know nothing of grafmint, or little: the comment answers there too."""

import subprocess
import sys
from pathlib import Path

from tests.stories.files import EXPORTED, FILES_ALONE, GRAFANALIB, OF_GRAFANALIB
from tests.stories.reading import compare, unanswered
from tests.stories.repository import Repository, Reviewed
from tests.stories.story import Story


def agreed(story: Story, reviewed: Reviewed) -> None:
    """Hold a comment against its story and its golden file."""
    assert reviewed.ran.code == story.code, reviewed.ran
    compare(story.name, reviewed.comment)
    assert unanswered(story, reviewed) == []
    assert [text for text in story.unsaid if text in reviewed.comment] == []


def test_exported_files_need_no_project(tmp_path: Path) -> None:
    """A team that only exports its dashboards gets a review of the folder, and no Python of theirs is needed."""
    repository = Repository.made(tmp_path / "shop", EXPORTED)
    repository.edit(FILES_ALONE.name, FILES_ALONE.edits)
    agreed(FILES_ALONE, repository.review(tmp_path / "out", "--base", "start", "dashboards/"))


def test_modules_of_grafanalib_are_reviewed_as_they_are(tmp_path: Path) -> None:
    """A team that writes grafanalib adds a grafmint.toml and nothing else."""
    repository = Repository.made(tmp_path / "shop", GRAFANALIB)
    repository.edit(OF_GRAFANALIB.name, OF_GRAFANALIB.edits)
    agreed(OF_GRAFANALIB, repository.review(tmp_path / "out", "--env", "prod", "--base", "start"))


def test_the_command_itself_says_the_same(tmp_path: Path) -> None:
    """Started as people start it, in a process of its own."""
    repository = Repository.made(tmp_path / "shop", EXPORTED)
    repository.edit(FILES_ALONE.name, FILES_ALONE.edits)
    command = [sys.executable, "-m", "grafmint", "review", "--base", "start", "dashboards/"]
    done = subprocess.run(command, cwd=repository.top, capture_output=True, text=True, check=False)
    assert done.returncode == FILES_ALONE.code, done.stderr
    compare(FILES_ALONE.name, (repository.top / "review" / "comment.md").read_text(encoding="utf-8"))
    assert {"review.html", "review.json", "pictures"} <= {path.name for path in (repository.top / "review").iterdir()}
