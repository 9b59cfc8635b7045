"""Tokens: a query cut into strings, words, numbers, marks and variables, each with its place in the text."""

import re
from typing import Literal, NamedTuple

from grafmint.promql.strings import STRING
from grafmint.promql.variables import SYNTAX

Kind = Literal["string", "open", "reference", "word", "number", "operator", "bracket", "mark"]

_TOKEN = re.compile(
    rf"""
    \s+ | \#[^\n]*
  | (?P<string> {STRING} )
  | (?P<open> ["'`].* )
  | (?P<reference> {SYNTAX} )
  | (?P<word> [A-Za-z_:][\w:]*+ )
  | (?P<number> \.?\d[\w.]*+ )
  | (?P<operator> [=!]~ | [=!<>]=? | [-+*/%^] )
  | (?P<bracket> [()\[\]{{}}] )
  | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


class Token(NamedTuple):
    """One token: `open` is a string that is never closed, `mark` whatever else stands alone."""

    kind: Kind
    text: str
    start: int
    end: int


def scan(text: str) -> list[Token]:
    """The tokens of a query without spaces and comments."""
    return [
        Token(found.lastgroup, found[0], found.start(), found.end())  # type: ignore[arg-type]  # a group of the pattern
        for found in _TOKEN.finditer(text)
        if found.lastgroup
    ]
