"""receiver-complete and names-alike: contact points and what has a name for its identity."""

from typing import Any

import attrs
import pytest

from tests.check.alerts import FOLDER, contact_point, entry, found, policy, said, timing


@pytest.mark.parametrize(
    ("receiver", "problem"),
    [
        ({"type": "slack", "settings": {"recipient": "#a"}}, "slack needs token (write what is missing)"),
        ({"type": "slack", "settings": {}, "secureSettings": {"url": ""}}, "slack needs url (write what is missing)"),
        ({"type": "pagerduty", "settings": {}}, "pagerduty needs integrationKey (write what is missing)"),
        ({"type": "email", "settings": {"addresses": ""}}, "email needs addresses (write what is missing)"),
        ({"type": "slak", "settings": {}}, "Grafana has no integration 'slak' (did you mean 'slack'?)"),
    ],
)
def test_a_receiver_has_what_it_needs(receiver: dict[str, Any], problem: str) -> None:
    """An address or a secret that is missing or empty."""
    assert said(contact_point(**receiver)) == [
        f"error receiver-complete contact-point on-call /receivers/0: contact point 'on-call': {problem}"
    ]


@pytest.mark.parametrize(
    "receiver",
    [
        {"type": "slack", "settings": {"recipient": "#a"}, "secureSettings": {"token": "$SLACK"}},
        {"type": "webhook", "settings": {"url": "http://hook"}},
        {"type": "webhook", "settings": {}, "secureSettings": {"url": "$HOOK"}},
        {"type": "sns", "settings": {"phone_number": "+1"}},
    ],
)
def test_a_complete_one_passes(receiver: dict[str, Any]) -> None:
    """By any of its ways."""
    assert said(contact_point(**receiver)) == []


def test_a_contact_point_without_integrations_tells_nobody() -> None:
    """It would be a route to nowhere."""
    empty = entry("contact-point", "on-call", {"name": "on-call", "receivers": []})
    assert said(empty) == [
        "error receiver-complete contact-point on-call : contact point 'on-call' tells nobody (write integrations=…)"
    ]


def test_names_that_make_one_file() -> None:
    """Letters and digits count, whatever their case; the second is told with the place of the first."""
    (one,) = found(contact_point("On Call"), contact_point("on-call"))
    assert (one.rule, one.uid, str(one.also)) == ("names-alike", "on-call", "On Call.py:1")
    assert one.message == "the names 'On Call' and 'on-call' of contact points make one file"
    assert said(contact_point("On Call"), contact_point("on-call"), is_project=False) == []


def test_names_of_different_kinds_and_folders_may_be_alike() -> None:
    """They have directories of their own."""
    group = entry("rule-group", "shop/a", {"interval": 60}, title="a", folder="shop")
    other = entry("rule-group", "ops/A", {"interval": 60}, title="A", folder="ops")
    ops = attrs.evolve(FOLDER, uid="ops", title="Ops")
    routes = policy({"receiver": "a", "mute_time_intervals": ["A"]}, receiver="a")
    assert said(contact_point("a"), timing("A"), routes, group, other, ops) == []
