"""What people do with a product, who gets in, and what the log says."""

from grafmint import promql
from grafmint.kit import business, logs, security
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above, below

from .asked import exprs, legends, steps

USERS = business.Users(active="shop_users", session="shop_session", actions="shop_actions_total")
SALES = business.Counter(
    metric="sales_total", by="type", title="Sales", shows="Sales by type.", advice="Sell more.", unit="ops"
)
LOGINS = security.Attempts(metric="logins_total", scope=promql.scope(job="shop"))
STREAM = logs.Stream(selector='{namespace="shop"}')


def test_usage_is_compared_with_the_week_before() -> None:
    """The same sum, seven days earlier, is what this week's is measured by."""
    expected = ["sum(shop_users) / sum(shop_users offset 7d)"]
    trend, now = business.week_over_week(USERS), business.against_last_week(USERS, thresholds=below(warning=0.7))
    assert (exprs(trend), exprs(now)) == (expected, expected)
    assert (trend.unit, steps(now.thresholds)[0]) == ("percentunit", (None, "orange"))
    assert exprs(business.activity(USERS)) == ["sum(shop_users offset 7d)", "sum(shop_users)"]


def test_people_are_counted_and_what_they_do_is_shared_among_them() -> None:
    """Active and concurrent people are sums; engagement is actions for each."""
    assert exprs(business.active(USERS)) == ["sum(shop_users)"]
    assert exprs(business.concurrent(USERS)) == ["sum(concurrent_users)"]
    each = "sum(increase(shop_actions_total[1d])) / (sum(avg_over_time(shop_users[1d])) > 0)"
    assert exprs(business.engagement(USERS)) == [each]


def test_the_mean_session_is_of_sum_and_count() -> None:
    """The names of both follow from that of the histogram."""
    panel = business.sessions(USERS)
    assert exprs(panel) == [
        "sum(rate(shop_session_sum[$__rate_interval])) / (sum(rate(shop_session_count[$__rate_interval])) > 0)"
    ]
    assert panel.unit == "s"


def test_a_counter_is_shown_as_a_rate_a_total_and_a_ranking() -> None:
    """What the counter is called and means goes onto each of its panels."""
    volume, total, ranking = business.volume(SALES), business.total(SALES, title="Today"), business.ranking(SALES)
    assert (volume.title, volume.unit, volume.description) == ("Sales", "ops", "Sales by type. Sell more.")
    assert exprs(volume) == ["sum by (type) (rate(sales_total[$__rate_interval]))"]
    assert (total.title, exprs(total), total.thresholds) == (
        "Today",
        ["floor(sum(increase(sales_total[1d])))"],
        NO_LIMIT,
    )
    assert exprs(ranking) == ["topk(10, floor(sum by (type) (increase(sales_total[1d]))))"]
    assert ranking.x_field == "type"


def test_the_state_that_nobody_wants_is_counted_even_when_it_is_empty() -> None:
    """No failed job is 0, not no data."""
    jobs = business.States(metric="jobs", bad="dead")
    bars = business.states(jobs)
    assert exprs(bars) == ["sum by (state) (jobs)"]
    assert [(one.matcher.options, one.thresholds) for one in bars.overrides] == [("dead", above(warning=1))]
    panel = business.unwanted(jobs, thresholds=above(warning=3))
    assert exprs(panel) == ['sum(jobs{state="dead"}) or vector(0)']
    assert steps(panel.thresholds)[-1] == (3, "orange")


def test_failures_are_a_share_of_all_attempts() -> None:
    """Now and over time the same percentage is judged by the same limit."""
    now = security.failing(LOGINS, thresholds=above(warning=20, critical=50))
    trend = security.failing_over_time(LOGINS, thresholds=above(warning=20, critical=50))
    assert exprs(now) == exprs(trend)
    assert exprs(now)[0].startswith('100 * ((sum(rate(logins_total{job="shop", result="failure"}')
    assert (now.unit, trend.unit, now.thresholds) == ("percent", "percent", trend.thresholds)


def test_success_is_green_and_failure_red() -> None:
    """Both results have the colour that a reader expects, whatever their order."""
    panel = security.results(LOGINS, title="Authentication success/failure")
    assert exprs(panel) == ['sum by (result) (rate(logins_total{job="shop"}[$__rate_interval]))']
    assert [override.matcher.options for override in panel.overrides] == ["success", "failure"]


def test_sources_are_those_with_the_most_failures() -> None:
    """The table has the ten worst of the last hour."""
    (expr,) = exprs(security.sources(LOGINS))
    assert expr == 'topk(10, sum by (source) (increase(logins_total{job="shop", result="failure"}[1h])))'
    assert exprs(security.failures(LOGINS))[0].startswith("sum(increase(logins_total{")


def test_log_lines_are_those_that_match() -> None:
    """The lines and their number are of the same pattern, which is that of errors unless another is given."""
    pattern = "`(?i)(error|critical|fatal|panic)`"
    assert exprs(logs.lines(STREAM)) == [f'{{namespace="shop"}} |~ {pattern}']
    volume = logs.volume(STREAM)
    assert exprs(volume) == [f'sum by (app) (count_over_time({{namespace="shop"}} |~ {pattern} [$__interval]))']
    assert (legends(volume), volume.draw_style) == (["{{app}}"], "bars")
    assert exprs(logs.lines(STREAM, pattern="slow")) == ['{namespace="shop"} |~ `slow`']
