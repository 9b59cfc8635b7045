"""Real servers with real exporters, which a real Prometheus scrapes: one set for all tests of this folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.exporters import hosts, postgresql, redis
from tests.exporters.programs import lacking
from tests.exporters.scraped import Scraped, scraping


@pytest.fixture(scope="session")
def scraped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scraped]:
    """A Prometheus that has seen two hosts, a PostgreSQL and a Redis at work."""
    if packages := lacking():
        pytest.skip(f"not installed (Debian packages): {', '.join(packages)}")
    home = tmp_path_factory.mktemp("exporters")
    with ExitStack() as stack:
        database = stack.enter_context(postgresql.postgresql(_own_folder(stack)))
        cache = stack.enter_context(redis.redis(_own_folder(stack)))
        jobs = {
            # What the boards call the job of hosts is the name of either.
            "node": [stack.enter_context(hosts.exporter(home))],
            "node-exporter": [stack.enter_context(hosts.exporter(home))],
            "postgres": [stack.enter_context(postgresql.exporter(database, home))],
            "redis": [stack.enter_context(redis.exporter(cache, home))],
        }
        prometheus = stack.enter_context(scraping(home, jobs))
        prometheus.wait(targets=len(jobs) + 1, scrapes=1)
        database.work()
        cache.work()
        stack.enter_context(database.locked())
        prometheus.wait(targets=len(jobs) + 1, scrapes=3)
        yield prometheus


def _own_folder(stack: ExitStack) -> Path:
    """A folder with a short path, for a socket's may have a hundred characters, that its owner alone may enter."""
    folder = Path(tempfile.mkdtemp(prefix="exporters-"))
    stack.callback(shutil.rmtree, folder)
    return folder
