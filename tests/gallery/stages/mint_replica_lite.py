"""The stage of Mint Replica Lite."""

from grafmint.testing import simulator as sim
from tests.gallery.stage import Stage, busy, outage, targets
from tests.gallery.stages.common import COMMON

#: Fewer failures than a promise of 99.9 % bears.
_PROMISED = sim.weights({"200": 1, "401": 0.01, "403": 0.01, "429": 0.01, "500": 1e-4, "503": 1e-4})
STAGE = Stage(
    environment="mint-replica-lite-prod",
    objective="mrl-availability-slo",
    names={
        **COMMON,
        "http_": {
            "service": sim.weights({"accounts": 1, "budgets": 0.6, "imports": 0.3}),
            "endpoint": sim.weights({"/api/accounts": 1, "/api/budgets": 0.7, "/api/goals": 0.2}),
            "status": _PROMISED,
        },
        "pg_stat": {"datname": sim.weights({"accounts": 1, "budgets": 0.5, "audit": 0.2})},
        "pg_database": {"datname": sim.weights({"accounts": 1, "budgets": 0.5, "audit": 0.2})},
        "pg_locks": {"datname": ["accounts", "budgets", "audit"]},
        "mint_auth": {"source": sim.weights({"203.0.113.7": 1, "198.51.100.23": 0.7, "192.0.2.81": 0.2})},
        "mint_transactions": {"type": sim.weights({"purchase": 1, "transfer": 0.4, "refund": 0.1})},
        # Few of those who do something see an error, and no feature is used without an action.
        "mint_user_errors": {"type": sim.weights({"validation": 0.1, "timeout": 0.03, "conflict": 0.01})},
        "mint_feature": {"feature": sim.weights({"budgets": 0.4, "goals": 0.25, "reports": 0.15, "sharing": 0.05})},
    },
    series=(
        *targets(
            {
                "backend": ["mint-api-1:8080", "mint-api-2:8080"],
                "node": ["app-1:9100", "app-2:9100", "db-1:9100"],
                "postgresql": ["db-1:9187", "db-2:9187"],
                "prometheus": ["prometheus:9090"],
                "redis": ["cache-1:9121"],
            }
        ),
    ),
    incidents=(
        *outage({"service": "accounts"}),
        *busy("app-2:9100", at="-30m", lasts="45m"),
        sim.Incident(at="-20m", lasts="35m", series="up", where={"instance": "mint-api-2:8080"}, value=0),
        sim.Incident(
            at="-3h",
            lasts="40m",
            series="mint_auth_attempts_total",
            where={"result": "failure", "source": "203.0.113.7"},
            factor=90,
        ),
    ),
)
