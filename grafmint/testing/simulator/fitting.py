"""Fitting: values of a label that the matchers of a query let through."""

import re
from collections.abc import Iterator, Sequence

from grafmint.pattern import matches
from grafmint.promql.place import STAND_IN
from grafmint.promql.reading import Condition
from grafmint.testing.simulator.names import GUESSED, believable

#: What a pattern's parts may be instead, so that something matches it.
_EXAMPLES = ((r"\d", "1"), (r"\w", "x"), (r"[^/]", "x"), (r"[0-9]", "1"), (r"[a-z]", "x"))
_TIMES = re.compile(r"[*+?]|\{\d+(?:,\d*)?\}")


def fitting(label: str, metric: str, own: Sequence[Condition]) -> Sequence[str]:
    """What a label may be under the conditions on it; nothing where only a variable knows."""
    own = [each for each in own if not STAND_IN.search(each.value)]
    if not own:
        return ()
    found = named(own)
    if found:
        return found
    values = [value for value in believable(label, metric) if all(_fits(value, each) for each in own)]
    return values[:GUESSED] or [_example(each.value) for each in own if each.operator == "=~" and each.value]


def named(own: Sequence[Condition]) -> Sequence[str]:
    """The values that conditions name in full, as far as all of them hold."""
    texts = [each.value for each in own if each.operator == "=" and each.value and not STAND_IN.search(each.value)]
    parts = [part for each in own if each.operator == "=~" for part in _alternatives(each.value)]
    return [value for value in (texts or parts) if all(_fits(value, each) for each in own)]


def _alternatives(pattern: str) -> Iterator[str]:
    whole = pattern[1:-1] if pattern.startswith("(") and pattern.endswith(")") else pattern
    if not STAND_IN.search(pattern) and not re.search(r"(?<!\\)[.*+?\[\]{}()^$]", whole):
        yield from (re.sub(r"\\+(.)", r"\1", part) for part in whole.split("|") if part)


def _fits(value: str, condition: Condition) -> bool:
    if condition.operator in {"=", "!="}:
        return (value == condition.value) == (condition.operator == "=")
    return matches(condition.value, value, whole=True) is (condition.operator == "=~")


def _example(pattern: str) -> str:
    """A text that a simple pattern matches: `/api/.+` is matched by `/api/0`."""
    text = pattern.removeprefix("^").removesuffix("$")
    # Of alternatives the first one, without its parentheses.
    text = re.sub(r"\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)", r"\1", text).partition("|")[0]
    for part, instead in _EXAMPLES:
        text = text.replace(part, instead)
    text = _TIMES.sub("", re.sub(r"(?<!\\)\.", "0", text))
    return re.sub(r"\\(.)", r"\1", text)
