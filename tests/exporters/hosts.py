"""A host: this machine, as a real node exporter sees it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.exporters.process import free_address, running


@contextmanager
def exporter(home: Path) -> Iterator[str]:
    """The address of a node exporter."""
    address = free_address()
    # The other collectors are those of no board, and some of them ask services that a machine may not have.
    collectors = ("cpu", "diskstats", "filesystem", "loadavg", "meminfo", "netdev")
    chosen = ["--collector.disable-defaults", *(f"--collector.{name}" for name in collectors)]
    # That of Debian leaves the loopback device out, which others have and the boards leave out themselves.
    everything = "--collector.netdev.device-exclude="
    command = ["prometheus-node-exporter", f"--web.listen-address={address}", *chosen, everything]
    with running(command, home / f"node-{address}.log") as process:
        process.await_address(address)
        yield address


def disks() -> bool:
    """Whether this machine has a file system on a disk."""
    mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    return any(line.startswith("/dev/") for line in mounts)


def networks() -> bool:
    """Whether this machine has a network besides that to itself."""
    return any(name != "lo" for _, name in socket.if_nameindex())
