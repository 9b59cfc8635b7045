"""A real Redis that has too little memory, and its exporter."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from tests.exporters.process import free_address, running
from tests.exporters.programs import program

#: What it needs for itself, and room for some of the keys.
_MEMORY = "3mb"
_KEYS, _BYTES = 400, 10_000


@attrs.frozen
class Redis:
    """A Redis that runs, at a socket."""

    socket: Path

    def answers(self) -> bool:
        """Whether it does."""
        return self._tell("PING") == "PONG\n"

    def work(self) -> None:
        """Keep more than it has room for, ask for the keys, and for some that never were."""
        value = "x" * _BYTES
        kept = [f"SET key:{number} {value}" for number in range(_KEYS)]
        asked = [f"GET key:{number}" for number in range(2 * _KEYS)]
        self._tell(*kept, *asked)

    def _tell(self, *commands: str) -> str:
        told = subprocess.run(
            [program("redis-cli"), "-s", self.socket],
            input="\n".join(commands),
            capture_output=True,
            text=True,
            check=False,
        )
        return told.stdout


@contextmanager
def redis(home: Path) -> Iterator[Redis]:
    """A Redis that throws away what it has no room for."""
    server = Redis(home / "redis.socket")
    limits = ["--maxmemory", _MEMORY, "--maxmemory-policy", "allkeys-lru"]
    nowhere = ["--port", "0", "--unixsocket", str(server.socket), "--save", "", "--dir", str(home)]
    with running(["redis-server", *nowhere, *limits], home / "redis.log") as process:
        process.await_that(server.answers)
        yield server


@contextmanager
def exporter(server: Redis, home: Path) -> Iterator[str]:
    """The address of its exporter."""
    address = free_address()
    command = ["prometheus-redis-exporter", f"-redis.addr=unix://{server.socket}", f"-web.listen-address={address}"]
    with running(command, home / "redis-exporter.log") as process:
        process.await_address(address)
        yield address
