"""Closed: a query without any of a dashboard's variables, for alerting, which knows none of them.

Matchers on a variable with "All" are left out, as "All" would match whatever they match. It works on the text, so that
plain PromQL, the selectors of LogQL and built expressions are alike.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from grafmint.promql.fault import Fault, unbalanced
from grafmint.promql.place import COMPARED, enclosing
from grafmint.promql.tokens import Token, scan
from grafmint.promql.variables import references

#: The variables that stand for how often a panel has a point; alerting has an interval of its own.
INTERVALS = frozenset({"__rate_interval", "__interval"})
_RANGES = frozenset({"__range", "__range_s", "__range_ms"})
_NUMBERS = frozenset({"__interval_ms", "__rate_interval_ms"})
_COMMENT = re.compile(r"#[^\n]*")
_MATCHER = ("label", "operator", "value")

Matcher = Sequence[Token]
May = dict[str, bool]


class Choosable(Protocol):
    """A variable of a dashboard, as far as its "All" is concerned."""

    @property
    def name(self) -> str:
        """What stands after the dollar."""

    @property
    def may_be_all(self) -> bool:
        """Whether "All" can be chosen."""


class _Edit(NamedTuple):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str = ""


def closed(text: str, variables: Iterable[Choosable], interval: str) -> str | Fault:
    """The text without variables, or the first thing in it that cannot be had without them.

    Comments are left out: Grafana replaces variables in them too.
    """
    tokens = scan(text)
    fault = unbalanced(tokens)
    if fault is not None:
        return fault
    may = {variable.name: variable.may_be_all for variable in variables}
    edits = list(_comments(text, tokens))
    for start, end in _selectors(tokens):
        found = _selector(tokens, start, end, may)
        if isinstance(found, Fault):
            return found
        edits += found
    for token in tokens:
        if not any(edit.start <= token.start < edit.end for edit in edits):
            filled = list(_filled(token, may, interval))
            edits += [each for each in filled if isinstance(each, _Edit)]
            if filled and isinstance(filled[-1], Fault):
                return filled[-1]
    return _edited(text, edits).strip()


def _comments(text: str, tokens: Sequence[Token]) -> Iterator[_Edit]:
    edges = [0, *(edge for token in tokens for edge in (token.start, token.end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield from (_Edit(found.start(), found.end()) for found in _COMMENT.finditer(text, start, end))


def _selectors(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The indices of the braces around each selector."""
    opened = 0
    for index, inside in enclosing(tokens):
        if tokens[index].text == "{":
            opened = index
        elif tokens[index].text == "}" and inside == "{":
            yield opened, index


def _selector(tokens: Sequence[Token], start: int, end: int, may: May) -> list[_Edit] | Fault:
    """What is left out of a selector: its braces too, where a name before them says enough."""
    matchers = list(_matchers(tokens[start + 1 : end]))
    kept = [index for index, matcher in enumerate(matchers) if not _is_open(matcher, may)]
    if len(kept) == len(matchers):
        return []
    whole = _Edit(tokens[start].start, tokens[end].end)
    if not kept and start and tokens[start - 1].kind in ("word", "reference"):
        return [whole]
    if not kept:
        return Fault("the selector has matchers on variables only", whole.start, whole.end)
    edits = [
        _Edit(matchers[before + 1][0].start, matchers[after][0].start)
        for before, after in pairwise((-1, *kept))
        if after > before + 1
    ]
    last = matchers[kept[-1]]
    return [*edits, _Edit(last[-1].end, matchers[-1][-1].end)]


def _matchers(tokens: Sequence[Token]) -> Iterator[Matcher]:
    start = 0
    for end, token in enumerate((*tokens, None)):
        if token is None or token.text == ",":
            if end > start:
                yield tokens[start:end]
            start = end + 1


def _is_open(matcher: Matcher, may: May) -> bool:
    """Whether a matcher's value is nothing but a variable with "All"."""
    if len(matcher) != len(_MATCHER):
        return False
    label, operator, value = matcher
    found = references(value.text)
    quote = 1 if value.kind == "string" else 0
    is_whole = [(each.start, each.end) for each in found] == [(quote, len(value.text) - quote)]
    return is_whole and operator.text in COMPARED and label.kind != "reference" and may.get(found[0].name, False)


def _filled(token: Token, may: May, interval: str) -> Iterator[_Edit | Fault]:
    for found in references(token.text) if token.kind in ("string", "reference") else ():
        start, end = token.start + found.start, token.start + found.end
        if found.name not in INTERVALS:
            yield Fault(_refused(found.name, token.text[found.start : found.end], may), start, end)
            return
        yield _Edit(start, end, interval)


def _refused(name: str, shown: str, may: May) -> str:
    if name in _RANGES:
        return f"alerting has no time range for {shown}: write the length itself"
    if name in _NUMBERS:
        return f"alerting has no value for {shown}: write the number itself"
    return f"alerting has no value for {shown}{_why(may.get(name))}"


def _why(may_be_all: bool | None) -> str:
    if may_be_all is None:
        return ""
    return ": only a matcher on it can be left out" if may_be_all else ': the variable has no "All"'


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, text[at:]])
