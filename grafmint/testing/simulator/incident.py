"""Incident: for a time, some series are not what they usually are."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from grafmint.errors import ModelError
from grafmint.testing.simulator.curve import Curve, Flat, Scaled
from grafmint.testing.simulator.during import During
from grafmint.testing.simulator.latency import Latency, Slower
from grafmint.testing.simulator.seconds import offset, seconds


@attrs.frozen(kw_only=True)
class Incident:
    """From `at` after the start (`-2h`: before it) and as long as it `lasts`, series of a metric are other than usual.

    `where` are labels of those that it is about. `factor` multiplies their value or rate, `value` stands in its place,
    `slower` multiplies what a histogram measures.
    """

    series: str
    at: str
    lasts: str
    where: Mapping[str, str | Sequence[str]] = attrs.field(factory=dict)
    factor: float | None = None
    value: float | None = None
    slower: float | None = None

    def __attrs_post_init__(self) -> None:
        if [self.factor, self.value, self.slower].count(None) != 2:  # noqa: PLR2004  # one of three is given
            raise ModelError(
                f"the incident of {self.series!r} needs one of factor, value and slower",
                hint="write two incidents for two of them",
            )
        if self.slower is not None and self.slower <= 0:
            raise ModelError(f"slower={self.slower:g} of {self.series!r} is not above 0", hint="write 5 for five times")
        seconds(self.lasts, "lasts")
        offset(self.at, "at")

    def is_about(self, labels: Mapping[str, str]) -> bool:
        """Whether a series with these labels is touched."""
        return all(
            labels.get(name) in ([wanted] if isinstance(wanted, str) else wanted) for name, wanted in self.where.items()
        )

    def span(self, start: float) -> tuple[float, float]:
        """When it begins and ends, in a simulation that starts then."""
        begin = start + offset(self.at, "at")
        return begin, begin + seconds(self.lasts, "lasts")


def touched(curve: Curve, incidents: Iterable[Incident], start: float) -> Curve:
    """A value or rate with what befalls it; of two at a time the second one goes by what the first one has left."""
    for incident in incidents:
        if incident.factor is not None:
            curve = During(curve, Scaled(curve, incident.factor), *incident.span(start))
        elif incident.value is not None:
            curve = During(curve, Flat(incident.value), *incident.span(start))
    return curve


def slowed(rate: Curve, latency: Latency, bound: float | None, incidents: Sequence[Incident], start: float) -> Curve:
    """How many are at most as large as the bound in a second, or without one how large all are together.

    Two that are slower at a time are slower by both.
    """
    curve: Curve = Scaled(rate, latency.mean if bound is None else latency.share(bound))
    for index, incident in enumerate(incidents):
        if incident.slower is not None:
            # What an earlier one does goes on inside.
            other = slowed(rate, Slower(latency, incident.slower), bound, incidents[:index], start)
            curve = During(curve, other, *incident.span(start))
    return curve
