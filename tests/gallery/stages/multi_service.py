"""The stage of the Multi-service platform."""

from grafmint.testing import simulator as sim
from systems.multi_service.names import SERVICE_LEVELS
from tests.gallery.stage import Stage, counted, outage, targets
from tests.gallery.stages.common import COMMON, FAST

_NAMES = [each.service for each in SERVICE_LEVELS]
_SERVICES = sim.weights(dict(zip(_NAMES, (1, 0.5, 0.3, 0.8, 0.4, 0.6), strict=True)))
_ENDPOINTS = sim.weights({"/api/v1/search": 1, "/api/v1/orders": 0.6, "/api/v1/login": 0.2})
_CDN = "https://cdn.yourplatform.example"
#: What is asked from outside, with what is checked there.
_CHECKED = {
    "https://yourplatform.example": ["service", "api", "database", "cache", "queue"],
    "https://api.payments.example": "third-party",
    _CDN: "cdn",
}
#: The probes and the nodes are scraped by jobs of their own.
_JOBS = {name: [f"{name}:8080"] for name in _NAMES}

STAGE = Stage(
    environment="multi-service-prod",
    objective="msp-payment-errors-slo",
    names={
        **COMMON,
        "http_": {
            "service": _SERVICES,
            "endpoint": _ENDPOINTS,
            "status": sim.weights(
                {"200": 1, "404": 0.01, "401": 0.01, "403": 0.01, "429": 0.01, "500": 2e-5, "503": 2e-5}
            ),
        },
        "active_users": {
            "country": sim.weights({"DE": 0.1, "FR": 0.08, "GB": 0.07, "US": 0.16, "BR": 0.05, "IN": 0.12}),
            "service": sim.weights({"ecommerce": 1, "hotel": 0.4, "taxi": 0.7}),
        },
        "revenue": {"service": sim.weights({"ecommerce": 1, "hotel": 0.8, "taxi": 0.3})},
        "fraud": {"type": sim.weights({"stolen card": 1, "account takeover": 0.5})},
        "circuit_breaker": {"service": ["api-gateway", "authentication", "payment"]},
        "pg_up": {"job": "postgresql"},
        "pg_stat": {"datname": sim.weights({"payments": 0.4, "ecommerce": 1, "hotel": 0.5, "taxi": 0.7})},
        "redis_up": {"job": "redis"},
        "rabbitmq_up": {"instance": "broker-1:15692"},
        "rabbitmq_queue": {"cluster": "eu-1", "vhost": "/", "queue": ["mail", "orders", "payments"]},
        "elasticsearch": {"cluster": "eu-1", "name": ["search-1", "search-2"]},
        "nginx": {"instance": ["edge-1:9113", "edge-2:9113"]},
        "probe_": {"instance": list(_CHECKED)},
        "probe_duration": {"instance": _CDN},
        "synthetic": {
            "flow": [
                "user-registration-login",
                "payment-processing",
                "product-search",
                "hotel-booking",
                "taxi-ride-requests",
            ]
        },
    },
    series=(
        sim.Histogram(
            "http_request_duration_seconds",
            rate=sim.daily(low=4, high=40),
            latency=FAST,
            labels={"service": _SERVICES, "endpoint": _ENDPOINTS},
            buckets=("0.005", "0.01", "0.025", "0.05", "0.1", "0.2", "0.25", "0.5", "1", "2", "2.5", "5", "10"),
        ),
        *(sim.Gauge("probe_success", 1, labels={"check": each, "instance": at}) for at, each in _CHECKED.items()),
        # A taxi and a room need no cart.
        counted("sessions_started_total", 0.1, 0.9),
        counted("conversions_total", 0.004, 0.035),
        counted("carts_created_total", 0.009, 0.08),
        counted("checkouts_completed_total", 0.0027, 0.024),
        *targets({**_JOBS, "node": ["app-1:9100", "app-2:9100", "db-1:9100"], "blackbox": ["prober:9115"]}),
    ),
    incidents=(
        *outage({"service": "payment"}, failing=3200),
        sim.Incident(series="payments_total", where={"status": "failed"}, factor=6, at="-55m", lasts="25m"),
        sim.Incident(series="circuit_breaker_state", where={"service": "payment"}, value=1, at="-50m", lasts="20m"),
    ),
)
