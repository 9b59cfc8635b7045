"""Found: what differs between two parts of queries, and how much that is."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

import attrs

from grafmint.promql.structure import phrases
from grafmint.promql.structure.tree import Atom, Call, Chain, Negative, Node, Selector, Window, inner, size, written

#: A part that is another one altogether is told by both only when they are short.
_SHORT = 60
#: What stands beside a part that stayed counts half: it was added, not changed.
_BESIDE = 0.5


@attrs.frozen
class Found:
    """What differs between two parts, and how much that is; not `is_plain` where it takes longer to say.

    `has_grown` says that an operand came or went.
    """

    phrases: tuple[str, ...] = ()
    cost: float = 0
    is_plain: bool = True
    has_grown: bool = False

    def __add__(self, other: "Found") -> "Found":
        return Found(
            (*self.phrases, *other.phrases),
            self.cost + other.cost,
            is_plain=self.is_plain and other.is_plain,
            has_grown=self.has_grown or other.has_grown,
        )


NOTHING = Found()


def parts_of(node: Node, *, is_new: bool) -> Iterator[tuple[Node, Found]]:
    """The parts of a node, each with what is said of the rest."""
    if isinstance(node, Chain):
        for index, operand in enumerate(node.operands):
            others = [at for at in range(len(node.operands)) if at != index]
            lone = len(others) == 1
            yield operand, sum((beside(node, at, is_new=is_new, lone=lone) for at in others), NOTHING)
        return
    if not isinstance(node, Call | Window | Negative):
        return
    for part in inner(node):
        rest = sum(size(each) for each in inner(node) if each is not part and not isinstance(each, Atom))
        told = Found((phrases.around(node, is_new=is_new),), 1 + _BESIDE * rest, is_plain=not rest)
        if not isinstance(part, Atom):
            yield part, told
        if isinstance(node, Call) and isinstance(part, Window) and not part.modifiers:
            said = phrases.around_window(node, part, is_new=is_new)
            yield part.inner, attrs.evolve(told, phrases=(said,))


def selectors(before: Selector, after: Selector) -> Found:
    """The metrics, conditions and shifts of two selections."""
    said = list(phrases.matchers(before.matchers, after.matchers))
    if before.metric != after.metric:
        old, new = (each.metric or "{}" for each in (before, after))
        what = "" if "$" in old + new else "metric"
        said.insert(0, phrases.changed(old, new, what))
    return found_of([*said, *phrases.modifiers(before.modifiers, after.modifiers)])


def matching(before: Chain, after: Chain) -> Found:
    """What says which series of two chains belong together."""
    said = list[str]()
    for old, new in zip_longest(before.matching, after.matching):
        said += phrases.labels(old, new)
    if before.is_bool != after.is_bool:
        said.append(f"{'added' if after.is_bool else 'removed'} {phrases.code('bool')}")
    return found_of(said)


def beside(chain: Chain, index: int, *, is_new: bool, lone: bool) -> Found:
    """An operand of a chain that came or went."""
    cost = 1 + _BESIDE * (size(chain.operands[index]) - 1)
    return Found((phrases.beside(chain, index, is_new=is_new, lone=lone),), cost, has_grown=True)


def merged(found: list[Found], chain: Chain) -> Found:
    """What is said of all operands; of one alone, on which side it stands where others could be meant."""
    selecting = [index for index, operand in enumerate(chain.operands) if _selects(operand)]
    said = list[str]()
    for index, each in enumerate(found):
        for phrase in each.phrases:
            is_shared = index not in selecting or all(phrase in found[other].phrases for other in selecting)
            said.append(phrase if is_shared else f"{_side(index, chain)}: {phrase}")
    whole = sum(found, NOTHING)
    return attrs.evolve(whole, phrases=tuple(dict.fromkeys(said)))


def _side(index: int, chain: Chain) -> str:
    operator = phrases.code(chain.operator)
    if len(chain.operands) > 2:  # noqa: PLR2004  # with two there is a left and a right
        return f"part {index + 1} of {operator}"
    return f"{('left', 'right')[index]} of {operator}"


def _selects(node: Node) -> bool:
    return isinstance(node, Selector) or any(map(_selects, inner(node)))


def split(call: Call) -> tuple[list[Atom], list[Node]]:
    """The numbers and texts that a call takes, and its expressions."""
    atoms = [each for each in call.arguments if isinstance(each, Atom)]
    return atoms, [each for each in call.arguments if not isinstance(each, Atom)]


def replaced(before: Node, after: Node) -> Found:
    """Two parts that have nothing in common."""
    old, new = written(before), written(after)
    is_short = len(old) <= _SHORT and len(new) <= _SHORT
    return Found((phrases.changed(old, new),), size(before) + size(after), is_plain=is_short)


def found_of(said: Iterable[str]) -> Found:
    """Phrases that each say one thing."""
    told = tuple(said)
    return Found(told, len(told))


def weight(found: Found) -> tuple[bool, float]:
    """By what the least is found: what is plainly said before what is not."""
    return not found.is_plain, found.cost
