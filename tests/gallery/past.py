"""Past: a real Prometheus that holds what a system has gone through, with what its rules made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grafmint.bundle import Bundle
from grafmint.testing import simulator as sim
from tests.real_prometheus import fill, serving

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
    with serving(home) as url:
        recorded = Evaluation(bundle, url, end).recorded(dependent=False)
    _fill(home, recorded)
    with serving(home) as url:
        recorded = Evaluation(bundle, url, end).recorded(dependent=True)
    _fill(home, recorded)
    with serving(home) as url:
        alerts = Evaluation(bundle, url, end).alerts()
    _fill(home, alerts)
    with serving(home) as url:
        yield url


def _fill(home: Path, exposition: str | None = None) -> None:
    """Make blocks of what has been written; nothing of an exposition without samples."""
    samples = home / "samples.txt"
    if exposition is not None:
        samples.write_text(exposition, encoding="utf-8")
    if exposition is None or exposition.count("\n") > 1:
        fill(samples, home)
    samples.unlink()
