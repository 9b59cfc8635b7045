"""Labels: plausible series for a query, by the labels that it groups by and the values that it fixes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from grafmint.pattern import matches
from grafmint.promql.place import STAND_IN
from grafmint.promql.reading import Condition, Reading

#: What a label of this name may be, the likeliest first.
_VALUES: Mapping[str, tuple[str, ...]] = {
    "instance": ("app-1:9100", "app-2:9100", "app-3:9100", "db-1:9100"),
    "host": ("app-1", "app-2", "app-3", "db-1"),
    "job": ("api", "web", "worker"),
    "service": ("api", "web", "worker", "checkout"),
    "namespace": ("shop", "payments", "monitoring"),
    "pod": ("api-7d4b9c6f5-k2x8p", "api-7d4b9c6f5-w9q4z", "web-5f6d8b7c9-m3n7t", "worker-6c8d9f5b4-h5j2r"),
    "container": ("api", "web", "worker"),
    "node": ("node-1", "node-2", "node-3"),
    "cluster": ("eu-1", "us-1"),
    "region": ("eu-west-1", "us-east-1"),
    "zone": ("eu-west-1a", "eu-west-1b", "eu-west-1c"),
    "env": ("prod", "staging"),
    "mode": ("user", "system", "iowait", "idle"),
    "cpu": ("0", "1", "2", "3"),
    "code": ("200", "404", "500", "503", "302", "201"),
    "method": ("GET", "POST", "PUT", "DELETE"),
    "route": ("/api/orders", "/api/items", "/login", "/"),
    "status": ("ok", "error", "timeout"),
    "state": ("active", "idle", "waiting"),
    "result": ("success", "failure"),
    "reason": ("timeout", "refused", "reset"),
    "level": ("info", "warn", "error"),
    "severity": ("warning", "critical"),
    "le": ("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"),
    "quantile": ("0.5", "0.9", "0.99"),
    "device": ("sda", "sdb"),
    "mountpoint": ("/", "/var", "/home"),
    "fstype": ("ext4", "xfs"),
    "database": ("orders", "users", "catalog"),
    "table": ("orders", "items", "users"),
    "topic": ("orders", "payments", "events"),
    "queue": ("mail", "exports", "payments"),
    "operation": ("read", "write"),
    "command": ("get", "set", "hgetall", "del"),
    "type": ("a", "b", "c"),
    "version": ("1.4.2", "1.5.0"),
    "alertname": ("HighErrorRate", "DiskAlmostFull", "InstanceDown"),
    "user": ("anna", "bo", "chris"),
    "tenant": ("acme", "globex", "initech"),
}
#: Other names for the same.
_ALIASES = {
    "hostname": "host", "nodename": "host", "server": "host", "app": "service", "application": "service",
    "component": "service", "environment": "env", "stage": "env", "status_code": "code", "http_code": "code",
    "response_code": "code", "http_status_code": "code", "verb": "method", "http_method": "method",
    "handler": "route", "path": "route", "endpoint": "route", "uri": "route", "url": "route", "http_route": "route",
    "outcome": "result", "datname": "database", "db": "database", "schema": "database", "relname": "table",
    "op": "operation", "cmd": "command", "direction": "operation", "interface": "device", "kind": "type",
    "availability_zone": "zone", "detected_level": "level", "log_level": "level", "customer": "tenant",
    "pod_name": "pod", "container_name": "container", "exported_instance": "instance", "exported_job": "job",
    "service_name": "service", "host_name": "host", "k8s_pod_name": "pod", "k8s_namespace_name": "namespace",
    "kubernetes_pod_name": "pod", "kubernetes_namespace": "namespace", "http_request_method": "method",
    "http_response_status_code": "code", "url_path": "route", "user_name": "user",
}  # fmt: skip
_NETWORK = ("eth0", "eth1")
#: The labels of metrics by how their names begin, beyond those that every target has.
_OF_METRICS = (
    ("node_cpu", ("cpu", "mode")), ("node_filesystem", ("mountpoint",)), ("node_disk", ("device",)),
    ("node_network", ("device",)), ("kube_", ("namespace", "pod")), ("container_", ("namespace", "pod")),
    ("http_", ("method", "code")), ("ALERTS", ("alertname", "severity")),
)  # fmt: skip
_TARGET = ("instance", "job")
_AROUND = ("job", "namespace")
_MOST = 6
#: How many values each of so many labels has.
_SPREAD = (4, 3, 2)


def label_sets(reading: Reading, most: int = _MOST) -> list[dict[str, str]]:
    """The labels of each series that a query answers, without its name; at most `most`, or as many as topk leaves."""
    metric = reading.metrics[0] if reading.metrics else ""
    names = (
        reading.labels
        if reading.labels is not None
        else natural(metric, reading, (each.label for each in reading.conditions))
    )
    found = {name: values_of(name, reading.conditions, metric) for name in names if name != "le"}
    if reading.labels is None:
        # A target belongs to one job, and a pod to one namespace.
        found |= {name: found[name][:1] for name in _AROUND if name in found}
    varying = sum(len(values) > 1 for values in found.values())
    each = _SPREAD[min(max(varying, 1), len(_SPREAD)) - 1]
    values = [found[name][:each] for name in found]
    limit = min(most, reading.limit or most)
    return [dict(zip(found, combination, strict=True)) for combination in islice(product(*values), limit)]


def own_labels(labels: Mapping[str, str], reading: Reading) -> list[tuple[str, str]]:
    """What tells a series from others of its metric: not what a filter alone adds to all of them."""
    usual = natural(reading.metrics[0] if reading.metrics else "", reading, given=())
    fixed = {each.label for each in reading.conditions if each.operator == "="}
    added = set() if reading.labels is not None else fixed.difference(usual)
    return sorted((name, value) for name, value in labels.items() if name not in added)


def natural(metric: str, reading: Reading, given: Iterable[str]) -> tuple[str, ...]:
    """The labels of a metric that a query leaves as they are, and those that are `given` in it."""
    own = next((labels for start, labels in _OF_METRICS if metric.startswith(start)), ())
    return tuple(name for name in dict.fromkeys((*_TARGET, *own, *given)) if name not in reading.without)


def values_of(name: str, conditions: Iterable[Condition], metric: str = "") -> tuple[str, ...]:
    """The values of a label that fulfil the conditions; a value that is fixed is the only one."""
    conditions = tuple(conditions)
    own = [each for each in conditions if each.label == name and not STAND_IN.search(each.value)]
    fixed = next((each.value for each in own if each.operator == "=" and each.value), None)
    if fixed is not None:
        return (fixed,)
    known = known_values(name, metric)
    fitting = [value for value in known if all(fits(value, each) for each in own)]
    named = [value for each in own if each.operator == "=~" for value in _alternatives(each.value)]
    named = [value for value in named if all(fits(value, each) for each in own)]
    # What the query names exists, at least in the mind of who wrote it.
    found = tuple(dict.fromkeys(named or fitting)) or known[:1]
    # A variable that nobody has chosen for is one value all the same where it is compared with `=`.
    is_one = any(each.operator == "=" for each in conditions if each.label == name and STAND_IN.search(each.value))
    return found[:1] if is_one else found


def known_values(name: str, metric: str = "") -> tuple[str, ...]:
    """Plausible values of a label, by its name and the metric's."""
    plain = known_name(name)
    if name.lower() == "status" and ("http" in metric or "request" in metric):
        plain = "code"
    if plain == "device" and "network" in metric:
        return _NETWORK
    found = _VALUES.get(plain)
    return found if found is not None else tuple(f"{name}-{number}" for number in (1, 2, 3))


def known_name(label: str) -> str:
    """What a label is usually called, whichever way its name is written: `service.name` is a service."""
    plain = label.lower().replace(".", "_")
    return _ALIASES.get(plain, plain)


def fits(value: str, condition: Condition) -> bool:
    """Whether a value fulfils a condition, as far as that is known."""
    if condition.operator in {"=", "!="}:
        return (value == condition.value) == (condition.operator == "=")
    found = matches(condition.value, value, whole=True)
    return found is None or found == (condition.operator == "=~")


def _alternatives(pattern: str) -> Iterator[str]:
    """The values that a pattern such as `a|b` names, none where it is more than that."""
    whole = pattern[1:-1] if pattern.startswith("(") and pattern.endswith(")") else pattern
    parts = [re.sub(r"\\+(.)", r"\1", part) for part in whole.split("|")]
    if all(parts) and not re.search(r"(?<!\\)[.*+?\[\]{}()^$]", whole):
        yield from parts
