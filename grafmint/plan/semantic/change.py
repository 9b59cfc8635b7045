"""Change: one value that two trees do not share."""

import attrs

from grafmint.plan.semantic.tree import Json, Missing

#: The last part of a path that stands for the order of a list's names.
ORDER = "#order"


@attrs.frozen
class Change:
    """What stands at `path` before and after; MISSING where there is nothing."""

    path: tuple[str, ...]
    before: Json | Missing
    after: Json | Missing
