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
