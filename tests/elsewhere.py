"""The double of a Grafana in a process of its own, so that a test's process may fork."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import attrs


@attrs.frozen
class Elsewhere:
    """Where such a server answers, and the token that it takes."""

    url: str
    token: str

    def requests(self) -> dict[str, int]:
        """How many requests it was sent, by method."""
        with urlopen(f"{self.url}/double/requests") as answer:  # noqa: S310  # the double on this machine
            counts: dict[str, int] = json.load(answer)
        return counts


@contextmanager
def serving() -> Iterator[Elsewhere]:
    """Such a server, which ends with the block."""
    command = (sys.executable, "-m", "grafmint.testing")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield Elsewhere(said["url"], said["token"])
        process.stdin.close()
