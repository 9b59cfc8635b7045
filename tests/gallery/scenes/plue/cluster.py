"""Scenes of Plue: its pods, deployments, volumes and nodes."""

from tests.gallery.scene import Scene, Series

_PLATFORM = "Plue - Platform"


def _restarts(pod: str, *minutes: int) -> Series:
    """A pod whose container begins anew in these minutes, in two hours."""
    counts = " ".join(str(sum(minute <= now for minute in minutes)) for now in range(121))
    return {f'kube_pod_container_status_restarts_total{{namespace="shop", pod="{pod}", container="app"}}': counts}


def _phase(pod: str, phase: str, values: str) -> Series:
    """Whether a pod is in a phase."""
    return {f'kube_pod_status_phase{{namespace="shop", pod="{pod}", phase="{phase}"}}': values}


def _condition(node: str, condition: str, values: str) -> Series:
    """Whether a node is in a condition."""
    return {f'kube_node_status_condition{{node="{node}", condition="{condition}", status="true"}}': values}


def _volume(claim: str, used: str) -> Series:
    """A volume of a hundred bytes."""
    name = f'{{namespace="shop", persistentvolumeclaim="{claim}"}}'
    return {f"kubelet_volume_stats_used_bytes{name}": used, f"kubelet_volume_stats_capacity_bytes{name}": "100x120"}


def _deployment(name: str, metrics: tuple[str, str], wanted: str, found: str) -> Series:
    """What a deployment wants, and what there is of it."""
    of = f'{{namespace="shop", deployment="{name}"}}'
    return {f"kube_deployment_{metrics[0]}{of}": wanted, f"kube_deployment_{metrics[1]}{of}": found}


_REPLICAS = ("spec_replicas", "status_replicas_available")
_GENERATIONS = ("metadata_generation", "status_observed_generation")

_PODS = (
    Scene(
        alert="PodCrashLooping",
        ill=_restarts("crashing", 6, 8, 10, 12, 14),
        well=_restarts("nervous", 6, 10, 14),
        labels={"namespace": "shop", "pod": "crashing", "category": "pod"},
        summary="shop/crashing restarted 5 times in 15 minutes.",
        severity="warning",
        folder=_PLATFORM,
    ),
    Scene(
        alert="PodFrequentRestarts",
        ill=_restarts("restless", 2, 4, 6, 8, 10, 12),
        well=_restarts("tired", 4, 8, 12, 16, 20),
        labels={"namespace": "shop", "pod": "restless", "category": "pod"},
        summary="shop/restless restarted 6 times in an hour.",
        severity="warning",
        ends="80m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="PodNotReady",
        ill={**_phase("stuck", "Pending", "1x30 0x90"), **_phase("stuck", "Running", "0x30 1x90")},
        well={
            **_phase("fine", "Running", "1x120"),
            **_phase("done", "Succeeded", "1x120"),
            # An image that has to be loaded takes its time.
            **_phase("slow", "Pending", "0x12 1x8 0x99"),
        },
        labels={"namespace": "shop", "pod": "stuck", "category": "pod"},
        summary="shop/stuck is neither running nor done.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
)
_STORAGE = (
    Scene(
        alert="PersistentVolumeSpaceLow",
        ill=_volume("orders", "85x30 50x90"),
        well=_volume("carts", "80x120"),
        labels={"namespace": "shop", "persistentvolumeclaim": "orders", "category": "storage"},
        summary="The volume shop/orders is 85.0 % full.",
        severity="warning",
        folder=_PLATFORM,
    ),
    Scene(
        alert="PersistentVolumeSpaceCritical",
        ill=_volume("pictures", "95x30 50x90"),
        well=_volume("mails", "90x120"),
        labels={"namespace": "shop", "persistentvolumeclaim": "pictures", "category": "storage"},
        summary="The volume shop/pictures is 95.0 % full.",
        folder=_PLATFORM,
    ),
)
_DEPLOYMENTS = (
    Scene(
        alert="DeploymentReplicasMismatch",
        ill=_deployment("cart", _REPLICAS, "3x120", "2x30 3x90"),
        # A rollout starts a pod before it ends another.
        well=_deployment("till", _REPLICAS, "3x120", "3x12 2x8 3x99"),
        labels={"namespace": "shop", "deployment": "cart", "category": "deployment"},
        summary="shop/cart lacks 1 of its replicas.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
    Scene(
        alert="DeploymentGenerationMismatch",
        ill=_deployment("cart", _GENERATIONS, "8x120", "7x30 8x90"),
        well=_deployment("till", _GENERATIONS, "8x120", "8x120"),
        labels={"namespace": "shop", "deployment": "cart", "category": "deployment"},
        summary="The last change of shop/cart is not rolled out.",
        severity="warning",
        silent="9m",
        folder=_PLATFORM,
    ),
)
_NODES = (
    Scene(
        alert="NodeNotReady",
        ill=_condition("lost", "Ready", "0x30 1x90"),
        well=_condition("fine", "Ready", "1x17 0x2 1x99"),
        labels={"node": "lost", "category": "node"},
        summary="lost is not ready.",
        folder=_PLATFORM,
    ),
    Scene(
        alert="NodeMemoryPressure",
        ill=_condition("small", "MemoryPressure", "1x30 0x90"),
        well=_condition("fine", "MemoryPressure", "0x120"),
        labels={"node": "small", "category": "node"},
        summary="small is short of memory.",
        severity="warning",
        folder=_PLATFORM,
    ),
    Scene(
        alert="NodeDiskPressure",
        ill=_condition("full", "DiskPressure", "1x30 0x90"),
        well={**_condition("fine", "DiskPressure", "0x120"), **_condition("fine", "PIDPressure", "1x120")},
        labels={"node": "full", "category": "node"},
        summary="full is short of disk space.",
        severity="warning",
        folder=_PLATFORM,
    ),
)

SCENES = (*_PODS, *_STORAGE, *_DEPLOYMENTS, *_NODES)
