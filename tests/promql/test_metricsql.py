"""MetricsQL, where PromQL is refused."""

import pytest

from grafmint.promql.message import FUNCTIONS as PROMQL
from grafmint.promql.metricsql import FUNCTIONS, metricsql_in
from grafmint.promql.parse import check


def _found(text: str) -> str | None:
    verdict = check(text)
    assert verdict.status == "error"
    return metricsql_in(text, verdict.message or "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("topk_last(3, up)", "topk_last"),
        ("sum(rollup_rate(a[5m])) > 0", "rollup_rate"),
        ("a default 0", "default"),
        ("(a IF b)", "IF"),
        ("sum(a) limit 3", "limit"),
        ("rate(a[5m]) keep_metric_names", "keep_metric_names"),
        ("rate(a[5i])", "5i"),
        ("rate(a[1.5h])", "1.5h"),
        ("median($metric)", "median"),
    ],
)
def test_functions_and_words_of_its_own(text: str, word: str) -> None:
    """The first of them is named as it is written."""
    assert _found(text) == f"{word!r} is MetricsQL, the language of VictoriaMetrics"


def test_what_promql_wants_besides() -> None:
    """Of what PromQL merely asks more, the way to write it comes first."""
    language = "only MetricsQL, the language of VictoriaMetrics,"
    assert _found("increase(x)") == f"write a window, such as [5m]: {language} needs none"
    assert _found("sum(a) or 0") == f"write 'or vector(…)': {language} takes a plain number"


@pytest.mark.parametrize(
    "text",
    ["count_scalar(up)", "rat(up[5m])", "sum(up", "median(up))", 'up{a="default', "default +", "sum by (default) (a b)",
     "sum(a, b)", "rate(a[5 minutes])", "up and 1", 'sum(a{limit="5"} b)'],
)  # fmt: skip
def test_a_mistake_is_one_in_both(text: str) -> None:
    """Names of labels and metrics, brackets, misspelt functions."""
    assert _found(text) is None


def test_no_function_is_of_both() -> None:
    """What Prometheus has is never called MetricsQL."""
    assert not FUNCTIONS & set(PROMQL)
    assert all(check(f"{name}(up)").message == f"unknown function {name!r}" for name in FUNCTIONS)
