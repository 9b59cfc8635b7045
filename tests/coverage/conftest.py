"""The systems of the repository, built once a session."""

from collections.abc import Mapping

import pytest

from .build import Build
from .reference import FIRST, build_system, systems


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Build]:
    """What each system of the repository is built to."""
    return {
        system: build_system(system, environments, tmp_path_factory.mktemp(system))
        for system, environments in systems().items()
    }


@pytest.fixture(scope="session")
def real(builds: Mapping[str, Build]) -> Build:
    """The first system as it is."""
    return builds[FIRST]
