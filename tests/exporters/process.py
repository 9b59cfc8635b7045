"""A process that runs while a test does, and is ended by its id."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from tests.exporters.programs import program

_PATIENCE = 20


@attrs.frozen
class Process:
    """A process that runs, and where it writes what it has to say."""

    popen: "subprocess.Popen[bytes]"
    log: Path

    def await_that(self, ready: Callable[[], bool]) -> None:
        """Until it is ready."""
        end = time.monotonic() + _PATIENCE
        while not ready():
            late = time.monotonic() > end
            assert self.popen.poll() is None, f"it has ended:\n{self.log.read_text(encoding='utf-8')}"
            assert not late, f"it is not ready:\n{self.log.read_text(encoding='utf-8')}"
            time.sleep(0.05)

    def await_end(self) -> None:
        """Until it has done what it was started for."""
        assert self.popen.wait(timeout=_PATIENCE) == 0, self.log.read_text(encoding="utf-8")

    def await_address(self, address: str) -> None:
        """Until somebody listens at an address."""
        self.await_that(lambda: _listens(*address.split(":")))


@contextmanager
def running(
    command: Sequence[str],
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    user: str | None = None,
    end: signal.Signals = signal.SIGTERM,
) -> Iterator[Process]:
    """Run a program, by its name and arguments, while the block runs."""
    name, *arguments = command
    with log.open("wb") as words:
        process = subprocess.Popen(
            [program(name), *arguments],
            stdout=words,
            stderr=words,
            env={**os.environ, **(environment or {})},
            user=user,
            group=user,
            extra_groups=None if user is None else (),
        )
    try:
        yield Process(process, log)
    finally:
        process.send_signal(end)  # nothing happens where it has ended
        try:
            process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def free_address() -> str:
    """An address of this machine that nobody listens at.

    Its port is none of those that the system chooses from: the tests of another process would be given it meanwhile.
    """
    addresses = (f"127.0.0.1:{port}" for port in range(20_000 + os.getpid() % 10_000, 32_000))
    return next(address for address in addresses if not _listens(*address.split(":")))


def _listens(host: str, port: str) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex((host, int(port))) == 0
