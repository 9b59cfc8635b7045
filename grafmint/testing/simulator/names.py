"""Names: believable values of a label, by its name and by the metric that has it."""

import re
from collections.abc import Mapping, Sequence

from grafmint.data.sample.labels import known_values
from grafmint.testing.simulator.states import states

#: How many values are made up where a query names none, and nothing has a list of its own.
GUESSED = 3
#: What stands beside the only values of a label that anybody names.
OTHER = "other"
_PEOPLE = ("203.0.113.7", "198.51.100.23", "192.0.2.81")
_PLACES = ("web", "mobile", "partner")

#: By the label; Grafana's previews know those of machines, which are the same here.
_VALUES: Mapping[str, Sequence[str]] = {
    "action": ("read", "change", "delete"),
    "area": ("heap", "nonheap"),
    "browser": ("Chrome", "Safari", "Firefox"),
    "category": ("books", "games", "music"),
    "channel": ("email", "push", "sms"),
    "check": ("api", "website", "database"),
    "city": ("Berlin", "Paris", "London"),
    "client": ("web", "api", "worker"),
    "client_ip": _PEOPLE,
    "country": ("US", "DE", "FR", "GB", "BR", "IN"),
    "cpu": ("0", "1", "2", "3"),
    "currency": ("EUR", "USD", "GBP"),
    "deployment": ("api", "web", "worker"),
    "direction": ("in", "out"),
    "error": ("timeout", "refused", "invalid"),
    "event": ("created", "changed", "deleted"),
    "exchange": ("events", "commands"),
    "feature": ("search", "export", "sharing"),
    "flow": ("registration", "checkout", "search"),
    "group": ("billing", "shipping", "reports"),
    "image": ("shop/api:1.4.2", "shop/web:1.5.0"),
    "index": ("orders", "products", "logs"),
    "ip": _PEOPLE,
    "lang": ("en", "de", "fr"),
    "language": ("en", "de", "fr"),
    "page": ("/", "/search", "/checkout"),
    "partition": ("0", "1", "2"),
    "persistentvolumeclaim": ("postgresql-data", "uploads"),
    "plan": ("free", "pro", "enterprise"),
    "platform": ("web", "ios", "android"),
    "pool": ("default", "reports"),
    "product": ("basic", "premium", "team"),
    "protocol": ("http", "grpc"),
    "provider": ("stripe", "paypal", "adyen"),
    "role": ("user", "support", "admin"),
    "server": ("api", "worker", "postgresql"),
    "source": _PLACES,
    "statefulset": ("postgresql", "redis"),
    "step": ("started", "registered", "completed"),
    "task": ("send-mail", "make-report", "clean-up"),
    "tier": ("free", "pro", "enterprise"),
    "type": ("standard", "express", "bulk"),
    "vhost": ("/",),
    "worker": ("worker-1", "worker-2", "worker-3"),
}

#: By the label and what is in the name of the metric; the first that fits decides.
_OF_METRICS: Sequence[tuple[str, str, Sequence[str]]] = (
    ("container", r"^(?:kube|container)_", ("app",)),
    ("device", r"interface|network", ("eth0", "eth1")),
    ("device", r"^node_filesystem", ("/dev/sda1", "/dev/sdb1")),
    ("instance", r"^(?:pg|postgres)_", ("db-1:9187", "db-2:9187")),
    ("instance", r"^mysql_", ("db-1:9104", "db-2:9104")),
    ("instance", r"^redis_", ("cache-1:9121",)),
    ("instance", r"^rabbitmq_", ("broker-1:15692", "broker-2:15692")),
    ("instance", r"^nginx_", ("edge-1:9113", "edge-2:9113")),
    ("instance", r"^probe_", ("https://shop.example", "https://api.shop.example")),
    ("instance", r"^(?:http|app|process|go|jvm|python)_", ("api-1:8080", "api-2:8080", "web-1:8080")),
    ("method", r"grpc|rpc", ("GetOrder", "ListOrders", "CreateOrder")),
    ("method", r"payment|checkout", ("card", "transfer", "invoice")),
    ("mode", r"^pg_locks", ("accesssharelock", "rowexclusivelock", "exclusivelock")),
    ("name", r"^container_", ("api", "web", "worker")),
    ("name", r"^elasticsearch_", ("search-1", "search-2", "search-3")),
    ("name", r"cert", ("api-tls", "web-tls")),
    ("namespace", r"^(?:kube|kubelet|container)_", ("shop", "monitoring")),
    ("phase", r"volumeclaim", ("Bound", "Pending", "Lost")),
    ("phase", r"namespace_status", ("Active", "Terminating")),
    ("provider", r"login|auth|oauth|sso", ("password", "google", "github")),
    ("provider", r"mail|sms|message|notif", ("ses", "mailgun", "twilio")),
    ("provider", r"cloud|billing|cost", ("aws", "gcp", "azure")),
    ("reason", r"container_status_(?:waiting|terminated)", ("CrashLoopBackOff", "ImagePullBackOff", "OOMKilled")),
    ("source", r"login|auth|attempt", _PEOPLE),
    ("state", r"^pg_stat_activity", ("active", "idle", "idle in transaction")),
    ("state", r"breaker", ("closed", "open", "half_open")),
    ("state", r"jobs?(?:_|$)|task|queue", ("completed", "running", "queued", "failed")),
    ("state", r"systemd", ("active", "inactive", "failed")),
    ("status", r"payment|order|transaction|transfer|refund", ("success", "pending", "failed")),
    ("status", r"jobs?(?:_|$)|task|backup|build|deploy", ("success", "failed")),
    ("type", r"transaction|payment", ("purchase", "transfer", "refund")),
    ("type", r"error|failure", ("validation", "timeout", "conflict")),
    ("type", r"fraud", ("stolen card", "account takeover")),
    ("type", r"event", ("created", "changed", "deleted")),
    ("type", r"attack|abuse|threat", ("scraping", "replay", "injection")),
)


def believable(label: str, metric: str) -> Sequence[str]:
    """Values that a label of a metric may have, the likeliest first; numbered ones where nobody knows any."""
    return _listed(label, metric) or known_values(label, metric)


def usual(label: str, metric: str) -> Sequence[str]:
    """Those that it has where nobody says which."""
    return _listed(label, metric) or known_values(label, metric)[:GUESSED]


def beside(label: str, metric: str, values: Sequence[str]) -> str:
    """What a label may be beside values that somebody names; one of these where nothing else is believable."""
    known = believable(label, metric)
    if f"{label}-1" in known:
        return OTHER
    return next((value for value in known if value not in values), values[0])


def _listed(label: str, metric: str) -> Sequence[str]:
    """Values of the field; none where there is no list of them."""
    own = (values for name, pattern, values in _OF_METRICS if name == label and re.search(pattern, metric))
    return next(own, None) or _VALUES.get(label.lower()) or states(label)
