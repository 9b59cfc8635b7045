"""Reader: a query as a tree. It is read more gently than Prometheus reads it, for variables may be any part of it."""

from collections.abc import Iterator

import attrs

from grafmint.promql.place import LABEL_LISTS
from grafmint.promql.structure import spelling
from grafmint.promql.structure.cursor import END, Cursor, UnreadableError
from grafmint.promql.structure.selection import items, label, selector
from grafmint.promql.structure.tree import (
    LEVELS,
    POWER,
    Atom,
    Call,
    Chain,
    Labels,
    Modifier,
    Negative,
    Node,
    Selector,
    Window,
)
from grafmint.promql.tokens import scan

#: Beyond these no person reads it either.
_DEPTH, _CHAINS, _LONGEST = 60, 100, 20_000


def read(text: str) -> Node:
    """The tree of a query; raises UnreadableError."""
    if len(text) > _LONGEST:
        raise UnreadableError("too long")
    reader = _Reader(scan(text))
    found = reader.expression()
    if reader.next is not END:
        raise UnreadableError(reader.next.text)
    return found


@attrs.define
class _Reader(Cursor):
    """A query while it is read: how deep it is, and how often another operator follows one."""

    depth: int = 0
    chains: int = 0

    def expression(self, level: int = 1) -> Node:
        """Operands and operators that hold as tightly as `level`, or more."""
        self.depth += 1
        if self.depth > _DEPTH:
            raise UnreadableError("too deep")
        left = self._signed()
        while (operator := self.word) in LEVELS and LEVELS[operator] >= level:
            self.take()
            is_bool = self.word == "bool"
            self.at += is_bool
            matching = tuple(self._matching())
            right = self.expression(LEVELS[operator] + (operator != "^"))
            left = self._chained(left, Chain(operator, (left, right), matching, is_bool))
        self.depth -= 1
        return left

    def _chained(self, left: Node, chain: Chain) -> Chain:
        """`a or b or c` is one chain; what stands in parentheses on the right is none with what is before them."""
        is_same = isinstance(left, Chain) and attrs.evolve(left, operands=()) == attrs.evolve(chain, operands=())
        if is_same and isinstance(left, Chain) and chain.operator != "^":
            return attrs.evolve(chain, operands=(*left.operands, *chain.operands[1:]))
        self.chains += 1
        if self.chains > _CHAINS:
            raise UnreadableError("too many operators")
        return chain

    def _matching(self) -> Iterator[Labels]:
        while self.word in ("on", "ignoring", "group_left", "group_right"):
            yield self._labels()

    def _signed(self) -> Node:
        if self.next.text not in ("-", "+"):
            return self._shifted(self._atom())
        sign = self.take().text
        operand = self.expression(POWER)
        return Negative(operand) if sign == "-" else operand

    def _shifted(self, node: Node) -> Node:
        """An operand with what stands behind it: windows and shifts in time."""
        while True:
            if self.next.text == "[":
                node = self._window(node)
            elif self.word == "offset" or self.next.text == "@":
                if not isinstance(node, Selector | Window):
                    raise UnreadableError(self.next.text)
                node = attrs.evolve(node, modifiers=node.modifiers | {self._modifier()})
            else:
                return node

    def _window(self, node: Node) -> Window:
        inside = self.inside()
        cut = next((index for index, token in enumerate(inside) if token.text.startswith(":")), None)
        if not inside or cut == 0 or self.depth + _depth(node) > _DEPTH:
            raise UnreadableError("[]")
        text = "".join(token.text for token in inside)
        if cut is None:
            return Window(node, spelling.duration(text), None, text=text)
        length = "".join(token.text for token in inside[:cut])
        return Window(node, spelling.duration(length), spelling.duration(text[len(length) + 1 :]), text=text)

    def _modifier(self) -> Modifier:
        is_offset = self.take().text != "@"
        sign = self.take().text if self.next.text in ("-", "+") else ""
        sign = "" if sign == "+" else sign
        value = self.name()
        if is_offset:
            return Modifier("offset", f"{sign}{spelling.duration(value)}", text=f"offset {sign}{value}")
        if self.next.text == "(":
            value += f"({''.join(token.text for token in self.inside())})"
        return Modifier("@", f"{sign}{spelling.number(value)}", text=f"@ {sign}{value}")

    def _atom(self) -> Node:
        token = self.next
        if token.text == "(":
            self.take()
            found = self.expression()
            self.take(")")
            return found
        if token.kind == "string":
            value = spelling.string(self.take().text)
            return Atom("string", spelling.variables(value), text=value)
        if token.text == "{":
            return selector("", self.inside())
        name = self.name()
        if self.next.text == "(" or self._is_grouped():
            return self._call(name)
        if token.kind == "number" or name.lower() in ("inf", "nan"):
            return Atom("number", spelling.number(name), text=name)
        return selector(name, self.inside() if self.next.text == "{" else [])

    def _call(self, name: str) -> Call:
        grouping = self._labels() if self._is_grouped() else None
        self.take("(")
        arguments = list[Node]()
        while self.next.text != ")":
            arguments.append(self.expression())
            if self.next.text != ")":
                self.take(",")
        self.take(")")
        if grouping is None and self._is_grouped():
            grouping = self._labels()
        # Without labels `by` says what its absence says.
        is_all = grouping is not None and grouping.word == "by" and not grouping.labels
        plain = spelling.variables(name) if "$" in name or "[" in name else name.lower()
        return Call(plain, tuple(arguments), None if is_all else grouping)

    def _is_grouped(self) -> bool:
        opens = self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].text == "("
        return self.word in ("by", "without") and opens

    def _labels(self) -> Labels:
        word = self.take().text.lower()
        inside = self.inside() if word in LABEL_LISTS and self.next.text == "(" else []
        names = ["".join(map(label, item)) for item in items(inside)]
        return Labels(word, frozenset(map(spelling.variables, names)), text=f"{word} ({', '.join(names)})")


def _depth(node: Node) -> int:
    """How many windows stand around each other."""
    depth = 0
    while isinstance(node, Window):
        node, depth = node.inner, depth + 1
    return depth
