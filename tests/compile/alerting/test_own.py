"""Alert rules that stand by themselves, and recording rules."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grafmint import Dashboard, Folder, above, cloudwatch, prometheus
from grafmint.alerting import AlertRule, RecordingRule, RuleGroup
from grafmint.bundle import Bundle
from grafmint.expression import Math, Reduce, Threshold
from grafmint.model.base import Traced, frozen
from grafmint.model.composite import Composite
from tests.compile.alerting.samples import (
    EXPRESSION,
    METRICS,
    NO_SPAN,
    SHOP,
    board,
    compared,
    documents,
    instant,
    panel,
)

Build = Callable[..., Bundle]
UP = prometheus.Query(expr="sum(up)", range=True)


def rule(**given: Any) -> AlertRule:
    """A critical rule of the shop."""
    options: dict[str, Any] = {"uid": "down", "name": "Down", "folder": SHOP, "level": "critical"}
    if "condition" not in given:
        options |= {"queries": prometheus.Query(expr="up[$__rate_interval]"), "thresholds": above(critical=1)}
    return AlertRule(**{**options, **given})


def test_a_rule_with_thresholds_has_the_three_steps(build: Build) -> None:
    """Its folder comes along, and names its group; nothing leads to a panel."""
    bundle = build(rule())
    assert bundle.findings == ()
    assert documents(bundle, "alert-rule") == {
        "down": {
            "uid": "down",
            "title": "Down",
            "folderUID": "shop",
            "ruleGroup": "shop",
            "condition": "C",
            "for": "5m",
            "noDataState": "NoData",
            "execErrState": "Error",
            "labels": {"severity": "critical"},
            "annotations": {},
            "data": compared(instant("up[5m]"), limit=1),
        }
    }
    assert documents(bundle, "rule-group") == {"shop/shop": {"folderUid": "shop", "title": "shop", "interval": 60}}
    assert [entry.uid for entry in bundle.of("folder")] == ["shop"]


def test_a_query_looks_back_as_far_as_the_rule_says(build: Build) -> None:
    """One that gets a point an hour has none in ten minutes; the steps after it look at no time."""
    hourly = rule(time_range="3h", queries=cloudwatch.Query(namespace="AWS/S3", metric_name="BucketSizeBytes"))
    several = rule(uid="several", name="Several", time_range="3h", queries=[UP, REDUCED, FIRES], condition=FIRES)
    s3 = cloudwatch.Datasource(name="s3", default_region="eu-central-1")
    for made in (hourly, several):
        data = documents(build(made, s3), "alert-rule")[made.uid]["data"]
        spans = [each["relativeTimeRange"] for each in data]
        assert spans == [{"from": 10_800, "to": 0}, NO_SPAN, NO_SPAN]


REDUCED = Reduce(expression=UP, reducer="max")
FIRES = Threshold(expression=REDUCED, evaluator="within_range", params=(1, 2))


@pytest.mark.parametrize("condition", [FIRES, "C"])
def test_a_condition_keeps_the_queries_as_they_are(build: Build, condition: Any) -> None:
    """By letter, the range query as such; `$value` is what the threshold compares."""
    bundle = build(rule(queries=[UP, REDUCED, FIRES], condition=condition, level="info", summary="{{ $value }}"))
    assert bundle.findings == ()
    document = documents(bundle, "alert-rule")["down"]
    assert document["condition"] == "C"
    assert document["labels"] == {"severity": "info"}
    assert document["annotations"] == {"summary": "{{ $values.B.Value }}"}
    assert document["data"] == [
        {
            "refId": "A",
            "datasourceUid": "metrics-uid",
            "relativeTimeRange": {"from": 600, "to": 0},
            "model": {
                "refId": "A",
                "expr": "sum(up)",
                "instant": False,
                "range": True,
                "editorMode": "code",
                "datasource": METRICS,
            },
        },
        {
            "refId": "B",
            "datasourceUid": "__expr__",
            "relativeTimeRange": NO_SPAN,
            "model": {
                "refId": "B",
                "type": "reduce",
                "expression": "A",
                "reducer": "max",
                "datasource": EXPRESSION,
            },
        },
        {
            "refId": "C",
            "datasourceUid": "__expr__",
            "relativeTimeRange": NO_SPAN,
            "model": {
                "refId": "C",
                "type": "threshold",
                "expression": "B",
                "conditions": [{"evaluator": {"type": "within_range", "params": [1, 2]}}],
                "datasource": EXPRESSION,
            },
        },
    ]


def test_a_formula_as_condition_is_the_value_itself(build: Build) -> None:
    """Its letters are queries of the rule, and no variables."""
    formula = Math(expression="$N > 1", ref_id="M")
    queries = [prometheus.Query(expr="up", ref_id="N"), formula]
    bundle = build(rule(queries=queries, condition=formula, summary="{{$value}}"))
    assert bundle.findings == ()
    document = documents(bundle, "alert-rule")["down"]
    assert (document["condition"], document["annotations"]) == ("M", {"summary": "{{$values.M.Value}}"})


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (rule(queries=[UP], condition="Z"), "AlertRule 'Down': its condition 'Z' is none of its queries"),
        (
            rule(queries=[UP, Math(expression="1", ref_id="X"), Math(expression="2", ref_id="X")], condition="A"),
            "AlertRule 'Down': two queries have the refId 'X'",
        ),
        (rule(queries=prometheus.Query(expr="up > $limit")), "alerting has no value for $limit"),
        (rule(dashboard=board(panel()), panel="other"), "Dashboard 'shop-http' has no panel 'other'"),
        (rule(keep_firing_for="1m"), "alert 'Down': keep_firing_for needs Grafana 12.0, not 9.0"),
        (
            RecordingRule(record="a:b", expr="up > $limit", group=RuleGroup(name="g")),
            "alerting has no value for $limit",
        ),
    ],
)
def test_what_does_not_fit_is_refused_at_its_line(build: Build, made: Any, message: str) -> None:
    """Or at that of the query."""
    (finding,) = build(made, prometheus=(2, 42)).findings
    assert (finding.rule, finding.message) == ("refused", message)
    assert finding.place is not None
    assert finding.hint or "refId" in message


def test_a_datasource_may_be_defined_later(build: Build) -> None:
    """A rule waits for it like a dashboard does."""
    source = prometheus.Datasource(name="late", url="http://prometheus")
    query = prometheus.Query(expr="up", datasource="late")
    bundle = build(rule(queries=query), source)
    assert bundle.findings == ()
    assert documents(bundle, "alert-rule")["down"]["data"][0]["datasourceUid"] == "late"


RECORD = RecordingRule(
    record="job:busy:rate", expr="sum(rate(busy_total[$__rate_interval]))", group=RuleGroup(name="shop", interval="30s")
)
RECORDED = {
    "name": "shop",
    "interval": "30s",
    "rules": [{"record": "job:busy:rate", "expr": "sum(rate(busy_total[5m]))"}],
}


def test_recording_rules_are_files_where_a_prometheus_is(build: Build) -> None:
    """Beside a Grafana that evaluates the alerts too, and nothing without one."""
    bundle = build(rule(), RECORD, prometheus=(2, 42))
    assert [entry.kind for entry in bundle] == ["folder", "alert-rule", "rule-group", "prometheus-rules"]
    (entry,) = bundle.of("prometheus-rules")
    assert entry.json == {"groups": [RECORDED]}
    assert RECORD.origin is not None
    assert entry.place("/groups/0/rules/0/expr") == entry.place() == RECORD.origin.inner


def test_a_series_that_nobody_records_is_a_warning(build: Build) -> None:
    """At its line, with the key to write; what an SLO records is only faster, and nothing is said about it."""
    bundle = build(RECORD)
    assert bundle.entries == ()
    (finding,) = bundle.findings
    assert (finding.rule, finding.severity) == ("not-recorded", "warning")
    assert finding.message == (
        "the series 'job:busy:rate' is recorded by nobody: environment 'test' names no Prometheus"
    )
    assert finding.hint == 'write [env.test] prometheus = "2.42"'
    assert RECORD.origin is not None
    assert finding.place is not None
    assert finding.place.line == RECORD.origin.inner.line
    assert build(Goal(uid="goal")).findings == ()


def test_a_series_is_recorded_once(build: Build) -> None:
    """Two rules of one name and labels would write into each other; groups have one interval here too."""
    again = RecordingRule(record="job:busy:rate", expr="up", group=RuleGroup(name="shop"))
    messages = [each.message.partition(" at ")[0] for each in build(RECORD, again, prometheus=(2, 42)).findings]
    assert sorted(messages) == [
        "group 'shop' has an interval of 30 seconds",
        "the series 'job:busy:rate' is also defined",
    ]


@frozen(kw_only=True)
class Goal(Composite):
    """A resource of several, as the code of a library makes them."""

    uid: str

    @property
    def history(self) -> str:
        return "30d"

    def resources(self, *, records: bool) -> Iterator[Traced]:
        yield rule(uid=self.uid)
        yield Dashboard(uid=f"{self.uid}-board", title="Goal", folder=Folder(uid="goals", title="Goals"))
        if records:
            yield RECORD


def test_a_composite_is_its_resources(build: Build) -> None:
    """With its recording rules where they are evaluated."""
    bundle = build(Goal(uid="goal"), prometheus=(2, 42))
    assert bundle.findings == ()
    assert {(entry.kind, entry.uid) for entry in bundle} == {
        *(("folder", "goals"), ("folder", "shop"), ("dashboard", "goal-board")),
        *(("alert-rule", "goal"), ("rule-group", "shop/shop"), ("prometheus-rules", "recording-rules")),
    }
    assert build(Goal(uid="goal")).of("prometheus-rules") == ()


def test_a_composite_that_reads_back_further_than_is_kept_is_refused(build: Build) -> None:
    """At its line; where nothing says how long metrics are kept, nothing is said."""
    goal = Goal(uid="goal")
    (finding,) = build(goal, retention="15d").findings
    assert finding.message == "Goal reads back 30d, and environment 'test' keeps 15d"
    assert finding.place is not None
    assert goal.origin is not None
    assert finding.place.line == goal.origin.inner.line
    assert build(goal, retention="30d").findings == ()


SLO = """\
from grafmint import Folder, promql
from grafmint.slo import SLO, ErrorRatio

requests = promql.metric("http_requests_total")
slo = SLO(
    name="shop",
    description="Requests answered without an error.",
    objective=99.9,
    window="30d",
    indicator=ErrorRatio(errors=requests.where(code=promql.re("5..")), total=requests),
    folder=Folder(uid="services", title="Services"),
)
"""


def test_what_a_composite_makes_was_written_where_it_was(build_files: Callable[..., Bundle]) -> None:
    """Nobody finds a rule of an SLO in the code of a library; neither do its findings lead there."""
    bundle = build_files(an_slo=SLO)
    assert bundle.of("alert-rule")
    places = [*(entry.place() for entry in bundle if entry.kind != "folder"), *(each.place for each in bundle.findings)]
    assert {(Path(place.file).name, place.line) if place else None for place in places} == {("an_slo.py", 5)}
