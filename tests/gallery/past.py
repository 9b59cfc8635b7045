"""Past: a real Prometheus that holds what a system has gone through, with what its rules made of it."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grafmint.bundle import Bundle
from grafmint.testing import simulator as sim
from tests.real_prometheus import BINARY, TOOL, await_ready

from .evaluated import Evaluation

#: A month for the boards of one, a day and what it is compared with of the week before, and the last hours as often as
#: an exporter is scraped.
HISTORY = {"32d": "10m", "8d2h": "2m", "26h": "1m", "7h": "15s"}


@contextmanager
def holding_past(bundle: Bundle, simulation: sim.Simulation, home: Path, end: int) -> Iterator[str]:
    """The address of a Prometheus in which the simulation ended then, and the rules of the bundle were evaluated."""
    simulation.backfill(home / "samples.txt", history=HISTORY, start=end)
    _fill(home)
    # What reads recorded series finds them only once they are there; a Prometheus looks for blocks when it begins.
    with _running(home) as url:
        recorded = Evaluation(bundle, url, end).recorded(dependent=False)
    _fill(home, recorded)
    with _running(home) as url:
        recorded = Evaluation(bundle, url, end).recorded(dependent=True)
    _fill(home, recorded)
    with _running(home) as url:
        alerts = Evaluation(bundle, url, end).alerts()
    _fill(home, alerts)
    with _running(home) as url:
        yield url


def _fill(home: Path, exposition: str | None = None) -> None:
    """Make blocks of what has been written; nothing of an exposition without samples."""
    assert TOOL is not None
    samples = home / "samples.txt"
    if exposition is not None:
        samples.write_text(exposition, encoding="utf-8")
    if exposition is None or exposition.count("\n") > 1:
        fill = [TOOL, "tsdb", "create-blocks-from", "--max-block-duration=240h", "openmetrics"]
        subprocess.run([*fill, str(samples), str(home / "data")], check=True, capture_output=True)
    samples.unlink()


@contextmanager
def _running(home: Path) -> Iterator[str]:
    assert BINARY is not None
    (home / "prometheus.yml").write_text("", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        *(BINARY, f"--config.file={home / 'prometheus.yml'}", f"--storage.tsdb.path={home / 'data'}"),
        *("--storage.tsdb.retention.time=100y", f"--web.listen-address={address}", "--log.level=error"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            await_ready(f"http://{address}/-/ready")
            yield f"http://{address}"
        finally:
            process.terminate()
