"""The parser's messages, with the place they are about.

promql-parser says what is wrong, hardly ever where: the place is looked for in the tokens, and left open rather than
guessed.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from grafmint.promql.fault import Fault, misplaced
from grafmint.promql.metricsql import FUNCTIONS as METRICSQL
from grafmint.promql.place import enclosing
from grafmint.promql.tokens import Token
from grafmint.suggest import nearest

#: Every function and aggregation there is, experimental ones left out.
#: Source: https://prometheus.io/docs/prometheus/latest/querying/functions/ and …/querying/operators/
FUNCTIONS = (
    "abs", "absent", "absent_over_time", "acos", "acosh", "asin", "asinh", "atan", "atanh", "avg", "avg_over_time",
    "bottomk", "ceil", "changes", "clamp", "clamp_max", "clamp_min", "cos", "cosh", "count", "count_over_time",
    "count_values", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "deg", "delta", "deriv", "exp",
    "floor", "group", "histogram_avg", "histogram_count", "histogram_fraction", "histogram_quantile",
    "histogram_stddev", "histogram_stdvar", "histogram_sum", "hour", "idelta", "increase", "irate", "label_join",
    "label_replace", "last_over_time", "ln", "log10", "log2", "max", "max_over_time", "min", "min_over_time",
    "minute", "month", "pi", "predict_linear", "present_over_time", "quantile", "quantile_over_time", "rad", "rate",
    "resets", "round", "scalar", "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "stddev", "stddev_over_time",
    "stdvar", "stdvar_over_time", "sum", "sum_over_time", "tan", "tanh", "time", "timestamp", "topk", "vector",
    "year",
)  # fmt: skip
_UNREADABLE = "invalid promql query"
_QUOTED = re.compile(r"\\(.)", re.DOTALL)

Span = tuple[int, int]


def located(tokens: list[Token], message: str) -> Fault:
    """What the parser said, with its place; in plainer words where it says only that it cannot read the query."""
    for pattern, find in _FINDERS:
        named = pattern.search(message)
        span = next(find(tokens, named), None) if named else None
        if named and span:
            return Fault(_suggested(message, named[1]), *span)
    return misplaced(tokens) or Fault("it cannot be read" if message == _UNREADABLE else message)


def _suggested(message: str, name: str) -> str:
    if not message.startswith("unknown function"):
        return message
    match = None if name in METRICSQL else nearest(name, FUNCTIONS)
    return f"unknown function {name!r}" + (f", did you mean {match!r}?" if match else "")


def _calls(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    for token, following in pairwise(tokens):
        if token.text == named[1] and following.text == "(":
            yield token.start, token.end


def _only_call(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    calls = list(_calls(tokens, named))
    # Of several, any could be meant.
    yield from calls if len(calls) == 1 else []


def _strings(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    for token in tokens:
        if token.kind == "string" and _QUOTED.sub(r"\1", token.text[1:-1]) == named[1]:
            yield token.start, token.end


def _escapes(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    for token in tokens:
        for escape in _QUOTED.finditer(token.text) if token.kind == "string" else ():
            if escape[1] == named[1]:
                yield token.start + escape.start(), token.start + escape.end()


def _operators(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    operators = [(token.start, token.end) for token in tokens if token.text == named[1]]
    yield from operators if len(operators) == 1 else []


def _durations(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    for token in tokens:
        # A step follows its colon without a space between them.
        if token.kind in ("number", "word") and token.text.lstrip(":").startswith(named[1]):
            yield token.end - len(token.text.lstrip(":")), token.end


def _numbers(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    for index, inside in enclosing(tokens):
        # A step follows its colon without a space between them, and an exponent with a sign is two tokens more.
        number = tokens[index].text.lstrip(":")
        is_shift = [t.text.lower() for t in tokens[max(index - 2, 0) : index] if t.text not in "+-"][-1:] == ["offset"]
        if number and (inside == "[" or is_shift) and named[1].startswith(number):
            start = tokens[index].end - len(number)
            yield start, start + len(named[1])


def _characters(tokens: list[Token], named: "re.Match[str]") -> Iterator[Span]:
    wanted = _INSIDE[named["where"] or ""]
    for index, inside in enclosing(tokens):
        token = tokens[index]
        if inside in wanted and token.kind != "string" and token.text.startswith(named["what"]):
            yield token.start, token.start + 1


_INSIDE = {"": ("", "(", "list"), "braces": ("{",), "brackets": ("[",)}
_FINDERS: tuple[tuple["re.Pattern[str]", Callable[[list[Token], "re.Match[str]"], Iterator[Span]]], ...] = (
    (re.compile(r"^unknown function with name '(.*)'$"), _calls),
    (re.compile(r"(?:in call to|in call to function|for aggregate expression) '(\w+)'"), _only_call),
    (re.compile(r"(?:operator|allowed for) '(\w+)'"), _operators),
    (re.compile(r"^illegal regex for (.*)$", re.DOTALL), _strings),
    (re.compile(r"^unknown escape sequence '(.*)'$"), _escapes),
    (re.compile(r"^(?:bad number or duration syntax|not a valid duration string): (.*)$"), _durations),
    (re.compile(r"^duration out of range: (.*)$"), _numbers),
    (re.compile(r"^unexpected character(?: inside (?P<where>\w+))?: '(?P<what>.)'$"), _characters),
)
