"""Scenes of LabelMint."""

from systems.labelmint import system
from systems.values import Values
from tests.gallery.scene import Scene, Trial, disk, durations, requests, up
from tests.slo.tried import counter

_PLATFORM, _APPLICATIONS, _BUSINESS, _SECURITY, _BLOCKCHAIN = (
    f"LabelMint - {name}" for name in ("Platform", "Applications", "Business", "Security", "Blockchain")
)
_DAY = 86400

#: Twenty instances of which one misses one scrape of an hour: 99.917 %.
_ONE_MISSED = {
    name: answers
    for instance in range(20)
    for name, answers in up("web", instance, "1x60 0 1x180" if instance == 0 else "1x241").items()
}
_PROMISES = (
    Scene(
        alert="AvailabilityBelowSLO",
        # It begins in the second hour, so that a whole hour is looked back on.
        ill=up("backend", 0, "1x60 0x2 1x180"),
        well=_ONE_MISSED,
        labels={"job": "backend", "category": "slo"},
        summary="backend answered only 95.082 % of its scrapes in the last hour.",
        silent="62m",
        fires="70m",
        ends="130m",
        folder=_APPLICATIONS,
    ),
    Scene(
        alert="APILatencyAboveSLO",
        ill=durations(
            "tasks", ("0.2", counter((90, 30), (100, 90))), ("0.3", counter((100, 120))), ("+Inf", counter((100, 120)))
        ),
        well=durations(
            "labels", ("0.1", counter((50, 120))), ("0.2", counter((96, 120))), ("+Inf", counter((96, 120)))
        ),
        labels={"service": "tasks", "category": "slo"},
        summary="5 % of the requests to tasks take longer than 250ms.",
        severity="warning",
        silent="9m",
        folder=_APPLICATIONS,
    ),
    Scene(
        alert="ErrorRateAboveSLO",
        ill=requests("tasks", counter((970, 30), (1000, 90)), counter((30, 30), (0, 90))),
        well={
            **requests("labels", counter((991, 120)), counter((9, 120))),
            # Nobody asks it any more: the share of nothing is no share.
            **requests("idle", "7x120", "3x120"),
        },
        labels={"service": "tasks", "category": "slo"},
        summary="3.00 % of the requests to tasks fail.",
        folder=_APPLICATIONS,
    ),
)
# What is counted in all has one number: what comes close to its limit is what it becomes after half an hour.
_SECURITY_SCENES = (
    Scene(
        alert="LoginFailuresHigh",
        ill={
            'labelmint_login_attempts_total{result="failure", source="10.0.0.1"}': counter((120, 30), (59, 90)),
        },
        # As many as anybody likes may succeed.
        well={'labelmint_login_attempts_total{result="success", source="10.0.0.2"}': counter((600, 120))},
        labels={"category": "security"},
        summary="2.0 attempts a second fail.",
        folder=_SECURITY,
    ),
    Scene(
        alert="PortScanDetected",
        ill={'labelmint_port_scans_total{source="10.0.0.1"}': "0x11 1x109"},
        # It was seen before, and nothing came after it.
        well={'labelmint_port_scans_total{source="10.0.0.2"}': "4x120"},
        labels={"category": "security"},
        summary="Port scans, last 10 minutes: 1.",
        silent="11m",
        folder=_SECURITY,
    ),
    Scene(
        alert="CertificateExpiring",
        ill={'probe_ssl_earliest_cert_expiry{instance="www"}': f"{29.25 * _DAY:.0f}x80 {90 * _DAY}x40"},
        # After two hours it is still valid for thirty days.
        well={'probe_ssl_earliest_cert_expiry{instance="api"}': f"{30.1 * _DAY:.0f}x120"},
        labels={"instance": "www", "category": "security"},
        summary="The certificate of www has 29 days left.",
        severity="warning",
        silent="59m",
        fires="70m",
        ends="100m",
        folder=_SECURITY,
    ),
    Scene(
        alert="DataExportUnusual",
        ill={'labelmint_data_exports_total{type="labels"}': counter((1, 20), (0, 100))},
        well={'labelmint_data_exports_total{type="report"}': "7x120"},
        labels={"category": "security"},
        summary="Data exports, last hour: 20.",
        severity="warning",
        silent="8m",
        ends="80m",
        folder=_SECURITY,
    ),
)
_BLOCKCHAIN_SCENES = (
    Scene(
        alert="TONNodeOutOfSync",
        ill={'ton_node_sync_lag_blocks{instance="ton-1"}': "21x30 20x90"},
        well={'ton_node_sync_lag_blocks{instance="ton-2"}': "20x120"},
        labels={"category": "blockchain"},
        summary="The node is 21 blocks behind its chain.",
        folder=_BLOCKCHAIN,
    ),
    Scene(
        alert="TONTransactionFailures",
        ill={'ton_transactions_total{status="failed"}': counter((60, 30), (40, 90))},
        well={'ton_transactions_total{status="success"}': counter((940, 120))},
        labels={"category": "blockchain"},
        summary="Only 94.0 % of the transactions succeed.",
        folder=_BLOCKCHAIN,
    ),
    Scene(
        alert="WalletQueueGrowing",
        ill={'ton_wallet_pending_transactions{wallet="payouts"}': "51x30 0x90"},
        well={'ton_wallet_pending_transactions{wallet="escrow"}': "50x120"},
        labels={"wallet": "payouts", "category": "blockchain"},
        summary="51 transactions of the wallet payouts wait.",
        severity="warning",
        silent="14m",
        folder=_BLOCKCHAIN,
    ),
)
_REST = (
    Scene(
        alert="PaymentSuccessLow",
        ill={'labelmint_payments_total{status="failed", currency="USD"}': counter((30, 30), (15, 90))},
        well={'labelmint_payments_total{status="success", currency="USD"}': counter((970, 120))},
        labels={"category": "business"},
        summary="Payment success rate: 97.0 %.",
        silent="9m",
        folder=_BUSINESS,
    ),
    Scene(
        alert="ReplicationLagHigh",
        ill={'pg_replication_lag_seconds{instance="replica-1"}': "31x30 0x90"},
        well={'pg_replication_lag_seconds{instance="replica-2"}': "30x120"},
        labels={"instance": "replica-1", "category": "infrastructure"},
        summary="replica-1 is 31s behind.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="DiskFilling",
        ill=disk("db", "/data", "14x30 60x90"),
        # What is in memory is full by nature.
        well={**disk("db", "/", "16x120"), **disk("db", "/run", "0x120", fstype="tmpfs")},
        labels={"instance": "db", "mountpoint": "/data", "category": "infrastructure"},
        summary="/data on db is 86.0 % full.",
        severity="warning",
        silent="14m",
        folder=_PLATFORM,
    ),
)

TRIAL = Trial(
    # Who is told what is the same whatever the hours are that people work.
    system=system(Values(prometheus_url="http://127.0.0.1:9090", holidays=("2026-12-25",))),
    engines=("labelmint-local", "labelmint-prod"),
    scenes=(*_PROMISES, *_SECURITY_SCENES, *_BLOCKCHAIN_SCENES, *_REST),
)
