"""What the stages of several systems have in common: machines, what stores, and a cluster."""

from collections.abc import Mapping

from grafmint.testing import simulator as sim
from grafmint.testing.simulator.labels import Labels

_SERVERS = ["db-1:9187", "db-2:9187"]
#: As fast as the strictest of the promises asks for.
FAST = sim.varied(sim.wandering(sim.lognormal(median=0.03, p99=0.2)), by=0.15)
COMMON: Mapping[str, Labels] = {
    "node_": {
        "instance": sim.weights({"app-1:9100": 1, "app-2:9100": 1.1, "db-1:9100": 0.9}),
        "fstype": "ext4",
        "mountpoint": sim.weights({"/": 1, "/var": 0.8}),
        "device": "eth0",
    },
    "pg_": {"instance": _SERVERS},
    "redis_": {"instance": "cache-1:9121"},
}

PODS = ("api-7d4b9c6f5-k2x8p", "api-7d4b9c6f5-w9q4z", "web-5f6d8b7c9-m3n7t", "electric-6c8f9d7b5-q4r2s")
CLUSTER: Mapping[str, Labels] = {
    "kube_": {
        "namespace": "production",
        "pod": PODS,
        "node": ["node-1", "node-2", "node-3"],
        "deployment": ["api", "web", "electric"],
    },
    "kubelet_": {"namespace": "production", "persistentvolumeclaim": ["postgresql-data", "uploads"]},
    "container_": {"namespace": "production", "pod": PODS, "container": "app"},
}
