"""Exposition: series as text, for a scrape now or for a backfill of the past.

Sources: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
https://prometheus.io/docs/prometheus/latest/storage/#backfilling-from-openmetrics-format
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from grafmint.testing.simulator.series import Line

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@attrs.frozen
class Family:
    """The series of a name, each with its name and labels as text."""

    name: str
    type: str
    help: str = ""
    series: tuple[tuple[str, Line], ...] = ()

    def with_lines(self, lines: Iterable[Line]) -> "Family":
        """The same with more series."""
        return attrs.evolve(self, series=(*self.series, *((shown(line.name, line.labels), line) for line in lines)))


def scraped(families: Iterable[Family], time: float) -> Iterator[str]:
    """The lines of a scrape at a time."""
    for family in families:
        if family.help:
            yield f"# HELP {family.name} {_escaped(family.help)}\n"
        yield f"# TYPE {family.name} {family.type}\n"
        for text, line in family.series:
            yield f"{text} {line.curve.at(time)!r}\n"


def backfilled(families: Iterable[Family], times: Sequence[float]) -> Iterator[str]:
    """The lines of OpenMetrics over times; without types, which blocks do not hold."""
    for family in families:
        # What a histogram consists of is contiguous by its own names.
        for text, line in sorted(family.series, key=lambda each: each[1].name):
            yield "".join(f"{text} {line.curve.at(time)!r} {time:.3f}\n" for time in times)
    yield "# EOF\n"


def shown(name: str, labels: Mapping[str, str]) -> str:
    """A series as text: `up{job="web"}`."""
    inside = ",".join(f'{label}="{_quoted(value)}"' for label, value in labels.items())
    return f"{name}{{{inside}}}" if inside else name


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', r"\"")
