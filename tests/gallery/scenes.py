"""Scenes: what the alerts of the gallery are tried on, as series of promtool, a sample a minute.

All of them can be played at once, for each has names of its own.
"""

from collections.abc import Mapping

import attrs

from tests.slo.tried import counter

Series = Mapping[str, str]
#: An environment of each engine: rules in Grafana's form, and files for Prometheus.
ENGINES = ("local", "prod")
PLATFORM, APPLICATIONS = "Mint Replica Lite - Platform", "Mint Replica Lite - Applications"


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
    severity: str = "critical"
    folder: str = PLATFORM
    silent: str = "4m"
    fires: str = "20m"
    ends: str = "50m"


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


#: Twenty instances of which one misses one scrape of an hour: 99.917 %.
_ONE_MISSED = {
    name: answers
    for instance in range(20)
    for name, answers in up("web", instance, "1x60 0 1x180" if instance == 0 else "1x241").items()
}
SCENES = (
    Scene(
        alert="NodeCPUUsageCritical",
        ill=cpu("red", (6, 30), (30, 90)),
        well=cpu("orange", (13, 120)),
        labels={"instance": "red"},
        summary="CPU of red is at 90.0 %.",
    ),
    Scene(
        alert="NodeCPUUsageWarning",
        ill=cpu("tired", (15, 30), (30, 90)),
        well=cpu("green", (19, 120)),
        labels={"instance": "tired"},
        summary="CPU of tired is at 75.0 %.",
        severity="warning",
    ),
    Scene(
        alert="NodeMemoryUsageCritical",
        ill=memory("red", "10x30 50x90"),
        well=memory("orange", "16x120"),
        labels={"instance": "red", "job": "node"},
        summary="Memory of red is at 90.0 %.",
    ),
    Scene(
        alert="NodeMemoryUsageWarning",
        ill=memory("tired", "20x30 50x90"),
        well=memory("green", "26x120"),
        labels={"instance": "tired", "job": "node"},
        summary="Memory of tired is at 80.0 %.",
        severity="warning",
    ),
    Scene(
        alert="DiskUsageHigh",
        ill=disk("db", "/data", "18x30 60x90"),
        # What is in memory is full by nature.
        well={**disk("db", "/", "21x120"), **disk("db", "/run", "0x120", fstype="tmpfs")},
        labels={"instance": "db", "mountpoint": "/data"},
        summary="/data on db is 82.0 % full.",
        severity="warning",
    ),
    Scene(
        alert="ServiceAvailabilityLow",
        # It begins in the second hour, so that a whole hour is looked back on.
        ill=up("backend", 0, "1x60 0x2 1x180"),
        well=_ONE_MISSED,
        labels={"job": "backend"},
        summary="backend answered only 95.082 % of its scrapes in the last hour.",
        silent="62m",
        fires="70m",
        ends="130m",
    ),
    Scene(
        alert="ErrorRateHigh",
        ill=requests("shop", counter((970, 30), (1000, 90)), counter((30, 30), (0, 90))),
        well={
            **requests("mill", counter((991, 120)), counter((9, 120))),
            # Nobody asks it any more: the share of nothing is no share.
            **requests("idle", "7x120", "3x120"),
        },
        labels={"service": "shop"},
        summary="3.00 % of the requests to shop fail.",
        folder=APPLICATIONS,
    ),
    Scene(
        alert="APILatencyHigh",
        ill=durations(
            "shop", ("0.5", counter((90, 30), (100, 90))), ("1", counter((100, 120))), ("+Inf", counter((100, 120)))
        ),
        well={
            **durations(
                "mill", ("0.25", counter((50, 120))), ("0.5", counter((96, 120))), ("+Inf", counter((100, 120)))
            ),
            **durations("idle", ("0.5", "0x120"), ("+Inf", "9x120")),
        },
        labels={"service": "shop"},
        summary="5 % of the requests to shop take longer than 750ms.",
        severity="warning",
        folder=APPLICATIONS,
    ),
)
