"""Group: changes that are the same in many places told as one, those first that a reader must see."""

from collections import defaultdict
from collections.abc import Sequence

from grafmint.origin import Place
from grafmint.review.broken import without_ids
from grafmint.review.review import PartChange, ResourceChange, Same
from grafmint.review.weight import COSMETIC, DANGEROUS, PLAIN, TELLING, Weight, weight

_Pair = tuple[ResourceChange, PartChange]
_Key = tuple[object, ...]
#: The parts of which a line may speak of nothing but looks.
_SEEN = frozenset({"panel", "row", "board", "link"})


def grouped(changes: Sequence[ResourceChange]) -> tuple[Same, ...]:
    """Every part of every resource that stayed, equal changes together.

    First what numbers come from and who may see them, then what is gone and what changes numbers that people act on,
    last what changes looks alone; of two the one that more resources have, then the one that comes first.
    """
    groups = defaultdict[_Key, list[_Pair]](list)
    for resource in changes:
        if resource.verb not in ("added", "removed"):
            for part in resource.parts:
                groups[_key(resource, part)].append((resource, part))
    return tuple(_same(pairs) for pairs in sorted(groups.values(), key=_rank))


def _key(resource: ResourceChange, part: PartChange) -> _Key:
    """What two equal changes have in common; new ids of a panel differ from dashboard to dashboard."""
    lines = tuple(without_ids(line).replace(f'"{part.name}"', '""') for line in part.lines)
    names = (part.name, part.was) if part.verb in ("added", "removed", "renamed") else ()
    return resource.kind, part.of, part.verb, lines, names


def _same(pairs: Sequence[_Pair]) -> Same:
    places = dict.fromkeys(part.place for _, part in pairs)
    return Same(parts=tuple(pairs), places=tuple(place for place in places if isinstance(place, Place)))


def _rank(pairs: Sequence[_Pair]) -> tuple[int, int, int]:
    spread = len({(resource.kind, resource.uid) for resource, _ in pairs})
    return weight_of(*pairs[0]), -spread, -len(pairs)


def _is_lost(part: PartChange) -> bool:
    return part.alert is not None and part.alert.goes_on_in is None


def weight_of(resource: ResourceChange, part: PartChange) -> Weight:
    """How much a part matters, by what is said of it."""
    if part.of == "permission":
        return DANGEROUS
    if part.verb == "added":
        return PLAIN
    weights = set(map(weight, part.lines))
    if resource.kind == "datasource" or DANGEROUS in weights:
        return DANGEROUS
    if part.verb == "removed" or part.queries or TELLING in weights:
        # Nobody is told any more of what an alert was for.
        return DANGEROUS if part.verb == "removed" and _is_lost(part) else TELLING
    return COSMETIC if weights == {COSMETIC} and part.verb == "changed" and part.of in _SEEN else PLAIN
