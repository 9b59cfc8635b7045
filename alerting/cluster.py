"""What alerts of a Kubernetes cluster say: its nodes, pods, deployments and volumes."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.health import Targets
from grafmint.kit.kubernetes import Cluster


def node_down(targets: Targets) -> Text:
    """Machines that Prometheus cannot reach."""
    return Text(
        summary=f"{label(targets.instance)} does not answer.",
        description="The machine is off, cut off, or only its exporter has ended. If it answers otherwise, start the"
        " exporter again; else start the machine, and see that what ran there runs somewhere else.",
        runbook="node-down",
    )


def not_ready(cluster: Cluster) -> Text:
    """Nodes that take no pods."""
    return Text(
        summary=f"{label(cluster.node)} is not ready.",
        description="After some minutes its pods are started elsewhere, if there is room. See whether the machine"
        " answers, then read the log of its kubelet; drain the node if it does not recover.",
        runbook="node-not-ready",
    )


def memory_pressure(cluster: Cluster) -> Text:
    """Nodes whose memory runs out."""
    return Text(
        summary=f"{label(cluster.node)} is short of memory.",
        description="Its pods are thrown off, those first that use more than they request. Find the pod that grew, give"
        " it a limit, or move work to another node.",
        runbook="node-memory-pressure",
    )


def disk_pressure(cluster: Cluster) -> Text:
    """Nodes whose disk runs full."""
    return Text(
        summary=f"{label(cluster.node)} is short of disk space.",
        description="Its pods are thrown off, and it takes no new ones. Remove images and logs that nobody needs, or"
        " enlarge its disk.",
        runbook="node-disk-pressure",
    )


def crash_looping(cluster: Cluster) -> Text:
    """Pods that do not stay up."""
    return Text(
        summary=f"{_pod(cluster)} restarted {value(0)} times in 15 minutes.",
        description="It ends soon after each start. Read the log of its previous container: roll back if a release"
        " began it, mend the configuration, or raise its memory limit if it was ended for want of memory.",
        runbook="pod-crash-looping",
    )


def restarts(cluster: Cluster) -> Text:
    """Pods that begin anew too often."""
    return Text(
        summary=f"{_pod(cluster)} restarted {value(0)} times in an hour.",
        description="Each restart drops what it was doing. See how the last container ended: out of memory, a failed"
        " liveness probe, or an error that its previous log shows.",
        runbook="pod-restarts",
    )


def not_running(cluster: Cluster) -> Text:
    """Pods that neither run nor are done."""
    return Text(
        summary=f"{_pod(cluster)} is neither running nor done.",
        description="Its events say why. Pending: no node has room, or an image or a volume does not come. Failed:"
        " read its log. Unknown: its node is lost.",
        runbook="pod-not-ready",
    )


def missing_replicas(cluster: Cluster) -> Text:
    """Deployments with fewer pods than they want."""
    return Text(
        summary=f"{_deployment(cluster)} lacks {value(0)} of its replicas.",
        description="The others carry its load. See the events of its newest pods: roll back if the release keeps"
        " them from starting, else give the cluster room for them.",
        runbook="deployment-replicas",
    )


def unfinished_rollouts(cluster: Cluster) -> Text:
    """Deployments whose changes nobody carries out."""
    return Text(
        summary=f"The last change of {_deployment(cluster)} is not rolled out.",
        description="What was deployed is not what runs. The controller manager has not seen the change: see whether it"
        " runs and whether the API server answers it, then deploy again.",
        runbook="deployment-rollout",
    )


def volumes(cluster: Cluster) -> Text:
    """Volumes that fill up."""
    return Text(
        summary=f"The volume {label(cluster.namespace)}/{label(cluster.claim)} is {value(1)} % full.",
        description="At 100 % nothing can be written, and databases stop. Enlarge the claim if its storage class"
        " allows it, or remove what is old.",
        runbook="volume-space",
    )


def _pod(cluster: Cluster) -> str:
    return f"{label(cluster.namespace)}/{label(cluster.pod)}"


def _deployment(cluster: Cluster) -> str:
    return f"{label(cluster.namespace)}/{label(cluster.deployment)}"
