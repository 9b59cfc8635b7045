"""Alert rules and recording rules: what each of them refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Alert, AlertRule, Folder, Threshold, Thresholds, above, below, expression, prometheus
from grafmint._unset import UNSET
from grafmint.alerting import RecordingRule, RuleGroup
from grafmint.errors import ModelError
from tests.fake_context import line_of

Refuse = Callable[..., ModelError]
FOLDER = Folder(uid="shop", title="Shop")
UP = prometheus.Query(expr="up")
ALERT: dict[str, Any] = {"name": "Down", "level": "critical"}
RULE: dict[str, Any] = {"name": "Down", "uid": "down", "folder": FOLDER, "queries": UP}
CRITICAL: dict[str, Any] = {"thresholds": above(critical=1), "level": "critical"}


SHOWS = "shows the value: that is a new alert at each evaluation"


def test_an_alert_is_its_name_and_its_level() -> None:
    """All else has a default, and it knows its line."""
    alert = Alert(name="Down", level="critical")
    assert (alert.pending_period, alert.rate_interval, alert.no_data_state) == ("5m", "5m", "NoData")
    assert (alert.uid, dict(alert.labels)) == (UNSET, {})
    assert line_of(alert.origin) > 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": " "}, "Alert: the name is empty"),
        ({"level": "info"}, "Alert 'Down': level='info' is not 'critical' or 'warning'"),
        ({"pending_period": "5"}, "Alert 'Down': pending_period='5' is no duration"),
        ({"keep_firing_for": "soon"}, "Alert 'Down': keep_firing_for='soon' is no duration"),
        ({"name": "Down\nand out"}, "Alert 'Down\\nand out': the name has a line break or a control character"),
        ({"name": "a" * 191}, f"Alert {'a' * 191!r}: the name has 191 characters, more than 190"),
        ({"time_range": "0s"}, "Alert 'Down': time_range='0s' is no time at all"),
        ({"time_range": "an hour"}, "Alert 'Down': time_range='an hour' is no duration"),
        ({"rate_interval": "0s"}, "Alert 'Down': rate_interval='0s' is no time at all"),
        ({"uid": "a b"}, "Alert 'Down': uid 'a b' has characters other than A-Z, a-z, 0-9, _ and -"),
        ({"uid": "a" * 41}, f"Alert 'Down': uid {'a' * 41!r} has 41 characters, Grafana takes 40"),
        ({"labels": {"my-team": "a"}}, "Alert 'Down': labels: 'my-team' is no name"),
        ({"labels": {"1st": "a"}}, "Alert 'Down': labels: '1st' is no name"),
        ({"labels": {"__a": "a"}}, "Alert 'Down': labels: '__a' begins with __, which is kept for internal use"),
        ({"labels": {"team": 1}}, "Alert 'Down': labels['team']=1 is not a string"),
        ({"labels": {"team": ""}}, "Alert 'Down': label 'team' is empty, which is no label at all"),
        ({"labels": {"v": "{{ $value }}"}}, f"Alert 'Down': label 'v' {SHOWS}"),
        ({"labels": {"v": "a {{ $labels.b }} {{ printf `%f` $values.B.Value }}"}}, f"Alert 'Down': label 'v' {SHOWS}"),
        ({"labels": {"v": "{{ .Value }}"}}, f"Alert 'Down': label 'v' {SHOWS}"),
        ({"labels": {"alertname": "a"}}, "Alert 'Down': the label 'alertname' is set by whoever evaluates the rule"),
        ({"annotations": {"é": "a"}}, "Alert 'Down': annotations: 'é' is no name"),
        ({"annotations": {"summary": "a"}, "summary": "b"}, "Alert 'Down': summary is said twice"),
        ({"runbook_url": "wiki/down"}, "Alert 'Down': runbook_url='wiki/down' is no address"),
        ({"runbook_url": "ftp://wiki/down"}, "Alert 'Down': runbook_url='ftp://wiki/down' is no address"),
    ],
)
def test_what_a_rule_refuses(refuse: Refuse, wrong: dict[str, Any], message: str) -> None:
    """Each says which rule and which option."""
    error = refuse(Alert, **{**ALERT, **wrong})
    assert error.message == message


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (
            {"level": "info"},
            'a panel\'s number is warning or critical: AlertRule(level="info", condition=…) takes info',
        ),
        ({"level": "warn"}, "did you mean 'warning'?"),
        ({"pending_period": 60}, 'write it as "5m", "1h30m" or "30s"'),
        ({"keep_firing_for": 60}, 'write it as "5m", "1h30m" or "30s"'),
        ({"labels": "team=payments"}, 'write {"team": "payments"}'),
    ],
)
def test_how_it_is_written_is_shown(refuse: Refuse, wrong: dict[str, Any], hint: str) -> None:
    """What people try first leads to what an alert takes."""
    assert refuse(Alert, **{**ALERT, **wrong}).hint == hint


def test_a_password_in_an_address_is_not_shown(refuse: Refuse) -> None:
    """An address with one would stand in every notification."""
    error = refuse(Alert, **ALERT, runbook_url="https://me:hunter2@wiki/down")
    assert error.message == "Alert 'Down': runbook_url holds a password, which would stand in files and on the page"
    assert "hunter2" not in str(error)


def test_labels_may_be_templates_of_labels() -> None:
    """They are the same at each evaluation; words outside of templates mean themselves."""
    labels = {"team": "{{ $labels.team }}", "note": "$value .Value", "kind": "{{ $valued }}{{ .Valued }} .Value"}
    assert Alert(**ALERT, labels=labels).labels == labels


@pytest.mark.parametrize(
    "url", ["https://wiki/down", "HTTP://wiki", "https://wiki/{{ $labels.job }}", "{{ $labels.r }}"]
)
def test_addresses_of_runbooks(url: str) -> None:
    """A template in it is filled in when the alert fires."""
    assert Alert(**ALERT, runbook_url=url).runbook_url == url


@pytest.mark.parametrize(
    ("wrong", "message", "hint"),
    [
        ({}, "needs thresholds or a condition, one of the two", "write thresholds=above(critical=…)"),
        ({**CRITICAL, "condition": UP}, "needs thresholds or a condition, one of the two", "write thresholds"),
        ({"thresholds": above(critical=1)}, "has thresholds and no level", 'write level="critical"'),
        ({**CRITICAL, "level": "warning"}, ": the thresholds have no number for 'warning'", "above(warning=…)"),
        ({**CRITICAL, "level": "info"}, ': thresholds have no number for level="info"', "write condition=…"),
        (
            {**CRITICAL, "thresholds": above(critical=90, mode="percentage")},
            ": the thresholds are percentages of the panel's min and max, which an alert does not know",
            "without mode=",
        ),
        (
            {**CRITICAL, "thresholds": Thresholds(steps=[Threshold(value=None, color="green")])},
            ": the thresholds have no number for 'critical'",
            "above(critical=…)",
        ),
        ({**CRITICAL, "queries": []}, " has no query", "write queries="),
        ({**CRITICAL, "queries": [UP, UP]}, " has 2 queries, and thresholds are for one", "write condition=…"),
        ({"condition": prometheus.Query(expr="down")}, ": the condition is none of its queries", "into queries=[…]"),
        ({**CRITICAL, "panel": "cpu"}, ": panel='cpu' without its dashboard", "write dashboard=…"),
    ],
)
def test_what_a_rule_of_its_own_refuses(refuse: Refuse, wrong: dict[str, Any], message: str, hint: str) -> None:
    """A number or a condition, never both, and a level that has the number."""
    error = refuse(AlertRule, **{**RULE, **wrong})
    assert error.message.removeprefix("AlertRule 'Down'").strip() == message.strip()
    assert hint in (error.hint or "")


def test_rules_of_their_own_that_are_right() -> None:
    """By a number that is passed from either side, or by an expression among the queries."""
    limit = expression.Threshold(expression=UP, evaluator="gt", params=1)
    assert AlertRule(**RULE, thresholds=below(warning=1), level="warning").level == "warning"
    assert AlertRule(**{**RULE, "queries": [UP, limit]}, condition=limit, level="info").condition is limit
    assert AlertRule(**RULE, condition="A", dashboard="shop", panel="cpu").panel == "cpu"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"record": "a b"}, "RecordingRule 'a b': this is no name of a metric"),
        ({"record": "1:a"}, "RecordingRule '1:a': this is no name of a metric"),
        ({"expr": " "}, "RecordingRule 'a:b': the query is empty"),
        ({"labels": {"__a": "b"}}, "RecordingRule 'a:b': labels: '__a' begins with __, which is kept for internal use"),
    ],
)
def test_what_a_recording_rule_refuses(refuse: Refuse, wrong: dict[str, Any], message: str) -> None:
    """Its name is that of a metric."""
    given = {"record": "a:b", "expr": "up", "group": RuleGroup(name="g"), **wrong}
    assert refuse(RecordingRule, **given).message == message


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "RuleGroup: the name is empty"),
        ({"name": "g" * 191}, f"RuleGroup {'g' * 191!r}: the name has 191 characters, more than 190"),
        ({"interval": "15s"}, "RuleGroup 'g': interval='15s' is no multiple of 10 seconds"),
        ({"interval": "0s"}, "RuleGroup 'g': interval='0s' is no time at all"),
        ({"interval": "often"}, "RuleGroup 'g': interval='often' is no duration"),
    ],
)
def test_what_a_group_refuses(refuse: Refuse, wrong: dict[str, Any], message: str) -> None:
    """Grafana's scheduler wakes up every ten seconds."""
    error = refuse(RuleGroup, **{"name": "g", **wrong})
    assert error.message == message
    assert error.hint
