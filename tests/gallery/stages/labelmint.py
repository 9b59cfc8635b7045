"""The stage of LabelMint."""

from operator import sub

from grafmint.testing import simulator as sim
from tests.gallery.stage import Stage, counted, outage, targets
from tests.gallery.stages.common import COMMON, EXPORTERS, FAST, cluster_of, pods_of

_NAMES = ("api", "labeling", "payments")
_SERVICES = sim.weights(dict(zip(_NAMES, (1, 0.7, 0.2), strict=True)))
_CURRENCIES = sim.weights({"EUR": 1, "TON": 0.6})
_EXPORTERS = {**EXPORTERS, "redis": ["cache-1:9121"], "ton": ["ton-1:9090", "ton-2:9090"]}
#: Whoever does not reach the next step has left at the one before it.
_REACHED = {"started": 1, "registered": 0.6, "first-task": 0.4, "completed": 0.3}
_LEFT = dict(zip(_REACHED, map(sub, _REACHED.values(), [*_REACHED.values()][1:]), strict=False))


def _lasting(name: str, median: float, p99: float, *bounds: str, rate: float = 0.01) -> sim.Histogram:
    return sim.Histogram(name, rate=rate, latency=sim.wandering(sim.lognormal(median=median, p99=p99)), buckets=bounds)


STAGE = Stage(
    environment="labelmint-prod",
    objective="lbm-availability-slo",
    names={
        **COMMON,
        **cluster_of(_NAMES),
        "http_": {"service": _SERVICES},
        "labelmint_payments": {"currency": _CURRENCIES},
        "labelmint_revenue": {"currency": sim.weights({"EUR": 1, "TON": 2})},
        "labelmint_login": {"source": sim.weights({"203.0.113.7": 1, "198.51.100.23": 0.7})},
        # A payout is a payment.
        "labelmint_transactions": {"type": sim.weights({"payout": 0.5, "deposit": 0.25})},
        "labelmint_audit": {"action": sim.weights({"read": 1, "change": 0.3, "delete": 0.05})},
        "labelmint_gdpr": {"type": sim.weights({"access": 1, "erasure": 0.3})},
        "labelmint_pii": {"role": sim.weights({"support": 1, "admin": 0.2})},
        "labelmint_data_exports": {"type": sim.weights({"dataset": 1, "report": 0.5})},
        "labelmint_api_abuse": {"type": sim.weights({"scraping": 1, "replay": 0.2})},
        "labelmint_rate_limited": {"service": sim.weights({"api": 1, "labeling": 0.4, "payments": 0.1})},
        "labelmint_funnel_step": {"step": sim.weights(_REACHED)},
        "labelmint_funnel_dropoff": {"step": sim.weights(_LEFT)},
        "security_incidents": {"severity": sim.weights({"warning": 0.2, "critical": 0.03})},
        "probe_": {"instance": ["https://labelmint.example", "https://api.labelmint.example"]},
        "ton_node": {"instance": ["ton-1:9090", "ton-2:9090"]},
        "ton_escrow": {"operation": sim.weights({"lock": 1, "release": 0.9})},
        "ton_contract": {"contract": sim.weights({"escrow": 1, "payout": 0.7})},
        "ton_wallet": {"wallet": sim.weights({"treasury": 1, "payout": 0.4, "fees": 0.1})},
    },
    series=(
        sim.Histogram(
            "http_request_duration_seconds", rate=sim.daily(low=4, high=40), latency=FAST, labels={"service": _SERVICES}
        ),
        sim.Gauge("aws_billing_estimated_charges", sim.ramp(low=0, high=9000, every="30d")),
        sim.Counter("labelmint_port_scans_total", rate=0),
        sim.Counter(
            "kube_pod_container_status_restarts_total",
            rate=5e-6,
            labels={"cluster": "eu-1", "namespace": "production", "pod": pods_of(_NAMES)},
        ),
        counted("labelmint_tasks_created_total", 0.5, 5),
        counted("labelmint_tasks_completed_total", 0.47, 4.7),
        counted("labelmint_support_tickets_opened_total", 0.0002, 0.002),
        counted("labelmint_support_tickets_resolved_total", 0.0002, 0.00197),
        _lasting("incident_resolution_seconds", 1500, 5400, "300", "900", "1800", "3600", "7200"),
        _lasting("security_incident_detection_seconds", 240, 900, "60", "300", "900", "3600"),
        _lasting("labelmint_support_response_seconds", 1200, 7200, "600", "1800", "3600", "7200", "14400"),
        _lasting("labelmint_task_processing_seconds", 40, 300, "10", "30", "60", "120", "300", "600", rate=2),
        _lasting("labelmint_session_duration_seconds", 600, 3600, "60", "300", "900", "1800", "3600", rate=2),
        *targets({**{name: [f"{name}-1:8080", f"{name}-2:8080"] for name in _NAMES}, **_EXPORTERS}),
    ),
    incidents=outage({"service": "payments"}, at="-3h"),
)
