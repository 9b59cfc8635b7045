"""What holds for every session: its workers, what is said at its end, and that requests-mock answers for niquests."""

import gc
import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from grafmint.loading.modules import ProjectFinder

_ROOT, _ELSEWHERE = Path(__file__).parents[1], Path(tempfile.gettempdir())
_PARTS = ("", ".adapters", ".cookies", ".exceptions", ".utils")


def _let_requests_mock_see_niquests() -> None:
    """Import it while niquests, which grafana-client talks with, stands in the place of requests.

    Everybody else finds what they would find.
    """
    # Its plugin for pytest has imported it before anything of ours is read.
    for name in [name for name in sys.modules if name.partition(".")[0] == "requests_mock"]:
        del sys.modules[name]
    usual = {f"requests{part}": sys.modules.pop(f"requests{part}", None) for part in _PARTS}
    sys.modules.update({f"requests{part}": importlib.import_module(f"niquests{part}") for part in _PARTS})
    try:
        importlib.import_module("requests_mock")
    finally:
        for name, module in usual.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


_let_requests_mock_see_niquests()


# A law says what holds and not how soon, and the machine may be busy. On a CI server Hypothesis decides the same.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if settings.get_current_profile_name() == "default":
    settings.load_profile("patient")


def pytest_xdist_auto_num_workers() -> int | None:
    """No workers where they gain nothing, and where golden files are written: two of them would write into one page."""
    return 0 if os.cpu_count() == 1 or os.environ.get("GRAFMINT_UPDATE_GOLDEN") else None


def pytest_collection_finish() -> None:
    """What was collected stays until the end: the garbage collector need not look at it again and again."""
    gc.freeze()


@pytest.fixture(autouse=True)
def modules_stay() -> Iterator[None]:
    """A project that a test loads has modules called as this repository's are, which come back when it ends."""
    path, modules, finder = list(sys.path), dict(sys.modules), ProjectFinder.root
    yield
    for name in [name for name in sys.modules if name not in modules]:
        if _is_of_a_test(sys.modules[name]):
            del sys.modules[name]
    sys.modules.update(modules)
    sys.path[:], ProjectFinder.root = path, finder


def _is_of_a_test(module: ModuleType) -> bool:
    homes = [Path(home) for home in (getattr(module, "__file__", None), *getattr(module, "__path__", ())) if home]
    return any(home.is_relative_to(_ELSEWHERE) and not home.is_relative_to(_ROOT) for home in homes)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many rows of the requirement tables hold, and what partial ones leave to the user.

    It stands here because the process that hears of all tests collects none where there are workers.
    """
    from tests.coverage.summary import summary

    outcomes = {each: [one.nodeid for one in terminalreporter.getreports(each)] for each in ("passed", "failed")}
    if lines := summary(outcomes, _unasked):
        terminalreporter.section("requirement tables")
        for line in lines:
            terminalreporter.write_line(line)


def _unasked() -> list[str]:
    from grafmint.config import read
    from tests.coverage.reference import CONFIG, unasked

    return unasked(read(CONFIG).environments)
