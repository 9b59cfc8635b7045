"""The stage of the Multi-service platform."""

from grafmint.testing import simulator as sim
from systems.multi_service.names import PROMISES
from tests.gallery.stage import Stage, outage, targets
from tests.gallery.stages.common import COMMON, FAST

_NAMES = [each.service for each in PROMISES]
_SERVICES = sim.weights(dict(zip(_NAMES, (1, 0.5, 0.3, 0.8, 0.4, 0.6), strict=True)))
_ENDPOINTS = sim.weights({"/api/v1/search": 1, "/api/v1/orders": 0.6, "/api/v1/login": 0.2})
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
            "country": sim.weights({"DE": 1, "FR": 0.8, "GB": 0.7, "US": 1.6, "BR": 0.5, "IN": 1.2}),
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
        "probe_": {"instance": "https://yourplatform.example"},
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
        sim.Counter("sessions_started_total", rate=sim.noisy(sim.daily(low=0.1, high=0.9))),
        sim.Counter("conversions_total", rate=sim.noisy(sim.daily(low=0.004, high=0.035))),
        sim.Counter("carts_created_total", rate=sim.noisy(sim.daily(low=0.02, high=0.2))),
        sim.Counter("checkouts_completed_total", rate=sim.noisy(sim.daily(low=0.006, high=0.06))),
        *targets({**_JOBS, "node": ["app-1:9100", "app-2:9100", "db-1:9100"], "blackbox": ["prober:9115"]}),
    ),
    incidents=(
        *outage({"service": "payment"}, failing=900),
        sim.Incident(series="payments_total", where={"status": "failed"}, factor=12, at="-55m", lasts="25m"),
        sim.Incident(series="circuit_breaker_state", where={"service": "payment"}, value=1, at="-50m", lasts="20m"),
    ),
)
