"""Kubernetes: nodes, pods, deployments and volumes, and what they use of what they asked for."""

from grafmint.kit.kubernetes.api_server import api_requests
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.kubernetes.deployment import missing_replicas, replicas, unfinished_rollouts
from grafmint.kit.kubernetes.node import conditions, not_ready, ready_nodes, under_pressure
from grafmint.kit.kubernetes.pod import crash_looping, crashing, phases, pods_not_running, restarts, restarts_in_hour
from grafmint.kit.kubernetes.request import cpu_of_requested, memory_of_requested, utilization
from grafmint.kit.kubernetes.volume import volume_used, volumes, volumes_of_capacity

__all__ = [
    "Cluster",
    "api_requests",
    "conditions",
    "cpu_of_requested",
    "crash_looping",
    "crashing",
    "memory_of_requested",
    "missing_replicas",
    "not_ready",
    "phases",
    "pods_not_running",
    "ready_nodes",
    "replicas",
    "restarts",
    "restarts_in_hour",
    "under_pressure",
    "unfinished_rollouts",
    "utilization",
    "volume_used",
    "volumes",
    "volumes_of_capacity",
]
