"""Targets: whether what a Prometheus scrapes answers, each instance of the one job that it is of."""

from collections.abc import Iterator

from grafmint.testing.simulator.labels import Labels, values_of
from grafmint.testing.simulator.series import Gauge
from grafmint.testing.simulator.wanted import TARGETS

_JOB, _INSTANCE = "job", "instance"
_PORTS = {"node": 9100, "node-exporter": 9100, "postgresql": 9187, "redis": 9121, "blackbox": 9115, "prometheus": 9090}
_PORT = 8080


def targets(labels: Labels) -> Iterator[Gauge]:
    """Two instances of each job, named after it; as the labels are where queries ask for neither."""
    if not {_JOB, _INSTANCE} <= set(labels):
        yield Gauge(TARGETS, 1, labels=labels)
        return
    for job in values_of(labels[_JOB]):
        port = _PORTS.get(job, _PORT)
        yield Gauge(
            TARGETS, 1, labels={**labels, _JOB: job, _INSTANCE: [f"{job}-{number}:{port}" for number in (1, 2)]}
        )
