"""Simulation: a system made up of series and of what befalls them, for a Prometheus to scrape."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import attrs

from grafmint.errors import ModelError
from grafmint.suggest import hint
from grafmint.testing.simulator.exposition import Family, shown
from grafmint.testing.simulator.history import HISTORY
from grafmint.testing.simulator.incident import Incident
from grafmint.testing.simulator.labels import label_sets
from grafmint.testing.simulator.running import Running
from grafmint.testing.simulator.series import Histogram, Metric, Setting
from grafmint.testing.simulator.server import serving

_TARGET = {"job": "simulator", "instance": "simulator"}
#: The type of what may go down.
_FALLS = "gauge"
#: Before any history that somebody fills in.
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Simulation:
    """Series and incidents; the same `seed` gives the same numbers at the same times.

    Counters count `since` a moment: neither a restart nor another start lets them jump. Series that lack the labels of
    `target` have them, so that what is backfilled and what is scraped with `honor_labels` are the same series.
    `history` is how much of the past is written where nobody says how much.
    """

    series: Sequence[Metric]
    incidents: Sequence[Incident] = ()
    target: Mapping[str, str] = attrs.field(factory=lambda: dict(_TARGET))
    seed: int = 0
    since: datetime = _SINCE
    history: Mapping[str, str] = attrs.field(factory=lambda: dict(HISTORY))

    def __attrs_post_init__(self) -> None:
        _refuse_twins(self.series)
        for incident in self.incidents:
            _fits(incident, self.series)

    def run(self, *, start: float | None = None) -> Running:
        """The simulation from a start in seconds since 1970, by default now: that is what incidents count from."""
        begin, families = time.time() if start is None else start, dict[str, Family]()
        for metric in self.series:
            incidents = tuple(each for each in self.incidents if each.series == metric.name)
            setting = Setting(self.seed, begin, self.since.timestamp(), incidents)
            family = families.setdefault(metric.name, Family(metric.name, metric.type, metric.help))
            lines = (attrs.evolve(line, labels={**self.target, **line.labels}) for line in metric.lines(setting))
            families[metric.name] = family.with_lines(lines)
        return Running(begin, tuple(families.values()))

    @contextmanager
    def serve(
        self, *, port: int = 0, start: float | None = None, clock: Callable[[], float] = time.time
    ) -> Iterator[str]:
        """Let it be scraped while the block runs, at the address that is the value; port 0 is a free one."""
        running = self.run(start=clock() if start is None else start)
        with serving(lambda: running.exposition(clock()), port) as url:
            yield url

    def backfill(
        self, file: Path | str, *, history: Mapping[str, str] | None = None, start: float | None = None
    ) -> int:
        """Write the past before the start as OpenMetrics for promtool; how many samples it is.

        `history` is how far back it goes, and how far apart the samples are there.
        """
        return self.run(start=start).backfill(file, history=history or self.history)

    def replacing(self, *series: Metric) -> "Simulation":
        """The same with these series in the place of those of their names, and beside the others."""
        names = {metric.name for metric in series}
        return attrs.evolve(self, series=(*(each for each in self.series if each.name not in names), *series))


def _refuse_twins(series: Iterable[Metric]) -> None:
    types, seen = dict[str, str](), set[tuple[str, frozenset[tuple[str, str]]]]()
    for metric in series:
        if types.setdefault(metric.name, metric.type) != metric.type:
            raise ModelError(f"{metric.name!r} is {types[metric.name]} and {metric.type}", hint="give one another name")
        for labels in _sets(metric):
            one = (metric.name, frozenset(labels.items()))
            if one in seen:
                raise ModelError(f"{shown(metric.name, labels)} is there twice", hint="leave one of them out")
            seen.add(one)


def _fits(incident: Incident, series: Iterable[Metric]) -> None:
    named = [metric for metric in series if metric.name == incident.series]
    if not named:
        names = {metric.name for metric in series}
        raise ModelError(
            f"an incident is of {incident.series!r}, which is no series", hint=hint(incident.series, names)
        )
    if incident.slower is not None and not isinstance(named[0], Histogram):
        raise ModelError(f"{incident.series!r} is no histogram: nothing can be slower", hint="write factor= or value=")
    if named[0].type != _FALLS and min(incident.factor or 0, incident.value or 0) < 0:
        raise ModelError(f"{incident.series!r} is counted, and what is counted never falls", hint="write 0 or more")
    labels = {name for metric in named for name in metric.labels}
    unknown = next((name for name in incident.where if name not in labels), None)
    if unknown is not None:
        raise ModelError(f"{incident.series!r} has no label {unknown!r}", hint=hint(unknown, labels))
    every = [labels for metric in named for labels in _sets(metric)]
    if not any(map(incident.is_about, every)):
        known = {name: sorted({labels[name] for labels in every if name in labels}) for name in incident.where}
        words = "; ".join(f"{name} is {' or '.join(values)}" for name, values in known.items())
        raise ModelError(f"an incident is of no series of {incident.series!r}", hint=words)


def _sets(metric: Metric) -> Iterable[dict[str, str]]:
    return (labels for labels, _ in label_sets(metric.labels))
