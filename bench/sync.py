"""`make bench-sync`: plan and sync beside the bare requests that they need; exits with 1 when an aim fails.

Every figure is of a process of its own, and they take turns. The server is the double with delays, in a process of its
own too; the bare saves go to another one, so that both do the same work. A real server on this machine can be measured
with `--url`, where the saves go to other uids.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from shutil import copy
from statistics import median
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from bench.double import Asked, Double, double
from bench.measure import ROOT, Sample, run_python
from bench.report import MIB, Aim, SyncRow, sync_table
from bench.run import PROJECT
from bench.spec import PANELS

DEFAULT_RUNS, DASHBOARDS, LARGE, QUICK = 3, 200, 2000, 4
READ_MS, WRITE_MS = 20, 100
#: What a plan or a sync may take of the bare requests that it needs.
MOST = 1.25
PASSWORD = "GRAFMINT_BENCH_PASSWORD"  # noqa: S105  # the name of a variable
BOARD = "/api/dashboards/uid/"

FIRST, GETS, PLAN = "first sync", "bare GETs", "plan, nothing changed"
POSTS, SYNC, BOTH = "bare POSTs", "sync, all changed", "bare GETs + bare POSTs"

ENVIRONMENT = """
[env.{name}]
url = "{url}"
user = "{user}"
password = {{ env = "{password}" }}
datasources = {{ prometheus = "prometheus" }}
values = {{ services = {count} }}
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where it is measured: the server, that of the twins, and who we are to them; a `double` counts requests."""

    server: str
    twins: str
    user: str
    password: str
    double: Double | None = None


@dataclass(frozen=True, kw_only=True)
class Bench:
    """So many dashboards at one place, and what was measured there; seconds are the processes' own."""

    work: Path
    count: int
    place: Place
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)

    def prepare(self) -> int:
        """Make grafmint's project; the bytes of its bundle."""
        self.work.mkdir()
        copy(ROOT / "bench" / "writers" / "fleet.py", self.work)
        place = self.place
        environments = (
            ENVIRONMENT.format(name=name, url=url, user=place.user, password=place.password, count=self.count)
            for name, url in (("server", place.server), ("twins", place.twins))
        )
        (self.work / "grafmint.toml").write_text(PROJECT + "".join(environments), encoding="utf-8")
        return int(self._run("build", 0).said)

    def measure(self, runs: int) -> None:
        """Fill the server, and then everything by turns; each save of all makes the next version."""
        say(f"{self.count} dashboards, first\n")
        self._take(FIRST, "sync", 0)
        self._run("posts", 0)
        for version in range(1, runs + 1):
            say(f"{self.count} dashboards, run {version} of {runs}\n")
            for name, what in ((GETS, "gets"), (PLAN, "plan"), (POSTS, "posts"), (SYNC, "sync")):
                self._take(name, what, version)

    def seconds(self, name: str) -> float:
        """The median of what a process said."""
        return median(float(sample.said) for sample in self.samples[name])

    def rows(self) -> Iterator[SyncRow]:
        """What the table shows."""
        for name, samples in self.samples.items():
            server = median(self.cpu[name]) if name in self.cpu else None
            peak = max(sample.peak for sample in samples)
            yield SyncRow(name=name, seconds=[float(sample.said) for sample in samples], peak=peak, server=server)

    def _take(self, name: str, what: str, version: int) -> None:
        before = self.place.double.asked().cpu if self.place.double else 0
        self.samples.setdefault(name, []).append(self._run(what, version))
        # The twins have a double of their own.
        if self.place.double and name != POSTS:
            self.asked[name] = self.place.double.asked()
            self.cpu.setdefault(name, []).append(self.asked[name].cpu - before)

    def _run(self, what: str, version: int) -> Sample:
        arguments = ("-m", "bench.sync_seconds", what, str(self.work), str(version))
        return run_python(*arguments, bytecode=self.work.parent / "bytecode")


def measured(work: Path, count: int, runs: int, place: Place | None) -> tuple[Bench, int]:
    """Everything at one place, or at doubles that are made for it; with the bytes of the bundle."""
    with ExitStack() as stack:
        if place is None:
            server, twins = (stack.enter_context(double(READ_MS, WRITE_MS)) for _ in range(2))
            os.environ[PASSWORD] = "admin"
            place = Place(server=server.url, twins=twins.url, user="admin", password=PASSWORD, double=server)
        bench = Bench(work=work / f"project-{count}", count=count, place=place)
        built = bench.prepare()
        bench.measure(runs)
    return bench, built


def report(bench: Bench, built: int) -> str:
    """The table, and what the server was asked."""
    head = (
        f"{bench.count} dashboards of {PANELS} panels, {built / MIB:.1f} MiB, Python {platform.python_version()}, "
        f"{platform.machine()}, median of {len(bench.samples[SYNC])}; {kind_of(bench.place)}\n"
    )
    lines = [head, sync_table(tuple(bench.rows()), bench.count)]
    lines += [requests_of(name, bench.asked[name]) for name in (PLAN, SYNC) if name in bench.asked]
    return "\n".join(lines)


def kind_of(place: Place) -> str:
    """What the figures are of."""
    return f"the double: reads {READ_MS} ms, writes {WRITE_MS} ms" if place.double else "a real server"


def requests_of(name: str, asked: Asked) -> str:
    """What a run asked for, in words."""
    reads = asked.of("GET", BOARD)
    others = [path for path, times in asked.of("GET").items() if path not in reads for _ in range(times)]
    return (
        f"{name}: {sum(reads.values())} reads of {len(reads)} dashboards, {writes_of(asked)} writes, "
        f"{len(others)} other reads: {', '.join(others)}"
    )


def writes_of(asked: Asked) -> int:
    """How many requests were no reads."""
    return sum(times for (method, _), times in asked.requests.items() if method != "GET")


def aims(bench: Bench) -> Iterator[Aim]:
    """The aims of time, and of requests where they were counted."""
    at = f"at {bench.count}"
    bare = {PLAN: bench.seconds(GETS), SYNC: bench.seconds(GETS) + bench.seconds(POSTS)}
    yield Aim(name=f"{PLAN}, of {GETS}, {at}", measured=bench.seconds(PLAN) / bare[PLAN], goal=MOST, limit=MOST)
    yield Aim(name=f"{SYNC}, of {BOTH}, {at}", measured=bench.seconds(SYNC) / bare[SYNC], goal=MOST, limit=MOST)
    for name, writes in ((PLAN, 0), (SYNC, bench.count)):
        if name in bench.asked:
            measured = len(unequal(bench, bench.asked[name], writes))
            label = f"{name}, {at}: dashboards that are not read once, and writes that are not {writes}"
            yield Aim(name=label, measured=measured, goal=0, limit=0, unit="of them")


def unequal(bench: Bench, asked: Asked, writes: int) -> list[str]:
    """What was asked too often or not often enough."""
    reads = asked.of("GET", BOARD)
    odd = [path for path, times in reads.items() if times != 1]
    other = abs(bench.count - len(reads))
    return odd + ["a dashboard"] * other + ["a write"] * abs(writes_of(asked) - writes)


def say(text: str) -> None:
    """Progress, which is no result."""
    sys.stderr.write(text)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench/sync.py", description="Plan and sync beside their bare requests.")
    parser.add_argument("--runs", type=int, default=DEFAULT_RUNS, help="runs of each process (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="few dashboards, one run, no aims")
    parser.add_argument("--url", type=loopback, help="a Grafana on this machine that has no dashboards, which it keeps")
    parser.add_argument("--user", default="admin", help="its user (default: %(default)s)")
    parser.add_argument("--password-env", default="GRAFANA_PASSWORD", help="the variable with the user's password")
    return parser.parse_args()


def loopback(url: str) -> str:
    """The address itself; the benchmark writes to no other machine."""
    host = urlsplit(url).hostname or ""
    try:
        is_here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise argparse.ArgumentTypeError(f"{url} is not on this machine")
    return url


def place_of(asked: argparse.Namespace) -> Place | None:
    """The real server, where one is named."""
    if asked.url is None:
        return None
    return Place(server=asked.url, twins=asked.url, user=asked.user, password=asked.password_env)


def main() -> int:
    """Measure, print, judge."""
    asked = options()
    place, judged = place_of(asked), list[Aim]()
    sizes = (QUICK,) if asked.quick else (DASHBOARDS,) if place else (DASHBOARDS, LARGE)
    with TemporaryDirectory(prefix="grafmint-bench-") as folder:
        for count in sizes:
            bench, built = measured(Path(folder), count, 1 if asked.quick else asked.runs, place)
            sys.stdout.write(report(bench, built) + "\n\n")
            judged += () if asked.quick else aims(bench)
    sys.stdout.writelines(f"{aim}\n" for aim in judged)
    return int(any(aim.is_failed for aim in judged))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CalledProcessError as error:
        sys.exit(str(error))
