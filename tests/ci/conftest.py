"""A host, its repository, and what runs jobs there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ci.actions import Actions
from tests.ci.pipeline import Pipeline
from tests.ci.site import Site, standing


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A repository and the server of its host."""
    with standing(tmp_path) as made:
        yield made


@pytest.fixture
def actions(site: Site) -> Actions:
    """GitHub Actions in small."""
    return Actions(site)


@pytest.fixture
def pipeline(site: Site) -> Pipeline:
    """GitLab CI in small."""
    return Pipeline(site)
