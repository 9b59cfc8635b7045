"""Alerts on panels: rules from what the panel says."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Dashboard, DatasourceVariable, Folder, TextBoxVariable, Variable, below, loki, postgres, prometheus
from grafmint.alerting import Alert, RuleGroup
from grafmint.block import Block, on_behalf_of
from grafmint.bundle import Bundle, Kind
from grafmint.expression import Math
from grafmint.model.key import id_of
from tests.compile.alerting.samples import INSTANCE, JOB, board, compared, documents, instant, panel

Build = Callable[..., Bundle]
Problems = Callable[..., list[str]]
PANEL_ID = str(id_of("busy"))
RULE = {
    "uid": "shop-http-too-busy",
    "title": "Too busy",
    "folderUID": "shop",
    "ruleGroup": "shop-http",
    "condition": "C",
    "for": "5m",
    "noDataState": "NoData",
    "execErrState": "Error",
    "labels": {"severity": "critical"},
    "annotations": {"__dashboardUid__": "shop-http", "__panelId__": PANEL_ID},
    "data": compared(instant('rate(busy_total{job="shop"}[5m])')),
}


def busy(**given: Any) -> Alert:
    """A critical alert."""
    return Alert(**{"name": "Too busy", "level": "critical", **given})


BUSY_LINE = busy.__code__.co_firstlineno + 2


def test_an_alert_takes_query_number_and_link_from_its_panel(build: Build) -> None:
    """The rule's whole document and its group's; the folder comes along with the dashboard."""
    bundle = build(board(panel(busy())))
    assert bundle.findings == ()
    assert [(entry.kind, entry.uid, entry.folder) for entry in bundle] == [
        ("folder", "shop", None),
        ("dashboard", "shop-http", "shop"),
        ("alert-rule", "shop-http-too-busy", "shop"),
        ("rule-group", "shop/shop-http", "shop"),
    ]
    assert documents(bundle, "alert-rule") == {"shop-http-too-busy": RULE}
    group = {"folderUid": "shop", "title": "shop-http", "interval": 60}
    assert documents(bundle, "rule-group") == {"shop/shop-http": group}


def test_what_an_alert_says_itself_is_taken(build: Build) -> None:
    """Names, labels, texts, states and times; the author's label severity wins, the folder comes along."""
    alert = busy(
        uid="pinned",
        folder=Folder(uid="on-call", title="On call"),
        group=RuleGroup(name="Fast ones", interval="30s"),
        level="warning",
        pending_period="0s",
        summary="{{ $value | humanize }} of {{$values.A}}, not $value: {{ $labels.x }}",
        description="{{ if gt $value 5.0 }}a{{ $myvalue }}{{ end }}",
        runbook_url="https://runbooks/busy",
        labels={"severity": "page", "team": "a"},
        annotations={"more": "{{ $value }}{{ $value }}"},
        no_data_state="OK",
        exec_err_state="Alerting",
        is_paused=True,
        rate_interval="10m",
    )
    bundle = build(board(panel(alert, thresholds=below(warning=50, critical=20))))
    assert bundle.findings == ()
    assert documents(bundle, "alert-rule") == {
        "pinned": {
            **RULE,
            "uid": "pinned",
            "folderUID": "on-call",
            "ruleGroup": "Fast ones",
            "for": "0s",
            "isPaused": True,
            "noDataState": "OK",
            "execErrState": "Alerting",
            "labels": {"severity": "page", "team": "a"},
            "annotations": {
                "summary": "{{ if $values.B }}{{ $values.B.Value | humanize }}{{ else }}[no value]{{ end }}"
                " of {{$values.A}}, not $value: {{ $labels.x }}",
                "description": "{{ if $values.B }}{{ if gt $values.B.Value 5.0 }}a{{ $myvalue }}{{ end }}"
                "{{ else }}[no value]{{ end }}",
                "runbook_url": "https://runbooks/busy",
                "more": "{{ $values.B.Value }}{{ $values.B.Value }}",
                "__dashboardUid__": "shop-http",
                "__panelId__": PANEL_ID,
            },
            "data": compared(instant('rate(busy_total{job="shop"}[10m])'), operator="lt", limit=50),
        }
    }
    assert [(entry.uid, entry.title) for entry in bundle.of("rule-group")] == [("on-call/Fast ones", "Fast ones")]
    assert [entry.uid for entry in bundle.of("folder")] == ["on-call", "shop"]
    assert bundle.findings == ()


QUERIES = [prometheus.Query(expr="a"), prometheus.Query(expr="b", hide=True), prometheus.Query(expr="c", ref_id="Z")]


@pytest.mark.parametrize(("query", "expr"), [("A", "a"), ("B", "b"), (QUERIES[1], "b"), ("Z", "c")])
def test_one_of_several_queries_is_named_by_refid_or_object(build: Build, query: Any, expr: str) -> None:
    """Hidden ones too; in the rule it is A."""
    bundle = build(board(panel(busy(query=query), queries=QUERIES)))
    assert documents(bundle, "alert-rule")["shop-http-too-busy"]["data"] == compared(instant(expr))


def test_logs_are_asked_at_an_instant_and_sql_over_a_time(build: Build) -> None:
    """LogQL is closed like PromQL; a query of another language stays as it is written."""
    logs = loki.Query(expr='sum(rate({app="a", i=~"$instance"}[$__interval]))')
    sql = postgres.Query(raw_sql="SELECT 1 WHERE $__timeFilter(t)", format="table")
    panels = [
        panel(busy(name="Logs"), title="L", queries=logs),
        panel(busy(name="SQL"), title="S", queries=sql, datasource="db"),
    ]
    bundle = build(
        board(*panels),
        datasource_types={"metrics": "prometheus", "logs": "loki", "db": "postgres"},
        datasources={"metrics": "metrics-uid", "logs": "logs-uid", "db": "db-uid"},
    )
    assert bundle.findings == ()
    rules = documents(bundle, "alert-rule", "dashboard")
    source = {"type": "loki", "uid": "logs-uid"}
    text = 'sum(rate({app="a"}[5m]))'
    first = {"expr": text, "queryType": "instant", "editorMode": "code", "datasource": source}
    assert rules["shop-http-logs"]["data"] == compared(first)
    targets = [target for each in rules["shop-http"]["panels"] for target in each["targets"]]
    target = next(each for each in targets if each["datasource"]["uid"] == "db-uid")
    assert rules["shop-http-sql"]["data"] == compared(target)


def test_rule_and_query_have_their_own_places(build: Build) -> None:
    """A finding about a rule leads to the alert, one about its query to the query."""
    alert = busy()
    query = prometheus.Query(expr="up")
    entry = build(board(panel(alert, queries=query))).of("alert-rule")[0]
    assert alert.origin is not None
    assert query.origin is not None
    assert entry.place() == alert.origin.inner
    assert entry.place("/data/0/model/expr") == query.origin.inner
    assert entry.place("/data/1") == alert.origin.inner


LONG = "x" * 40
UID_HINT = "write uid=… in the alert, at most 40 of A-Z a-z 0-9 _ -, and keep it forever"
ONE_OF = 'write query="A" or query="B" or query="Z"'
NEWER = 'write grafana = "{}" in grafmint.toml if the server is that new'
OTHER = prometheus.Query(expr="other")
COMPUTED = [QUERIES[0], Math(expression="$A * 2")]
LOOSE = Dashboard(uid="loose", title="Loose", panels=panel(busy(), expr="up"))
REFUSED = [
    (
        LOOSE,
        "Alert 'Too busy' has no folder, for its dashboard has none",
        "write folder=Folder(…) in the alert or in the dashboard",
    ),
    (
        board(panel(busy(name=LONG))),
        f"Alert '{LONG}': its uid 'shop-http-{LONG}' has 50 characters, Grafana takes 40",
        UID_HINT,
    ),
    (
        board(panel(busy(name="é"))),
        "Alert 'é': its uid 'shop-http-é' has characters other than A-Z, a-z, 0-9, _ and -",
        UID_HINT,
    ),
    (
        board(panel(busy(), queries=QUERIES)),
        "panel 'Busy' has 3 queries, and Alert 'Too busy' does not say which it is about",
        'write query="A" or query="B" or query="Z"',
    ),
    (
        board(panel(busy(), queries=[])),
        "panel 'Busy' has no query, and Alert 'Too busy' asks nothing",
        "write queries=… in the panel",
    ),
    (
        board(panel(busy(query="C"), queries=QUERIES)),
        "Alert 'Too busy': its query 'C' is not on panel 'Busy'",
        ONE_OF,
    ),
    (
        board(panel(busy(query=OTHER), queries=QUERIES)),
        "Alert 'Too busy': its query is not on panel 'Busy'",
        ONE_OF,
    ),
    (
        board(panel(busy(query="B"), queries=COMPUTED)),
        "Alert 'Too busy': its query is an expression over others",
        "write an AlertRule with queries=[…] and condition=…",
    ),
    (
        board(panel(busy(keep_firing_for="5m"))),
        "alert 'Too busy': keep_firing_for needs Grafana 12.0, not 9.0",
        f"leave it out, or {NEWER.format('12.0')}",
    ),
    (
        board(panel(busy(no_data_state="KeepLast"))),
        "alert 'Too busy': the state KeepLast needs Grafana 10.4, not 9.0",
        f"choose another state, or {NEWER.format('10.4')}",
    ),
]


@pytest.mark.parametrize(("dashboard", "message", "way_out"), REFUSED)
def test_what_the_panel_does_not_say_is_refused_at_the_alert(
    build: Build, dashboard: Dashboard, message: str, way_out: str
) -> None:
    """The finding has the alert's line and the way out."""
    (finding,) = build(dashboard).findings
    assert (finding.rule, finding.severity) == ("refused", "error")
    assert (finding.message, finding.hint) == (message, way_out)
    assert finding.place is not None
    assert (Path(finding.place.file).name, finding.place.line) == (Path(__file__).name, BUSY_LINE)


def test_one_alert_that_is_refused_takes_no_other_with_it(build: Build) -> None:
    """The panel, its dashboard and its other alerts are there."""
    bundle = build(board(panel(busy(name=LONG), busy())))
    assert len(bundle.findings) == 1
    assert [entry.uid for entry in bundle.of("alert-rule")] == ["shop-http-too-busy"]


@pytest.mark.parametrize(
    ("query", "message", "marked"),
    [
        (prometheus.Query(expr='up{job="$job"}'), 'alerting has no value for $job: the variable has no "All"', "$job"),
        (loki.Query(expr="$x"), "alerting has no value for $x", "$x"),
        (postgres.Query(raw_sql="SELECT ${job:raw}"), "alerting has no value for ${job:raw}", "${job:raw}"),
    ],
)  # fmt: skip
def test_a_variable_is_refused_at_the_query(build: Build, query: Any, message: str, marked: str) -> None:
    """With the part of the text that is meant, once."""
    types = {"metrics": "prometheus", "logs": "loki", "db": "postgres"}
    bundle = build(board(panel(busy(), queries=query)), datasource_types=types, datasources={n: n for n in types})
    (finding,) = bundle.findings
    assert (finding.message, finding.panel) == (message, "Busy")
    assert finding.hint
    assert finding.place is not None
    assert finding.place.line == query.origin.inner.line
    assert finding.snippet is not None
    assert finding.snippet.text[finding.snippet.start : finding.snippet.end] == marked
    assert bundle.of("alert-rule") == ()


@pytest.mark.parametrize(
    ("expr", "variable", "helps"),
    [
        ('up{job="$job"}', JOB, True),
        # Only a matcher on it can be left out.
        ("sum by ($job) (up)", JOB, False),
        # A text box has no list.
        ('up{job="$job"}', TextBoxVariable(name="job"), False),
        ('up{job="$job"}', INSTANCE, False),
    ],
)
def test_all_is_named_where_it_would_help(build: Build, expr: str, variable: Variable, helps: bool) -> None:
    """A variable with a list may have it, and then its matcher is left out."""
    bundle = build(board(panel(busy(), expr=expr), variables=[variable]))
    (finding,) = bundle.findings
    assert ("include_all=True" in (finding.hint or "")) == helps


def test_a_datasource_that_the_reader_chooses_is_refused(problems: Problems) -> None:
    """Alerting has one datasource, and the page many."""
    chosen = DatasourceVariable(name="source", plugin="prometheus")
    found = problems(board(panel(busy(), datasource=chosen), variables=[chosen, INSTANCE]))
    assert found == [
        (
            "refused: alerting has no value for ${source}, which selects the query's datasource "
            "(write datasource=… in the query, or query= another query)"
        )
    ]


def test_newer_grafanas_take_what_older_ones_refuse(build: Build) -> None:
    """From the version on that knows it."""
    alert = busy(keep_firing_for="5m", no_data_state="KeepLast", exec_err_state="KeepLast")
    bundle = build(board(panel(alert)), grafana=(12, 0))
    assert bundle.findings == ()
    expected = {**RULE, "keep_firing_for": "5m", "noDataState": "KeepLast", "execErrState": "KeepLast"}
    assert documents(bundle, "alert-rule") == {"shop-http-too-busy": expected}


def test_one_uid_is_one_rule(build: Build) -> None:
    """The same alert on two panels would be two rules under one uid, and so would two names of one slug."""
    first, second = busy(), busy(name="Too  busy!")
    (finding,) = build(board(panel(first), panel(second, title="Other"))).findings
    assert first.origin is not None
    assert finding.rule == "duplicate-uid"
    where = f"alerting/{Path(__file__).name}:{first.origin.inner.line}"
    assert finding.message == f"alert rule 'shop-http-too-busy' is also defined at {where}"
    assert [each.rule for each in build(board(panel(first), panel(first, title="Other"))).findings] == ["duplicate-uid"]


@attrs.frozen(kw_only=True)
class Alarm(Block):
    """What shared code makes an alert of."""

    name: str

    def alert(self) -> Alert:
        """The alert, where the alarm is said."""
        with on_behalf_of(self):
            return busy(name=self.name)


def test_what_shared_code_made_is_told_what_its_own_call_takes(build: Build) -> None:
    """A block has no `uid=`, so another name is asked for."""
    alarm = Alarm(name="Too busy")
    (twice,) = build(board(panel(alarm.alert()), panel(alarm.alert(), title="Other"))).findings
    assert twice.hint == "a uid is one resource: give one of them another name"
    own = build(board(panel(busy()), panel(busy(), title="Other"))).findings[0]
    assert own.hint == "a uid is one resource: rename one of them, or write uid=…"
    (long,) = build(board(panel(Alarm(name=LONG).alert()))).findings
    assert long.hint == "give it a shorter name, of A-Z a-z 0-9 _ -"


def test_a_group_has_one_interval(build: Build) -> None:
    """The second one that says another is refused at its line; the same name in another folder is another group."""
    second = busy(name="b", group=RuleGroup(name="g", interval="30s"))
    alerts = [busy(name="a", group=RuleGroup(name="g")), second]
    (finding,) = build(board(panel(*alerts))).findings
    assert finding.place is not None
    assert second.origin is not None
    there = f"at alerting/{Path(__file__).name}:{second.origin.inner.line}"
    assert finding.message == f"group 'g' has an interval of 60 seconds {there}, and of 30 here"
    assert finding.place.line == second.origin.inner.line
    elsewhere = busy(name="b", group=RuleGroup(name="g", interval="30s"), folder=Folder(uid="x", title="X"))
    assert build(board(panel(alerts[0], elsewhere))).findings == ()


NAMES = ("a", "b", "c", "d", "e")


@given(st.permutations(NAMES), st.permutations(NAMES), st.integers(0, 5))
def test_order_changes_no_rule(build: Build, alerts: list[str], panels: list[str], cut: int) -> None:
    """Panels and alerts may stand in any order: the same documents come of them."""

    # Which alert is on which panel stays: its panel is part of the rule.
    def made(alerts: Sequence[str], panels: Sequence[str]) -> Bundle:
        homes = {name: "a" if NAMES.index(name) < cut else "b" for name in NAMES}
        return build(board(*(
            panel(*(busy(name=f"alert {each}") for each in alerts if homes[each] == name), title=name)
            for name in panels
        )))  # fmt: skip

    kinds: tuple[Kind, ...] = ("alert-rule", "rule-group")
    assert documents(made(alerts, panels), *kinds) == documents(made(NAMES, NAMES), *kinds)
