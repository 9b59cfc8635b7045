"""The platform of Plue: what everything runs on."""

from alerting.alarm import SOME, Shown, critical, warning
from dashboards.application import Requests
from dashboards.board import Board
from dashboards.certificates import Certificates
from dashboards.cluster import Cluster, Conditions, Replicas
from dashboards.containers import Containers
from dashboards.hosts import Hosts
from dashboards.overview import Services
from grafmint import above, below
from systems.plue import names
from systems.plue.names import PLATFORM
from systems.values import Values


def overview(values: Values) -> Board:
    """Whether the system is fine, at the limits of an environment."""
    return Board(
        uid="plu-plue-system-overview",
        title="Plue - System Overview",
        description="Is Plue fine? Top: its services, and every job that is scraped: of one that is not among them"
        " nothing is known, and no alert fires. Below: what is wrong, and since when.",
        folder=PLATFORM,
        tags=("overview",),
        refresh="30s",
        sections=(_SERVICES, _TARGETS, _requests(values), _nodes(values), _CERTIFICATES),
    )


def _requests(values: Values) -> Requests:
    errors = above(warning=values.alert_error_rate_threshold, critical=names.CRITICAL_ERRORS)
    told = (
        warning("HighErrorRate", category="application"),
        critical("CriticalErrorRate", pending="2m", category="application"),
    )
    slow = (warning("SlowResponseTime", pending="10m", category="application"),)
    return Requests(
        requests=names.EVERY_REQUEST,
        errors=Shown("HTTP 5xx rate", errors, told),
        quantiles=((names.EVERY_REQUEST.slow, Shown("HTTP response time p99", names.SLOWNESS, slow)),),
    )


def _nodes(values: Values) -> Hosts:
    cpu = above(warning=values.alert_cpu_threshold, critical=names.CRITICAL_USE)
    memory = above(warning=values.alert_memory_threshold, critical=names.CRITICAL_USE)
    busy = (
        warning("HighCPUUsage", pending="10m", category="resource"),
        critical("CriticalCPUUsage", category="resource"),
    )
    full = (
        warning("HighMemoryUsage", pending="10m", category="resource"),
        critical("CriticalMemoryUsage", category="resource"),
    )
    return Hosts(
        hosts=names.NODES,
        title="Nodes",
        busiest=Shown("CPU, busiest node", cpu),
        tightest_memory=Shown("Memory, fullest node", memory),
        cpu=Shown("Cluster CPU", cpu, busy),
        memory=Shown("Cluster memory", memory, full),
    )


_SERVICES = Services(
    targets=names.SERVICES,
    status=Shown(
        "Service availability",
        alarms=(critical("ServiceDown", pending="2m", category="application"),),
    ),
)
_TARGETS = Services(
    targets=names.TARGETS,
    status=Shown("Scrape jobs"),
    firing=Shown("Alerts firing", above(warning=1)),
    alerts=Shown("Alerts by severity"),
    down=Shown("Instances that are down"),
    detail=Shown("Alerts in detail"),
)
_VALIDITY = below(warning=30, critical=7)
_CERTIFICATES = Certificates(
    certificates=names.CERTIFICATES,
    nearest=Shown("Next certificate to expire", _VALIDITY),
    table=Shown(
        "Certificate expiry",
        _VALIDITY,
        (
            warning("CertificateExpiringSoon", pending="1h", category="certificate"),
            critical("CertificateExpiryCritical", pending="1h", category="certificate"),
        ),
    ),
)

KUBERNETES = Board(
    uid="plu-kubernetes-cluster",
    title="Kubernetes Cluster",
    description="Does the cluster carry its pods? Top: nodes that are ready, pods that crash. Below: which, and why.",
    folder=PLATFORM,
    tags=("kubernetes",),
    variables=(names.NAMESPACE, names.NODE),
    sections=(
        Cluster(
            cluster=names.CLUSTER,
            nodes=Shown("Nodes", above(critical=SOME), (critical("NodeNotReady", category="node"),)),
            crashing=Shown("Restarts, worst pod", above(warning=3), (warning("PodCrashLooping", category="pod"),)),
            conditions=Conditions(
                title="Node conditions",
                memory_pressure=(warning("NodeMemoryPressure", category="node"),),
                disk_pressure=(warning("NodeDiskPressure", category="node"),),
            ),
            phases=Shown("Pod phase", above(warning=0), (warning("PodNotReady", pending="10m", category="pod"),)),
            restarts=Shown(
                "Pod restarts",
                above(warning=5),
                # The hour that is looked back on is long enough to wait.
                (warning("PodFrequentRestarts", pending="0s", category="pod"),),
            ),
            replicas=Replicas(
                "Deployment replicas",
                above(warning=SOME),
                (warning("DeploymentReplicasMismatch", pending="10m", category="deployment"),),
                unfinished=(warning("DeploymentGenerationMismatch", pending="10m", category="deployment"),),
            ),
            volumes=Shown(
                "Persistent volume use",
                above(warning=80, critical=90),
                (
                    warning("PersistentVolumeSpaceLow", category="storage"),
                    critical("PersistentVolumeSpaceCritical", category="storage"),
                ),
            ),
            utilization=Shown("Used of what is requested"),
            api_requests=Shown("API server request rate"),
        ),
        Containers(containers=names.PODS, title="Pods", cpu=Shown("Pod CPU"), memory=Shown("Pod memory")),
    ),
)
