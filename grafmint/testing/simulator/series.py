"""Series: what is measured, as users describe it: gauges, counters and histograms, each a product of labels."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import attrs

from grafmint.errors import ModelError
from grafmint.testing.simulator.curve import Curve, Grown, Scaled, Sum
from grafmint.testing.simulator.incident import Incident, slowed, touched
from grafmint.testing.simulator.labels import Labels, label_sets
from grafmint.testing.simulator.latency import Latency
from grafmint.testing.simulator.shape import Context, Shape, noisy, shape_of

#: The buckets of Prometheus' own clients.
#: Source: https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#pkg-variables
BUCKETS = ("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10")
_ALL = "+Inf"


@attrs.frozen
class Setting:
    """What series are made in: the seed of chance, the start, when counters began, and what befalls a metric."""

    seed: int
    start: float
    since: float
    incidents: tuple[Incident, ...] = ()

    def context(self, name: str, labels: dict[str, str], part: str = "") -> Context:
        """Whose chance it is: the same whatever other series there are."""
        shown = ",".join(f"{label}={value}" for label, value in sorted(labels.items()))
        return Context(key=f"{self.seed}/{name}/{shown}/{part}", start=self.start)

    def about(self, labels: dict[str, str]) -> tuple[Incident, ...]:
        """What befalls the series with these labels."""
        return tuple(each for each in self.incidents if each.is_about(labels))


class Valued(Protocol):
    """What has a value at each time."""

    def at(self, time: float) -> float:
        """The value at a time."""


@attrs.frozen
class _Rounded:
    """The nearest whole number."""

    value: Valued

    def at(self, time: float) -> float:
        return float(round(self.value.at(time)))


@attrs.frozen
class Line:
    """One series as it is scraped: its name and labels, and its value over time."""

    name: str
    labels: dict[str, str]
    curve: Valued


class Metric(Protocol):
    """Series with a name in common."""

    @property
    def name(self) -> str:
        """The name without what a histogram adds to it."""

    @property
    def labels(self) -> Labels:
        """What each label may be."""

    @property
    def help(self) -> str:
        """What it is, in words."""

    @property
    def type(self) -> str:
        """The type, in Prometheus' words."""

    def lines(self, setting: Setting) -> Iterator[Line]:
        """Its series."""


@attrs.frozen
class Gauge:
    """A value that goes up and down; a number is one that never changes.

    `whole` is what has no fraction: people, messages, connections.
    """

    name: str
    value: Shape = attrs.field(converter=shape_of)
    labels: Labels = attrs.field(factory=dict, kw_only=True)
    whole: bool = attrs.field(default=False, kw_only=True)
    help: str = attrs.field(default="", kw_only=True)
    type: str = attrs.field(default="gauge", init=False)

    def lines(self, setting: Setting) -> Iterator[Line]:
        """A series for each combination of labels."""
        for labels, factor in label_sets(self.labels):
            curve = Scaled(self.value.curve(setting.context(self.name, labels)), factor)
            value = touched(curve, setting.about(labels), setting.start)
            yield Line(self.name, labels, _Rounded(value) if self.whole else value)


@attrs.frozen
class Counter:
    """What is counted: `rate` a second for each combination of labels."""

    name: str
    rate: Shape = attrs.field(converter=shape_of)
    labels: Labels = attrs.field(factory=dict, kw_only=True)
    help: str = attrs.field(default="", kw_only=True)
    type: str = attrs.field(default="counter", init=False)

    def lines(self, setting: Setting) -> Iterator[Line]:
        """A series for each combination of labels."""
        for labels, factor in label_sets(self.labels):
            curve = Scaled(self.rate.curve(setting.context(self.name, labels)), factor)
            rate = touched(curve, setting.about(labels), setting.start)
            yield Line(self.name, labels, Grown(rate, setting.since))


@attrs.frozen
class Histogram:
    """How long things take, or how large they are: `rate` a second for each combination of labels, in buckets.

    `buckets` are upper bounds, in the letters that `le` has; +Inf is added.
    """

    name: str
    rate: Shape = attrs.field(converter=shape_of)
    latency: Latency
    labels: Labels = attrs.field(factory=dict, kw_only=True)
    buckets: Sequence[str] = attrs.field(default=BUCKETS, kw_only=True)
    help: str = attrs.field(default="", kw_only=True)
    type: str = attrs.field(default="histogram", init=False)

    def __attrs_post_init__(self) -> None:
        try:
            bounds = [float(bound) for bound in self.buckets]
        except ValueError as error:
            raise ModelError(f"a bucket of {self.name!r} is no number: {error}", hint="write such as '0.25'") from error
        if bounds != sorted(set(bounds)):
            raise ModelError(
                f"the buckets of {self.name!r} do not go up", hint="write each bound once, the least first"
            )

    def lines(self, setting: Setting) -> Iterator[Line]:
        """Buckets, sum and count of each combination of labels."""
        for labels, factor in label_sets(self.labels):
            for bound in (*(each for each in self.buckets if each != _ALL), _ALL):
                inside = {**labels, "le": bound}
                yield Line(f"{self.name}_bucket", inside, self._counted(setting, labels, factor, float(bound)))
            yield Line(f"{self.name}_sum", labels, self._counted(setting, labels, factor, None))
            yield Line(f"{self.name}_count", labels, self._counted(setting, labels, factor, float("inf")))

    def _counted(self, setting: Setting, labels: dict[str, str], factor: float, bound: float | None) -> Valued:
        latency = self.latency.of(setting.context(self.name, labels).key)
        incidents, parts, curves = setting.about(labels), latency.parts(), list[Curve]()
        for index, part in enumerate(parts):
            shape = noisy(self.rate, by=0.6) if len(parts) > 1 else self.rate
            curve = Scaled(shape.curve(setting.context(self.name, labels, str(index))), factor / len(parts))
            curves.append(slowed(touched(curve, incidents, setting.start), part, bound, incidents, setting.start))
        return Grown(Sum(tuple(curves)), setting.since)


def info(name: str, *, labels: Labels, help: str = "") -> Gauge:  # noqa: A002  # the name in Prometheus' text
    """A metric that is always 1, for what its labels say: a version, a commit."""
    return Gauge(name, 1.0, labels=labels, help=help)
