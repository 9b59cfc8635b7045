"""A real Prometheus that holds the past of a simulation and scrapes what it is now."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import attrs

from grafmint.testing import simulator as sim
from tests.gallery.prometheus import prometheus
from tests.real_prometheus import fill

_PATIENCE = 20


@attrs.frozen
class Asked:
    """What is asked of the Prometheus, and the simulation that it has been told of."""

    url: str
    running: sim.Running

    def instant(self, expr: str, time: float | None = None) -> list[tuple[dict[str, str], Any]]:
        """The labels of each series, and what it has: a value, or the samples of a range."""
        found = self._ask("query", {"query": expr, **({} if time is None else {"time": time})})
        return [(each["metric"], each.get("values") or float(each["value"][1])) for each in found]

    def span(self, expr: str, start: float, end: float, step: float) -> list[tuple[float, float]]:
        """The times and values of the only series of an answer."""
        (one,) = self._ask("query_range", {"query": expr, "start": start, "end": end, "step": step})
        return [(float(at), float(value)) for at, value in one["values"]]

    def wait(self, scrapes: int) -> None:
        """Until it has scraped so often; it takes five seconds to begin."""
        end = time.monotonic() + _PATIENCE
        while not self.instant(f"count_over_time(scrape_samples_scraped[1m]) >= {scrapes}"):
            assert time.monotonic() < end, "nothing is scraped"
            time.sleep(0.1)

    def _ask(self, what: str, parameters: Mapping[str, Any]) -> Any:
        address = f"{self.url}/api/v1/{what}?{urlencode(parameters)}"
        with urlopen(address, timeout=10) as answer:  # noqa: S310  # our own
            return json.load(answer)["data"]["result"]


@contextmanager
def told(
    simulation: sim.Simulation,
    home: Path,
    history: Mapping[str, str],
    start: float | None = None,
    rules: Sequence[str] = (),
) -> Iterator[Asked]:
    """A Prometheus with this much past and files of rules, which scrapes four times a second while the block runs."""
    start = time.time() if start is None else start
    simulation.backfill(home / "past.txt", history=history, start=start)
    fill(home / "past.txt", home)
    with simulation.serve(start=start) as url:
        job = {"job_name": "simulator", "honor_labels": True, "static_configs": [{"targets": [url.split("/")[2]]}]}
        config = {
            "global": {"scrape_interval": "250ms", "scrape_timeout": "250ms"},
            "scrape_configs": [job],
            "rule_files": list(rules),
        }
        with prometheus(home, config) as server:
            yield Asked(server.url, simulation.run(start=start))
