"""Reach: policies that no alert ever comes to, whatever its labels."""

from collections.abc import Iterator, Sequence

from grafmint.routing.matcher import Matcher
from grafmint.routing.policy import Policy


def unreached(policies: Sequence[Policy]) -> Iterator[tuple[int, int]]:
    """Of policies beside each other those that one before them leaves nothing, each with that one, by their numbers.

    Only what is certain: two patterns that are written differently may take the same alerts.
    """
    for later, policy in enumerate(policies):
        for earlier, other in enumerate(policies[:later]):
            if not other.continues and all(_is_implied(each, policy.matchers) for each in other.matchers):
                yield later, earlier
                break


def _is_implied(wanted: Matcher, given: Sequence[Matcher]) -> bool:
    """Whether every alert that fits all of `given` fits this matcher as well."""
    values = [each.value for each in given if each.label == wanted.label and each.operator == "="]
    return wanted in given or any(wanted.fits({wanted.label: value}) for value in values)
