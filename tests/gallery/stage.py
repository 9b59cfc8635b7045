"""Stage: what befell a system before its pictures were taken, and what the values of its labels are called."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from grafmint.bundle import Bundle
from grafmint.testing import simulator as sim
from grafmint.testing.simulator.labels import Labels
from grafmint.testing.simulator.series import Metric


@attrs.frozen(kw_only=True)
class Stage:
    """What a guess cannot know of a system; `environment` is the one whose boards are shown.

    `names` are values of labels, by what the names of metrics begin with; `series` stand in the place of guessed ones.
    `objective` is the uid of the one board of an SLO that stands for all of them, for they are alike.
    """

    environment: str
    names: Mapping[str, Labels]
    objective: str | None = None
    series: Sequence[Metric] = ()
    incidents: Sequence[sim.Incident] = ()

    def simulation(self, bundle: Bundle) -> sim.Simulation:
        """What the boards and alerts of a bundle ask for, by these names and with these incidents."""
        guess = sim.for_queries(bundle, series=self.series)
        return attrs.evolve(guess, series=tuple(map(self._named, guess.series)), incidents=tuple(self.incidents))

    def _named(self, metric: Metric) -> Metric:
        chosen = (labels for start, labels in self.names.items() if metric.name.startswith(start))
        known = {name: values for labels in chosen for name, values in labels.items() if name in metric.labels}
        if not known or metric in self.series or not isinstance(metric, sim.Gauge | sim.Counter | sim.Histogram):
            return metric
        return attrs.evolve(metric, labels={**metric.labels, **known})


def targets(jobs: Mapping[str, Sequence[str]]) -> Iterable[sim.Gauge]:
    """The `up` of jobs with their instances."""
    return (sim.Gauge("up", 1, labels={"job": job, "instance": instances}) for job, instances in jobs.items())


def counted(name: str, low: float, high: float) -> sim.Counter:
    """What people do, at night and at noon, so that the shares of two of them hardly change."""
    return sim.Counter(name, rate=sim.noisy(sim.daily(low=low, high=high), by=0.03))


def busy(instance: str, *, at: str, lasts: str) -> tuple[sim.Incident, ...]:
    """A host whose processors are hardly idle, and have more to do than they can."""
    where = {"instance": instance}
    return (
        sim.Incident(at=at, lasts=lasts, series="node_cpu_seconds_total", where={**where, "mode": "idle"}, factor=0.25),
        sim.Incident(at=at, lasts=lasts, series="node_load5", where=where, factor=2.2),
    )


def outage(
    where: Mapping[str, str], *, at: str = "-55m", lasts: str = "25m", failing: float = 150
) -> tuple[sim.Incident, ...]:
    """A service that answers slowly, and is failing so many times as often."""
    return (
        sim.Incident(
            at=at, lasts=lasts, series="http_requests_total", where={**where, "status": "500"}, factor=failing
        ),
        sim.Incident(at=at, lasts=lasts, series="http_request_duration_seconds", where=where, slower=4),
    )
