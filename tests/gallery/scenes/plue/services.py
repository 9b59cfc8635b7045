"""Scenes of Plue: its services and their database, what they run on, and its certificates."""

from tests.gallery.scene import Scene, Series, cpu, durations, memory, requests, up
from tests.slo.tried import counter

_PLATFORM, _APPLICATIONS = "Plue - Platform", "Plue - Applications"
_DAY = 86400


def _certificate(name: str, *validity: tuple[int, int]) -> Series:
    """A certificate that expires after so many days, for so many minutes."""
    values = " ".join(f"{days * _DAY}x{minutes}" for days, minutes in validity)
    return {f'certmanager_certificate_expiration_timestamp_seconds{{namespace="shop", name="{name}"}}': values}


def _connections(server: str, used: str) -> Series:
    """A server that accepts a hundred connections."""
    name = f'{{instance="{server}"}}'
    return {f"pg_stat_activity_count{name}": used, f"pg_settings_max_connections{name}": "100x120"}


_RESOURCES = (
    Scene(
        alert="HighCPUUsage",
        ill=cpu("busy", (9, 30), (30, 90)),
        well=cpu("green", (13, 120)),
        labels={"instance": "busy", "category": "resource"},
        summary="CPU of busy is at 85.0 %.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="CriticalCPUUsage",
        ill=cpu("red", (2, 30), (30, 90)),
        well=cpu("orange", (4, 120)),
        labels={"instance": "red", "category": "resource"},
        summary="CPU of red is at 96.7 %.",
        folder=_PLATFORM,
    ),
    Scene(
        alert="HighMemoryUsage",
        ill=memory("busy", "15x30 50x90"),
        well=memory("green", "20x120"),
        labels={"instance": "busy", "category": "resource"},
        summary="Memory of busy is at 85.0 %.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="CriticalMemoryUsage",
        ill=memory("red", "4x30 50x90"),
        well=memory("orange", "6x120"),
        labels={"instance": "red", "category": "resource"},
        summary="Memory of red is at 96.0 %.",
        folder=_PLATFORM,
    ),
)
_SERVICES = (
    Scene(
        alert="ServiceDown",
        ill=up("api", 1, "0x30 1x90"),
        well={
            **up("api", 2, "1x120"),
            **up("web", 1, "1x18 0 1x100"),
            # Nobody promises that this one answers.
            **up("cron", 1, "0x120"),
        },
        labels={"job": "api", "instance": "1", "category": "application"},
        summary="1 of api does not answer.",
        silent="1m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="HighErrorRate",
        ill=requests("shop", counter((970, 30), (1000, 90)), counter((30, 30), (0, 90))),
        well=requests("mill", counter((991, 120)), counter((9, 120))),
        labels={"service": "shop", "category": "application"},
        summary="3.00 % of the requests to shop fail.",
        severity="warning",
        folder=_PLATFORM,
    ),
    Scene(
        alert="CriticalErrorRate",
        ill=requests("mint", counter((900, 30), (1000, 90)), counter((100, 30), (0, 90))),
        well=requests("bank", counter((951, 120)), counter((49, 120))),
        labels={"service": "mint", "category": "application"},
        summary="10.00 % of the requests to mint fail.",
        silent="1m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="SlowResponseTime",
        ill=durations(
            "shop", ("1", counter((90, 30), (100, 90))), ("5", counter((100, 120))), ("+Inf", counter((100, 120)))
        ),
        well=durations("mill", ("1", counter((50, 120))), ("2", counter((100, 120))), ("+Inf", counter((100, 120)))),
        labels={"service": "shop", "category": "application"},
        summary="1 % of the requests to shop take longer than 4.6s.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
)
_DATABASES = (
    Scene(
        alert="DatabaseConnectionFailure",
        ill={'db_connection_errors_total{job="api"}': counter((1, 30), (0, 90))},
        # What failed yesterday is over.
        well={'db_connection_errors_total{job="web"}': "7x120"},
        labels={"category": "database"},
        summary="Database connection errors: 5.",
        silent="1m",
        folder=_APPLICATIONS,
    ),
    Scene(
        alert="HighDatabaseConnections",
        ill=_connections("db", "85x30 40x90"),
        well=_connections("replica", "80x120"),
        labels={"instance": "db", "category": "database"},
        summary="85 % of the connections of db are in use.",
        severity="warning",
        folder=_APPLICATIONS,
    ),
)
_CERTIFICATES = (
    Scene(
        alert="CertificateExpiringSoon",
        ill=_certificate("www", (20, 80), (90, 40)),
        well=_certificate("api", (31, 120)),
        labels={"namespace": "shop", "name": "www", "category": "certificate"},
        summary="The certificate of shop/www has 20 days left.",
        severity="warning",
        silent="59m",
        fires="70m",
        ends="100m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="CertificateExpiryCritical",
        ill=_certificate("mail", (5, 80), (90, 40)),
        well=_certificate("chat", (8, 120)),
        labels={"namespace": "shop", "name": "mail", "category": "certificate"},
        summary="The certificate of shop/mail has 5 days left.",
        silent="59m",
        fires="70m",
        ends="100m",
        folder=_PLATFORM,
    ),
)

SCENES = (*_RESOURCES, *_SERVICES, *_DATABASES, *_CERTIFICATES)
