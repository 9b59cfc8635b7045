"""What a query says of its answer."""

import pytest

from grafmint.promql.reading import Condition, read


@pytest.mark.parametrize(
    ("query", "labels", "without"),
    [
        ("up", None, set()),
        ("rate(x[5m])", None, set()),
        ("sum(x)", (), set()),
        ("sum by (a, b) (x)", ("a", "b"), set()),
        ("sum without (a) (x)", None, {"a"}),
        ("max without (a) (sum by (a, b) (x))", ("b",), set()),
        ("sum by (a) (sum by (b) (x))", (), set()),
        ("topk(3, sum by (a) (x))", ("a",), set()),
        ("histogram_quantile(0.9, sum by (le, a) (rate(x_bucket[5m])))", ("a",), set()),
        ("histogram_quantile(0.9, rate(x_bucket[5m]))", None, {"le"}),
        ('label_replace(sum by (a) (x), "b", "$1", "a", "(.*)")', ("a", "b"), set()),
        ('absent(x{a="1", b!="2"})', ("a",), set()),
        ("x / on (a) y", ("a",), set()),
        ("sum by (a, b) (x) / on (a) group_left sum by (a) (y)", ("a", "b"), set()),
        ("sum by (a) (x) * on (a) group_right sum by (a, b) (y)", ("a", "b"), set()),
        ("1 - avg by (a) (x)", ("a",), set()),
        ("(max_over_time(sum by (a) (x)[1h:5m]))", ("a",), set()),
        ("-sum by (a) (x)", ("a",), set()),
        ("vector(1)", (), set()),
        ("scalar(x)", (), set()),
    ],
)
def test_labels_of_the_answer(query: str, labels: tuple[str, ...] | None, without: set[str]) -> None:
    """Aggregations, functions and operators leave the labels that Prometheus leaves."""
    found = read(query)
    assert found is not None
    assert (found.labels, set(found.without)) == (labels, without)


def test_what_is_selected_and_done() -> None:
    """Metrics, matchers, functions from the outside in, and numbers that change how many or how large."""
    found = read('topk(3, histogram_quantile(0.95, sum by (le) (rate(x_bucket{a="1", b=~"2|3"}[5m]))))')
    assert found is not None
    assert found.metrics == ("x_bucket",)
    assert found.conditions == (Condition("a", "=", "1"), Condition("b", "=~", "2|3"))
    assert found.functions == ("topk", "histogram_quantile", "sum", "rate")
    assert (found.limit, found.quantile) == (3, 0.95)


@pytest.mark.parametrize(
    ("query", "divides", "keeps_name", "constant"),
    [
        ("x", False, True, False),
        ("x > 3", False, True, False),
        ("{__name__=~'x.*'}", False, True, False),
        ("x + 1", False, False, False),
        ("x / 2", False, False, False),
        ("100 * (x / y)", True, False, False),
        ("-x", False, False, False),
        ("time() - x", False, False, False),
        ("time()", False, False, True),
        ("1 + 1", False, False, True),
    ],
)
def test_shares_names_and_constants(query: str, *, divides: bool, keeps_name: bool, constant: bool) -> None:
    """A share is one series by another, a name stays where nothing is computed, a constant reads nothing."""
    found = read(query)
    assert found is not None
    assert (found.divides, found.keeps_name, found.constant) == (divides, keeps_name, constant)


def test_variables_and_mistakes() -> None:
    """A variable has a stand-in; what is no PromQL has no reading."""
    found = read('sum by (job) (rate(x{job=~"$job"}[$__rate_interval]))')
    assert found is not None
    assert found.labels == ("job",)
    assert read("sum(") is None
    assert read("") is None


def test_a_deep_query_is_no_danger() -> None:
    """It is read, or not, and nothing is raised."""
    assert read(" + ".join(["x"] * 100)) is not None
    for deep in (" + ".join(["x"] * 450), "(" * 450 + "x" + ")" * 450):
        found = read(deep)
        assert found is None or found.metrics == ("x",)
