"""The stage of Plue."""

from grafmint.testing import simulator as sim
from tests.gallery.stage import Stage, outage, targets
from tests.gallery.stages.common import COMMON, EXPORTERS, cluster_of, pods_of

_SERVICES = ("api", "web", "electric")
_RESTARTS, _ILL = "kube_pod_container_status_restarts_total", pods_of(_SERVICES)[-1]
_EXPORTERS = {**EXPORTERS, "cert-manager": ["cert-manager:9402"]}

STAGE = Stage(
    environment="plue-prod",
    names={
        **COMMON,
        **cluster_of(_SERVICES),
        "http_": {
            "job": sim.weights({"api": 1, "web": 0.7, "electric": 0.4}),
            "service": "plue",
            "handler": sim.weights({"/api/repos": 1, "/api/issues": 0.6, "/api/login": 0.1}),
        },
    },
    series=(
        sim.Counter("db_connection_errors_total", rate=0),
        *targets({**{job: [f"{job}-1:8080", f"{job}-2:8080"] for job in _SERVICES}, **_EXPORTERS}),
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
        sim.Incident(at="-3h", lasts="30m", series=_RESTARTS, where={"pod": _ILL}, value=0.004),
        sim.Incident(at="-3h", lasts="20m", series="up", where={"instance": "electric-2:8080"}, value=0),
    ),
)
