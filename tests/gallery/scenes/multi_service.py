"""Scenes of the Multi-service platform."""

from functools import partial

from systems.multi_service import SYSTEM
from tests.gallery.scene import Scene, Series, Trial, cpu, disk, durations, memory, requests, up
from tests.slo.tried import counter

_PLATFORM, _OBJECTIVES, _BUSINESS, _SYNTHETIC, _SECURITY = (
    f"Multi-service - {name}" for name in ("Platform", "SLO", "Business", "Synthetic", "Security")
)
#: What compares with the week before is tried apart, for it needs a week of samples.
WEEKLY = frozenset({"RevenueDrop", "ConversionDrop", "ThroughputDrop"})
_warned = partial(Scene, severity="warning", folder=_PLATFORM)
# What adds everything up has no healthy twin: it comes close for 25 minutes, is ill for 30, and then well.
_together = partial(Scene, well={}, silent="20m", fires="50m", ends="70m")


def _counted(metric: str, by: str, **kinds: tuple[tuple[int, int], ...]) -> Series:
    """A counter by the values of a label."""
    return {f'{metric}{{{by}="{kind}"}}': counter(*stretches) for kind, stretches in kinds.items()}


def _broken(instance: str, *a_minute: tuple[int, int]) -> Series:
    """A host's packets that arrive broken."""
    return {f'node_network_receive_errs_total{{instance="{instance}", device="eth0"}}': counter(*a_minute)}


def _breaker(service: str, state: str, open_: str) -> Series:
    """A circuit breaker in one of its states."""
    return {f'circuit_breaker_state{{service="{service}", state="{state}"}}': open_}


def _probe(check: str, target: str, answers: str) -> Series:
    """A check from outside."""
    return {f'probe_success{{job="blackbox", check="{check}", instance="{target}"}}': answers}


def _certificate(target: str, expires: str) -> Series:
    """A certificate by the second that it expires in, and time begins at 0."""
    return {f'probe_ssl_earliest_cert_expiry{{job="blackbox", instance="{target}"}}': expires}


_INFRASTRUCTURE = (
    _warned(
        alert="HighCPUUsage",
        ill=cpu("red", (6, 30), (30, 90)),
        well=cpu("orange", (13, 120)),
        labels={"instance": "red", "category": "infrastructure"},
        summary="CPU of red is at 90.0 %.",
    ),
    _warned(
        alert="HighMemoryUsage",
        ill=memory("red", "10x30 50x90"),
        well=memory("orange", "16x120"),
        labels={"instance": "red", "category": "infrastructure"},
        summary="Memory of red is at 90.0 %.",
    ),
    _warned(
        alert="DiskSpaceLow",
        ill=disk("db", "/data", "10x30 60x90"),
        # What is in memory is full by nature.
        well={**disk("db", "/", "16x120"), **disk("db", "/run", "0x120", fstype="tmpfs")},
        labels={"instance": "db", "mountpoint": "/data", "category": "infrastructure"},
        summary="/data on db is 90.0 % full.",
    ),
    _warned(
        alert="NetworkProblems",
        ill=_broken("red", (660, 30), (0, 90)),
        well=_broken("orange", (540, 120)),
        labels={"instance": "red", "category": "infrastructure"},
        summary="red receives 11.0 broken packets a second.",
    ),
    Scene(
        alert="NodeDown",
        ill=up("node", 1, "0x30 1x90"),
        # A restart is over before anybody is told.
        well=up("node", 2, "1x15 0x3 1x100"),
        labels={"job": "node", "instance": "1", "category": "infrastructure"},
        summary="1 does not answer.",
        folder=_PLATFORM,
    ),
)
_SERVICES = (
    Scene(
        alert="ServiceDown",
        ill=up("taxi", 1, "0x30 1x90"),
        # What is probed has an alert of its own.
        well={**up("taxi", 2, "1x15 0x3 1x100"), **up("blackbox", 1, "0x120")},
        labels={"job": "taxi", "instance": "1", "category": "services"},
        summary="1 of taxi does not answer.",
        folder=_PLATFORM,
    ),
    Scene(
        alert="HighErrorRate",
        ill=requests("ecommerce", counter((970, 30), (1000, 90)), counter((30, 30), (0, 90))),
        well={
            **requests("hotel", counter((991, 120)), counter((9, 120))),
            # Nobody asks it any more: the share of nothing is no share.
            **requests("idle", "7x120", "3x120"),
        },
        labels={"service": "ecommerce", "category": "services"},
        summary="3.00 % of the requests to ecommerce fail.",
        folder=_PLATFORM,
    ),
    Scene(
        alert="HighResponseTime",
        ill=durations(
            "taxi", ("1", counter((90, 30), (100, 90))), ("2", counter((100, 120))), ("+Inf", counter((100, 120)))
        ),
        # Nearly two seconds are within what a payment may take.
        well=durations("payment", ("1", counter((50, 120))), ("2", counter((96, 120))), ("+Inf", counter((100, 120)))),
        labels={"service": "taxi", "category": "services"},
        summary="taxi takes 150% of the time that it is given.",
        severity="warning",
        folder=_OBJECTIVES,
    ),
    _warned(
        alert="CircuitBreakerOpen",
        ill=_breaker("ecommerce", "open", "1x30 0x90"),
        # It tries again, and that is no fault yet.
        well={**_breaker("hotel", "half-open", "1x120"), **_breaker("hotel", "open", "0x120")},
        labels={"service": "ecommerce", "category": "services"},
        summary="Open circuit breakers of ecommerce: 1.",
    ),
)
_TOGETHER = (
    _together(
        alert="PaymentFailures",
        ill=_counted(
            "payments_total", "status", failed=((49, 25), (60, 30), (0, 60)), completed=((951, 25), (940, 90))
        ),
        labels={"category": "business"},
        summary="Payment failures: 6%.",
        folder=_BUSINESS,
    ),
    _together(
        alert="CartAbandonment",
        ill={
            "carts_created_total": counter((100, 120)),
            "checkouts_completed_total": counter((21, 25), (0, 30), (100, 60)),
        },
        labels={"category": "business"},
        summary="Cart abandonment: 89.5 %.",
        severity="warning",
        folder=_BUSINESS,
    ),
    _together(
        alert="AuthenticationFailures",
        # Neither of the two is above five a second.
        ill=_counted(
            "auth_failures_total",
            "service",
            authentication=((150, 25), (200, 30), (0, 60)),
            hotel=((140, 25), (160, 30), (0, 60)),
        ),
        labels={"category": "security"},
        summary="Authentication failures: 6.00.",
        severity="warning",
        folder=_SECURITY,
    ),
    _together(
        alert="FraudDetected",
        ill=_counted(
            "fraud_detected_total",
            "type",
            card=((3, 25), (4, 30), (0, 60)),
            voucher=((2, 25), (4, 30), (0, 60)),
        ),
        labels={"category": "security"},
        summary="Fraud detected: 0.13.",
        folder=_SECURITY,
    ),
)
_FROM_OUTSIDE = (
    Scene(
        alert="SyntheticCheckFailed",
        ill=_probe("api", "https://api", "0x30 1x90"),
        well=_probe("cdn", "https://cdn", "1x15 0x3 1x100"),
        labels={"check": "api", "instance": "https://api", "category": "synthetic"},
        summary="https://api fails the check api.",
        folder=_SYNTHETIC,
    ),
    Scene(
        alert="SSLCertificateExpiring",
        # 29 days, and 30 and a bit; it is renewed after 66 minutes.
        ill=_certificate("https://shop", "2505600x66 9000000x60"),
        well=_certificate("https://pay", "2610000x140"),
        labels={"instance": "https://shop", "category": "synthetic"},
        summary="The certificate of https://shop has 29 days left.",
        severity="warning",
        silent="50m",
        fires="65m",
        ends="70m",
        folder=_SYNTHETIC,
    ),
)

TRIAL = Trial(
    system=SYSTEM,
    engines=("multi-service-local", "multi-service-prod"),
    scenes=(*_INFRASTRUCTURE, *_SERVICES, *_TOGETHER, *_FROM_OUTSIDE),
    apart=WEEKLY,
)
