"""The programs that these tests start, and the Debian packages that have them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

PACKAGES = {
    "prometheus": "prometheus",
    "prometheus-node-exporter": "prometheus-node-exporter",
    "prometheus-postgres-exporter": "prometheus-postgres-exporter",
    "prometheus-redis-exporter": "prometheus-redis-exporter",
    "initdb": "postgresql",
    "postgres": "postgresql",
    "pgbench": "postgresql",
    "psql": "postgresql",
    "redis-server": "redis-server",
    "redis-cli": "redis-server",
}
_SERVERS = Path("/usr/lib/postgresql")


def program(name: str) -> str:
    """Where a program is; its name where it is nowhere, which `lacking` says before."""
    return _found(name) or name


def lacking() -> list[str]:
    """The packages of the programs that are not there."""
    return sorted({package for name, package in PACKAGES.items() if _found(name) is None})


def _found(name: str) -> str | None:
    # Debian has the programs of each major version of PostgreSQL in a folder of its own, and only wrappers in the path.
    return shutil.which(name, path=os.pathsep.join(_servers())) or shutil.which(name)


def _servers() -> Iterator[str]:
    versions = [path for path in _SERVERS.glob("*/bin") if path.parent.name.isdecimal()]
    yield from map(str, sorted(versions, key=lambda path: int(path.parent.name), reverse=True))
