"""Wanted: the label sets that a metric must have so that each query finds some of its series."""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from grafmint.promql.selected import Selected
from grafmint.testing.simulator.fitting import fitting, named
from grafmint.testing.simulator.labels import Weights
from grafmint.testing.simulator.names import GUESSED, beside, usual
from grafmint.testing.simulator.states import states, weighted
from grafmint.testing.simulator.weighing import OF_METRIC, is_well, weighed

#: As many series of a metric are enough where nobody asks for more.
_MOST = 150
#: A pod is of one namespace and on one node, and a target is of one job: no product of all of them.
_OWNERS: Mapping[str, Sequence[str]] = {"pod": ("namespace", "node", "container"), "instance": ("job",)}
#: What says of each target whether it answers.
TARGETS = "up"
#: What a metric has even where no query asks for it: a machine has several processors.
_NATURAL = {"node_cpu_seconds_total": {"cpu"}}


def shared_values(found: Iterable[Selected]) -> dict[str, tuple[str, ...]]:
    """The values of each label that queries name, whatever their metric: a service is the same one everywhere."""
    values: dict[str, dict[str, None]] = {}
    for each in found:
        for condition in (one for one in each.conditions if one.label not in OF_METRIC):
            values.setdefault(condition.label, {}).update(dict.fromkeys(named([condition])))
    return {label: tuple(names) for label, names in values.items() if names}


def labels_of(metric: str, found: Sequence[Selected], shared: Mapping[str, tuple[str, ...]]) -> dict[str, Weights]:
    """What each label of a metric may be, from all that is asked of it and of those that it is matched with."""
    known = {label for each in found for label in (*each.labels, *(c.label for c in each.conditions))}
    names = sorted(known | _NATURAL.get(metric, set()))
    asked = {label: _asked(label, metric, found) for label in names if label != "le"}
    values = {label: asked[label] or _usual(label, metric, shared) for label in asked}
    said = {each.label for one in found for each in one.conditions if named([each])}
    owners = {label for owned in set(values) & set(_OWNERS) for label in _OWNERS[owned]} if metric != TARGETS else set()
    for label in sorted(asked, key=lambda label: -len(values[label])):
        is_many = not asked[label] and prod(map(len, values.values())) > _MOST
        if is_many or (label in owners and label not in said):
            values[label] = values[label][:1]
    return {label: weighted(label, each) or weighed(label, metric, each) for label, each in values.items()}


def _asked(label: str, metric: str, found: Sequence[Selected]) -> Sequence[str]:
    """The values that queries want, and one beside them where the whole is asked for as well."""
    conditions = [[each for each in one.conditions if each.label == label] for one in found]
    values = [value for own in conditions if own for value in fitting(label, metric, own)]
    if values and not all(conditions):
        values += _beside(label, metric, values)
    return list(dict.fromkeys(values))


def _beside(label: str, metric: str, values: Sequence[str]) -> Sequence[str]:
    """What else there is where some values are asked for and all together too."""
    if known := states(label, values):
        return known
    well = [is_well(value) for value in values]
    if any(well):
        return ["error"] if all(well) else []
    return [beside(label, metric, values)]


def _usual(label: str, metric: str, shared: Mapping[str, tuple[str, ...]]) -> Sequence[str]:
    named = () if label in OF_METRIC else shared.get(label, ())
    return named[:GUESSED] or usual(label, metric)
