"""Places: where in a query a variable stands, and what may stand there for it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from grafmint.promql.tokens import Token
from grafmint.promql.variables import references

#: The words that a list of labels in parentheses follows.
LABEL_LISTS = frozenset({"by", "without", "on", "ignoring", "group_left", "group_right"})
#: The operators between a label and its value.
COMPARED = frozenset({"=", "!=", "=~", "!~"})
_FUNCTIONS = ("sum", "rate", "topk", "clamp_min", "quantile_over_time", "by", "+", "")

#: Any name that `stand_in` makes.
STAND_IN = re.compile(r"__(\d+)__")

Values = tuple[str, ...]
Choice = tuple[Values, bool]


class Place(NamedTuple):
    """A variable's place: `text[start:end]` is written as one of `values`, the likeliest first.

    `certain` says that nothing but these can stand there.
    """

    start: int
    end: int
    values: Values
    certain: bool


def places(tokens: list[Token]) -> list[Place]:
    """The places of all variables of a query outside of its comments."""
    found: list[Place] = []
    for index, inside in enclosing(tokens):
        token = tokens[index]
        if token.kind == "string":
            for reference in references(token.text):
                start, end = token.start + reference.start, token.start + reference.end
                found.append(Place(start, end, (stand_in(len(found)),), certain=True))
        elif token.kind == "reference":
            values, certain = _values(tokens, index, inside, stand_in(len(found)))
            found.append(Place(token.start, token.end, values, certain))
    return found


def filled(text: str, places_: Iterable[Place], values: Iterable[str]) -> str:
    """The query with a value in each place."""
    parts = []
    end = 0
    for place, value in zip(places_, values, strict=True):
        parts += [text[end : place.start], value]
        end = place.end
    return "".join([*parts, text[end:]])


def stand_in(index: int) -> str:
    """The name written for the variable of that place: also valid in a string, and between the ends of `[a-b]`."""
    return f"__{index}__"


def enclosing(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Each token's index and the bracket it stands in: "", "(", "[", "{", or "list" for a list of labels."""
    stack = [""]
    for index, token in enumerate(tokens):
        yield index, stack[-1]
        if token.kind != "bracket":
            continue
        if token.text in "([{":
            is_list = token.text == "(" and index > 0 and tokens[index - 1].text.lower() in LABEL_LISTS
            stack.append("list" if is_list else token.text)
        elif len(stack) > 1:
            stack.pop()


def _values(tokens: list[Token], index: int, inside: str, name: str) -> Choice:
    nothing = Token("mark", "", -1, -1)
    before = tokens[index - 1] if index else nothing
    after = tokens[index + 1] if index + 1 < len(tokens) else nothing
    token = tokens[index]
    head = before if before.end == token.start and before.kind in ("word", "number", "reference") else nothing
    tail = after if after.start == token.end and after.kind in ("word", "number", "reference") else nothing
    offset = [t.text for t in tokens[max(index - 2, 0) : index] if t.text != "-"][-1:] == ["offset"]
    if inside == "[" or offset:
        return _duration(head, tail), True
    if (head.text or tail.text) and "number" not in (head.kind, tail.kind):
        return (name,), True
    if inside == "{":
        return _matcher(before, after, name)
    if inside == "list":
        alone = before.text in ("(", ",") and after.text in (")", ",")
        return (name,) if alone else (name, "", f", {name}"), alone
    return _expression(before, after, name)


def _duration(head: Token, tail: Token) -> Values:
    """A variable alone is all of it; beside a unit it is the number, and beside a number the unit."""
    if head.text[-1:].isdigit() or head.kind == "reference":
        return ("m",)
    return ("5",) if tail.text[:1].isalpha() or tail.kind == "reference" else ("5m",)


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
