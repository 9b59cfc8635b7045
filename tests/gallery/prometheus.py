"""A real Prometheus on loopback, and what it says that fires.

Source: https://prometheus.io/docs/prometheus/latest/querying/api/#alerts
"""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import attrs
import yaml

from grafmint.bundle import Bundle
from grafmint.output import content_of, path_of

_ADDRESS = re.compile(r'msg="Listening on" address=(\S+)')
_READY = "Server is ready to receive web requests"


@attrs.frozen
class Prometheus:
    """A Prometheus that runs."""

    url: str

    def firing(self) -> list[Mapping[str, str]]:
        """The labels of the alerts that fire now."""
        return [one["labels"] for one in self._ask("alerts")["alerts"] if one["state"] == "firing"]

    def faults(self) -> list[str]:
        """What kept rules from being evaluated."""
        rules = [rule for group in self._ask("rules")["groups"] for rule in group["rules"]]
        return [rule["lastError"] for rule in rules if rule.get("lastError")]

    def _ask(self, what: str) -> Any:
        with urlopen(f"{self.url}/api/v1/{what}", timeout=10) as answer:  # noqa: S310  # our own address
            return json.load(answer)["data"]


@contextmanager
def prometheus(home: Path, config: Mapping[str, Any]) -> Iterator[Prometheus]:
    """Run a Prometheus with a configuration, its data in `home`, while the block runs."""
    file, log = home / "prometheus.yml", home / "log"
    file.write_text(json.dumps(config), encoding="utf-8")
    with log.open("wb") as words:
        process = subprocess.Popen(
            [  # noqa: S607  # wherever it is
                "prometheus",
                f"--config.file={file}",
                f"--storage.tsdb.path={home / 'data'}",
                "--web.listen-address=127.0.0.1:0",
            ],
            stdout=words,
            stderr=words,
        )
    try:
        yield Prometheus(f"http://{_address(process, log)}")
    finally:
        process.terminate()
        process.wait(timeout=20)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Where it listens, once it is ready: it says both."""
    while process.poll() is None:
        words = log.read_text(encoding="utf-8")
        found = _ADDRESS.search(words)
        if found and _READY in words:
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"prometheus has ended:\n{log.read_text(encoding='utf-8')}")


def rule_files(bundle: Bundle, home: Path) -> list[str]:
    """The files of rules of a bundle, evaluated each second and without their pending periods."""
    files = []
    for entry in bundle.of("prometheus-rules"):
        file = home / path_of(entry)
        file.parent.mkdir(exist_ok=True)
        content = yaml.safe_load(content_of(entry))
        for group in content["groups"]:
            group["interval"] = "1s"
            for rule in group["rules"]:
                if "for" in rule:
                    rule["for"] = "1s"
        file.write_text(yaml.safe_dump(content), encoding="utf-8")
        files.append(str(file))
    return files
