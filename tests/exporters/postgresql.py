"""A real PostgreSQL with some work behind it, and its exporter."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from tests.exporters.process import free_address, running
from tests.exporters.programs import program

_DATABASE = "shop"
_OTHER_HOLDS = "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = {other} AND granted)"
#: Each of two has what the other wants, and wants it once the other has its own: one of them has to be ended.
_EMBRACE = (
    "SET statement_timeout = '20s'",
    "BEGIN",
    "SELECT pg_advisory_xact_lock({own})",
    f"DO $$ BEGIN WHILE NOT {_OTHER_HOLDS} LOOP PERFORM pg_sleep(0.01); END LOOP; END $$",
    "SELECT pg_advisory_xact_lock({other})",
)
#: It would not run as the user that may do everything.
_OWNER = "postgres" if os.geteuid() == 0 else None


@attrs.frozen
class Postgresql:
    """A PostgreSQL that runs, at a socket in a folder."""

    folder: Path

    @property
    def source(self) -> str:
        """Where it is, as its clients are told."""
        return f"host={self.folder} user=postgres dbname={_DATABASE}"

    def tell(self, *statements: str, database: str = _DATABASE) -> bool:
        """Have it do something, each statement by itself; whether it did."""
        return subprocess.run(self._psql(database, *statements), check=False, capture_output=True).returncode == 0

    def work(self) -> None:
        """Commit, roll back, and end one of two clients that wait for each other."""
        pgbench = [program("pgbench"), *self._address, _DATABASE]
        subprocess.run([*pgbench, "--initialize", "--quiet"], check=True, capture_output=True)
        subprocess.run([*pgbench, "--transactions=50"], check=True, capture_output=True)
        assert self.tell("BEGIN", "DELETE FROM pgbench_history", "ROLLBACK")
        with self._client(*(part.format(own=1, other=2) for part in _EMBRACE)):
            self.tell(*(part.format(own=2, other=1) for part in _EMBRACE))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Have a client lock a table and then do nothing, until the block ends."""
        with self._client("BEGIN", "LOCK TABLE pgbench_accounts IN EXCLUSIVE MODE"):
            yield

    def _client(self, *statements: str) -> "subprocess.Popen[bytes]":
        """A client that stays until it is told no more."""
        command = [*self._psql(_DATABASE, *statements), "--file=-"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _psql(self, database: str, *statements: str) -> list[str]:
        command = [program("psql"), "--no-psqlrc", *self._address, database]
        return [*command, *(f"--command={each}" for each in statements)]

    @property
    def _address(self) -> tuple[str, ...]:
        return f"--host={self.folder}", "--username=postgres"


@contextmanager
def postgresql(home: Path) -> Iterator[Postgresql]:
    """A PostgreSQL that remembers its statements; `home` becomes its own."""
    server, data = Postgresql(home), home / "data"
    if _OWNER is not None:
        shutil.chown(home, _OWNER, _OWNER)
    made = ["initdb", f"--pgdata={data}", "--username=postgres", "--auth=trust", "--no-locale", "--no-sync"]
    with running(made, home / "initdb.log", user=_OWNER) as process:
        process.await_end()
    # Whoever may enter the folder may do everything, and nobody else finds it: it listens at no port.
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": home,
        "shared_preload_libraries": "pg_stat_statements",
        "deadlock_timeout": "10ms",
        "fsync": "off",
    }
    command = ["postgres", "-D", str(data), *(f"--{name}={value}" for name, value in settings.items())]
    with running(command, home / "postgres.log", user=_OWNER, end=signal.SIGINT) as process:
        process.await_that(lambda: server.tell(f"CREATE DATABASE {_DATABASE}", database="postgres"))
        assert server.tell("CREATE EXTENSION pg_stat_statements")
        yield server


@contextmanager
def exporter(server: Postgresql, home: Path) -> Iterator[str]:
    """The address of its exporter."""
    address, name = free_address(), "prometheus-postgres-exporter"
    # Those before 0.13 know no such collector.
    known = subprocess.run([program(name), "--help"], check=False, capture_output=True).stderr
    chosen = [flag for flag in ("--collector.stat_statements",) if flag.encode() in known]
    source = {"DATA_SOURCE_NAME": server.source}
    command = [name, f"--web.listen-address={address}", *chosen]
    with running(command, home / "postgres-exporter.log", environment=source) as process:
        process.await_address(address)
        yield address
