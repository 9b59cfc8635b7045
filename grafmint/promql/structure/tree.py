"""Tree: a query as what it says, without the way in which it is written; variables may stand anywhere.

Two trees are equal when their queries differ in nothing but blanks, comments, parentheses that change nothing, quotes,
the spelling of numbers, and the order of labels and matchers.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

#: How tightly operators hold, the loosest first: https://prometheus.io/docs/prometheus/latest/querying/operators/
LEVELS = {
    "or": 1, "and": 2, "unless": 2,
    "==": 3, "!=": 3, ">": 3, "<": 3, ">=": 3, "<=": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5, "atan2": 5, "^": 6,
}  # fmt: skip
POWER, _ATOM = 6, 7
COMPARISONS = frozenset({"==", "!=", ">", "<", ">=", "<="})


@attrs.frozen
class Atom:
    """A number or a string: `value` is what it comes to; `text`, here and below, what was written, does not count."""

    kind: Literal["number", "string"]
    value: str
    text: str = attrs.field(eq=False, kw_only=True)


@attrs.frozen
class Matcher:
    """One condition on a label; `operator` and `value` are empty where a variable stands for the whole of it."""

    label: str
    operator: str
    value: str
    text: str = attrs.field(eq=False, kw_only=True)


@attrs.frozen
class Modifier:
    """What shifts a selection: `offset` or `@`."""

    word: Literal["offset", "@"]
    value: str
    text: str = attrs.field(eq=False, kw_only=True)


@attrs.frozen
class Labels:
    """A list of labels behind a word such as `by`; their order does not count."""

    word: str
    labels: frozenset[str]
    text: str = attrs.field(eq=False, kw_only=True)


@attrs.frozen(cache_hash=True)
class Selector:
    """The series of a metric."""

    metric: str
    matchers: frozenset[Matcher]
    modifiers: frozenset[Modifier] = frozenset()
    text: str = attrs.field(eq=False, kw_only=True)


@attrs.frozen(cache_hash=True)
class Window:
    """A stretch of time behind an expression; `step` makes it a subquery."""

    inner: "Node"
    length: str
    step: str | None
    modifiers: frozenset[Modifier] = frozenset()
    text: str = attrs.field(eq=False, kw_only=True)


@attrs.frozen(cache_hash=True)
class Call:
    """A function or an aggregation of its arguments."""

    name: str
    arguments: tuple["Node", ...]
    grouping: Labels | None = None


@attrs.frozen(cache_hash=True)
class Negative:
    """The negative of each value."""

    inner: "Node"


@attrs.frozen(cache_hash=True)
class Chain:
    """Expressions with one operator between each two, as they are read from the left; `^` has no more than two."""

    operator: str
    operands: tuple["Node", ...]
    matching: tuple[Labels, ...] = ()
    is_bool: bool = False

    @property
    def words(self) -> str:
        """The operator and what says which series belong together."""
        return " ".join([self.operator, *(["bool"] if self.is_bool else []), *(each.text for each in self.matching)])


Node: TypeAlias = Atom | Selector | Window | Call | Negative | Chain


def inner(node: Node) -> tuple[Node, ...]:
    """The expressions that a node is made of."""
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Chain):
        return node.operands
    return (node.inner,) if isinstance(node, Window | Negative) else ()


def leaves(node: Node) -> Iterator[Node]:
    """The metrics, numbers and strings of a query, in order."""
    parts = inner(node)
    if not parts:
        yield node
    for part in parts:
        yield from leaves(part)


def written(node: Node) -> str:
    """A node as PromQL, in one line."""
    if isinstance(node, Atom):
        return node.text
    if isinstance(node, Selector):
        return f"{node.text}{_modifiers(node)}"
    if isinstance(node, Window):
        return f"{_enclosed(node.inner, _ATOM)}[{node.text}]{_modifiers(node)}"
    if isinstance(node, Call):
        grouping = f" {node.grouping.text} " if node.grouping is not None else ""
        return f"{node.name}{grouping}({', '.join(map(written, node.arguments))})"
    if isinstance(node, Negative):
        return f"-{_enclosed(node.inner, POWER)}"
    level = LEVELS[node.operator]
    first, *others = node.operands
    parts = [_enclosed(first, level + (node.operator == "^"))]
    parts += [_enclosed(other, level + (node.operator != "^")) for other in others]
    return f" {node.words} ".join(parts)


def size(node: Node) -> int:
    """How much a node says: names, conditions and numbers, each as one."""
    own = 1
    if isinstance(node, Selector):
        own = bool(node.metric) + len(node.matchers) + len(node.modifiers)
    elif isinstance(node, Call):
        own = 1 + (node.grouping is not None)
    return max(own, 1) + sum(map(size, inner(node)))


def _modifiers(node: Selector | Window) -> str:
    return "".join(f" {each.text}" for each in sorted(node.modifiers, key=lambda each: each.word, reverse=True))


def _enclosed(node: Node, level: int) -> str:
    own = LEVELS[node.operator] if isinstance(node, Chain) else POWER - 1 if isinstance(node, Negative) else _ATOM
    return written(node) if own >= level else f"({written(node)})"
