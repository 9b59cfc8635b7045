"""Weighing: how much there is of each value of a label: failures are few, and no two services are alike."""

import re
from collections.abc import Iterable, Mapping

from grafmint.data.sample.chance import chance
from grafmint.data.sample.scale import RARE
from grafmint.testing.simulator.labels import Labels, Weights

#: How often what is a failure by its name happens beside what is not, and a failure of a server: less than one in a
#: thousand, so that promises are kept.
_SELDOM, _HARDLY = 0.01, 0.0004
#: What tells the parts of a way apart.
STEP = "step"
#: How much there is of what a label names beside the others of it: what a processor does, what a container asks for.
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "area": {"nonheap": 0.3},
    "method": {"POST": 0.3, "PUT": 0.1, "DELETE": 0.03},
    "mode": {
        "idle": 0.68,
        "user": 0.2,
        "system": 0.08,
        "iowait": 0.02,
        "accesssharelock": 0.6,
        "rowexclusivelock": 0.3,
        "exclusivelock": 0.04,
    },
    "resource": {"cpu": 0.5, "memory": 1e9},
    "state": {"active": 0.3, "idle in transaction": 0.05, "queued": 0.2, "running": 0.1},
    "status": {"pending": 0.05},
    STEP: {"registered": 0.6, "completed": 0.3},
}
#: Whoever does not reach the next step has left at the one before it.
_LEAVES, _LEFT = re.compile(r"drop_?offs?"), {"started": 0.4, "registered": 0.3, "completed": 0.0}
_WELL = re.compile(r"success(?:ful)?|succeeded|ok|completed?|passed|confirmed|2\d\d|2xx", re.IGNORECASE)
_SERVER = re.compile(r"^5\d\d$|^5xx$", re.IGNORECASE)
_FAILS = re.compile(rf"{RARE.pattern}|errs|^4\d\d$", re.IGNORECASE)
#: Labels of which each metric has values of its own; others name things, which are the same everywhere.
OF_METRIC = frozenset(
    {
        *("code", "color", "condition", "kind", "level", "mode", "operation", "phase"),
        *("quantile", "reason", "result", "severity", "state", "status", "type"),
    }
)
#: Labels of machines and their parts, of which one does about as much as the other.
_ALIKE = frozenset(
    {
        *("cluster", "container", "cpu", "device", "fstype", "host", "instance", "job", "le"),
        *("mountpoint", "namespace", "node", "pod", "resource"),
    }
)
#: The least of what is busy beside the most of it.
_LEAST = 0.3


def weighed(label: str, metric: str, values: Iterable[str]) -> Weights:
    """The values of a label of a metric with how often each of them occurs."""
    own = _LEFT if label == STEP and _LEAVES.search(metric) else _WEIGHTS.get(label, {})
    return Weights({value: own.get(value, _share(value)) for value in values})


def busy(labels: Labels) -> Labels:
    """Labels of what people do: the same service, country or type is the busier one of each metric."""
    return {label: _busy(label, values) if isinstance(values, Weights) else values for label, values in labels.items()}


def weight_of(label: str, value: str) -> float:
    """How busy a thing is beside the busiest of its kind, whatever the metric."""
    return chance("busy", label, value).uniform(_LEAST, 1)


def is_well(value: str) -> bool:
    """Whether a value of a label says that something went well."""
    return _WELL.fullmatch(value) is not None


def _busy(label: str, weights: Weights) -> Weights:
    if label in _ALIKE | _WEIGHTS.keys() | OF_METRIC - {"type"}:
        return weights
    return Weights({value: share * weight_of(label, value) for value, share in weights.values.items()})


def _share(value: str) -> float:
    if _SERVER.search(value):
        return _HARDLY
    return _SELDOM if _FAILS.search(value) else 1.0
