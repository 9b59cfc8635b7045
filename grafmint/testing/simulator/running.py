"""Running: a simulation whose start is known, so that each series has a value at each time."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from grafmint.errors import UsageError
from grafmint.suggest import hint
from grafmint.testing.simulator.exposition import Family, backfilled, scraped, shown
from grafmint.testing.simulator.history import times_until
from grafmint.testing.simulator.series import Line


@attrs.frozen
class Running:
    """The series of a simulation that starts at a time; times are seconds since 1970."""

    start: float
    families: tuple[Family, ...] = attrs.field(repr=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every series."""
        return tuple(line for family in self.families for _, line in family.series)

    def value_at(self, time: float, name: str, labels: Mapping[str, str] | None = None) -> float:
        """The value of the one series with this name and these labels; raises UsageError unless there is one."""
        wanted = dict(labels or {})
        named = [line for line in self.lines if line.name == name]
        found = [line for line in named if wanted.items() <= line.labels.items()]
        if len(found) == 1:
            return found[0].curve.at(time)
        known = [shown(name, line.labels) for line in found or named] or {line.name for line in self.lines}
        count = "more than one" if found else "no"
        raise UsageError(f"{count} series fits {shown(name, wanted)}", hint=hint(shown(name, wanted), known))

    def exposition(self, time: float) -> str:
        """What a scrape at that time reads."""
        return "".join(scraped(self.families, time))

    def backfill(self, file: Path | str, *, history: Mapping[str, str]) -> int:
        """Write OpenMetrics up to the start, for `promtool tsdb create-blocks-from openmetrics`; how many samples.

        `history` is how far back it goes and how far apart the samples are there: `{"7d": "2m", "3h": "15s"}`.
        """
        times = times_until(self.start, history)
        with Path(file).open("w", encoding="utf-8") as text:
            text.writelines(backfilled(self.families, times))
        return len(self.lines) * len(times)
