"""The double of a Grafana in a process of its own, with delays, and what it was asked: `python -m bench.double R W`.

The delays are milliseconds of each read and each write. A line on its input is answered by one of JSON: the requests
since the last one by method and path, and the processor time until now.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time

import orjson

from bench.measure import ROOT

_MILLI = 1_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a server was asked; `cpu` is the processor time of its process since it began, in seconds."""

    requests: Mapping[tuple[str, str], int]
    cpu: float

    def of(self, method: str, path: str = "") -> dict[str, int]:
        """How often each path that begins like this was asked with a method."""
        found = self.requests.items()
        return {where: times for (its, where), times in found if its == method and where.startswith(path)}


class Double:
    """The double as who started it sees it; `url` is its address."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.url = self._line()

    def asked(self) -> Asked:
        """What it was asked since the last call."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        requests, cpu = orjson.loads(self._line())
        return Asked(requests={(method, path): times for method, path, times in requests}, cpu=cpu)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def double(read_ms: int, write_ms: int) -> Iterator[Double]:
    """An empty server, for as long as it is needed; raises CalledProcessError where it was asked what it cannot do."""
    command = (sys.executable, "-m", "bench.double", str(read_ms), str(write_ms))
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    # Leaving closes its input, which ends it.
    with process:
        yield Double(process)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def _serve(read_ms: int, write_ms: int) -> None:
    # Here, so that who only talks to it stays small.
    from grafmint.testing import Grafana

    with Grafana(read_delay=read_ms / _MILLI, write_delay=write_ms / _MILLI) as grafana:
        _say(grafana.url)
        for _ in sys.stdin:
            requests = Counter((request.method, request.path) for request in grafana.requests)
            grafana.forget_requests()
            told = [(method, path, times) for (method, path), times in requests.items()]
            _say(orjson.dumps((told, process_time())).decode())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve(*map(int, sys.argv[1:]))
