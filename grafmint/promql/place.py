"""Places: where in a query a variable stands, and what may stand there for it."""

import re
from collections.abc import Iterator
from itertools import chain, islice, product
from typing import NamedTuple

from grafmint.promql.tokens import Token
from grafmint.promql.variables import references

#: The words that a list of labels in parentheses follows.
LABEL_LISTS = frozenset({"by", "without", "on", "ignoring", "group_left", "group_right"})
#: The operators between a label and its value.
COMPARED = frozenset({"=", "!=", "=~", "!~"})
_NOTHING = Token("mark", "", -1, -1)
# What makes one name or number with a variable beside it.
_GLUED = ("word", "number", "reference")
# What makes a number of a variable before it.
_UNIT = re.compile(r"e\d+|ms|[smhdwy]")
_FUNCTIONS = ("sum", "rate", "topk", "clamp_min", "quantile_over_time", "by", "+", "")

#: Any name that `stand_in` makes.
STAND_IN = re.compile(r"__(\d+)__")

Values = tuple[str, ...]
Choice = tuple[Values, bool]


class Place(NamedTuple):
    """Where a variable stands: `text[start:end]` may be written as any of `values`, the likeliest first.

    `certain` says that nothing but these can stand there.
    """

    variable: str
    start: int
    end: int
    values: Values
    certain: bool


def places(tokens: list[Token]) -> list[Place]:
    """The places of all variables of a query outside of its comments."""
    found: list[Place] = []
    names: dict[str, str] = {}
    for index, inside in enclosing(tokens):
        token = tokens[index]
        for reference in references(token.text) if token.kind in ("string", "reference") else ():
            variable = token.text[reference.start : reference.end]
            name = names.setdefault(variable, stand_in(len(names)))
            values, certain = _values(tokens, index, inside, name) if token.kind == "reference" else ((name,), True)
            found.append(Place(variable, token.start + reference.start, token.start + reference.end, values, certain))
    return found


def fillings(text: str, found: list[Place]) -> Iterator[str]:
    """The query with something in each place, the likeliest first; a variable is the same in places of one kind."""
    kinds = list(dict.fromkeys(place.values for place in found))
    choices = product(*kinds)
    # Several limits and shares in one query are all numbers: that comes before all mixtures of names and numbers.
    second = tuple(values[1 % len(values)] for values in kinds)
    for choice in chain(islice(choices, 1), [second], choices):
        chosen = dict(zip(kinds, choice, strict=True))
        parts, end = [], 0
        for place in found:
            parts += [text[end : place.start], chosen[place.values]]
            end = place.end
        yield "".join([*parts, text[end:]])


def stand_in(index: int) -> str:
    """The name written for a variable: also valid in a string, and at the ends of a class of characters."""
    return f"__{index}__"


def enclosing(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Each token's index and the bracket it stands in: "", "(", "[", "{", or "list" for a list of labels.

    The brackets must match.
    """
    stack = [""]
    for index, token in enumerate(tokens):
        yield index, stack[-1]
        if token.kind != "bracket":
            continue
        if token.text in "([{":
            is_list = token.text == "(" and index > 0 and tokens[index - 1].text.lower() in LABEL_LISTS
            stack.append("list" if is_list else token.text)
        else:
            stack.pop()


def _values(tokens: list[Token], index: int, inside: str, name: str) -> Choice:
    before = tokens[index - 1] if index else _NOTHING
    after = tokens[index + 1] if index + 1 < len(tokens) else _NOTHING
    token = tokens[index]
    head = before if before.end == token.start and before.kind in _GLUED else _NOTHING
    tail = after if after.start == token.end and after.kind in _GLUED else _NOTHING
    offset = [t.text for t in tokens[max(index - 2, 0) : index] if t.text != "-"][-1:] == ["offset"]
    if inside == "[" or offset:
        return _duration(head, tail)
    if (head.text or tail.text) and "number" not in (head.kind, tail.kind) and not _UNIT.fullmatch(tail.text):
        return (name,), True
    if inside == "{":
        return _matcher(before, after, name)
    if inside == "list":
        alone = before.text in ("(", ",") and after.text in (")", ",")
        return (name,) if alone else (name, "", f", {name}"), alone
    return _expression(before, after, name)


def _duration(head: Token, tail: Token) -> Choice:
    """A variable alone is all of it; beside a unit it is the number, and beside a number the unit."""
    if "reference" in (head.kind, tail.kind):
        return ("5" if head is _NOTHING else "m", "5", ""), False
    if head.text[-1:].isdigit():
        return ("m",), True
    return ("5" if tail.text[:1].isalpha() else "5m",), True


def _matcher(before: Token, after: Token, name: str) -> Choice:
    if after.text in COMPARED:
        return (name,), True
    if before.text in COMPARED:
        return (f'"{name}"',), True
    if before.kind == "string":
        return (f', {name}="a"', ""), False
    if before.kind == "word":
        return ("=~",), False
    return (f'{name}="a"', f'"{name}"', ""), False


def _expression(before: Token, after: Token, name: str) -> Choice:
    if before.text == "@":
        return ("1",), True
    if after.text in ("{", "["):
        return (name,), True
    if after.text in ("(", "by", "without"):
        return _FUNCTIONS, False
    return (name, "1", f'"{name}"', f"{name}[5m]", "+", ""), False
