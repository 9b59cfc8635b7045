"""The systems of the repository, built once a session, and what is said of their rows at its end."""

from collections.abc import Iterator, Mapping

import pytest

from grafmint.config import read

from .build import Build
from .command import Command
from .reference import CONFIG, FIRST, build_system, systems, unasked
from .summary import summary


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many of the rows hold, and what partial ones leave to the user."""
    outcomes = {each: [one.nodeid for one in terminalreporter.getreports(each)] for each in ("passed", "failed")}
    lines = summary(outcomes, unasked(read(CONFIG).environments))
    if lines:
        terminalreporter.section("requirement tables")
        for line in lines:
            terminalreporter.write_line(line)
