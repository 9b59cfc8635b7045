"""Match: which panels of two dashboards are the same one, whatever happened to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from grafmint.plan.semantic import Json, Named, Tree, at, key_of
from grafmint.review.likeness import ALIKE, Portrait, likeness, portrait

#: So many panels are compared with as many others; of more, whoever made them knows what became of them.
_MOST = 60_000


def matched(before: Tree, after: Tree) -> Mapping[str, str]:
    """The names of panels after a change by their names before it.

    Panels are the same by id, else by row and title, else by what they are, one to one and the best first. An id that
    now belongs to a panel of another title is not trusted where a panel of the old title is more like the old one:
    others number their panels anew.
    """
    old, new = before.get("panels"), after.get("panels")
    if not isinstance(old, Named) or not isinstance(new, Named):
        return {}
    found = _Match(old, new)
    found.by_id()
    found.by_key()
    found.by_likeness()
    found.rows()
    return found.names


@attrs.define
class _Match:
    """The pairs that were found so far, and who is still alone."""

    old: Named
    new: Named
    names: dict[str, str] = attrs.field(factory=dict, init=False)
    _taken: set[str] = attrs.field(factory=set, init=False)
    _portraits: dict[int, Portrait] = attrs.field(factory=dict, init=False)

    def by_id(self) -> None:
        keys, new_keys = _by_key(self.old, self.old), _by_key(self.new, self.new)
        rivals: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
        for name in self.old:
            if name in self.new and _is_row(self.old[name]) == _is_row(self.new[name]):
                key, new_key = key_of(self.old, name), key_of(self.new, name)
                rivals[name] = ((), ()) if key == new_key else (new_keys.get(key, ()), keys.get(new_key, ()))
        # Of too many rivals none is asked; the id has the last word then.
        is_known = sum(len(there) + len(here) for there, here in rivals.values()) > _MOST
        for name, (there, here) in rivals.items():
            if is_known or not (there or here) or not self._is_renumbered(name, there, here):
                self._take(name, name)

    def _is_renumbered(self, name: str, there: Iterable[str], here: Iterable[str]) -> bool:
        """Whether panels of the same title are more alike than those of the same id."""
        same = self._likeness(name, name)
        others = [self._likeness(name, other) for other in there]
        others += [self._likeness(other, name) for other in here]
        return max(others, default=0) > same

    def by_key(self) -> None:
        free = _by_key(self.new, (name for name in self.new if name not in self._taken))
        for name in self.old:
            if name not in self.names and (candidates := free.get(key_of(self.old, name))):
                self._take(name, candidates.pop(0))

    def by_likeness(self) -> None:
        alone = [name for name in self.old if name not in self.names and not _is_row(self.old[name])]
        theirs = [name for name in self.new if name not in self._taken and not _is_row(self.new[name])]
        if len(alone) * len(theirs) > _MOST:
            return
        pairs = ((self._likeness(one, other), one, other) for one in alone for other in theirs)
        # The sort is stable: of equal ones those that come first in their documents belong together.
        self._take_best(sorted((pair for pair in pairs if pair[0] >= ALIKE), key=lambda pair: -pair[0]))

    def rows(self) -> None:
        """Rows by the panels in them, for a row is little more than its title."""
        inside = Counter[tuple[str, str]]()
        for name, other in self.names.items():
            row, new_row = at(self.old, (name, "row")), at(self.new, (other, "row"))
            if isinstance(row, str) and isinstance(new_row, str):
                inside[row, new_row] += 1
        self._take_best(sorted(((count, *rows) for rows, count in inside.items()), key=lambda pair: -pair[0]))

    def _take_best(self, pairs: Iterable[tuple[float, str, str]]) -> None:
        for _, one, other in pairs:
            if one in self.old and one not in self.names and other in self.new and other not in self._taken:
                self._take(one, other)

    def _take(self, name: str, other: str) -> None:
        self.names[name] = other
        self._taken.add(other)

    def _likeness(self, name: str, other: str) -> float:
        return likeness(self._portrait(self.old[name]), self._portrait(self.new[other]))

    def _portrait(self, panel: Json) -> Portrait:
        if id(panel) not in self._portraits:
            self._portraits[id(panel)] = portrait(panel)
        return self._portraits[id(panel)]


def _by_key(panels: Named, names: Iterable[str]) -> Mapping[tuple[str, ...], list[str]]:
    found = defaultdict[tuple[str, ...], list[str]](list)
    for name in names:
        found[key_of(panels, name)].append(name)
    return found


def _is_row(panel: Json) -> bool:
    return isinstance(panel, dict) and panel.get("type") == "row"
