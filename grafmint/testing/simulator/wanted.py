"""Wanted: the label sets that a metric must have so that each query finds some of its series."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from grafmint.data.sample.labels import known_values
from grafmint.data.sample.scale import RARE
from grafmint.promql.selected import Selected
from grafmint.testing.simulator.fitting import GUESSED, fitting, named
from grafmint.testing.simulator.labels import Weights

#: As many series of a metric are enough where nobody asks for more.
_MOST = 150
#: How often what is a failure by its name happens beside what is not, and a failure of a server: less than one in a
#: thousand, so that promises are kept.
_SELDOM, _HARDLY = 0.01, 0.0004
#: Labels that say in which state a thing is, with the states that it may be in: in the first one when all is well.
_STATES: Mapping[str, tuple[str, ...]] = {
    "phase": ("Running", "Pending", "Succeeded", "Failed", "Unknown"),
    "color": ("green", "yellow", "red"),
    "condition": ("Ready", "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"),
}
#: What a processor does, and what a container asks for.
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "mode": {"idle": 0.68, "user": 0.2, "system": 0.08, "iowait": 0.02},
    "resource": {"cpu": 0.04, "memory": 2e8},
}
_WELL = re.compile(r"success(?:ful)?|succeeded|ok|completed?|passed|confirmed|2\d\d|2xx", re.IGNORECASE)
_SERVER = re.compile(r"^5\d\d$|^5xx$", re.IGNORECASE)
_FAILS = re.compile(rf"{RARE.pattern}|errs|^4\d\d$", re.IGNORECASE)
#: Labels of which each metric has values of its own; others name things, which are the same everywhere.
_OF_METRIC = frozenset(
    {
        *("code", "color", "condition", "kind", "level", "mode", "operation", "phase"),
        *("quantile", "reason", "result", "severity", "state", "status", "type"),
    }
)
#: What stands beside the only values of a label that anybody names.
_OTHER = "other"


def shared_values(found: Iterable[Selected]) -> dict[str, tuple[str, ...]]:
    """The values of each label that queries name, whatever their metric: a service is the same one everywhere."""
    values: dict[str, dict[str, None]] = {}
    for each in found:
        for condition in (one for one in each.conditions if one.label not in _OF_METRIC):
            values.setdefault(condition.label, {}).update(dict.fromkeys(named([condition])))
    return {label: tuple(names) for label, names in values.items() if names}


def labels_of(metric: str, found: Sequence[Selected], shared: Mapping[str, tuple[str, ...]]) -> dict[str, Weights]:
    """What each label of a metric may be, from all that is asked of it and of those that it is matched with."""
    names = sorted({label for each in found for label in (*each.labels, *(c.label for c in each.conditions))})
    asked = {label: _asked(label, metric, found) for label in names if label != "le"}
    values = {label: asked[label] or _usual(label, metric, shared) for label in asked}
    for label in sorted(asked, key=lambda label: -len(values[label])):
        if prod(map(len, values.values())) > _MOST and not asked[label]:
            values[label] = values[label][:1]
    return {label: _weighted(label, each) for label, each in values.items()}


def is_state(label: str, values: Iterable[str]) -> bool:
    """Whether a label says in which of several states a thing is: one series of it is 1, the others are 0."""
    return {*values} <= {*_STATES.get(label, ())}


def _asked(label: str, metric: str, found: Sequence[Selected]) -> Sequence[str]:
    """The values that queries want, and one beside them where the whole is asked for as well."""
    conditions = [[each for each in one.conditions if each.label == label] for one in found]
    values = [value for own in conditions if own for value in fitting(label, metric, own)]
    if values and not all(conditions):
        values += _beside(label, metric, values)
    return list(dict.fromkeys(values))


def _beside(label: str, metric: str, values: Sequence[str]) -> Sequence[str]:
    """What else there is where some values are asked for and all together too."""
    if is_state(label, values):
        return _STATES[label]
    well = [_WELL.fullmatch(value) is not None for value in values]
    if any(well):
        return ["error"] if all(well) else []
    first = known_values(label, metric)[0]
    return [_OTHER if first == f"{label}-1" else first]


def _usual(label: str, metric: str, shared: Mapping[str, tuple[str, ...]]) -> Sequence[str]:
    return _STATES.get(label) or (shared.get(label) or known_values(label, metric))[:GUESSED]


def _weighted(label: str, values: Sequence[str]) -> Weights:
    if is_state(label, values):
        return Weights({value: float(value == _STATES[label][0]) for value in values})
    own = _WEIGHTS.get(label, {})
    return Weights({value: own.get(value, _often(value)) for value in values})


def _often(value: str) -> float:
    if _SERVER.search(value):
        return _HARDLY
    return _SELDOM if _FAILS.search(value) else 1.0
