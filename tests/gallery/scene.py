"""Scene: what an alert of a system is tried on, as series of promtool, a sample a minute.

All scenes of a system can be played at once, for each has names of its own.
"""

from collections.abc import Mapping

import attrs

from systems.system import System
from tests.slo.tried import counter

Series = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Scene:
    """Half an hour in which `ill` should fire an alert, and then does not any more; `well` is close to it throughout.

    `labels` are those of the alert that fires, and `summary` is what it says.
    """

    alert: str
    ill: Series
    well: Series
    labels: Mapping[str, str]
    summary: str
    folder: str
    severity: str = "critical"
    silent: str = "4m"
    fires: str = "20m"
    ends: str = "50m"


@attrs.frozen(kw_only=True)
class Trial:
    """The scenes of one system; `engines` are an environment with rules in Grafana's form, and one with files.

    `beside` are the labels of what else fires rightly while the scenes are played, by its alert; `apart` are the alerts
    that have tests of their own.
    """

    system: System
    engines: tuple[str, str]
    scenes: tuple[Scene, ...]
    beside: Mapping[str, tuple[Mapping[str, str], ...]] = attrs.field(factory=dict)
    apart: frozenset[str] = frozenset()


def cpu(host: str, *idle: tuple[int, int]) -> Series:
    """A host with one processor, by its idle seconds a minute."""
    return {f'node_cpu_seconds_total{{instance="{host}", cpu="0", mode="idle"}}': counter(*idle)}


def memory(host: str, available: str) -> Series:
    """A host with a hundred bytes of memory."""
    name = f'{{instance="{host}", job="node"}}'
    return {f"node_memory_MemAvailable_bytes{name}": available, f"node_memory_MemTotal_bytes{name}": "100x240"}


def disk(host: str, mount: str, available: str, fstype: str = "ext4") -> Series:
    """A file system of a hundred bytes."""
    name = f'{{instance="{host}", mountpoint="{mount}", fstype="{fstype}"}}'
    return {f"node_filesystem_avail_bytes{name}": available, f"node_filesystem_size_bytes{name}": "100x240"}


def up(job: str, instance: int, answers: str) -> Series:
    """An instance of a job, and whether it answers."""
    return {f'up{{job="{job}", instance="{instance}"}}': answers}


def requests(service: str, good: str, bad: str) -> Series:
    """A service with answers that are fine and answers that are not."""
    name = f'http_requests_total{{service="{service}", status='
    return {f'{name}"200"}}': good, f'{name}"500"}}': bad}


def durations(service: str, *buckets: tuple[str, str]) -> Series:
    """A service's histogram of durations."""
    return {f'http_request_duration_seconds_bucket{{service="{service}", le="{le}"}}': count for le, count in buckets}
