"""A real Prometheus that remembers days of made-up load."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.data_sources.test_prometheus import await_ready

BINARY, TOOL = shutil.which("prometheus"), shutil.which("promtool")
_DAY, _MINUTE = 86_400, 60
# Longer than the history: promtool writes a block for every two hours of it otherwise, one after the other.
_BLOCK = "--max-block-duration=240h"


def _load(pod: str, age: int) -> float:
    """Each day it is high for ten minutes, six hours before the end; in pod b on every second day even more."""
    day, second = divmod(age, _DAY)
    is_high = _DAY // 4 <= second < _DAY // 4 + 10 * _MINUTE
    return (5 if pod == "b" and day % 2 == 0 else 2) if is_high else 1


@contextmanager
def remembering(folder: Path, end: int) -> Iterator[str]:
    """The address of a Prometheus with eight days of `load` in the pods a and b; `end` is in seconds."""
    if BINARY is None or TOOL is None:
        pytest.skip("prometheus is not installed (Debian package prometheus)")
    times = range(end - 8 * _DAY, end + 1, _MINUTE)
    lines = [f'load{{pod="{pod}"}} {_load(pod, end - at)} {at}' for pod in ("a", "b") for at in times]
    (folder / "samples.txt").write_text("\n".join(["# TYPE load gauge", *lines, "# EOF", ""]))
    (folder / "prometheus.yml").write_text("")
    fill = [TOOL, "tsdb", "create-blocks-from", _BLOCK, "openmetrics"]
    subprocess.run([*fill, str(folder / "samples.txt"), str(folder / "data")], check=True, capture_output=True)
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
