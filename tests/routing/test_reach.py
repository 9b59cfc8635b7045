"""Policies that no alert comes to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.routing import Policy, policy_of, taking, unreached

_NAMES = st.sampled_from(["severity", "team"])
_VALUES = st.sampled_from(["critical", "crit.*", "shop", ""])
_MATCHERS = st.lists(st.tuples(_NAMES, st.sampled_from(["=", "!=", "=~", "!~"]), _VALUES).map(list), max_size=2)
_ROUTES = st.lists(st.fixed_dictionaries({"object_matchers": _MATCHERS, "continue": st.booleans()}), max_size=4)


def _policies(*routes: Any) -> tuple[Policy, ...]:
    tree = policy_of({"receiver": "root", "routes": list(routes)})
    assert tree is not None
    return tree.policies


@given(_ROUTES, st.dictionaries(_NAMES, _VALUES))
def test_what_is_unreached_takes_nothing(routes: list[Any], labels: dict[str, str]) -> None:
    """Whatever labels an alert has."""
    policies = _policies(*({**route, "receiver": str(index)} for index, route in enumerate(routes)))
    never = {policies[later].receiver for later, _ in unreached(policies)}
    assert never.isdisjoint(each.receiver for each in taking(labels, policies))


@pytest.mark.parametrize(
    ("first", "second", "is_unreached"),
    [
        ([], [["team", "=", "shop"]], True),
        ([["team", "=", "shop"]], [["team", "=", "shop"], ["severity", "=", "critical"]], True),
        ([["team", "=~", "sh.*"]], [["team", "=", "shop"]], True),
        ([["team", "!=", "search"]], [["team", "=", "shop"]], True),
        ([["team", "!~", "a|b"]], [["team", "!~", "a|b"]], True),
        ([["team", "=", "shop"]], [], False),
        ([["team", "=", "shop"]], [["team", "=", "search"]], False),
        # Certain to people, but not to us.
        ([["team", "=~", "a|b|c"]], [["team", "=~", "a|b"]], False),
    ],
)
def test_the_one_before_takes_all(first: list[Any], second: list[Any], is_unreached: bool) -> None:
    """Unless it continues."""
    routes = [{"object_matchers": first}, {"object_matchers": second}]
    assert list(unreached(_policies(*routes))) == [(1, 0)] * is_unreached
    assert list(unreached(_policies({**routes[0], "continue": True}, routes[1]))) == []
