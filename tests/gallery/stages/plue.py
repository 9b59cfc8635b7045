"""The stage of Plue."""

from grafmint.testing import simulator as sim
from tests.gallery.stage import Stage, outage, targets
from tests.gallery.stages.common import CLUSTER, COMMON, PODS

#: Of a state that a cluster reports, one holds.
_PHASE = sim.weights({"Pending": 0, "Running": 1, "Succeeded": 0, "Failed": 0, "Unknown": 0})
_PHASES = sim.Gauge("kube_pod_status_phase", 1, labels={"namespace": "production", "pod": PODS, "phase": _PHASE})
_RESTARTS = sim.Counter(
    "kube_pod_container_status_restarts_total", rate=5e-6, labels={"namespace": "production", "pod": PODS}
)

STAGE = Stage(
    environment="plue-prod",
    names={
        **COMMON,
        **CLUSTER,
        "http_": {
            "job": sim.weights({"api": 1, "web": 0.7, "electric": 0.4}),
            "service": "plue",
            "handler": sim.weights({"/api/repos": 1, "/api/issues": 0.6, "/api/login": 0.1}),
        },
        "node_": {"instance": ["node-1:9100", "node-2:9100", "node-3:9100"]},
    },
    series=(
        _RESTARTS,
        _PHASES,
        sim.Counter("db_connection_errors_total", rate=0),
        *targets({job: [f"{job}-1:8080", f"{job}-2:8080"] for job in ("api", "web", "electric")}),
        *(
            sim.Gauge(
                "certmanager_certificate_expiration_timestamp_seconds",
                sim.moment(left),
                labels={"namespace": "production", "name": name},
            )
            for name, left in (("api-tls", "61d"), ("web-tls", "24d"), ("electric-tls", "80d"))
        ),
    ),
    incidents=(
        *outage({"job": "electric"}, at="-3h", lasts="40m"),
        sim.Incident(
            at="-3h", lasts="30m", series=_RESTARTS.name, where={"pod": "electric-6c8f9d7b5-q4r2s"}, value=0.004
        ),
        sim.Incident(at="-3h", lasts="20m", series="up", where={"instance": "electric-2:8080"}, value=0),
    ),
)
