"""share-limit, of alerts."""

from typing import Any

import pytest

from tests.check.alerts import SUMMARY, expression, file, found, query, rule, said

SHARE = "sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))"
GOOD = f"1 - {SHARE}"


def _threshold(type_: str, *params: object, source: str = "B") -> dict[str, Any]:
    evaluator = {"type": type_, "params": list(params)}
    return expression("C", "threshold", expression=source, conditions=[{"evaluator": evaluator}])


def _data(expr: str, type_: str, *params: object) -> list[dict[str, Any]]:
    return [query(expr), expression("B", "reduce", expression="A"), _threshold(type_, *params)]


def test_grafana_compares_the_latest_number() -> None:
    """What is told stands at the threshold; the way out is another number or another query."""
    assert said(
        rule(data=_data(SHARE, "gt", 80)), rule("low", title="Low", data=_data(f"100 * ({GOOD})", "lt", 0.98))
    ) == [
        (
            "warning share-limit alert-rule down /data/2/model: a share of 1 is compared with 80, which is 8000 %"
            " (write 0.8, or 100 * the share)"
        ),
        (
            "warning share-limit alert-rule low /data/2/model: a share in percent is compared with 0.98, which is"
            " 0.98 % (write 98, or no * 100)"
        ),
    ]


@pytest.mark.parametrize(
    ("expr", "mark"),
    [
        (f"{SHARE} > 80", "80"),
        (f"75 <= {SHARE}", "75"),
        (f"({GOOD}) < 99.9 and a > 5", "99.9"),
        (f"100 * ({GOOD}) < 0.999", "0.999"),
        (f"0.9 > ({GOOD}) * 100", "0.9"),
    ],
)
def test_prometheus_compares_in_the_query(expr: str, mark: str) -> None:
    """On either side and beside other conditions, with the number marked."""
    (told,) = found(file({"alert": "A", "expr": expr, "annotations": SUMMARY}))
    assert told.rule == "share-limit"
    assert told.snippet is not None
    assert told.snippet.text[told.snippet.start : told.snippet.end] == mark


@pytest.mark.parametrize(
    "expr",
    [
        f"{SHARE} > 0.8",
        f"{SHARE} > 14.4 * 0.001",
        f"100 * ({SHARE}) > 0.9",
        f"100 * ({GOOD}) < 0.5",
        f"100 * ({GOOD}) < 99",
        "sum(rate(a_cpu_seconds_total[5m])) > 64",
        "a > 80",
        f"a > ({SHARE})",
        f"({SHARE}) == 80",
        "rate(messages_total[5m]) / rate(batches_total[5m]) > 60",
        "a_bytes > 80",
    ],
)
def test_what_may_be_meant_passes(expr: str) -> None:
    """Small shares of errors, budgets, cores, and whatever is no share."""
    assert found(file({"alert": "A", "expr": expr, "annotations": SUMMARY})) == []


@pytest.mark.parametrize(
    "data",
    [
        [query(SHARE), expression("B", "math", expression="$A * 100"), _threshold("gt", 80)],
        [query(SHARE), expression("B", "reduce", expression="C"), _threshold("gt", 80)],
        _data(SHARE, "within_range", 80, 90),
        _data(SHARE, "gt"),
        _data(SHARE, "gt", "80"),
        _data("a", "gt", 80),
    ],
)
def test_steps_between_are_followed_as_far_as_they_are_known(data: list[dict[str, Any]]) -> None:
    """A formula makes another number of it, and a circle ends nowhere."""
    assert [each for each in found(rule(data=data)) if each.rule == "share-limit"] == []


def test_a_query_of_a_rule_may_compare_itself() -> None:
    """Then nothing but the query is told of."""
    told = found(rule(data=_data(f"{SHARE} > 80", "gt", 0)))
    assert [(each.rule, each.path) for each in told] == [("share-limit", "/data/0/model")]
