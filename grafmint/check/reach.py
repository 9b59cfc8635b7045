"""Reach: how far back a query reads by itself, before the range in which it is asked."""

from grafmint.promql.structure.cursor import UnreadableError
from grafmint.promql.structure.reader import read
from grafmint.promql.structure.tree import Node, Selector, Window, inner

_UNIT = " ms"


def read_gently(expr: str) -> Node | None:
    """The tree of a query; None for what cannot be read, of which the syntax is told elsewhere."""
    try:
        return read(expr)
    except UnreadableError:
        return None


def reach(node: Node) -> int:
    """The milliseconds between the moment a query is asked for and the oldest sample that it reads."""
    below = max(map(reach, inner(node)), default=0)
    return below + (length(node) if isinstance(node, Window) else 0) + _offset(node)


def length(window: Window) -> int:
    """The milliseconds of a window; 0 where a variable says it."""
    return _milliseconds(window.length)


def _offset(node: Node) -> int:
    modifiers = node.modifiers if isinstance(node, Selector | Window) else ()
    return sum(_milliseconds(each.value) for each in modifiers if each.word == "offset")


def _milliseconds(text: str) -> int:
    number = text.removesuffix(_UNIT)
    return int(number) if number != text and number.removeprefix("-").isdecimal() else 0
