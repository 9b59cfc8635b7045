"""A real Prometheus that holds made-up samples."""

import shutil
import socket
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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        *(BINARY, f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}"),
        *("--storage.tsdb.retention.time=100y", f"--web.listen-address={address}", "--log.level=error"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            await_ready(f"http://{address}/-/ready")
            yield f"http://{address}"
        finally:
            process.terminate()


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
