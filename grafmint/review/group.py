"""Group: changes that are the same in many places told as one, those first that a reader must see."""

import re
from collections import defaultdict
from collections.abc import Sequence

from grafmint.origin import Place
from grafmint.review.review import PartChange, ResourceChange, Same
from grafmint.review.weight import COSMETIC, PLAIN, TELLING, Weight, weight

_Pair = tuple[ResourceChange, PartChange]
_Key = tuple[object, ...]
#: The parts of which a line may speak of nothing but looks.
_SEEN = frozenset({"panel", "row", "board", "link"})
_NEW_ID = re.compile(r"\A(its links break: new id ).*", re.DOTALL)


def grouped(changes: Sequence[ResourceChange]) -> tuple[Same, ...]:
    """Every part of every resource that stayed, equal changes together.

    First what is gone and what changes numbers that people act on, last what changes looks alone; of two the one that
    more resources have, then the one that comes first.
    """
    groups = defaultdict[_Key, list[_Pair]](list)
    for resource in changes:
        if resource.verb not in ("added", "removed"):
            for part in resource.parts:
                groups[_key(resource, part)].append((resource, part))
    return tuple(_same(pairs) for pairs in sorted(groups.values(), key=_rank))


def _key(resource: ResourceChange, part: PartChange) -> _Key:
    """What two equal changes have in common; new ids of a panel differ from dashboard to dashboard."""
    lines = tuple(_NEW_ID.sub(r"\1", line).replace(f'"{part.name}"', '""') for line in part.lines)
    names = (part.name, part.was) if part.verb in ("added", "removed", "renamed") else ()
    return resource.kind, part.of, part.verb, lines, names


def _same(pairs: Sequence[_Pair]) -> Same:
    places = dict.fromkeys(part.place for _, part in pairs)
    return Same(parts=tuple(pairs), places=tuple(place for place in places if isinstance(place, Place)))


def _rank(pairs: Sequence[_Pair]) -> tuple[int, int, int]:
    _, part = pairs[0]
    spread = len({(resource.kind, resource.uid) for resource, _ in pairs})
    return _weight(part), -spread, -len(pairs)


def _weight(part: PartChange) -> Weight:
    if part.verb == "removed" or part.of == "permission" or (part.verb != "added" and part.queries):
        return TELLING
    weights = set(map(weight, part.lines))
    if TELLING in weights:
        return TELLING
    return COSMETIC if weights == {COSMETIC} and part.verb == "changed" and part.of in _SEEN else PLAIN
