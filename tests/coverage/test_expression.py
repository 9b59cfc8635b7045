"""PromQL as the judges read it."""

import pytest

from .expression import comparison, read


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("up", {"up"}),
        ('sum by (job) (rate(a_total{job=~"$job"}[$__rate_interval])) / b', {"a_total", "b"}),
        ('{__name__="c"} > $limit', {"c"}),
        ("sum by ($label) (d{x='$y'} offset $shift)", {"d"}),
        ("max_over_time(rate(e[5m])[${__range}:$__interval])", {"e"}),
        ("topk(${n:raw}, f)", {"f"}),
        ("rate(g[$a]) + rate(h[$b])", {"g", "h"}),
    ],
)
def test_the_metrics_of_a_query_are_found(text: str, metrics: set[str]) -> None:
    """Metrics are found wherever they stand, and variables of Grafana are in nobody's way."""
    assert read(text).metrics == metrics
    assert read(text).fault is None


def test_a_query_that_does_not_parse_has_a_fault() -> None:
    """What no parser takes is said to be wrong instead of being taken for empty."""
    assert read("sum(up").fault
    assert read("").fault


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("rate(a[5m]) / irate(b[$__rate_interval])", ["a[300s]", "b[$__rate_interval]"]),
        ("increase(a[${__range}]) + rate(b[$window])", ["a[$__range]", "b[$window]"]),
        ("avg_over_time(a[1m])", []),
        ('sum(rate(a{x="[1m]"}[2m])) or max_over_time(rate(b[30s])[1h:])', ["a[120s]", "b[30s]"]),
    ],
)
def test_the_windows_of_rates_are_told_apart(text: str, windows: list[str]) -> None:
    """Each rate has its metric and its window, a length or the variable that stands for it."""
    assert list(map(str, read(text).windows)) == windows


def test_quantiles_are_those_of_histograms() -> None:
    """A quantile counts where a histogram is asked for it, not in a label or of samples over time."""
    text = 'histogram_quantile(0.95, sum by (le) (rate(a[5m]))) or b{quantile="0.5"} or quantile_over_time(0.9, c[5m])'
    assert read(text).quantiles == {0.95}


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("(a or b) > 80", (">", 80)),
        ("a < 0.5", ("<", 0.5)),
        ("a > bool 80", None),
        ("a >= 80", None),
        ("a > b", None),
        ("a > 1 and b > 2", None),
        ("80 < a", None),
        ("a >", None),
    ],
)
def test_a_query_is_compared_as_a_whole_or_not_at_all(text: str, compared: tuple[str, float] | None) -> None:
    """Only what filters by one number on its right is such a comparison."""
    assert comparison(text) == compared


def test_numbers_that_divide_and_numbers_that_stand_for_a_series_are_told_apart() -> None:
    """Neither limits nor factors nor numbers in labels are among them."""
    found = read('100 * a / 0.001 > 6 or vector(0.999) - b{x="/ 2"} / (c / 4)')
    assert (found.divisors, found.constants) == (frozenset({0.001, 4}), frozenset({0.999}))


@pytest.mark.parametrize(
    ("matcher", "picks"),
    [('job="node"', True), ('job=~"node|redis"', True), ('job=~"$job"', False), ('job!="node"', False), ("", False)],
)
def test_a_job_is_picked_only_by_its_name(matcher: str, picks: bool) -> None:
    """A selector picks a job when its name is in a matcher; a variable may leave it out."""
    (selector,) = read(f"up{{{matcher}}}").selectors
    assert selector.picks("job", "node") is picks
