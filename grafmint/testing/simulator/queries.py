"""Queries: a simulation of what the boards and alerts of a project ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from grafmint.bundle import Bundle
from grafmint.promql.selected import Selected, selected
from grafmint.testing.simulator.asked import asked_in, recorded_in
from grafmint.testing.simulator.calls import GRAPH, calls, maps_services
from grafmint.testing.simulator.display import Display, displays
from grafmint.testing.simulator.guess import Wish, guessed
from grafmint.testing.simulator.history import HISTORY, offsets_of, reaching
from grafmint.testing.simulator.incident import Incident
from grafmint.testing.simulator.names import usual
from grafmint.testing.simulator.series import Metric
from grafmint.testing.simulator.simulation import Simulation
from grafmint.testing.simulator.wanted import labels_of, shared_values

_BUCKET, _SUM, _COUNT = _PARTS = ("_bucket", "_sum", "_count")
_SERVICE = "service"
#: What a Prometheus makes by itself.
_OWN = frozenset({"ALERTS", "ALERTS_FOR_STATE"})


def for_queries(
    bundle: Bundle, *, series: Iterable[Metric] = (), incidents: Iterable[Incident] = (), seed: int = 0
) -> Simulation:
    """Series for every PromQL query of a bundle, so that each finds data; those of `series` are as they are given.

    Kinds and values are guessed by names and by what is done to them, labels are those that queries match, group and
    show. Metrics that the bundle's rules record are left out.
    """
    given, own, asked = tuple(series), recorded_in(bundle) | _OWN, tuple(asked_in(bundle))
    found = [one for each in asked for one in selected(each.expr, each.labels) if one.metric not in own]
    made = _metrics(found, displays(asked), given, maps_services(bundle))
    history = reaching(HISTORY, offsets_of(asked))
    return Simulation(series=tuple(made), incidents=tuple(incidents), seed=seed, history=history)


def _metrics(
    found: Sequence[Selected], shown: Mapping[str, Sequence[Display]], given: Sequence[Metric], is_mapped: bool
) -> Iterator[Metric]:
    bases = _histograms({each.metric for each in found})
    by_base: dict[str, list[Selected]] = {}
    for each in found:
        by_base.setdefault(bases.get(each.metric, each.metric), []).append(each)
    families, shared, known = _families(by_base, bases), shared_values(found), {metric.name for metric in given}
    yield from given
    if is_mapped or GRAPH & set(by_base):
        yield from (each for each in calls(shared.get(_SERVICE) or usual(_SERVICE, "")) if each.name not in known)
    for name in sorted(set(by_base) - known - GRAPH):
        alike = [each for member in families[name] for each in by_base[member]]
        parts = frozenset(part for part in _PARTS if bases.get(f"{name}{part}") == name)
        yield from guessed(
            Wish(
                name=name,
                parts=parts,
                found=by_base[name],
                labels=labels_of(name, alike, shared),
                displays=[each for part in ("", *_PARTS) for each in shown.get(f"{name}{part}", ())],
            )
        )


def _histograms(names: Iterable[str]) -> dict[str, str]:
    """The names that are parts of a histogram, with its own: buckets, or sum and count of the same."""
    names, found = frozenset(names), dict[str, str]()
    for base in {name.removesuffix(part) for name in names for part in _PARTS if name.endswith(part)}:
        parts = [f"{base}{part}" for part in _PARTS if f"{base}{part}" in names]
        if f"{base}{_BUCKET}" in parts or {f"{base}{_SUM}", f"{base}{_COUNT}"} <= set(parts):
            found |= dict.fromkeys(parts, base)
    return found


def _families(by_base: Mapping[str, Sequence[Selected]], bases: Mapping[str, str]) -> dict[str, set[str]]:
    """The metrics that queries match with each other as they are: they have the same labels."""
    families = {name: {name} for name in by_base}
    for name, found in by_base.items():
        beside = {bases.get(other, other) for each in found for other in each.beside}
        for other in beside & set(families):
            both = families[name] | families[other]
            families |= dict.fromkeys(both, both)
    return families
