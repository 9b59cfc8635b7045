"""Texts and orders, line by line and name by name: what differs between two lists of what people write."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from grafmint.plan.semantic.values import shown


def line_changes(before: str, after: str) -> Iterator[str]:
    """The lines that go and come from one text to the other."""
    old, new = before.split("\n"), after.split("\n")
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (f"- {shown(line)}" for line in old[start:end])
            yield from (f"+ {shown(line)}" for line in new[first:last])


def moves(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names that stand elsewhere, each with where: as few of them as lead from one order to the other."""
    places = {name: place for place, name in enumerate(before)}
    staying = _longest_rise([places[name] for name in after])
    for index, name in enumerate(after):
        if index not in staying:
            yield name, f"before {after[index + 1]}" if index + 1 < len(after) else "to the end"


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The indexes of a longest part of the numbers that rises."""
    ends, indexes, previous = list[int](), list[int](), list[int]()
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length:], indexes[length:] = [number, *ends[length + 1 :]], [index, *indexes[length + 1 :]]
        previous.append(indexes[length - 1] if length else -1)
    found, index = set[int](), indexes[-1] if indexes else -1
    while index >= 0:
        found.add(index)
        index = previous[index]
    return found
