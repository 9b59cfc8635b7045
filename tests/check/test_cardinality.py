"""cardinality."""

import pytest

from grafmint.bundle import Bundle
from grafmint.check import check
from grafmint.environment import Demands
from tests.check.alerts import FOLDER, KNOWN, file, query, rule, steps
from tests.check.boards import board, found, panel, said, target

ASKED = Demands(high_cardinality=("user_id", "path", "uuid"))
WAY_OUT = "sum by other labels, or show the largest alone: topk(10, …)"


def _labels(expr: str, legend: str = "", *, demands: Demands = ASKED) -> list[str]:
    findings = found(board(panel(targets=[target(expr, legendFormat=legend)])), demands=demands)
    assert {each.rule for each in findings} <= {"cardinality"}
    return [each.message.split("'")[1] for each in findings]


def test_a_kept_label_is_a_warning_at_its_query() -> None:
    """With the label marked in the text."""
    (finding,) = found(board(panel(targets=[target("sum by (path) (up)")])), demands=ASKED)
    message = "the query keeps the label 'path', one series for each of its many values"
    assert said([finding]) == [f"warning cardinality /panels/0/targets/0: {message} ({WAY_OUT})"]
    assert finding.snippet is not None
    assert finding.snippet.text[finding.snippet.start : finding.snippet.end] == "path"


@pytest.mark.parametrize(
    ("expr", "labels"),
    [
        ('rate(requests{path!=""}[5m])', ["path"]),
        ('requests{path=~"/a.*", user_id!~"1.*"}', ["path", "user_id"]),
        ("sum by (job, path) (rate(requests[5m]))", ["path"]),
        ("sum(rate(requests[5m])) by (path) / on (path) group_left () sum by (path, code) (b)", ["path"]),
        ('sum without (job) (requests{uuid=~".+"})', ["uuid"]),
        ("histogram_quantile(0.9, sum by (le, path) (rate(requests_bucket[5m])))", ["path"]),
        ("max_over_time(sum by (path) (requests)[1h:])", ["path"]),
        ("sum by (path) (a) / on (path) sum by (path) (b)", ["path"]),
        ("a * on (job) group_left (uuid) info", ["uuid"]),
        ('sort_desc(-requests{path!=""} > 1)', ["path"]),
        ('sum(a) or b{path!=""}', ["path"]),
    ],
)
def test_what_an_answer_keeps(expr: str, labels: list[str]) -> None:
    """Matched by more than one value, grouped by, or brought along by a join, whatever is calculated with it."""
    assert _labels(expr) == labels


@pytest.mark.parametrize(
    "expr",
    [
        'sum(requests{path=~"/a.*"})',
        'sum by (job) (requests{path!=""})',
        'sum without (path) (requests{path!=""})',
        "count(sum by (path) (requests))",
        "topk(10, sum by (path) (requests))",
        'requests{path="/login"}',
        'a{job!=""} and on (path) b{path!=""}',
        "sum by (job, path) (a) / on (job) sum by (job) (b)",
        'sum by (job) (a{path!=""}) * on (job) group_left () max by (job) (b{path!=""})',
        'absent(requests{path!=""})',
        'label_replace(sum by (job) (a), "x", "path", "job", "")',
        "requests_path_total",
        "rate(requests[5m])",
    ],
)
def test_what_is_gone_is_no_matter(expr: str) -> None:
    """Summed away, cut to the largest, one value of it, only asked on the other side, or just a word."""
    assert _labels(expr) == []


def test_a_legend_tells_what_series_have() -> None:
    """A label that the legend shows is one that the metric has; a sum has it not, whatever the legend says."""
    assert _labels("rate(requests[5m])", "{{job}} {{ path }}") == ["path"]
    assert _labels("sum by (job) (rate(requests[5m]))", "{{path}}") == []
    assert _labels('requests{path="/login"}', "{{path}}") == []


def test_nothing_is_asked_by_default() -> None:
    """The labels are the project's to list."""
    assert _labels("sum by (path) (up)", demands=Demands()) == []
    assert _labels("sum by (path) (up)", demands=Demands(high_cardinality=("user_id",))) == []


def test_what_cannot_be_read_is_left_to_its_own_rule() -> None:
    """A query that is no PromQL is told once."""
    findings = found(board(panel(targets=[target("sum by (path) (")])), demands=ASKED)
    assert {each.rule for each in findings} == {"promql-syntax"}


def test_other_languages_are_left_alone() -> None:
    """LogQL has the same words."""
    logs = panel(datasource={"type": "loki", "uid": "l"}, targets=[target("sum by (path) (x)")])
    assert found(board(logs), demands=ASKED) == []


def test_alerts_of_either_engine_are_asked_too() -> None:
    """An alert fires for each value."""
    expr = "sum by (user_id) (failures)"
    written = file({"alert": "Failing", "expr": expr, "annotations": {"summary": "It fails."}})
    bundle = Bundle(entries=(FOLDER, rule(data=steps(query(expr))), written), datasources=KNOWN, demands=ASKED)
    assert [(each.rule, each.kind, each.path) for each in check(bundle)] == [
        ("cardinality", "alert-rule", "/data/0/model"),
        ("cardinality", "prometheus-rules", "/groups/0/rules/0/expr"),
    ]
