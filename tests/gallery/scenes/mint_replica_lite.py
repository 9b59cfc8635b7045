"""Scenes of Mint Replica Lite."""

from systems.mint_replica_lite import SYSTEM
from tests.gallery.scene import Scene, Trial, cpu, disk, durations, memory, requests, up
from tests.slo.tried import counter

PLATFORM, APPLICATIONS = "Mint Replica Lite - Platform", "Mint Replica Lite - Applications"
SLO = "mint-replica-lite-availability"
FAST, SLOW, FREEZE, NO_DATA = (f"{SLO} {name}" for name in ("fast burn", "slow burn", "freeze", "no data"))

#: Twenty instances of which one misses one scrape of an hour: 99.917 %.
_ONE_MISSED = {
    name: answers
    for instance in range(20)
    for name, answers in up("web", instance, "1x60 0 1x180" if instance == 0 else "1x241").items()
}
_SCENES = (
    Scene(
        alert="NodeCPUUsageCritical",
        ill=cpu("red", (6, 30), (30, 90)),
        well=cpu("orange", (13, 120)),
        labels={"instance": "red"},
        summary="CPU of red is at 90.0 %.",
        folder=PLATFORM,
    ),
    Scene(
        alert="NodeCPUUsageWarning",
        ill=cpu("tired", (15, 30), (30, 90)),
        well=cpu("green", (19, 120)),
        labels={"instance": "tired"},
        summary="CPU of tired is at 75.0 %.",
        severity="warning",
        folder=PLATFORM,
    ),
    Scene(
        alert="NodeMemoryUsageCritical",
        ill=memory("red", "10x30 50x90"),
        well=memory("orange", "16x120"),
        labels={"instance": "red", "job": "node"},
        summary="Memory of red is at 90.0 %.",
        folder=PLATFORM,
    ),
    Scene(
        alert="NodeMemoryUsageWarning",
        ill=memory("tired", "20x30 50x90"),
        well=memory("green", "26x120"),
        labels={"instance": "tired", "job": "node"},
        summary="Memory of tired is at 80.0 %.",
        severity="warning",
        folder=PLATFORM,
    ),
    Scene(
        alert="DiskUsageHigh",
        ill=disk("db", "/data", "18x30 60x90"),
        # What is in memory is full by nature.
        well={**disk("db", "/", "21x120"), **disk("db", "/run", "0x120", fstype="tmpfs")},
        labels={"instance": "db", "mountpoint": "/data"},
        summary="/data on db is 82.0 % full.",
        severity="warning",
        folder=PLATFORM,
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
        folder=PLATFORM,
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

TRIAL = Trial(
    system=SYSTEM,
    engines=("mint-replica-lite-local", "mint-replica-lite-prod"),
    scenes=_SCENES,
    # A critical number has passed the lower one too.
    beside={
        "NodeCPUUsageWarning": ({"instance": "red"}, {"instance": "orange"}),
        "NodeMemoryUsageWarning": ({"instance": "red"}, {"instance": "orange"}),
    },
)
