"""Matchers of labels in routes and inhibitions, written as those of a query are.

Source: https://prometheus.io/docs/alerting/latest/configuration/#matcher
"""

from collections.abc import Iterable, Mapping
from typing import Any

from grafmint.errors import ModelError
from grafmint.promql.matcher import Matcher, matchers
from grafmint.promql.regex import regex_problem
from grafmint.promql.variables import references


def read_matchers(owner: str, labels: Mapping[str, Any]) -> tuple[Matcher, ...]:
    """The matchers by the name of their label; raises ModelError for what no label can be."""
    try:
        found = matchers(labels)
    except ModelError as error:
        raise ModelError(f"{owner}: {error.message}", hint=error.hint) from None
    for each in found:
        variable = _variable(each)
        if variable is not None:
            raise ModelError(
                f"{owner}: label {each.label}: ${variable} is a variable, which only dashboards have",
                hint="write the value itself",
            )
        if references(each.label):
            raise ModelError(f"{owner}: {each.label!r} is no name of a label", hint="write the name itself")
        _check_value(f"{owner}: label {each.label}", each)
    return found


def _check_value(owner: str, matcher: Matcher) -> None:
    if matcher.operator == "=" and not matcher.value:
        raise ModelError(f"{owner}: the value is empty", hint='for alerts without this label, write promql.re("")')
    problem = regex_problem(matcher.value) if matcher.operator in ("=~", "!~") else None
    if problem is not None:
        message = f"{owner}: {matcher.value!r} is no regular expression: {problem}"
        raise ModelError(message, hint="write it as RE2 reads it, or the text itself without promql.re(…)")


def _variable(matcher: Matcher) -> str | None:
    """The variable that a value is, as an object or as a text that refers to one and says nothing else."""
    if matcher.variable is not None:
        return matcher.variable.name
    whole = (each for each in references(matcher.value) if (each.start, each.end) == (0, len(matcher.value)))
    return next((each.name for each in whole), None)


def shown(found: Iterable[Matcher]) -> str:
    """Matchers as a selector shows them."""
    return f"{{{', '.join(map(str, found))}}}"
