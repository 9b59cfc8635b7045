"""A simulation in a process of its own."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import orjson
import pytest
from click.testing import CliRunner

from grafmint.testing.simulator.__main__ import main

_FILE = """
from values import LENGTH
from grafmint.testing import simulator as sim

shop = sim.Simulation(series=[sim.Gauge("queue_length", LENGTH, labels={"queue": ["mail", "exports"]})])
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a simulation, and what it imports beside it."""
    (tmp_path / "shop.py").write_text(_FILE, encoding="utf-8")
    (tmp_path / "values.py").write_text("LENGTH = 7", encoding="utf-8")
    return tmp_path


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The command in a folder."""
    command = [sys.executable, "-m", "grafmint.testing.simulator", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=home, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        yield process


@pytest.mark.parametrize(("source", "end"), [("shop.py", "input"), ("shop:shop", "signal")])
def test_it_serves_until_it_is_told_to_stop(home: Path, source: str, end: str) -> None:
    """One line says where it is; the end of its input, or a signal, stops it without complaint."""
    with serving(home, source) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        said = orjson.loads(process.stdout.readline())
        assert said["series"] == 2
        with urlopen(said["url"], timeout=5) as page:  # noqa: S310  # our own
            assert page.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            assert b'queue="mail"} 7.0\n' in page.read()
        with pytest.raises(HTTPError, match="404") as caught:
            urlopen(said["url"].replace("metrics", "other"), timeout=5)  # noqa: S310
        caught.value.close()
        if end == "input":
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert process.stderr.read() == b""


def test_it_writes_the_past_first(home: Path) -> None:
    """Each stretch of history with its step, where the denser one begins the other one ends."""
    with serving(home, "shop.py", "--backfill", "past.txt", "--history", "1h=5m", "--history", "10m=1m") as process:
        process.communicate(timeout=10)
    lines = (home / "past.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "# EOF"
    times = [float(line.rpartition(" ")[2]) for line in lines if 'queue="mail"' in line]
    steps = [round(after - before) for before, after in pairwise(times)]
    assert steps.count(300) in {9, 10}
    assert steps[-8:] == [60] * 8
    assert len(times) * 2 == len(lines) - 1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("none.py", "there is no file none.py; write a file or MODULE:NAME"),
        ("values.py", "values.py has no Simulation named 'simulation'; it has none"),
        ("two.py", "two.py has no Simulation named 'simulation'; it has a, b"),
        ("shop:other", "shop:other has no Simulation named 'other'; it has shop"),
        ("nowhere:shop", "there is no module 'nowhere'"),
    ],
)
def test_what_is_no_simulation_is_told(home: Path, source: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what there is instead."""
    (home / "two.py").write_text(
        "from shop import shop as a\nimport attrs\nb = attrs.evolve(a, seed=1)", encoding="utf-8"
    )
    monkeypatch.chdir(home)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("shop", "values"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    ran = CliRunner().invoke(main, [source])
    assert ran.exit_code == 1
    assert words in ran.output
