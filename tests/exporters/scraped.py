"""A real Prometheus that scrapes real exporters."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import attrs

from tests.gallery.prometheus import prometheus

_PATIENCE = 30


@attrs.frozen(kw_only=True)
class Series:
    """A series of an answer: its labels, and its value now."""

    labels: Mapping[str, str]
    value: float


@attrs.frozen
class Scraped:
    """A Prometheus, and what it knows of its targets."""

    url: str

    def ask(self, expr: str) -> list[Series]:
        """What it answers now."""
        found = self._get("query", query=expr)["result"]
        return [Series(labels=each["metric"], value=float(each["value"][1])) for each in found]

    def version(self, exporter: str) -> tuple[int, ...]:
        """The version that an exporter says it has."""
        (build,) = {each.labels["version"] for each in self.ask(f"{exporter}_exporter_build_info")}
        # Debian adds its own number behind a dash.
        return tuple(int(part) for part in build.partition("-")[0].split("."))

    def wait(self, targets: int, scrapes: int) -> None:
        """Until it has scraped all targets so often from now on."""
        since, end = time.time(), time.monotonic() + _PATIENCE
        while True:
            # It takes five seconds to begin.
            window = f"{int(time.time() - since) + 1}s"
            enough = f"up == 1 and sum_over_time(up[{window}]) >= {scrapes}"
            if len(self.ask(enough)) == targets:
                return
            assert time.monotonic() < end, f"not scraped: {self._get('targets')['activeTargets']}"
            time.sleep(0.2)

    def _get(self, what: str, **parameters: str) -> Any:
        address = f"{self.url}/api/v1/{what}?{urlencode(parameters)}"
        with urlopen(address, timeout=10) as answer:  # noqa: S310  # our own
            return json.load(answer)["data"]


@contextmanager
def scraping(home: Path, jobs: Mapping[str, Sequence[str]]) -> Iterator[Scraped]:
    """A Prometheus that scrapes the addresses of some jobs, and itself, each second."""
    itself = home / "itself.json"
    config = {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
        "scrape_configs": [
            *({"job_name": job, "static_configs": [{"targets": list(targets)}]} for job, targets in jobs.items()),
            {"job_name": "prometheus", "file_sd_configs": [{"files": [str(itself)]}]},
        ],
    }
    with prometheus(home, config) as server:
        # Where it listens is known once it does.
        itself.write_text(json.dumps([{"targets": [server.url.removeprefix("http://")]}]), encoding="utf-8")
        yield Scraped(server.url)
