"""The boards of this repository are ready for every version."""

from pathlib import Path

import pytest

from grafmint.check.upgrade import Upgrade, check_upgrade
from grafmint.config import read
from grafmint.environment import Version
from grafmint.workflow import Built, build

CONFIG = read(Path(__file__).parents[3] / "grafmint.toml")


@pytest.fixture(scope="module", params=list(CONFIG.environments))
def built(request: pytest.FixtureRequest) -> Built:
    """The gallery, built for each of its environments."""
    return build(CONFIG.environments[request.param], check_documents=False)


@pytest.mark.parametrize("to", [(9, 3), (9, 4), (10, 4), (11, 6), (12, 2), (13, 2)])
def test_no_upgrade_breaks_the_gallery(built: Built, to: Version) -> None:
    """To the version that it is built for, and to each one that is tested."""
    assert built.bundle.of("dashboard")
    assert check_upgrade(built.bundle, Upgrade(to=to)) == ()
