"""States: labels that say in which state a thing is, of which one holds: its series is 1, and those beside it are 0."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from grafmint.testing.simulator.labels import Labels, Weights, values_of

#: The states that a thing may be in, the first one when all is well.
#: Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
_STATES: Mapping[str, Sequence[str]] = {
    "phase": ("Running", "Pending", "Succeeded", "Failed", "Unknown"),
    "color": ("green", "yellow", "red"),
    "condition": ("Ready", "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"),
}
#: Other things than pods and nodes have states of their own.
_OTHERS: Sequence[tuple[str, Sequence[str]]] = (
    ("phase", ("Bound", "Pending", "Lost")),
    ("phase", ("Active", "Terminating")),
    ("state", ("closed", "open", "half_open")),
)
_CONDITION, _STATUS = "condition", "status"
_HOLDS, _HOLDS_NOT = "true", "false"


def states(label: str, values: Iterable[str] = ()) -> Sequence[str]:
    """All states of a thing that may be in these; none where the label is of another kind."""
    wanted = {*values}
    found = ((label, _STATES.get(label, ())), *(_OTHERS if wanted else ()))
    return next((known for name, known in found if name == label and wanted <= {*known}), ())


def weighted(label: str, values: Iterable[str]) -> Weights | None:
    """Of the values of such a label one holds; None for another label."""
    values = tuple(values)
    known = states(label, values)
    return Weights({value: float(value == known[0]) for value in values}) if known else None


def split(labels: Labels) -> Iterator[Labels]:
    """Of conditions one should be true and the others false, which no product of labels can say: hence two of them."""
    if _CONDITION not in labels or _HOLDS_NOT not in values_of(labels.get(_STATUS, ())):
        yield labels
        return
    well, statuses = _STATES[_CONDITION][0], values_of(labels[_STATUS])
    conditions = values_of(labels[_CONDITION])
    for some, right in (
        ([each for each in conditions if each == well], _HOLDS),
        ([each for each in conditions if each != well], _HOLDS_NOT),
    ):
        if some:
            yield {**labels, _CONDITION: some, _STATUS: Weights({each: float(each == right) for each in statuses})}
