"""`make bench`: grafmint beside its peers and the limits of Python; exits with 1 when an aim fails.

Every figure is the median of whole processes that take turns, so that a machine that slows down slows all of them.
"""

import argparse
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, rmtree
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from bench.measure import ROOT, Sample, Samples, run_python
from bench.report import MIB, Aim, Writer, seconds_table, start_table, writers_table
from bench.spec import PANELS

DEFAULT_RUNS, DASHBOARDS, LARGE, QUICK = 7, 200, 2000, 4
#: Starting up is short and scatters: it is measured that many times as often.
STARTS = 3
QUERIES_PER_PANEL = 2

PLAIN, COMPILE, BUILD = "plain dicts + orjson", "grafmint, compiled to files", "grafmint build, check included"
SDK, GRAFANALIB = "grafana-foundation-sdk", "grafanalib"
CHECK, PARSE = "grafmint's check, every rule", "bare promql_parser.parse"
BARE, CLICK, HELP = "python -c pass", "import click", "grafmint --help"
TYPICAL, CORE, ORIGINAL = "import a module of dashboards", "import grafanalib.core", "import the Foundation SDK's"

PROJECT = """\
[project]
name = "bench"
modules = ["fleet"]
values = "fleet:Values"

[datasources]
prometheus = "prometheus"
"""
LOCAL = """
[env.local]
directory = ".grafmint/local"
datasources = {{ prometheus = "prometheus" }}
values = {{ services = {services} }}
"""

STARTUPS = {
    BARE: ("-c", "pass"),
    CLICK: ("-c", "import click"),
    HELP: ("-m", "grafmint", "--help"),
    TYPICAL: ("-c", "import bench.typical"),
    CORE: ("-c", "import grafanalib.core"),
    ORIGINAL: ("-c", "from grafana_foundation_sdk.builders import dashboard, gauge, stat, table, timeseries"),
}


@dataclass(frozen=True)
class Bench:
    """A folder to work in, and how many dashboards are written in it."""

    work: Path
    count: int

    @property
    def panels(self) -> int:
        """How many panels that makes."""
        return self.count * PANELS

    @property
    def project(self) -> Path:
        """The folder of grafmint's project."""
        return self.work / f"project-{self.count}"

    def prepare(self) -> None:
        """Make grafmint's project for so many dashboards."""
        self.project.mkdir()
        copy(ROOT / "bench" / "writers" / "fleet.py", self.project)
        (self.project / "grafmint.toml").write_text(PROJECT + LOCAL.format(services=self.count), encoding="utf-8")

    def writers(self) -> Mapping[str, Callable[[Path], tuple[str, ...]]]:
        """The arguments that make Python write the dashboards into a folder."""
        project, config, count = str(self.project), str(self.project / "grafmint.toml"), str(self.count)
        return {
            PLAIN: lambda out: ("-m", "bench.writers.plain", str(out), count),
            COMPILE: lambda out: ("-m", "bench.writers.grafmint_files", project, str(out)),
            BUILD: lambda out: ("-m", "grafmint", "build", "--config", config, "--out", str(out)),
            SDK: lambda out: ("-m", "bench.writers.foundation_sdk", str(out), count),
            GRAFANALIB: lambda out: ("-m", "bench.writers.with_grafanalib", str(out), count),
        }

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """An empty folder to write into, gone afterwards: grafmint does not write what is there already."""
        folder = self.work / "out"
        folder.mkdir()
        try:
            yield folder
        finally:
            rmtree(folder)

    def run(self, *arguments: str) -> Sample:
        """One process."""
        return run_python(*arguments, bytecode=self.work / "bytecode")

    def equal_work(self) -> dict[str, int]:
        """The bytes of dashboards that each writer makes, who have warmed up by it; ends when they differ."""
        outputs: dict[str, Path] = {}
        for index, (name, arguments) in enumerate(self.writers().items()):
            outputs[name] = self.work / f"{index} {name}"
            outputs[name].mkdir()
            self.run(*arguments(outputs[name]))
        panels = int(self.run("-m", "bench.compare", *map(str, outputs.values())).said)
        if panels != self.panels:
            sys.exit(f"not the same work: {panels} panels instead of {self.panels}")
        built = {name: built_bytes(output) for name, output in outputs.items()}
        for output in outputs.values():
            rmtree(output)
        return built

    def write(self, name: str) -> Sample:
        """One writer's run."""
        with self.folder() as out:
            return self.run(*self.writers()[name](out))


def built_bytes(folder: Path) -> int:
    """The size of the dashboards below a folder; grafmint's manifest is not among them."""
    return sum(path.stat().st_size for path in folder.rglob("*.json") if not path.name.startswith("grafmint."))


def measured(bench: Bench, runs: int) -> dict[str, Samples]:
    """Everything, by turns; the writers are warm already."""
    actions: dict[str, Callable[[], Sample]] = {
        **{name: lambda name=name: bench.write(name) for name in bench.writers()},  # type: ignore[misc]
        CHECK: lambda: bench.run("-m", "bench.promql_seconds", "check", str(bench.project)),
        PARSE: lambda: bench.run("-m", "bench.promql_seconds", "parse", str(bench.count)),
    }
    found: dict[str, list[Sample]] = {name: [] for name in (*actions, *STARTUPS)}
    for arguments in STARTUPS.values():
        bench.run(*arguments)
    for number in range(runs):
        say(f"run {number + 1} of {runs}\n")
        for name, action in actions.items():
            found[name].append(action())
        for _ in range(STARTS):
            for name, arguments in STARTUPS.items():
                found[name].append(bench.run(*arguments))
    return {name: Samples(tuple(samples)) for name, samples in found.items()}


def memory_aims(bench: Bench, samples: Mapping[str, Samples], built: int) -> Iterator[Aim]:
    """What the two ways to build may take at most."""
    for name in (COMPILE, BUILD):
        most = (64 * MIB + 1.5 * built) / MIB
        label = f"peak memory at {bench.count} dashboards, {name}"
        yield Aim(name=label, measured=samples[name].peak / MIB, goal=most, limit=most, unit="MiB")


def aims(samples: Mapping[str, Samples]) -> Iterator[Aim]:
    """The aims of time."""
    bare = samples[BARE].cpu
    yield Aim(
        name="compiled to files, of the Foundation SDK's wall time",
        measured=samples[COMPILE].wall / samples[SDK].wall,
        goal=1 / 3,
        limit=1 / 2,
    )
    yield Aim(
        name="check, of the bare parse of the same queries",
        measured=samples[CHECK].said / samples[PARSE].said,
        goal=3,
        limit=3,
    )
    yield Aim(
        name="grafmint --help, of `import click`, wall time",
        measured=samples[HELP].wall / samples[CLICK].wall,
        goal=1.5,
        limit=1.5,
    )
    yield Aim(
        name="importing a module of dashboards, of `import grafanalib.core`, CPU over bare Python",
        measured=(samples[TYPICAL].cpu - bare) / (samples[CORE].cpu - bare),
        goal=1,
        limit=1,
    )


def report(bench: Bench, samples: Mapping[str, Samples], built: Mapping[str, int]) -> str:
    """The tables."""
    writers = {name: Writer(name=name, samples=samples[name], built=built[name]) for name in bench.writers()}
    promql = [(name, samples[name].said) for name in (CHECK, PARSE)]
    queries = bench.panels * QUERIES_PER_PANEL
    tables = (
        writers_table(tuple(writers.values()), bench.panels, writers[SDK]),
        seconds_table(f"{queries} distinct queries, in the process", promql, queries),
        start_table([(name, samples[name]) for name in STARTUPS], samples[BARE]),
    )
    runs = len(samples[SDK].runs)
    return (
        f"{bench.count} dashboards of {PANELS} panels with {QUERIES_PER_PANEL} queries, "
        f"Python {platform.python_version()}, {platform.machine()}, median of {runs}\n\n" + "\n".join(tables)
    )


def say(text: str) -> None:
    """Progress, which is no result."""
    sys.stderr.write(text)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="bench/run.py",
        description="grafmint beside its peers, in one run.",
        epilog="Files go to a temporary folder; TMPDIR chooses the disk, whose cost is the same for all writers.",
    )
    parser.add_argument("--runs", type=int, default=DEFAULT_RUNS, help="runs of each process (default: %(default)s)")
    parser.add_argument(
        "--quick", action="store_true", help="few dashboards, one run, no aims: only whether the work is the same"
    )
    return parser.parse_args()


def main() -> int:
    """Measure, print, judge."""
    asked = options()
    with TemporaryDirectory(prefix="grafmint-bench-") as folder:
        bench = Bench(Path(folder), QUICK if asked.quick else DASHBOARDS)
        bench.prepare()
        say("the same work?\n")
        built = bench.equal_work()
        samples = measured(bench, 1 if asked.quick else asked.runs)
        sys.stdout.write(report(bench, samples, built) + "\n")
        if asked.quick:
            return 0
        judged = [*aims(samples), *memory_aims(bench, samples, built[COMPILE])]
        say(f"{LARGE} dashboards, once\n")
        large = Bench(Path(folder), LARGE)
        large.prepare()
        once = {name: Samples((large.write(name),)) for name in (COMPILE, BUILD)}
        judged += memory_aims(large, once, built[COMPILE] * LARGE // DASHBOARDS)
    sys.stdout.writelines(f"{aim}\n" for aim in judged)
    return int(any(aim.is_failed for aim in judged))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CalledProcessError as error:
        sys.exit(str(error))
