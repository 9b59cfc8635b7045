"""Where alerts go through a tree of policies."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grafmint.routing import Policy, contacts_of, policy_of, route, told_to

_NAMES = st.sampled_from(["severity", "team", "env"])
_VALUES = st.sampled_from(["critical", "warning", "payments", "prod", ""])
_LABELS = st.dictionaries(_NAMES, _VALUES)
_MATCHERS = st.lists(st.tuples(_NAMES, st.sampled_from(["=", "!=", "=~", "!~"]), _VALUES).map(list), max_size=2)
_RECEIVERS = st.sampled_from(["ops", "payments", "search"])


def _policies(children: Any) -> Any:
    optional = {"receiver": _RECEIVERS, "continue": st.booleans(), "routes": st.lists(children, max_size=3)}
    return st.fixed_dictionaries({"object_matchers": _MATCHERS}, optional=optional)


_TREES = st.recursive(_policies(st.none()).map(lambda each: {**each, "routes": []}), _policies, max_leaves=8).map(
    lambda tree: {**tree, "receiver": "root"}
)


def _tree(document: Any) -> Policy:
    found = policy_of(document)
    assert found is not None
    return found


def _receivers(labels: dict[str, str], *routes: Any) -> list[str]:
    found = route(labels, _tree({"receiver": "root", "routes": list(routes)}))
    return [each.receiver for each in found.destinations]


def _to(receiver: str, *matchers: tuple[str, str, str], **said: Any) -> Any:
    return {"receiver": receiver, "object_matchers": [list(each) for each in matchers], **said}


@given(_LABELS, _TREES)
def test_every_alert_goes_somewhere(labels: dict[str, str], tree: Any) -> None:
    """To a receiver of the tree, by matchers that all fit its labels."""
    found = route(labels, _tree(tree)).destinations
    assert found
    assert all(matcher.fits(labels) for each in found for matcher in each.matchers)


@given(_LABELS, _TREES)
def test_a_policy_without_matchers_takes_all(labels: dict[str, str], tree: Any) -> None:
    """Before all others it is the only one that is asked."""
    first = {"receiver": "all"}
    found = route(labels, _tree({**tree, "routes": [first, *tree.get("routes", [])]}))
    assert [each.receiver for each in found.destinations] == ["all"]
    assert found.undecided == ()


@given(_LABELS, _TREES)
def test_what_is_known_of_all_labels_is_decided(labels: dict[str, str], tree: Any) -> None:
    """Only a label that is not there leaves anything open, and it may as well be empty."""
    whole = {"severity": "", "team": "", "env": "", **labels}
    assert route(whole, _tree(tree)).undecided == ()
    assert route(whole, _tree(tree)).destinations == route(labels, _tree(tree)).destinations


@given(st.dictionaries(_NAMES, _VALUES, min_size=3), _LABELS, _TREES)
def test_what_nothing_leaves_open_stays(whole: dict[str, str], labels: dict[str, str], tree: Any) -> None:
    """Whatever labels come to an alert, it goes where it went, unless one of them is undecided."""
    found = route(labels, _tree(tree))
    more = {**{key: value for key, value in whole.items() if key not in found.undecided}, **labels}
    assert route(more, _tree(tree)).destinations == found.destinations


def test_the_first_that_fits_takes_it() -> None:
    """Where it continues, those after it are asked too; where none takes it, it is the root's."""
    severe, payments = ("severity", "=", "critical"), ("team", "=", "payments")
    labels = {"severity": "critical", "team": "payments"}
    assert _receivers(labels, _to("pager", severe), _to("slack", payments)) == ["pager"]
    assert _receivers(labels, _to("pager", severe, **{"continue": True}), _to("slack", payments)) == ["pager", "slack"]
    assert _receivers({"team": "payments"}, _to("pager", severe), _to("slack", payments)) == ["slack"]
    assert _receivers({}, _to("pager", severe), _to("slack", payments)) == ["root"]


def test_nested_policies_inherit_their_receiver() -> None:
    """The innermost that fits has it, with all matchers on the way, and with timings of its own alone."""
    inner = {"object_matchers": [["severity", "=~", "crit.*"]], "mute_time_intervals": ["night"]}
    tree = _tree({"receiver": "root", "routes": [_to("pager", ("team", "=", "payments"), routes=[inner])]})
    (found,) = route({"team": "payments", "severity": "critical"}, tree).destinations
    assert (found.receiver, found.mute_timings) == ("pager", ("night",))
    assert told_to(found, {"pager": "PagerDuty pager"}) == "team=payments, severity=~crit.* → PagerDuty pager"
    (outer,) = route({"team": "payments", "severity": "info"}, tree).destinations
    assert (outer.receiver, outer.mute_timings) == ("pager", ())


def test_a_label_that_series_may_bring_is_undecided() -> None:
    """As long as nothing else keeps the alert away from the policy that asks for it."""
    tree = _tree({"receiver": "root", "routes": [_to("pager", ("team", "=", "payments"), ("pod", "=", "a"))]})
    assert route({"team": "payments"}, tree).undecided == ("pod",)
    assert route({"team": "search"}, tree).undecided == ()


def test_an_alertmanager_s_configuration_is_read() -> None:
    """In its own form of matchers, in that of older ones, and with its receivers' services."""
    document = {
        "route": {
            "receiver": "ops",
            "routes": [
                {"receiver": "pay", "matchers": ['team="payments"'], "continue": True},
                {"receiver": "old", "match": {"team": "payments"}, "match_re": {"severity": "crit.*"}},
            ],
        },
        "receivers": [{"name": "ops", "slack_configs": [{}]}, {"name": "pay", "pagerduty_configs": [{}]}],
    }
    found = route({"team": "payments", "severity": "critical"}, _tree(document)).destinations
    assert [each.receiver for each in found] == ["pay", "old"]
    assert [told_to(each, contacts_of([document])) for each in found] == [
        "team=payments → PagerDuty pay",
        "team=payments, severity=~crit.* → old",
    ]
    assert told_to(route({}, _tree(document)).destinations[0], contacts_of([document])) == "default policy → Slack ops"


def test_contacts_are_called_by_their_services() -> None:
    """Each once, and not where the name says it already."""
    points = [
        {"name": "payments", "receivers": [{"type": "pagerduty"}, {"type": "slack"}, {"type": "slack"}]},
        {"name": "slack-ops", "receivers": [{"type": "slack"}]},
        {"name": "wild", "receivers": "none"},
    ]
    assert contacts_of([*points, None]) == {
        "payments": "PagerDuty and Slack payments",
        "slack-ops": "slack-ops",
        "wild": "wild",
    }


def test_what_is_no_tree_is_none() -> None:
    """Whatever stands where a policy should, nobody is said to be told."""
    deep: Any = {}
    for _ in range(3000):
        deep = {"routes": [deep]}
    wrong: list[Any] = [
        None,
        [],
        {"receiver": 1},
        {"routes": [1]},
        {"object_matchers": [["a", "~", "b"]]},
        {"matchers": ["a"]},
        {"match": ["a"]},
        {"match_re": {"a": 1}},
    ]
    assert [policy_of(each) for each in (*wrong, deep)] == [None] * (len(wrong) + 1)
