"""What answers, and what alerts."""

from grafmint import promql
from grafmint.kit import health, lamps
from grafmint.kit.look import NO_LIMIT
from grafmint.model.mapping import SpecialMap
from grafmint.model.threshold import above, below
from grafmint.transform import Organize

from .asked import exprs, legends, steps

SHOP = health.Targets(scope=promql.scope(job=promql.re("shop|till")))


def test_a_job_is_down_as_soon_as_one_instance_is() -> None:
    """The state of a job is that of its worst instance, in words and colours."""
    panel = health.status(SHOP, title="Service health status")
    assert exprs(panel) == ['min by (job) (up{job=~"shop|till"})']
    assert (panel.title, panel.unit, legends(panel)) == ("Service health status", "bool", ["{{job}}"])
    assert steps(panel.thresholds) == [(None, "red"), (1, "green")]
    assert panel.mappings == lamps.UP_OR_DOWN
    assert exprs(health.history(SHOP)) == exprs(panel)


def test_availability_is_of_the_job_that_answered_least() -> None:
    """The share of answered scrapes is judged at the number that is given."""
    panel = health.availability(SHOP, thresholds=below(critical=99.9))
    each = 'avg by (job) (avg_over_time(up{job=~"shop|till"}[1h]))'
    assert exprs(panel) == [f"100 * min({each})", f"100 * {each}"]
    assert [query.hide is True for query in panel.queries] == [False, True]
    assert (panel.unit, panel.decimals, steps(panel.thresholds)[0]) == ("percent", 2, (None, "red"))


def test_firing_alerts_are_a_table_by_severity() -> None:
    """The table asks for the alerts as they are now; the labels of targets are not theirs."""
    panel = health.alerts(SHOP)
    assert exprs(panel) == ['sum by (alertname, severity) (ALERTS{alertstate="firing"})']
    (organize,) = panel.transformations
    assert isinstance(organize, Organize)
    assert organize.hide == ("Time",)
    assert panel.no_value == "None in Prometheus"


def test_no_alert_in_prometheus_is_no_green_number() -> None:
    """Where Grafana evaluates the alerts, Prometheus knows of none: that is a word, and its colour praises nobody."""
    panel = health.firing(SHOP, thresholds=above(warning=1))
    assert exprs(panel) == ['sum(ALERTS{alertstate="firing"})']
    assert [query.instant for query in panel.queries] == [True]  # type: ignore[attr-defined]
    assert panel.mappings == (SpecialMap(match="null", text="None in Prometheus", color="text"),)
    assert health.firing(SHOP).thresholds == NO_LIMIT


def test_instances_that_are_down_are_named() -> None:
    """Only what does not answer has a row."""
    panel = health.down(SHOP)
    assert exprs(panel) == ['min by (job, instance) (up{job=~"shop|till"}) == 0']
    assert panel.no_value == "No instance found that is down"


def test_the_list_of_alerts_has_those_that_need_somebody() -> None:
    """Alerts that fire, are pending or cannot be evaluated, and no others."""
    states = health.alert_list().state_filter
    assert (states.firing, states.pending, states.error, states.normal) == (True, True, True, False)


def test_an_instance_is_up_or_down_by_itself() -> None:
    """Each instance has a lamp with the name of its job, in the words and colours of the jobs."""
    panel = health.instances(SHOP, title="Node status")
    assert exprs(panel) == ['min by (job, instance) (up{job=~"shop|till"})']
    assert legends(panel) == ["{{job}} {{instance}}"]
    whole = health.status(SHOP)
    assert (panel.unit, panel.mappings, panel.thresholds) == ("bool", whole.mappings, whole.thresholds)


def test_instances_that_answer_are_counted_in_steps() -> None:
    """What an exporter says of its server is asked like the `up` of a scrape."""
    panel = health.answering(health.Targets(up="pg_up", interval="30s"), title="Postgres")
    assert exprs(panel) == ["sum by (job) (pg_up)"]
    assert (panel.title, panel.unit, panel.min, panel.line_interpolation) == ("Postgres", "short", 0, "stepAfter")
    assert [query.interval for query in panel.queries] == ["30s"]  # type: ignore[attr-defined]


def test_a_month_of_scrapes_is_read_once() -> None:
    """The share is that of the worst job in the window that is given, asked for at the end of the time range."""
    panel = health.uptime(SHOP, thresholds=below(critical=99.9))
    assert exprs(panel) == ['100 * min(avg by (job) (avg_over_time(up{job=~"shop|till"}[30d])))']
    (query,) = panel.queries
    assert (query.instant, panel.graph_mode, panel.unit) == (True, "none", "percent")  # type: ignore[attr-defined]
    assert steps(panel.thresholds) == [(None, "red"), (99.9, "green")]
    assert "[7d]" in exprs(health.uptime(SHOP, window="7d"))[0]
