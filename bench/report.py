"""The tables and the aims, as text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.measure import Samples, floor

MIB = 2**20
_MICRO = 1_000_000
_MILLI = 1_000


@dataclass(frozen=True, kw_only=True)
class Writer:
    """What writing the dashboards took a library."""

    name: str
    samples: Samples
    built: int


@dataclass(frozen=True, kw_only=True)
class SyncRow:
    """What one way to talk to a server took: seconds of each run, the peak of its process, the server's CPU seconds."""

    name: str
    seconds: Sequence[float]
    peak: int
    server: float | None


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A number that is to stay below its goal; above `limit` the benchmark fails."""

    name: str
    measured: float
    goal: float
    limit: float
    unit: str = "times"

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.measured <= self.goal

    @property
    def is_failed(self) -> bool:
        """Whether it is so far off that the benchmark fails."""
        return self.measured > self.limit

    def __str__(self) -> str:
        further = f", fails above {self.limit:.3g}" if self.limit != self.goal else ""
        mark = "✓" if self.is_met else "✗"
        return f"{mark} {self.name}: {self.measured:.3g} {self.unit} (at most {self.goal:.3g}{further})"


def writers_table(writers: Sequence[Writer], panels: int, reference: Writer) -> str:
    """What each library took, and that in proportion to the reference."""
    head = ("what", "wall s", "min to max", "ratio", "µs/panel", "CPU s", "CPU ratio", "peak MiB", "built MiB")
    return _table(head, (_writer_row(writer, panels, reference) for writer in writers))


def _writer_row(writer: Writer, panels: int, reference: Writer) -> tuple[str, ...]:
    samples = writer.samples
    least, greatest = samples.spread
    return (
        writer.name,
        f"{samples.wall:.3f}",
        f"{least:.3f} to {greatest:.3f}",
        f"{samples.wall / reference.samples.wall:.2f}",
        f"{samples.wall / panels * _MICRO:.0f}",
        f"{samples.cpu:.3f}",
        f"{samples.cpu / reference.samples.cpu:.2f}",
        _peak(samples),
        f"{writer.built / MIB:.1f}",
    )


def seconds_table(what: str, rows: Iterable[tuple[str, float]], queries: int) -> str:
    """Seconds in all and microseconds each."""
    body = ((name, f"{seconds:.3f}", f"{seconds / queries * _MICRO:.1f}") for name, seconds in rows)
    return _table((what, "s", "µs each"), body)


def start_table(rows: Iterable[tuple[str, Samples]], bare: Samples) -> str:
    """Whole processes that do next to nothing."""
    body = (
        (
            name,
            f"{samples.wall * _MILLI:.0f}",
            f"{samples.cpu * _MILLI:.0f}",
            f"{(samples.cpu - bare.cpu) * _MILLI:.0f}",
            _peak(samples),
        )
        for name, samples in rows
    )
    return _table(("start-up", "wall ms", "CPU ms", "CPU over bare ms", "peak MiB"), body)


def sync_table(rows: Iterable[SyncRow], count: int) -> str:
    """What so many dashboards took."""
    body = (
        (
            row.name,
            f"{median(row.seconds):.3f}",
            f"{min(row.seconds):.3f} to {max(row.seconds):.3f}",
            f"{count / median(row.seconds):.0f}",
            _shown(row.peak),
            "" if row.server is None else f"{row.server:.2f}",
        )
        for row in rows
    )
    return _table(("what", "s", "min to max", "dashboards/s", "peak MiB", "server's CPU s"), body)


def _peak(samples: Samples) -> str:
    return _shown(samples.peak)


def _shown(peak: int) -> str:
    shown = f"{peak / MIB:.1f}"
    return shown if peak > floor() else f"< {shown}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    body = list(rows)
    widths = [max(len(row[column]) for row in (head, *body)) for column in range(len(head))]
    rule = tuple("-" * width for width in widths)
    return "".join(_lines((head, rule, *body), widths))


def _lines(rows: Iterable[tuple[str, ...]], widths: list[int]) -> Iterator[str]:
    for name, *numbers in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        yield f"| {name.ljust(widths[0])} | {' | '.join(cells)} |\n"
