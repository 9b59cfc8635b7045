"""Follow: alerts that change because their panel does, told behind it."""

from collections.abc import Mapping, Sequence

from grafmint.review.group import weight_of
from grafmint.review.review import Same
from grafmint.review.weight import DANGEROUS, TELLING


def followers(groups: Sequence[Same]) -> Mapping[int, tuple[Same, ...]]:
    """The alerts' groups that follow a panels' group, by its place: both say what becomes of the same numbers.

    What changes whom an alert is told to stands by itself.
    """
    panels = {
        at: {f"{resource.uid}/{(part.after or {}).get('id')}" for resource, part in group.parts if part.of == "panel"}
        for at, group in enumerate(groups)
        if weight_of(*group.parts[0]) <= TELLING
    }
    found = dict[int, tuple[Same, ...]]()
    for group in groups:
        stand_on = {part.alert.panel if part.alert is not None else None for _, part in group.parts}
        is_change = group.parts[0][1].verb == "changed" and weight_of(*group.parts[0]) != DANGEROUS
        first = next((at for at, known in panels.items() if stand_on <= known), None)
        if is_change and first is not None:
            found[first] = (*found.get(first, ()), group)
    return found
