"""Misspelt: severities of alerts that no route asks for, while one of a route is nearly the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from grafmint.routing import Matcher, Policy
from grafmint.suggest import nearest

_LABEL = "severity"
_DIGITS = re.compile(r"\d+")
# The levels of a panel's alerts, which nobody can misspell.
_LEVELS = ("critical", "warning")


@attrs.frozen(kw_only=True)
class Misspelt:
    """The severity of alerts, the one that a route `asked` for, and whether it is the route that has to change."""

    said: str
    asked: str
    is_route: bool


def misspelt(severities: Iterable[str], policy: Policy) -> Mapping[str, Misspelt]:
    """Of the severities of all alerts those that are nearly one that is asked for, each with that one."""
    used = Counter(severities)
    asked = [each for each in _matchers(policy) if each.label == _LABEL and each.operator in ("=", "=~")]
    found = ((said, _meant(said, asked)) for said in used)
    return {
        said: Misspelt(said=said, asked=near, is_route=used[near] == 0 and (used[said] > 1 or said in _LEVELS))
        for said, near in found
        if near is not None
    }


def _meant(severity: str, asked: list[Matcher]) -> str | None:
    if any(each.fits({_LABEL: severity}) is not False for each in asked):
        return None
    found = nearest(severity, {each.value for each in asked if each.operator == "="})
    if found is None or found.lower() == severity.lower():
        return found
    # Whoever counts severities means another number.
    return found if _DIGITS.sub("", found) != _DIGITS.sub("", severity) else None


def _matchers(policy: Policy) -> Iterator[Matcher]:
    yield from policy.matchers
    for each in policy.policies:
        yield from _matchers(each)
