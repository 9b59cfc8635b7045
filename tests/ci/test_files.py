"""What holds of the files for CI wherever they run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.shell import ROOT
from tests.docs.page import HOWTO, read

ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"actions/[\w-]+@[0-9a-f]{40}")


def steps(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every step of an action or a workflow."""
    jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
    for job in jobs:
        yield from job["steps"]


def ids(file: Path) -> str:
    """A file by its name."""
    return file.name


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=ids)
def test_nothing_is_written_into_a_script(file: Path) -> None:
    """What somebody else chose reaches a script as a variable, and secrets are named nowhere."""
    text = file.read_text(encoding="utf-8")
    for step in steps(yaml.safe_load(text)):
        assert "${{" not in step.get("run", ""), step
    assert "secrets." not in text
    assert "pull_request_target" not in text


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=ids)
def test_actions_of_others_are_pinned(file: Path) -> None:
    """Each by its commit: a tag may be moved."""
    used = [step["uses"] for step in steps(yaml.safe_load(file.read_text(encoding="utf-8"))) if "uses" in step]
    assert [each for each in used if each != "./" and not PINNED.fullmatch(each)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=ids)
def test_only_the_job_that_posts_may_write(file: Path) -> None:
    """The others read; no checkout leaves a token behind, and the one that posts takes no revision of others."""
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    written = {name for name, right in document["permissions"].items() if right == "write"}
    assert written == ({"pull-requests"} if file.name == "post.yml" else set())
    checkouts = [step for step in steps(document) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    for step in checkouts:
        assert step["with"]["persist-credentials"] is False
        assert file.name != "post.yml" or "ref" not in step["with"]


@pytest.mark.parametrize("name", ["review", "post"])
def test_the_page_shows_the_workflow_that_is_run(name: str) -> None:
    """What people copy is what the tests run, but for where the action comes from: here it has to be checked out."""
    (shown,) = [each for each in read(HOWTO).blocks() if each.path == f".github/workflows/{name}.yml"]
    own = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
    if name == "post":
        del own["jobs"]["post"]["steps"][0]
    assert yaml.safe_load(shown.text.replace("acme/grafmint@COMMIT", "./")) == own
