"""Places: where in a query a variable stands, and what may stand there for it."""

from collections.abc import Iterator
from typing import NamedTuple

from grafmint.promql.tokens import Token, scan
from grafmint.promql.variables import references

#: The words that a list of labels in parentheses follows.
LABEL_LISTS = frozenset({"by", "without", "on", "ignoring", "group_left", "group_right"})
_COMPARED = frozenset({"=", "!=", "=~", "!~"})
_FUNCTIONS = ("sum", "rate", "abs", "topk", "clamp_min", "quantile_over_time", "by", "+", "")
_LENGTH = "5m"


class Place(NamedTuple):
    """A variable's place: `text[start:end]` is written as one of `values`, the likeliest first.

    `certain` says that nothing but these can stand there.
    """

    start: int
    end: int
    values: tuple[str, ...]
    certain: bool


def word(index: int) -> str:
    """The name that stands for the variable of that number; as a name, in a string and in a class of characters."""
    return f"__{index}__"


def places(text: str, tokens: list[Token]) -> list[Place]:
    """The places of all variables of a query outside of its comments."""
    found: list[Place] = []
    for token, before, after, inside in _surroundings(tokens):
        if token.kind == "string":
            inner = references(token.text)
            found += [
                Place(token.start + r.start, token.start + r.end, (word(len(found) + i),), certain=True)
                for i, r in enumerate(inner)
            ]
        elif token.kind == "reference":
            values, certain = _values(text, token, before, after, inside, word(len(found)))
            found.append(Place(token.start, token.end, values, certain))
    return found
