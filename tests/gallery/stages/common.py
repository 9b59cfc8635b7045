"""What the stages of several systems have in common: machines, what stores, and a cluster."""

from collections.abc import Mapping, Sequence

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
    # The first one is what the second one follows.
    "pg_replication": {"instance": sim.weights(dict(zip(_SERVERS, (0, 1), strict=True)))},
    "redis_": {"instance": "cache-1:9121"},
}

_NODES = ("node-1", "node-2", "node-3")
#: What reads the states of a cluster, of its nodes and of its database.
EXPORTERS: Mapping[str, Sequence[str]] = {
    "kube-state-metrics": ["kube-state-metrics:8080"],
    "node": [f"{name}:9100" for name in _NODES],
    "postgresql": _SERVERS,
}
_ENDS = ("7d4b9c6f5-k2x8p", "7d4b9c6f5-w9q4z")


def pods_of(deployments: Sequence[str]) -> Sequence[str]:
    """Two pods of each deployment, by its name."""
    return [f"{name}-{end}" for name in deployments for end in _ENDS]


def cluster_of(deployments: Sequence[str]) -> Mapping[str, Labels]:
    """The names in a cluster with three nodes, on which these run."""
    pods = pods_of(deployments)
    return {
        "kube_": {
            "cluster": "eu-1",
            "namespace": "production",
            "pod": pods,
            "node": _NODES,
            "deployment": deployments,
        },
        "kubelet_": {"namespace": "production", "persistentvolumeclaim": ["postgresql-data", "uploads"]},
        "container_": {"cluster": "eu-1", "namespace": "production", "pod": pods, "container": "app"},
        "node_": {**COMMON["node_"], "instance": [f"{name}:9100" for name in _NODES]},
    }
