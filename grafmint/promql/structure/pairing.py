"""Pairing: which parts of two queries belong together, so that the least is said of what differs."""

from collections.abc import Iterator
from typing import Self

import attrs

from grafmint.promql.structure import phrases
from grafmint.promql.structure.found import (
    NOTHING,
    Found,
    beside,
    found_of,
    matching,
    merged,
    parts_of,
    replaced,
    selectors,
    split,
    weight,
)
from grafmint.promql.structure.tree import Atom, Call, Chain, Negative, Node, Selector, Window, size

#: Above this only parts in the same place are compared: the queries are too large to try every pair.
_PAIRS = 1500


@attrs.define
class Pairing:
    """The pairs of parts that have been compared."""

    is_thorough: bool
    _known: dict[tuple[int, int], Found] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, before: Node, after: Node) -> Self:
        """For two queries, which must live as long."""
        return cls(size(before) * size(after) <= _PAIRS)

    def compare(self, before: Node, after: Node) -> Found:
        """The least that has to be said."""
        if before == after:
            return NOTHING
        key = id(before), id(after)
        if key not in self._known:
            # The first of those that say the least, so that the parts in the same place come first.
            options = [*self._alike(before, after), *self._wrapped(before, after)]
            self._known[key] = min(options, key=weight, default=replaced(before, after))
        return self._known[key]

    def _alike(self, before: Node, after: Node) -> Iterator[Found]:
        """Both as parts of one kind that differ in themselves."""
        if isinstance(before, Atom) and isinstance(after, Atom):
            yield Found((phrases.changed(before.text, after.text),), 1)
        elif isinstance(before, Selector) and isinstance(after, Selector):
            yield selectors(before, after)
        elif isinstance(before, Window) and isinstance(after, Window):
            yield found_of(phrases.window(before, after)) + self.compare(before.inner, after.inner)
        elif isinstance(before, Negative) and isinstance(after, Negative):
            yield self.compare(before.inner, after.inner)
        elif isinstance(before, Call) and isinstance(after, Call):
            yield from self._calls(before, after)
        elif isinstance(before, Chain) and isinstance(after, Chain):
            yield from self._chains(before, after)

    def _calls(self, before: Call, after: Call) -> Iterator[Found]:
        old, new = (split(call) for call in (before, after))
        if len(old[1]) != len(new[1]):
            return
        if len(old[0]) != len(new[0]):
            names = attrs.evolve(before, grouping=None), attrs.evolve(after, grouping=None)
            found = found_of([phrases.changed(*map(phrases.head, names))])
        else:
            found = found_of([phrases.changed(before.name, after.name)] if before.name != after.name else [])
            pairs = zip(old[0], new[0], strict=True)
            found += found_of(phrases.argument(after, *pair) for pair in pairs if pair[0] != pair[1])
        found += found_of(phrases.labels(before.grouping, after.grouping))
        yield sum(map(self.compare, old[1], new[1]), found)

    def _chains(self, before: Chain, after: Chain) -> Iterator[Found]:
        found = matching(before, after)
        if len(before.operands) != len(after.operands):
            if before.operator == after.operator and self.is_thorough:
                yield found + self._grown(before, after)
            return
        if len(before.operands) == 2:  # noqa: PLR2004  # an operator and its two sides
            yield from (found + each for each in self._beside_number(before, after))
        if before.operator != after.operator:
            found += found_of([phrases.changed(before.operator, after.operator)])
        pairs = zip(before.operands, after.operands, strict=True)
        yield found + merged([self.compare(*pair) for pair in pairs], before)

    def _beside_number(self, before: Chain, after: Chain) -> Iterator[Found]:
        """`> 0` and `> 1` are told with their operator."""
        (left, right), (new_left, new_right) = before.operands, after.operands
        if isinstance(right, Atom) and isinstance(new_right, Atom):
            ends = f"{before.operator} {right.text}", f"{after.operator} {new_right.text}"
            differs = before.operator != after.operator or right != new_right
            yield self.compare(left, new_left) + found_of([phrases.changed(*ends)] if differs else [])
        elif isinstance(left, Atom) and isinstance(new_left, Atom):
            ends = f"{left.text} {before.operator}", f"{new_left.text} {after.operator}"
            differs = before.operator != after.operator or left != new_left
            yield found_of([phrases.changed(*ends)] if differs else []) + self.compare(right, new_right)

    def _grown(self, before: Chain, after: Chain) -> Found:
        """The chains by those of their operands that stayed in order, the others added or removed."""
        row = [NOTHING]
        for index in range(len(after.operands)):
            row.append(row[-1] + beside(after, index, is_new=True, lone=False))
        for at, old in enumerate(before.operands):
            gone = beside(before, at, is_new=False, lone=False)
            rows, row = row, [row[0] + gone]
            for index, new in enumerate(after.operands):
                come = beside(after, index, is_new=True, lone=False)
                options = rows[index] + self.compare(old, new), rows[index + 1] + gone, row[-1] + come
                row.append(min(options, key=weight))
        return row[-1]

    def _wrapped(self, before: Node, after: Node) -> Iterator[Found]:
        """One of them as a part of the other."""
        if self.is_thorough:
            yield from (self.compare(before, part) + told for part, told in parts_of(after, is_new=True))
            yield from (told + self.compare(part, after) for part, told in parts_of(before, is_new=False))
