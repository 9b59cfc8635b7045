"""Policies, routes, severities, inhibitions and templates: what each of them refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import ContactPoint, NotificationPolicy, QueryVariable, Secret, prometheus, promql
from grafmint._unset import UNSET
from grafmint.alerting import Escalation, Inhibition, NotificationTemplate, PagerDuty, Route, Severity
from grafmint.errors import ModelError

Refuse = Callable[..., ModelError]
ON_CALL = ContactPoint(name="on-call", integrations=PagerDuty(integration_key=Secret(name="key")))
CRITICAL = Severity(name="critical", contact_point=ON_CALL)
INSTANCE = QueryVariable(name="instance", query=prometheus.LabelValues(label="instance"))


def test_matchers_are_read_as_those_of_a_query() -> None:
    """In the order of their labels."""
    route = Route(
        matchers={"team": ["a", "b.c"], "severity": "critical", "env": promql.ne("dev"), "job": promql.not_re("x.*")}
    )
    assert [str(each) for each in route.label_matchers] == [
        'env!="dev"',
        'job!~"x.*"',
        'severity="critical"',
        'team=~"a|b\\\\.c"',
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"matchers": {"my-team": "a"}}, "Route: 'my-team' is not the name of a label"),
        ({"matchers": {"$team": "a"}}, "Route: '$team' is no name of a label"),
        ({"matchers": {"team": 5}}, "Route: label team: 5 is a number"),
        ({"matchers": {"team": []}}, "Route: label team: tuple is no value of a label"),
        ({"matchers": {"host": INSTANCE}}, "Route: label host: $instance is a variable, which only dashboards have"),
        (
            {"matchers": {"host": promql.ne(INSTANCE)}},
            "Route: label host: $instance is a variable, which only dashboards have",
        ),
        ({"matchers": {"team": "$team"}}, "Route: label team: $team is a variable, which only dashboards have"),
        (
            {"matchers": {"team": promql.re("${team:regex}")}},
            "Route: label team: $team is a variable, which only dashboards have",
        ),
        (
            {"matchers": {"team": promql.re("a(")}},
            "Route: label team: 'a(' is no regular expression: missing ), unterminated subpattern",
        ),
        (
            {"matchers": {"team": promql.not_re("(?!a)")}},
            "Route: label team: '(?!a)' is no regular expression: Go's regular expressions know no (?!",
        ),
        ({"matchers": {"team": ""}}, "Route: label team: the value is empty"),
        (
            {"group_interval": "5m", "repeat_interval": "4m"},
            "Route {}: repeat_interval='4m' is less than group_interval='5m', and nothing is told sooner",
        ),
        ({"contact_point": ""}, "Route {}: the name of the contact point is empty"),
        ({"matchers": {"a": "b"}, "group_wait": "soon"}, "Route {a=\"b\"}: group_wait='soon' is no duration"),
        ({"group_interval": "0s"}, "Route {}: group_interval='0s' is no time at all"),
        ({"repeat_interval": "0s"}, "Route {}: repeat_interval='0s' is no time at all"),
        ({"group_by": ["a", "a"]}, "Route {}: group_by names a label twice"),
        ({"group_by": ["...", "a"]}, "Route {}: group_by has '...' beside a label"),
        ({"group_by": "my-team"}, "Route {}: group_by: 'my-team' is no name"),
    ],
)
def test_what_a_route_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """A selector shows which route it is."""
    error = refuse(Route, **options)
    assert error.message == message
    assert error.hint


def test_what_a_route_takes() -> None:
    """A group may not wait at all, and every label may make a group of its own."""
    assert Route(matchers={"team": promql.re(""), "job": promql.ne("")}, group_interval="5m", repeat_interval="5m")
    assert Route(group_wait="0s", group_by="...", contact_point="elsewhere").group_by == ("...",)
    assert Route(matchers={"price": "5 $", "path": promql.re("/a$|/b$")}).label_matchers[1].value == "5 $"


def test_a_top_level_route_leads_to_somebody(refuse: Refuse) -> None:
    """Nested ones have their parent's contact point; at the top there is none but the default."""
    nested = Route(matchers={"a": "b"}, contact_point=ON_CALL, routes=Route())
    assert NotificationPolicy(contact_point=ON_CALL, routes=nested).routes == (nested,)
    error = refuse(NotificationPolicy, contact_point=ON_CALL, routes=[nested, Route(matchers={"team": "b"})])
    assert error.message == 'NotificationPolicy: route {team="b"} leads to nobody'
    assert (error.hint or "").startswith("write contact_point=… in each route at the top")


def test_a_top_level_route_takes_some_alerts(refuse: Refuse) -> None:
    """One without matchers takes every alert, so that none is left for the policy's own contact point."""
    error = refuse(NotificationPolicy, contact_point=ON_CALL, routes=Route(contact_point=ON_CALL))
    assert error.message == "NotificationPolicy: a route at the top has no matchers and takes every alert"
    assert error.hint == "leave it out: what no route takes goes to the policy's own contact_point"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"severities": [CRITICAL, CRITICAL]}, "NotificationPolicy: two severities are 'critical'"),
        ({"contact_point": " "}, "NotificationPolicy: the name of the contact point is empty"),
        ({"group_wait": "1x"}, "NotificationPolicy: group_wait='1x' is no duration"),
    ],
)
def test_what_a_policy_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """A severity means one thing."""
    error = refuse(NotificationPolicy, **{"contact_point": ON_CALL, **options})
    assert error.message == message
    assert error.hint


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": ""}, "Severity: the name is empty"),
        ({"name": "critical "}, "Severity 'critical ': blanks around the name match no alert's severity"),
        ({"contact_point": ""}, "Severity 'critical': the name of the contact point is empty"),
        ({"response_time": "soon"}, "Severity 'critical': response_time='soon' is no duration"),
        ({"response_time": "0s"}, "Severity 'critical': response_time='0s' is no time at all"),
        ({"repeat_interval": "0m"}, "Severity 'critical': repeat_interval='0m' is no time at all"),
        (
            {"escalation": [Escalation(after="15m", to="lead"), Escalation(after="5m", to="second")]},
            "Severity 'critical': the steps of its escalation do not rise",
        ),
    ],
)
def test_what_a_severity_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """Steps are told from soon to late."""
    error = refuse(Severity, **{"name": "critical", "contact_point": ON_CALL, **options})
    assert error.message == message
    assert error.hint


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"after": "later", "to": "lead"}, "Escalation: after='later' is no duration"),
        ({"after": "5m", "to": " "}, "Escalation: nobody is told"),
        (
            {"after": "5m", "to": "a; b"},
            "Escalation: to='a; b' has a semicolon or a line break, which separates steps",
        ),
    ],
)
def test_what_an_escalation_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """Somebody, after some time."""
    assert refuse(Escalation, **options).message == message


def test_inhibitions() -> None:
    """Both sides are matchers."""
    inhibition = Inhibition(source={"severity": "critical"}, target={"severity": ["warning", "info"]}, equal="job")
    assert list(map(str, inhibition.source_matchers)) == ['severity="critical"']
    assert list(map(str, inhibition.target_matchers)) == ['severity=~"warning|info"']


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"source": {}}, "Inhibition: source matches every alert"),
        ({"target": {}}, "Inhibition: target matches every alert"),
        ({"target": {"a": 1}}, "Inhibition: target: label a: 1 is a number"),
        ({"target": {"a": promql.re("[")}}, "Inhibition: target: label a: '[' is no regular expression: unterminated"),
        ({"equal": "my-team"}, "Inhibition: equal: 'my-team' is no name"),
        (
            {"equal": UNSET},
            "Inhibition says no equal labels: one source would silence every target, wherever it fires",
        ),
        ({"target": {"a": "b"}}, "Inhibition: source and target are the same alerts"),
    ],
)
def test_what_an_inhibition_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """One that matched everything would silence all there is."""
    error = refuse(Inhibition, **{"source": {"a": "b"}, "target": {"a": "c"}, "equal": (), **options})
    assert error.message.startswith(message)
    assert error.hint


@pytest.mark.parametrize(
    "text", ['{{ define "a" }}x{{ end }}', "{{- define `a` -}}x{{ end }}", '{{define "a"}}x{{end}}']
)
def test_a_template_defines_something(text: str) -> None:
    """In any of Go's spellings."""
    assert NotificationTemplate(name="a", template=text).template == text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": ""}, "NotificationTemplate: the name is empty"),
        ({"template": "{{ .Alerts }}"}, "NotificationTemplate 'a' defines nothing that a contact point could use"),
    ],
)
def test_what_a_template_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """A text that nobody can call by its name."""
    assert (
        refuse(NotificationTemplate, **{"name": "a", "template": '{{ define "a" }}{{ end }}', **options}).message
        == message
    )
