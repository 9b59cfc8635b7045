"""Rules as Prometheus reads them, and what it cannot say."""

from typing import Any

import pytest

from grafmint.compile.prometheus.groups import RECORDS, rule_groups
from grafmint.compile.prometheus.rules import Record, prometheus_rule, recording_rule
from grafmint.testing.rules import Rules
from tests.compile.prometheus.tools import needs_tools, rule

URL = "https://grafana.example.com/"


def test_a_rule_has_what_its_author_wrote_its_folder_and_a_link() -> None:
    """`$value` is Prometheus' own word and stays."""
    written, problems = prometheus_rule(rule(), (2, 42), URL)
    assert written == {
        "alert": "CPU high",
        "expr": "avg by (instance) (cpu) > 80",
        "for": "5m",
        "labels": {"severity": "critical", "grafana_folder": "Hosts & more"},
        "annotations": {
            "summary": "{{ $labels.instance }} is at {{ $value }}",
            "dashboard": "https://grafana.example.com/d/host?viewPanel=3",
        },
    }
    assert problems == ()


@pytest.mark.parametrize(
    ("changes", "url", "link"),
    [
        ({}, None, None),
        ({"dashboard": ("host", None)}, URL, "https://grafana.example.com/d/host"),
        ({"annotations": {"dashboard": "mine"}}, URL, "mine"),
        ({"annotations": {"dashboard": "mine"}}, None, "mine"),
    ],
)
def test_the_link_leads_to_a_server_or_is_left_out(changes: dict[str, Any], url: str | None, link: str | None) -> None:
    """A path alone leads nowhere; an author's own annotation of that name is not replaced."""
    written, _ = prometheus_rule(rule(**changes), (2, 42), url)
    assert written is not None
    assert written["annotations"].get("dashboard") == link


@needs_tools
def test_the_folder_is_its_title_and_no_template() -> None:
    """A real Prometheus fills labels in, so what looks like a template there is written as one that says it."""
    title = '{{ $labels.team }} {{ "x" }} }} {{'
    written, _ = prometheus_rule(rule(folder_title=title), (2, 42), URL)
    assert written is not None
    run = Rules(({"name": "g", "rules": [{**written, "expr": "up"}]},)).feed({"up": "1x10"})
    run.expect_firing("CPU high", at="9m", labels={"grafana_folder": title})


def test_what_says_nothing_is_left_out() -> None:
    """No length that is none, no empty annotations."""
    written, _ = prometheus_rule(rule(pending_period="0s", annotations={}, dashboard=None), (2, 42), None)
    assert written is not None
    assert set(written) == {"alert", "expr", "labels"}


@pytest.mark.parametrize("version", [(2, 42), (3, 1)])
def test_alerts_keep_firing_where_prometheus_can(version: tuple[int, int]) -> None:
    """It is written from 2.42 on."""
    written, problems = prometheus_rule(rule(keep_firing_for="10m"), version, None)
    assert written is not None
    assert (written["keep_firing_for"], problems) == ("10m", ())


@pytest.mark.parametrize(
    ("changes", "version", "message", "way_out"),
    [
        ({"expr": None, "operator": None, "limit": None}, (2, 42), "only Grafana can evaluate it", "one PromQL query"),
        ({"is_paused": True}, (2, 42), "Prometheus pauses no rule", "silence it in Alertmanager"),
        ({"keep_firing_for": "5m"}, (2, 41), "needs Prometheus 2.42, this is 2.41", "leave it out"),
        ({"no_data_state": "Alerting"}, (2, 42), "no such state: no_data_state='Alerting'", "promql.absent"),
        ({"no_data_state": "KeepLast"}, (2, 42), "no such state: no_data_state='KeepLast'", "keep_firing_for"),
        ({"labels": {"x": "{{ $values.B }}"}}, (2, 42), "does not know $values in x", "write $value there"),
        ({"annotations": {"y": "a {{ removeLabelsRe $labels 'z' }}"}}, (2, 42), "removeLabelsRe in y", "$value"),
        ({"exec_err_state": "Alerting"}, (2, 42), "exec_err_state='Alerting'", "prometheus_rule_evaluation_failures"),
        ({"exec_err_state": "KeepLast"}, (2, 42), "exec_err_state='KeepLast'", "prometheus_rule_evaluation_failures"),
    ],
)
def test_what_prometheus_cannot_say_is_a_problem(
    changes: dict[str, Any], version: tuple[int, int], message: str, way_out: str
) -> None:
    """It names the rule and the way out."""
    written, (problem,) = prometheus_rule(rule(**changes), version, None)
    assert problem.message.startswith("alert 'CPU high': ")
    assert message in problem.message
    assert way_out in problem.hint
    assert (problem.kind, problem.uid) == ("alert-rule", "host-cpu")
    assert (written is None) == (changes.get("expr", "") is None)
    assert "keep_firing_for" not in (written or {})
    assert "x" not in (written or {}).get("labels", {})


@pytest.mark.parametrize("state", ["NoData", "OK"])
def test_no_data_is_nothing_to_prometheus(state: str) -> None:
    """Both say what it does anyway."""
    assert prometheus_rule(rule(no_data_state=state, exec_err_state="OK"), (2, 42), None)[1] == ()


def test_a_recording_rule_has_labels_where_it_has_any() -> None:
    """Its name and its query, else."""
    assert recording_rule(record("a:b", "sum(a)")) == {"record": "a:b", "expr": "sum(a)"}
    assert recording_rule(record("a:b", "sum(a)", x="y"))["labels"] == {"x": "y"}


def record(name: str, expr: str, **labels: str) -> Record:
    """A recording rule."""
    return Record(record=name, expr=expr, group="slo", interval=90, labels=labels)


def test_rules_stand_in_the_group_of_their_file() -> None:
    """A file for each folder and one for what is recorded; the order in which they come does not matter."""
    rules = [rule(), rule(name="A", group="other", interval=3600), rule(name="B", folder="apps"), rule(name="Before")]
    records = [record("a:b", "a")]
    files, problems = rule_groups(rules, records, (2, 42), None)
    assert [(name, group["name"], group["interval"]) for name in files for group in files[name]["groups"]] == [
        ("apps", "host", "1m"),
        ("hosts", "host", "1m"),
        ("hosts", "other", "1h"),
        (RECORDS, "slo", "1m30s"),
    ]
    assert [each["alert"] for each in files["hosts"]["groups"][0]["rules"]] == ["Before", "CPU high"]
    assert rule_groups(rules[::-1], records[::-1], (2, 42), None) == (files, problems)


def test_a_rule_that_prometheus_cannot_evaluate_is_in_no_file() -> None:
    """Only its problem is left of it."""
    files, problems = rule_groups([rule(expr=None)], [], (2, 42), None)
    assert files == {}
    assert [each.uid for each in problems] == ["host-cpu"]


def test_a_folder_has_no_file_of_recording_rules() -> None:
    """Its groups would be theirs; without recording rules there is no such file."""
    rules = [rule(folder=RECORDS), rule(name="Other")]
    _, (problem,) = rule_groups(rules, [record("a:b", "a")], (2, 42), None)
    assert (
        problem.message == "alert 'CPU high': the file of the folder 'recording-rules' is that of the recording rules"
    )
    assert (problem.hint, problem.kind, problem.uid) == ("give the folder another uid", "alert-rule", "host-cpu")
    assert rule_groups(rules, [], (2, 42), None)[1] == ()


def test_what_others_read_is_recorded_before() -> None:
    """A group is evaluated one after another; what reads each other in a circle stays as it is."""
    chain = [record("a", "b{x='1'} + d"), record("b", "sum(c) or vector(0)"), record("c", "up"), record("d", "c / 2")]
    assert recorded(chain) == ["c", "b", "d", "a"]
    assert recorded([record("b", "a"), record("a", "b + a")]) == ["a", "b"]
    assert recorded([record("a", "a", x="2"), record("a", "a", x="1")]) == ["a", "a"]


def recorded(records: list[Record]) -> list[str]:
    """The names in the order of evaluation, which is the same whichever way they come."""
    first, second = (rule_groups([], each, (2, 42), None)[0] for each in (records, records[::-1]))
    assert first == second
    return [each["record"] for each in first[RECORDS]["groups"][0]["rules"]]
