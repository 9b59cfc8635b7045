"""What the tests of the pages share: a reader with a folder, and the project that the tutorial ends with."""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest

from grafmint.testing import Grafana
from tests.docs.answer import difference
from tests.docs.page import TUTORIAL, Block, read
from tests.docs.session import Session, own_modules
from tests.docs.site import Site
from tests.revision.conftest import IDENTITY


@pytest.fixture
def site() -> Iterator[Site]:
    """The Grafana of the page, and a second one."""
    with Grafana() as grafana, Grafana() as other:
        yield Site(grafana, other)


@pytest.fixture
def session(tmp_path: Path, site: Site) -> Iterator[Session]:
    """A reader with an empty folder, and a shell of their own."""
    with own_modules(tmp_path), warnings.catch_warnings(), patch.dict(os.environ, IDENTITY):
        # The Foundation SDK warns of itself when it is imported.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="grafana_foundation_sdk")
        yield Session(tmp_path, site)


@pytest.fixture
def follow(session: Session) -> Callable[[Sequence[Block]], None]:
    """Do what the blocks say, one after another; GRAFMINT_UPDATE_GOLDEN=1 writes other answers into the page."""

    def follow(blocks: Sequence[Block]) -> None:
        wrong = [(block, right) for block in blocks if (right := session.take(block)) is not None]
        if os.environ.get("GRAFMINT_UPDATE_GOLDEN") == "1":
            for block, right in reversed(wrong):
                block.rewrite(right)
            return
        assert not wrong, "\n".join(difference(block, right) for block, right in wrong)

    return follow


@pytest.fixture(scope="session")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The files of the project that the tutorial ends with."""
    session = Session(tmp_path_factory.mktemp("boards"))
    for block in read(TUTORIAL).blocks():
        if block.language != "console":
            session.take(block)
    return session.files()
