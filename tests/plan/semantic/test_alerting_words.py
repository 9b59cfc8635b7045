"""Changes of alerting as people read them, and what means the same."""

from typing import Any

import pytest

from grafmint.bundle import Kind
from grafmint.plan.semantic import difference
from tests.plan.semantic.alerting import expression, lines, policy, query, route, rule, threshold, tree

RULES = [
    (rule(), rule(threshold(0.01)), ["condition  > 0.05 → > 0.01"]),
    (rule(), rule(threshold(0.05, type_="lt")), ["condition  > 0.05 → < 0.05"]),
    (rule(threshold(1, 5, type_="within_range")), rule(), ["condition  within 1 to 5 → > 0.05"]),
    (
        rule(expression("C", "math", expression="$B > 5")),
        rule(expression("C", "math", expression="$B > 6")),
        ["condition  $B > 5 → $B > 6"],
    ),
    (
        rule(),
        rule(expression("C", "math", expression="$B > 5")),
        ["condition  > 0.05 → $B > 5", "expression C  input  B → none", "expression C  type  threshold → math"],
    ),
    (
        rule(),
        rule(condition="B"),
        [
            "condition step  C → B",
            "condition  > 0.05 → none",
            'expression C  conditions  none → [{"evaluator":{"params":[0.05],"type":"gt"}}]',
        ],
    ),
    (rule(), rule(query("up[5m]")), ["query A  expression  up → up[5m]"]),
    (rule(), rule(query(instant=False, range=True)), ["query A  instant  on → off"]),
    (rule(), rule(query(ref="D")), ["query D added"]),
    (
        rule(),
        rule({**query(), "relativeTimeRange": {"from": 3600, "to": 60}, "datasourceUid": "other"}),
        ["query A  data source  metrics → other", "query A  time range  now-10m…now → now-1h…now-1m"],
    ),
    (
        rule(),
        rule(expression("B", "reduce", reducer="max", expression="A")),
        ["expression B  reducer  last → max"],
    ),
    (rule(), rule(**{"for": "10m"}), ["pending period  5m → 10m"]),
    (rule(), rule(keep_firing_for="10m"), ["keep firing for  0s → 10m"]),
    (rule(), rule(noDataState="OK", execErrState="OK"), ["error state  Error → OK", "no data state  NoData → OK"]),
    (rule(), rule(ruleGroup="h", isPaused=True), ["group  g → h", "paused  no → yes"]),
    (rule(), rule(title="U", folderUID="h"), ['title  "T" → "U"', "folder  f → h"]),
    (
        rule(labels={"team": "a", "old": "x"}),
        rule(labels={"team": "b", "new": "y"}),
        ["label new  none → y", "label old  x → none", "label team  a → b"],
    ),
    (
        rule(annotations={"summary": "Fails", "own": "x"}),
        rule(annotations={"summary": "Fails now", "runbook_url": "http://r"}),
        ['annotation own  "x" → none', 'runbook  none → "http://r"', 'summary  "Fails" → "Fails now"'],
    ),
    (
        rule(annotations={"__dashboardUid__": "hosts", "__panelId__": "7"}),
        rule(annotations={"__dashboardUid__": "hosts", "__panelId__": "8"}),
        ["linked panel  hosts/7 → hosts/8"],
    ),
]


@pytest.mark.parametrize(("before", "after", "said"), RULES)
def test_a_rule_is_told_as_the_page_shows_it(before: Any, after: Any, said: list[str]) -> None:
    """The condition as one text, queries as those of panels, the rest by the page's names."""
    assert lines("alert-rule", before, after) == said


def test_a_condition_that_no_text_says_is_told_by_its_step() -> None:
    """Nothing of it is lost: what only newer versions know, and what is no threshold at all."""
    classic = expression("C", "classic_conditions", conditions=[{"query": {"params": ["A"]}}])
    other = expression("C", "classic_conditions", conditions=[{"query": {"params": ["B"]}}])
    (line,) = lines("alert-rule", rule(classic), rule(other))
    assert line == 'expression C  conditions  [{"query":{"params":["A"]}}] → [{"query":{"params":["B"]}}]'
    unloaded = threshold(5, unloadEvaluator={"type": "lt", "params": [1]})
    assert lines("alert-rule", rule(threshold(5)), rule(unloaded)) == [
        "expression C  conditions unload evaluator params  none → 1",
        "expression C  conditions unload evaluator type  none → lt",
    ]


SAME: list[tuple[Kind, Any, Any]] = [
    ("alert-rule", rule(), rule(**{"for": "300s"}, keep_firing_for="0s", isPaused=False, labels={}, annotations={})),
    ("alert-rule", rule(), rule(threshold(0.05, 0, operator={"type": "and"}, query={"params": ["C"]}, type="query"))),
    ("alert-rule", rule(), rule(query(intervalMs=1000, maxDataPoints=43200), id=3, orgID=1, provenance="api")),
    ("alert-rule", rule(), {**rule(), "data": list(reversed(rule()["data"]))}),
    ("alert-rule", rule(), rule({**query(), "queryType": "", "model": {"expr": "up", "instant": True, "refId": "A"}})),
    (
        "alert-rule",
        rule(annotations={"__dashboardUid__": "hosts", "__panelId__": "7"}),
        rule(dashboardUid="hosts", panelId=7),
    ),
    ("rule-group", {"title": "g", "interval": 300}, {"title": "g", "interval": "5m"}),
    ("contact-point", {"receivers": [{"type": "email", "uid": "a"}]}, {"receivers": [{"type": "email", "uid": "b"}]}),
    (
        "contact-point",
        {"receivers": [{"type": "email"}, {"type": "slack", "disableResolveMessage": False}]},
        {"receivers": [{"type": "slack"}, {"type": "email"}], "provenance": "api"},
    ),
    (
        "mute-timing",
        {"time_intervals": [{"weekdays": ["saturday", "sunday"]}, {"months": ["january:march", "5"]}]},
        {"time_intervals": [{"months": ["may", "1:3"]}, {"weekdays": ["Sunday", "saturday:saturday"]}]},
    ),
    ("mute-timing", {"time_intervals": [{"location": "UTC", "years": []}]}, {"time_intervals": [{}]}),
    (
        "template",
        {"name": "t", "template": "a\nb\n"},
        {"name": "t", "template": '{{ define "t" }}\n  a\n  b\n{{ end }}'},
    ),
    ("policy", policy(), policy(group_wait="30s", group_interval="300s", repeat_interval="4h", provenance="api")),
    ("policy", policy(group_by=["a", "b"]), policy(group_by=["b", "a"])),
    ("policy", policy(route("a=b")), policy(route("a=b", **{"continue": False}, group_wait="30s", receiver="mail"))),
    ("policy", policy(route("a=b", "c=d")), policy({"match": {"c": "d"}, "matchers": ['a="b"']})),
    (
        "policy",
        policy({"object_matchers": [["team", "=", 'a\nb"c']]}),
        policy({"matchers": [r'team="a\nb\"c"']}),
    ),
    (
        "policy",
        policy(route("a=b", group_wait="1m", routes=[{}])),
        policy(route("a=b", group_wait="60s", routes=[{"group_wait": "1m"}])),
    ),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_what_means_the_same_is_no_difference(kind: Kind, one: Any, other: Any) -> None:
    """Defaults, what a server fills in, units, orders that nobody sees, and older ways to write it."""
    assert difference(tree(kind, one), tree(kind, other)) == ()


def test_a_group_has_an_interval() -> None:
    """That is all that anybody says of it."""
    assert lines("rule-group", {"interval": 60}, {"interval": 30}) == ["interval  1m → 30s"]


def _slack(settings: Any, secrets: Any = None, **more: Any) -> dict[str, Any]:
    secure = {} if secrets is None else {"secureSettings": secrets}
    return {"type": "slack", "settings": settings, **secure, **more}


def test_integrations_come_and_go_by_their_type() -> None:
    """The second one of a type has a number; settings are told by Grafana's keys."""
    before = {"receivers": [{"type": "email", "settings": {"addresses": "a@example.com"}}, _slack({"text": "t"})]}
    after = {"receivers": [_slack({"text": "u"}, disableResolveMessage=True), _slack({}), {"type": "pagerduty"}]}
    assert lines("contact-point", before, after) == [
        "integration email removed",
        "integration pagerduty added",
        "integration slack  disable resolve message  none → on",
        'integration slack  text  "t" → "u"',
        "integration slack (2) added",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (_slack({}, {"token": "$A"}), _slack({}, {"token": "hunter2"}), "secret token  differs"),
        (_slack({}), _slack({}, {"token": "hunter2"}), "secret token  missing → set"),
        (_slack({}, {"token": True}), _slack({}), "secret token  set → missing"),
        # In a file they stand among the settings.
        (_slack({"token": "$A"}), _slack({"token": "hunter2"}), "token  differs"),
        (_slack({"url": "http://hunter2"}), _slack({"url": "http://hunter3"}), "url  differs"),
        (_slack({"mentionUrl": "http://a:hunter2@b"}), _slack({"mentionUrl": "http://b"}), "mentionUrl  differs"),
    ],
)
def test_secrets_of_integrations_are_never_shown(before: Any, after: Any, said: str) -> None:
    """Neither those that are said to be ones nor those that their key, their address or a placeholder gives away."""
    documents = [{"receivers": [each]} for each in (before, after)]
    assert lines("contact-point", *documents) == [f"integration slack  {said}"]
    trees = [tree("contact-point", each) for each in documents]
    assert "hunter" not in repr((trees[0], difference(*trees)))


def test_what_takes_the_place_of_a_secret_is_one() -> None:
    """Whoever puts it into a file where its placeholder was has told it to the file alone."""
    documents = [{"receivers": [_slack({"text": text})]} for text in ("$A", "hunter2")]
    assert lines("contact-point", *documents) == ["integration slack  text  differs"]
    assert lines("contact-point", *reversed(documents)) == ["integration slack  text  differs"]


def test_mute_timings_are_told_by_their_intervals() -> None:
    """As somebody would say when it is quiet."""
    office = {"weekdays": ["monday:friday"], "times": [{"start_time": "09:00", "end_time": "17:00"}]}
    before = {"name": "n", "time_intervals": [{"weekdays": ["saturday", "sunday"]}, office]}
    after = {"name": "n", "time_intervals": [office | {"location": "Europe/Berlin"}, {"days_of_month": ["1:5", "-1"]}]}
    assert lines("mute-timing", before, after) == [
        "interval days -1, 1:5 added",
        "interval monday:friday 09:00-17:00 removed",
        "interval monday:friday 09:00-17:00 Europe/Berlin added",
        "interval saturday, sunday removed",
    ]


def test_templates_are_told_line_by_line() -> None:
    """Only the lines that differ."""
    before = {"name": "t", "template": '{{ define "t" }}\na\n  b\nc\n{{ end }}'}
    after = {"name": "t", "template": '{{ define "t" }}\na\n  B\nc\n\n{{ end }}'}
    assert lines("template", before, after) == ['text  - "  b"', 'text  + "  B"', 'text  + ""']


A, B, C = (route(f"team={name}") for name in "abc")
POLICIES = [
    (policy(), policy(receiver="pager"), ["receiver  mail → pager"]),
    (policy(), policy(group_wait="1m", group_by=["a", "b"]), ["group by  alertname → a, b", "group wait  30s → 1m"]),
    (policy(), policy(A), ["route team=a added: to mail"]),
    (
        policy(),
        policy(route("a=b", receiver="x", mute_time_intervals=["nights"], **{"continue": True})),
        ["route a=b added: to x, continues, muted nights"],
    ),
    (policy(), policy(route("a=b", active_time_intervals=["days"])), ["route a=b added: to mail, only days"]),
    (policy(A, B), policy(A), ["route team=b removed"]),
    (
        policy(route("severity=critical", receiver="a")),
        policy(route("severity=critical", receiver="b", mute_time_intervals=["nights", "days"])),
        ["route severity=critical  mute timings  none → days, nights", "route severity=critical  receiver  a → b"],
    ),
    (
        policy(route("a=b", "c=d", repeat_interval="1h")),
        policy(route("c=d", "a=b", **{"continue": True})),
        ["route a=b, c=d  continue matching  off → on", "route a=b, c=d  repeat interval  1h → inherited"],
    ),
    (policy(A, B, C), policy(C, A, B), ["route team=c moved before team=a"]),
    (policy(A, B, C), policy(B, C, A), ["route team=a moved to the end"]),
    (
        policy(route("a=b", routes=[A, B])),
        policy(route("a=b", routes=[B | {"receiver": "x"}, A, C])),
        [
            "route a=b  route team=b moved before team=a",
            "route a=b  route team=b  receiver  inherited → x",
            "route a=b  route team=c added: to mail",
        ],
    ),
    (policy({"receiver": "a"}), policy({"receiver": "b"}), ["route without matchers  receiver  a → b"]),
    (policy(route("a=b c")), policy(), ['route a="b c" removed']),
    (
        policy(inhibitions=[{"source": [["a", "=", "b"]], "target": [["a", "=", "c"]], "equal": ["job"]}]),
        policy(inhibitions=[{"source": [["a", "=", "b"]], "target": [["a", "=", "c"]], "equal": ["job", "host"]}]),
        ["inhibition a=b over a=c  equal  job → host, job"],
    ),
]


@pytest.mark.parametrize(("before", "after", "said"), POLICIES)
def test_policies_are_told_by_their_matchers(before: Any, after: Any, said: list[str]) -> None:
    """A route is called by what it matches, and told where it moved among its neighbours."""
    assert lines("policy", before, after) == said


def test_routes_of_one_kind_of_alerts_are_told_apart() -> None:
    """Two with the same matchers, of which the first goes on, are two."""
    first, second = route("a=b", receiver="x", **{"continue": True}), route("a=b", receiver="y")
    assert lines("policy", policy(first), policy(first, second)) == ["route a=b (2) added: to y"]
