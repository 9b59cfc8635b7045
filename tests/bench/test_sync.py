"""The benchmark of syncs runs, counts requests at the socket, and leaves other machines alone."""  # noqa: INP001  # a package would hide `bench`

import subprocess
import sys
from pathlib import Path

import pytest

from bench.double import Asked
from bench.measure import ROOT
from bench.sync import BOARD, FIRST, GETS, PLAN, POSTS, QUICK, SYNC, Bench, Place, requests_of, unequal


def run(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """The benchmark, with its files in a folder."""
    command = [sys.executable, "bench/sync.py", *arguments]
    environment = {"TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def asked(*requests: tuple[str, str]) -> Asked:
    """What a server was asked, each once, and twice where it stands twice."""
    return Asked(requests={each: requests.count(each) for each in requests}, cpu=0)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A benchmark of two dashboards that is not run."""
    return Bench(work=tmp_path, count=2, place=Place(server="", twins="", user="", password=""))


def test_the_whole_benchmark_runs(tmp_path: Path) -> None:
    """Few dashboards, once: each is read once and, where all changed, written once; nothing is left behind."""
    done = run("--quick", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    for name in (FIRST, GETS, PLAN, POSTS, SYNC):
        assert f"\n| {name} " in done.stdout
    assert f"{PLAN}: {QUICK} reads of {QUICK} dashboards, 0 writes, " in done.stdout
    assert f"{SYNC}: {QUICK} reads of {QUICK} dashboards, {QUICK} writes, " in done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("url", ["http://grafana.example", "http://10.0.0.1:3000", "127.0.0.1:3000", "http://0.0.0.0"])
def test_only_servers_of_this_machine_are_written_to(url: str, tmp_path: Path) -> None:
    """An address anywhere else ends it before anything is measured."""
    done = run("--url", url, folder=tmp_path)
    assert done.returncode == 2
    assert f"{url} is not on this machine" in done.stderr


@pytest.mark.parametrize(
    "requests",
    [
        [("GET", f"{BOARD}a")],
        [("GET", f"{BOARD}a"), ("GET", f"{BOARD}b"), ("GET", f"{BOARD}b")],
        [("GET", f"{BOARD}a"), ("GET", f"{BOARD}b"), ("POST", "/api/dashboards/db")],
        [("GET", f"{BOARD}a"), ("GET", f"{BOARD}b"), ("GET", f"{BOARD}b/versions")],
    ],
)
def test_a_request_too_few_or_too_many_is_noticed(bench: Bench, requests: list[tuple[str, str]]) -> None:
    """Of reads of dashboards, of their histories, and of writes."""
    assert not unequal(bench, asked(("GET", f"{BOARD}a"), ("GET", f"{BOARD}b"), ("GET", "/api/org")), 0)
    assert unequal(bench, asked(*requests), 0)


def test_what_was_asked_is_told_in_words() -> None:
    """The reads that do not grow with the dashboards by name."""
    told = requests_of("plan", asked(("GET", f"{BOARD}a"), ("GET", "/api/org"), ("POST", "/api/dashboards/db")))
    assert told == "plan: 1 reads of 1 dashboards, 1 writes, 1 other reads: /api/org"
