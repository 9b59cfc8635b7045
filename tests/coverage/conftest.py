"""The systems of the repository, built once a session."""

from collections.abc import Iterator, Mapping

import pytest

from .build import Build
from .command import Command
from .reference import FIRST, build_system, systems


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Build]]:
    """What each system of the repository is built to."""
    built = {
        system: build_system(system, environments, tmp_path_factory.mktemp(system))
        for system, environments in systems().items()
    }
    yield built
    for build in built.values():
        if isinstance(build.deeds, Command):
            build.deeds.close()


@pytest.fixture(scope="session")
def real(builds: Mapping[str, Build]) -> Build:
    """The first system as it is."""
    return builds[FIRST]
