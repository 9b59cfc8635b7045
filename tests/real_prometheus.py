"""A real Prometheus that holds made-up samples."""

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BINARY, TOOL = shutil.which("prometheus"), shutil.which("promtool")
# promtool writes a block for every two hours otherwise, one after the other.
_BLOCK = "--max-block-duration=240h"
_LISTENING = re.compile(r'msg="Listening on" address=(\S+)')


@contextmanager
def holding(samples: str, folder: Path) -> Iterator[str]:
    """The address of a Prometheus with these samples, in OpenMetrics, below a folder of its own."""
    if BINARY is None or TOOL is None:
        pytest.skip("prometheus is not installed (Debian package prometheus)")
    (folder / "samples.txt").write_text(samples)
    fill(folder / "samples.txt", folder)
    with serving(folder) as url:
        yield url


def fill(samples: Path, folder: Path) -> None:
    """Make blocks of a file in OpenMetrics, for the Prometheus of a folder."""
    assert TOOL is not None
    command = [TOOL, "tsdb", "create-blocks-from", _BLOCK, "openmetrics", str(samples), str(folder / "data")]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a Prometheus with the blocks of a folder, which scrapes nothing."""
    assert BINARY is not None
    (folder / "prometheus.yml").write_text("")
    command = [
        *(BINARY, f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}"),
        *("--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:0"),
    ]
    log = folder / "log"
    with log.open("wb") as words, subprocess.Popen(command, stdout=words, stderr=words) as process:
        try:
            url = f"http://{_address(process, log)}"
            await_ready(f"{url}/-/ready")
            yield url
        finally:
            process.terminate()


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Where it listens, as it says itself: another process may take a port that was only looked for."""
    while process.poll() is None:
        if found := _LISTENING.search(log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    pytest.fail(f"prometheus has ended:\n{log.read_text(encoding='utf-8')}")


def await_ready(url: str) -> None:
    """Until it answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=1).close()  # noqa: S310  # of this machine
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nothing answers at {url}")
