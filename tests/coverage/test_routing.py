"""Routing: the channels that an alert reaches, by either engine's tree, and whether they can tell anybody."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from .build import Build, Document
from .judge import judge
from .shop import changed, row, shop_with
from .shop_alerts import (
    ALERTMANAGER,
    CHAT,
    ESCALATION,
    GRAFANA,
    MAIL,
    PAGER,
    PROMETHEUS,
    alertmanager,
    contact,
    policies,
)
from .tree import told

Change = Callable[[Any], object]
CRITICAL = row("route", match={"severity": "critical"}, channels=["pagerduty", "slack"])
INFO = row("route", match={"severity": "info"}, channels=["slack"], only=True)
RESOLVED = row("send_resolved", value=True)
STEPS = row("escalation", steps=["0m", "5m"])
TYPES = row("contact_points", types=["pagerduty", "slack"])
COMPLETE = row("lint", rule="receiver-complete")
PAGING, CHATTING = 0, 1
BOTH = pytest.mark.parametrize("documents", [GRAFANA, PROMETHEUS], ids=["grafana", "prometheus"])


def grafana(*routes: Any, pager: tuple[Any, ...] = (PAGER, CHAT), chat: tuple[Any, ...] = (CHAT,)) -> Build:
    """The shop with other policies or other contact points."""
    tree = {"receiver": "chat", "routes": list(routes) or [to("pager", "critical"), to("chat", "info")]}
    return shop_with(GRAFANA[1], contact("pager", *pager), contact("chat", *chat), policies(tree))


def to(receiver: str, severity: str, **others: Any) -> dict[str, Any]:
    """A route of a severity."""
    return {"receiver": receiver, "object_matchers": [["severity", "=", severity]], **others}


def receiver(at: int, change: Change) -> Build:
    """The shop with another receiver of its Alertmanager."""
    return shop_with(PROMETHEUS[1], alertmanager(changed(ALERTMANAGER, lambda one: change(one["receivers"][at]))))


@pytest.mark.parametrize(
    ("build", "problem"),
    [
        (grafana(to("chat", "critical")), "{'severity': 'critical'} does not reach pagerduty, but slack"),
        (grafana(to("nobody", "critical")), "{'severity': 'critical'} does not reach pagerduty, slack, but nobody"),
        (grafana(pager=(PAGER,)), "{'severity': 'critical'} does not reach slack, but pagerduty"),
        (
            receiver(PAGING, lambda one: one.pop("pagerduty_configs")),
            "{'severity': 'critical'} does not reach pagerduty, but email, slack",
        ),
        (
            shop_with(PROMETHEUS[1], alertmanager({**ALERTMANAGER, "route": {"receiver": "chat"}})),
            "{'severity': 'critical'} does not reach pagerduty, but slack",
        ),
        (shop_with(), "{'severity': 'critical'} does not reach pagerduty, slack, but nobody"),
    ],
)
def test_a_channel_that_is_not_reached_is_named(build: Build, problem: str) -> None:
    """Another receiver, one without the channel, and no tree at all."""
    assert judge(CRITICAL, build)[0] == f"prod: {problem}"


def test_every_alert_of_a_severity_goes_where_its_severity_goes() -> None:
    """A route that takes one alert away is found though the severity alone would not meet it."""
    away = {"receiver": "chat", "object_matchers": [["alertname", "=~", "Errors.*"]]}
    assert judge(CRITICAL, grafana(away, to("pager", "critical"))) == [
        "prod: 'ErrorsHigh' does not reach pagerduty, but slack"
    ]


@pytest.mark.parametrize(
    "build",
    [grafana(chat=(CHAT, MAIL)), receiver(CHATTING, lambda one: one.update(email_configs=[{"to": "x@example.org"}]))],
)
def test_only_means_no_other_channel(build: Build) -> None:
    """One channel more is one too many where only some are asked for."""
    assert judge(INFO, build) == ["prod: {'severity': 'info'} reaches email too"]
    assert judge(CRITICAL, build) == []


@pytest.mark.parametrize(
    ("routes", "ends"),
    [
        ([to("pager", "critical"), to("chat", "critical")], ["pager"]),
        ([to("pager", "critical", **{"continue": True}), to("chat", "critical")], ["pager", "chat"]),
        ([to("pager", "critical", routes=[to("boss", "critical"), to("pager", "info")])], ["boss"]),
        ([{"object_matchers": [], "routes": [{"object_matchers": [["team", "!=", ""]]}]}], ["root"]),
        ([{"receiver": "a", "object_matchers": [["team", "!~", "x.*"], ["severity", "=~", "crit.*"]]}], ["a"]),
        ([{"receiver": "a", "matchers": ['severity!="critical"']}, {"receiver": "b", "matchers": []}], ["b"]),
        ([{"receiver": "a", "matchers": ['"severity"=~"crit|x"']}], ["root"]),
    ],
)
def test_routes_are_followed_as_alertmanager_follows_them(routes: list[Any], ends: list[str]) -> None:
    """The first that fits unless it continues, the deepest, the parent's receiver, and whole patterns."""
    build = shop_with(policies({"receiver": "root", "routes": routes}))
    assert told({"severity": "critical"}, build.outputs["prod"]) == ends


def test_a_matcher_that_is_none_is_no_match() -> None:
    """What cannot be read is never passed over."""
    build = shop_with(policies({"receiver": "root", "routes": [{"matchers": ["severity"]}]}))
    with pytest.raises(ValueError, match="no matcher: severity"):
        told({}, build.outputs["prod"])


@pytest.mark.parametrize(
    "build",
    [
        grafana(chat=({**CHAT, "disableResolveMessage": True},)),
        receiver(CHATTING, lambda one: one["slack_configs"][0].update(send_resolved=False)),
        receiver(CHATTING, lambda one: one["slack_configs"][0].pop("send_resolved")),
    ],
)
def test_every_channel_is_told_of_recovery(build: Build) -> None:
    """Alertmanager tells chats of recovery only where it is written."""
    assert judge(RESOLVED, build) == ["prod: a slack is not told of recovery"]


@BOTH
@pytest.mark.parametrize(
    ("note", "steps"),
    [("", "nothing"), ("after 0m: on call", "0m"), ("after 0m: on call; after 5m: ", "0m"), ("0m, 5m", "nothing")],
)
def test_each_alert_that_pages_says_who_is_next(documents: tuple[Document, ...], note: str, steps: str) -> None:
    """A step that is missing, or at which nobody stands, is named."""
    escalated = attrs.evolve(documents[1], json=_replaced(documents[1].json, ESCALATION, note))
    assert judge(STEPS, shop_with(escalated, *documents[2:])) == [f"prod: 'ErrorsHigh' says who is next after {steps}"]


@BOTH
def test_what_nobody_is_told_of_has_no_next(documents: tuple[Document, ...]) -> None:
    """Steps in an alert that pages nobody are no escalation."""
    assert judge(STEPS, shop_with(documents[1])) == ["prod: no alert goes to pagerduty"]


@pytest.mark.parametrize(
    ("build", "type_"),
    [
        (grafana(pager=({**PAGER, "secureSettings": {}}, CHAT)), "pagerduty"),
        (grafana(pager=({**PAGER, "secureSettings": {"integrationKey": "hunter2"}}, CHAT)), "pagerduty"),
        (grafana(chat=({**MAIL, "settings": {}}, CHAT)), "email"),
        (receiver(PAGING, lambda one: one["pagerduty_configs"][0].pop("routing_key_file")), "pagerduty"),
        (receiver(PAGING, lambda one: one["email_configs"][0].update(to="")), "email"),
        (receiver(CHATTING, lambda one: one["slack_configs"][0].update(api_url_file="")), "slack"),
    ],
)
def test_a_channel_has_an_address_or_the_name_of_a_secret(build: Build, type_: str) -> None:
    """A channel that could tell nobody, or that holds the secret itself, is named."""
    assert judge(TYPES, build) == [f"prod: a {type_} has neither an address nor the name of a secret"]
    assert judge(COMPLETE, build) == judge(TYPES, build)


def test_channels_of_each_type_are_there() -> None:
    """A type that nobody uses is missed, and without channels nothing can be complete."""
    assert judge(TYPES, grafana(pager=(CHAT,))) == ["prod: nobody is told by pagerduty"]
    assert judge(COMPLETE, shop_with()) == ["prod: nobody is told of anything"]
    assert judge(RESOLVED, shop_with()) == ["prod: nobody is told of anything"]


def test_another_rule_is_not_judged_by_this_one() -> None:
    """A rule that the judge does not know is not met."""
    assert judge(row("lint", rule="spelling"), shop_with(*GRAFANA)) == ["the judge knows no rule 'spelling'"]


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(one, old, new) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, old, new) for one in value]
    return new if value == old else value
