"""The history of the shop, made once, and the review of each story in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.history import BEFORE, STORIES
from tests.stories.repository import GIT, SETTINGS, Repository, Reviewed
from tests.stories.shop import FILES, SECRETS
from tests.stories.story import Story


@pytest.fixture(scope="package", autouse=True)
def machine() -> Iterator[None]:
    """Neither this machine's configuration of git nor its token; secrets are there, and nobody may see them."""
    if not GIT:
        pytest.skip("git is not installed")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**SETTINGS, **SECRETS}.items():
            patch.setenv(name, value)
        patch.delenv("SHOP_GRAFANA_TOKEN", raising=False)
        yield


@pytest.fixture(scope="package")
def shop(machine: None, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The repository with every story as a commit."""
    repository = Repository.made(tmp_path_factory.mktemp("history") / "shop", FILES)
    for story in STORIES:
        repository.edit(story.name, story.edits)
    return repository


@pytest.fixture(scope="package", params=STORIES, ids=lambda story: story.name)
def story(request: pytest.FixtureRequest) -> Story:
    """One story after the other."""
    found: Story = request.param
    return found


@pytest.fixture(scope="package")
def reviewed(shop: Repository, story: Story, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """The review of a story."""
    out: Path = tmp_path_factory.mktemp("review")
    return shop.review(out, "--env", "prod", "--base", BEFORE[story.name], "--head", story.name, head=story.name)
