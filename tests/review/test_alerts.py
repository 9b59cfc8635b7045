"""What a review says of alerts that come, go and change."""

import time
from typing import Any

import pytest

from grafmint.bundle import Entry
from grafmint.review import PartChange, ResourceChange
from tests.review.alerts import (
    EXPR,
    PAYMENTS,
    TOLD,
    alert,
    contact,
    policies,
    prometheus_rules,
    review,
    rule,
    steps,
    to,
)
from tests.review.scene import entry

WAY = ("team=payments → PagerDuty payments",)


def _change(before: Entry, after: Entry) -> ResourceChange:
    (found,) = review([*TOLD, before], [*TOLD, after]).resources
    return found


def _part(before: Entry, after: Entry) -> PartChange:
    (found,) = _change(before, after).parts
    return found


LINES: dict[str, tuple[Entry, Entry, list[str]]] = {
    "limit": (rule(), rule(limit=0.01), ["fires above 0.01 instead of 0.05 (more sensitive)"]),
    "higher": (rule(), rule(limit=0.5), ["fires above 0.5 instead of 0.05 (less sensitive)"]),
    "side": (
        rule(data=steps(evaluator="gt", limit=80)),
        rule(data=steps(evaluator="lt", limit=5)),
        ["fires below 5 instead of above 80"],
    ),
    "pending": (rule(), rule(pending="10m"), ["fires after 10m instead of 5m (less sensitive)"]),
    "at once": (rule(), rule(pending="0s"), ["fires at once instead of 5m (more sensitive)"]),
    "keep": (rule(), rule(keep_firing_for="10m"), ["goes on firing for 10m afterwards"]),
    "no keep": (rule(keep_firing_for="10m"), rule(), ["no longer goes on firing for 10m afterwards"]),
    "paused": (rule(), rule(isPaused=True), ["is paused: nobody is told"]),
    "resumed": (rule(isPaused=True), rule(), ["is no longer paused"]),
    "query": (rule(expr="sum(up)"), rule(expr="max(up)"), ["query: `sum` → `max`"]),
    "note": (rule(), rule(annotations={"summary": "Gone."}), ['summary  "It fails." → "Gone."']),
    "state": (rule(), rule(noDataState="OK"), ["no data state  NoData → OK"]),
}


@pytest.mark.parametrize("name", LINES)
def test_a_rule_is_told_in_sentences(name: str) -> None:
    """Of whoever is woken up by it, and each of them once."""
    before, after, lines = LINES[name]
    found = _part(before, after)
    assert (found.of, found.name, found.verb, list(found.lines)) == ("board", "checkout fails", "changed", lines)
    assert found.alert is not None
    assert (found.alert.was_told, found.alert.told) == (WAY, WAY)


def test_a_query_that_no_words_tell_is_shown() -> None:
    """Before and after, beside the line; one that is only written differently is counted."""
    found = _part(rule(expr="sum(rate(a[5m]))"), rule(expr="max(increase(b[1h]))"))
    assert found.lines == ("query  sum(rate(a[5m])) → max(increase(b[1h]))",)
    assert [(each.before, each.after) for each in found.queries] == [("sum(rate(a[5m]))", "max(increase(b[1h]))")]
    written = _change(rule(expr="sum by (a, b) (x)"), rule(expr="sum(x)  by (b,a)"))
    assert (written.parts, written.rewritten) == ((), 1)


def test_other_labels_lead_elsewhere() -> None:
    """What matters most stands first: whom it is told to instead, then the label that does it."""
    found = _part(rule(), rule(labels={"severity": "critical", "team": "search"}))
    assert found.lines == ("goes to Slack ops instead of PagerDuty payments", "label team  payments → search")
    assert found.alert is not None
    assert (found.alert.was_told, found.alert.told) == (WAY, ("default policy → Slack ops",))


def test_a_label_that_its_series_may_bring_is_told() -> None:
    """What a template fills in is as unknown as what is not there."""
    by_pod = policies(to("payments", "pod=a"))
    found = review([*TOLD[:2], by_pod], [*TOLD[:2], by_pod, rule(labels={"pod": "{{ $labels.pod }}"})]).resources[0]
    assert found.parts[0].alert is not None
    assert found.parts[0].alert.told == ("default policy → Slack ops, unless pod of its series says otherwise",)


def test_equal_changes_are_one_statement() -> None:
    """However the alerts are called and wherever they go; one that changes otherwise is another one."""
    names = ["checkout fails", "search fails"]
    made = review(
        [*TOLD, *map(rule, names), rule("x")], [*TOLD, *(rule(n, limit=1) for n in names), rule("x", limit=2)]
    )
    assert [[part.name for _, part in group.parts] for group in made.groups] == [names, ["x"]]


def test_rules_come_and_go() -> None:
    """A new one is told by when it fires, one that is gone by whom it was for."""
    new = review(TOLD, [*TOLD, rule()]).resources[0]
    assert (new.verb, new.folder) == ("added", "Services")
    assert new.parts[0].lines == ("fires above 0.05 for 5m", f"query  `{EXPR}`")
    gone = review([*TOLD, rule()], TOLD).resources[0]
    assert (gone.verb, gone.parts[0].lines) == ("removed", ())
    assert gone.parts[0].alert is not None
    assert (gone.parts[0].alert.was_told, gone.parts[0].alert.told) == (WAY, ())


def test_a_rule_under_another_uid_is_the_same() -> None:
    """By its name in its folder, or by all that it asks; in another folder its name may be another one's."""
    for other in (rule(uid="b"), rule("renamed", uid="b")):
        found = _change(rule(uid="a"), other)
        assert (found.verb, found.was, found.uid) == ("renamed", "a", "b")
    (part,) = _change(rule(uid="a"), rule("renamed", uid="b")).parts
    assert (part.verb, part.name, part.was) == ("renamed", "renamed", "checkout fails")
    elsewhere = entry({**rule(limit=3).json, "uid": "b"}, "b", title="checkout fails", kind="alert-rule", folder="x")
    assert {each.verb for each in review([rule(uid="a")], [elsewhere]).resources} == {"added", "removed"}


def test_a_prometheus_rules_are_told_one_by_one() -> None:
    """By name, with numbers behind those of one name; what a recording rule asks is told too."""
    record = {"record": "a:b", "expr": "sum(a)"}
    before = prometheus_rules(alert(), alert("slow", "p99 > 1"), alert("slow", "p99 > 2"), record)
    changed = {**record, "expr": "sum by (pod) (a)"}
    after = prometheus_rules(
        alert(expr=f"{EXPR} > 0.01"), alert("slow", "p99 > 1"), alert("new"), changed, interval="30s"
    )
    found = _change(before, after)
    assert [(part.of, part.name, part.verb, part.lines) for part in found.parts] == [
        ("board", "services", "changed", ("evaluated every 30s instead of 60s",)),
        ("alert", "checkout fails", "changed", ("fires above 0.01 instead of 0.05 (more sensitive)",)),
        ("alert", "new", "added", ("fires above 0.05 for 5m", f"query  `{EXPR}`")),
        ("recording rule", "a:b", "changed", ("query: added `by (pod)`",)),
        ("alert", "slow (2)", "removed", ()),
    ]
    assert [part.alert.told for part in found.parts if part.alert is not None] == [WAY, WAY, ()]


def test_labels_and_texts_of_a_prometheus_s_rule_are_told() -> None:
    """As those of Grafana's; whether it is routed elsewhere too."""
    labels: Any = {"severity": "critical", "team": "search"}
    found = _part(prometheus_rules(alert()), prometheus_rules(alert(labels=labels, annotations={"summary": "No."})))
    assert found.lines == (
        "goes to Slack ops instead of PagerDuty payments",
        "label team  payments → search",
        "label grafana_folder  Services → none",
        "annotation summary  none → No.",
    )


def test_an_alertmanager_routes_as_grafana_does() -> None:
    """By its own configuration, where that is what a project has."""
    document = {
        "route": {"receiver": "ops", "routes": [{"receiver": "pay", "matchers": ['team="payments"']}]},
        "receivers": [{"name": "ops", "slack_configs": [{}]}, {"name": "pay", "pagerduty_configs": [{}]}],
    }
    told = entry(document, "alertmanager", title="alertmanager", kind="alertmanager")
    found = review([told, prometheus_rules(alert())], [told, prometheus_rules(alert(expr=f"{EXPR} > 1"))]).resources[0]
    assert found.parts[0].alert is not None
    assert found.parts[0].alert.told == ("team=payments → PagerDuty pay",)


def test_without_policies_nobody_says_where_alerts_go() -> None:
    """They may be somebody else's."""
    found = review([rule()], [rule(labels={})]).resources[0].parts[0]
    assert found.alert is not None
    assert (found.alert.was_told, found.alert.told) == ((), ())
    assert not any(line.startswith("goes to") for line in found.lines)


EFFECTS: dict[str, tuple[list[Entry], list[Entry], list[str]]] = {
    "route": (
        [TOLD[2]],
        [policies(to("ops", "severity=critical"), PAYMENTS)],
        [
            "2 alerts with severity=critical go to Slack ops instead of PagerDuty payments",
            "route severity=critical added: to ops",
        ],
    ),
    "default": (
        [policies()],
        [policies(receiver="payments")],
        [
            "2 alerts that no other policy takes go to PagerDuty payments instead of Slack ops",
            "receiver  ops → payments",
        ],
    ),
    "no route": (
        [TOLD[2]],
        [policies()],
        ["2 alerts with team=payments go to Slack ops instead of PagerDuty payments", "route team=payments removed"],
    ),
    "muted": (
        [TOLD[2]],
        [policies({**PAYMENTS, "mute_time_intervals": ["nights"]})],
        [
            "2 alerts with team=payments go to PagerDuty payments (not during nights) instead of PagerDuty payments",
            "route team=payments  mute timings  none → nights",
        ],
    ),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_a_route_is_told_by_whom_it_affects(name: str) -> None:
    """All alerts of the project are routed before and after; those that go elsewhere are counted together."""
    before, after, lines = EFFECTS[name]
    rules = [*TOLD[:2], rule(), rule("search fails")]
    (found,) = review([*rules, *before], [*rules, *after]).resources
    assert list(found.parts[0].lines) == lines


def test_who_loses_the_worst_alerts_is_told_first() -> None:
    """One critical alert that somebody no longer hears of stands above many others, and what is won is last."""
    rules = [rule("down", labels={"team": "payments", "severity": "critical"})]
    rules += [rule(name, labels={"team": "search", "severity": "warning"}) for name in ("a", "b")]
    rules += [rule(name, labels={"team": "shop", "severity": "critical"}) for name in ("c", "d", "e")]
    shop = to("payments", "team=shop", **{"continue": True})
    after = policies(to("ops", "team=payments"), to("ops", "team=search"), shop, to("ops", "team=shop"))
    before = policies(to("payments", "team=payments"), to("payments", "team=search"), to("ops", "team=shop"))
    (found,) = review([*TOLD[:2], *rules, before], [*TOLD[:2], *rules, after]).resources
    assert found.parts[0].lines[:3] == (
        "1 alert with team=payments goes to Slack ops instead of PagerDuty payments",
        "2 alerts with team=search go to Slack ops instead of PagerDuty payments",
        "3 alerts with team=shop go to PagerDuty payments and Slack ops instead of Slack ops",
    )


def test_a_contact_point_is_told_by_whom_it_affects() -> None:
    """Those who are told of nothing are told without a number."""
    rules = [rule(), TOLD[2], TOLD[0]]
    (found,) = review([*rules, contact("payments", "pagerduty")], [*rules, contact("payments", "slack")]).resources
    assert found.parts[0].lines == (
        "integration pagerduty removed",
        "integration slack added",
        "is told of 1 alert with team=payments",
    )
    (gone,) = review([*rules, contact("payments", "pagerduty")], rules).resources
    assert gone.parts[0].lines == ("was told of 1 alert with team=payments",)
    (new,) = review(rules, [*rules, contact("new", "email")]).resources
    assert new.parts[0].lines == ("tells by  email",)
    assert "URL" not in repr((found.before, found.after, new.after))


def test_a_mute_timing_is_told_by_whom_it_affects() -> None:
    """By the policies that name it."""

    def timing(start: str) -> Entry:
        document = {"name": "nights", "time_intervals": [{"times": [{"start_time": start, "end_time": "24:00"}]}]}
        return entry(document, "nights", title="nights", kind="mute-timing")

    rules = [rule(), *TOLD[:2], policies({**PAYMENTS, "mute_time_intervals": ["nights"]})]
    (found,) = review([*rules, timing("20:00")], [*rules, timing("18:00")]).resources
    assert "mutes 1 alert with team=payments" in found.parts[0].lines


def test_an_alert_that_moves_is_not_lost() -> None:
    """From one engine to the other, or from one file to another; one that was there already is another one."""
    moved = review([*TOLD, rule()], [*TOLD, prometheus_rules(alert())]).resources
    assert [each.parts[0].alert.goes_on_in for each in moved if each.parts[0].alert] == [
        "Prometheus, file services",
        None,
    ]
    files = [prometheus_rules(alert(), alert("b"), uid="a"), prometheus_rules(alert("b"), alert("a"), uid="b")]
    after = [prometheus_rules(alert("b"), uid="a"), prometheus_rules(alert("b"), alert("a"), alert(), uid="b")]
    gone = [part for each in review(files, after).resources for part in each.parts if part.verb == "removed"]
    assert [part.alert.goes_on_in for part in gone if part.alert] == ["Prometheus, file b"]
    after = [prometheus_rules(alert(), uid="a"), files[1]]
    gone = [part for each in review(files, after).resources for part in each.parts if part.verb == "removed"]
    assert [part.alert.goes_on_in for part in gone if part.alert] == [None]


def test_patterns_that_take_long_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A review says of alerts what it can without knowing where they go."""
    monkeypatch.setattr("grafmint.review.alerting.PATIENCE", 0.05)
    slow = {"receiver": "ops", "object_matchers": [["team", "=~", ".*a.*a.*b"]]}
    rules = [[rule(f"r{n}", limit=limit, labels={"team": "a" * 190 + str(n)}) for n in range(20)] for limit in (1, 2)]
    started = time.process_time()
    found = review([*rules[0], policies(slow)], [*rules[1], policies(slow)])
    assert time.process_time() - started < 2
    assert [part.alert.told for _, part in found.groups[0].parts if part.alert] == [()] * 20


def test_wild_documents_are_told_as_well_as_they_can_be() -> None:
    """Whatever others write: nothing of it stops a review."""
    wild: list[Any] = [{}, {"data": 5, "labels": [], "annotations": 3, "for": 7}, {"data": [{"refId": "C"}, 4]}]
    files: list[Any] = [{"groups": 3}, {"groups": [4, {"rules": [5, {"alert": 6}, {"alert": "a", "expr": 7}]}]}]
    for document in wild:
        made = review([rule(uid="w")], [entry(document, "w", title="w", kind="alert-rule", folder="services")])
        assert made.resources[0].verb == "changed"
    for document in files:
        made = review([prometheus_rules(alert())], [entry(document, "services", kind="prometheus-rules")])
        assert made.resources[0].verb == "changed"
    tree = entry({"routes": 5}, "policies", kind="policy")
    assert review([rule(), tree], [rule(limit=1), tree]).resources[0].parts[0].alert is not None
