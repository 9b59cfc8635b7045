"""Check PromQL with Grafana's variables in it, by promql-parser: with `reading`, the only module that imports it.

A query is fine when there is something its variables can stand for so that Prometheus would take it. Only check
parses; building a dashboard never does.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import Literal

import attrs
import promql_parser

from grafmint.promql.fault import Fault, unbalanced
from grafmint.promql.hazard import out_of_range, unsafe
from grafmint.promql.message import located
from grafmint.promql.names import metric_names
from grafmint.promql.place import STAND_IN, Place, fillings, places, stand_in
from grafmint.promql.tokens import scan
from grafmint.promql.variables import SYNTAX, without_references

Status = Literal["ok", "error", "unchecked"]

#: As many distinct queries as a large project has in one dashboard after another, and few megabytes.
_REMEMBERED = 4096
#: As many ways to fill the places of a query are tried, so that it takes milliseconds at most.
_TRIES = 256
_WINDOW = re.compile(rf"\[{SYNTAX}(?=[\]:])", re.ASCII)
# What the parser says of parts of the text that no variable can change.
_CERTAIN = ("unknown function", "illegal regex", "unknown escape sequence", "duration out of range")
# Prometheus 3 renamed it; servers before know only the old name, the parser only the new one.
_RENAMED = ("holt_winters", "double_exponential_smoothing")


@attrs.frozen(kw_only=True)
class Verdict:
    """What is known of a query: fine, wrong, or not to be told because of a variable.

    `text[start:end]` is the part the message is about, None where that is not known. `query` is what was parsed: the
    text with something in the place of each variable.
    """

    status: Status
    query: str
    message: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def metrics(self) -> frozenset[str]:
        """The names of the metrics it selects, as far as no variable is part of them."""
        return metric_names(self.query)


class _ParserFailedError(Exception):
    """The parser neither took nor refused a query."""


@lru_cache(maxsize=_REMEMBERED)
def check(text: str) -> Verdict:
    """Whether Prometheus would take the query for some value of its variables.

    `error` is what no value can repair. Where a variable stands in a place that could be anything and nothing that was
    tried there parses, it is `unchecked`.
    """
    danger = unsafe(text)
    if danger is not None:
        return Verdict(status="unchecked", query=text, message=danger)
    guess = _guess(text)
    try:
        return Verdict(status="ok", query=guess) if _refusal(guess) is None else _examined(text)
    except _ParserFailedError:
        return Verdict(status="unchecked", query=text, message="the parser fails on it")


def metrics_of(text: str) -> frozenset[str]:
    """The names of the metrics a query selects, without those that a variable is part of."""
    return metric_names(_guess(text))


def _guess(text: str) -> str:
    """The query with what most variables are: a window in brackets, else a name."""
    if "$" not in text and "[[" not in text:
        return text
    return without_references(_WINDOW.sub("[5m", text), stand_in(0))


def _refusal(query: str) -> str | None:
    number = out_of_range(query)
    if number is not None:
        return f"duration out of range: {number}"
    try:
        promql_parser.parse(query)
    except ValueError as error:
        return str(error)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    # A panic of Rust is no Exception.
    except BaseException as error:
        raise _ParserFailedError from error
    return None


def _examined(text: str) -> Verdict:
    """The verdict on a query that the guess does not fit, place by place."""
    tokens = scan(text)
    fault = Fault("the query is empty", 0, len(text)) if not tokens else unbalanced(tokens)
    if fault is not None:
        return _verdict("error", text, fault)
    found = places(tokens)
    first = ""
    for filled in islice(fillings(text, found), _TRIES):
        query = filled.replace(*_RENAMED)
        refusal = _refusal(query)
        if refusal is None:
            return Verdict(status="ok", query=query)
        first = first or refusal
    doubtful = next((place for place in found if not place.certain), None)
    if doubtful is None or (first.startswith(_CERTAIN) and not STAND_IN.search(first)):
        return _verdict("error", text, located(tokens, _with_variables(first, found)))
    return _verdict("unchecked", text, Fault(f"{doubtful.variable} could be anything", doubtful.start, doubtful.end))


def _with_variables(message: str, found: list[Place]) -> str:
    variables = list(dict.fromkeys(place.variable for place in found))
    return STAND_IN.sub(lambda name: variables[int(name[1])], message)


def _verdict(status: Status, text: str, fault: Fault) -> Verdict:
    message, start, end = fault
    return Verdict(status=status, query=_guess(text), message=message, start=start, end=end)
