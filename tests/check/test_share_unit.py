"""share-unit."""

from typing import Any

import pytest

from grafmint.bundle import Bundle
from grafmint.check import check
from tests.check.alerts import entry
from tests.check.boards import board, found, panel, said, target

SHARE = 'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'
IDLE = 'avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))'


def _in(unit: str, *exprs: str, **rest: Any) -> list[str]:
    """The refIds of the queries of a panel in a unit that are told of."""
    targets = [target(expr, ref_id) for expr, ref_id in zip(exprs, "ABC", strict=False)]
    findings = found(board(panel(targets=targets, **_fields(unit), **rest)))
    assert {each.rule for each in findings} <= {"share-unit"}
    return [each.query or "" for each in findings]


def _fields(unit: str, *overrides: dict[str, Any]) -> dict[str, Any]:
    return {"fieldConfig": {"defaults": {"unit": unit}, "overrides": list(overrides)}}


def _unit_of(matcher: str, options: str, unit: str) -> dict[str, Any]:
    return {"matcher": {"id": matcher, "options": options}, "properties": [{"id": "unit", "value": unit}]}


def test_a_share_in_percent_and_a_percentage_as_a_share() -> None:
    """Each with both ways out: another unit, or another query."""
    documents = (
        board(panel(targets=[target(expr)], **_fields(unit)))
        for unit, expr in (("percent", SHARE), ("percentunit", f"100 * {SHARE}"))
    )
    assert [line for document in documents for line in said(found(document))] == [
        (
            "warning share-unit /panels/0/targets/0: the query is a share of 1, and unit percent shows 1 as 1%"
            " (write unit percentunit, or 100 * in the query)"
        ),
        (
            "warning share-unit /panels/0/targets/0: the query is a share in percent, and unit percentunit shows 100 as"
            " 10000% (write unit percent, or no * 100 in the query)"
        ),
    ]


@pytest.mark.parametrize(
    "expr",
    [
        SHARE,
        f"1 - {SHARE}",
        f"1 - {IDLE}",
        "sum(rate(container_cpu_usage_seconds_total[5m]))",
        "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
        "(a_total_bytes - a_free_bytes) / a_total_bytes",
        "topk(5, rate(errors_total[5m]) / (rate(requests_total[5m]) > 0))",
        "sum(rate(errors_total[5m])) / clamp_min(sum(rate(requests_total[5m])), 1) or vector(0)",
        "avg(up)",
        "avg_over_time(up[1d])",
        "sum(up) / count(up)",
        "count(up == 0) / count(up)",
        'sum(rate(node_cpu_seconds_total{mode!="idle"}[5m])) / count(node_cpu_seconds_total{mode="idle"})',
        'sum(rate(a_seconds_bucket{le="0.3"}[1h])) / sum(rate(a_seconds_count[1h]))',
        "increase(a_failed_total[1h]) / increase(a_total[1h])",
        "rate(a_total[5m]) / (rate(a_total[5m]) + rate(b_total[5m]))",
        "label_replace(a / a offset 1w, 'x', '$1', 'y', '(.*)')",
        f"({SHARE}) * 100 / 100",
        f"clamp_max(round({SHARE}, 0.001), 1)",
        f"({SHARE}) and on () a > 5",
    ],
)
def test_what_is_evidently_a_share(expr: str) -> None:
    """In percent it is told of; times 100 it is right there, and wrong as a share of 1."""
    assert _in("percent", expr, f"100 * ({expr})") == ["A"]
    assert _in("percentunit", expr, f"({expr}) * 100", f"({expr}) / 0.01") == ["B", "C"]


@pytest.mark.parametrize(
    "expr",
    [
        "a_percent",
        "up",
        "a / b",
        "a_ratio",
        "a_seconds_sum / a_seconds_count",
        "rate(a_percent_sum[5m]) / rate(a_percent_count[5m])",
        "rate(a_bytes_total[5m]) / rate(a_total[5m])",
        "rate(a_total[5m]) / a_total",
        "rate(messages_total[5m]) / rate(batches_total[5m])",
        "60 * rate(messages_total[5m]) / rate(batches_total[5m])",
        "(rate(a_errors_total[5m]) + rate(a_total[5m])) / rate(b_total[5m])",
        "sum(cpu_percent) / count(cpu_percent)",
        "$metric / $metric",
        "histogram_quantile(0.9, sum by (le) (rate(a_seconds_bucket[5m])))",
        "errors_total / requests_total > bool 0.5",
        "100 * (apiserver:availability30d - 0.99)",
        "cassandra_cache_hitrate * 100",
        "100 - a_percent",
        "(a_bytes / b_bytes) * on (pod) group_left () info",
        "(a_bytes / b_bytes) * $factor",
        "(a_bytes / b_bytes) * 1000",
        "rate(a_seconds_total[5m]) / 4",
        "a_bytes / b_bytes or a_percent",
        "vector(1)",
        "1",
        "sum(",
        "",
    ],
)
def test_what_may_be_meant_passes(expr: str) -> None:
    """A mean, what may be in percent already, what nobody can know: in either unit nothing is said."""
    for unit in ("percent", "percentunit"):
        findings = found(board(panel(targets=[target(expr)], **_fields(unit))))
        assert [each for each in findings if each.rule == "share-unit"] == []


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        ([_unit_of("byFrameRefID", "B", "percentunit")], ["A"]),
        ([_unit_of("byFrameRefID", "B", "percent"), _unit_of("byFrameRefID", "B", "s")], ["A"]),
        ([_unit_of("byName", "Value #A", "short")], ["B"]),
        ([_unit_of("byName", "failing", "percentunit")], ["B"]),
        ([_unit_of("byRegexp", ".*", "percentunit")], []),
        ([_unit_of("byName", "api", "percentunit")], ["A"]),
    ],
)
def test_an_override_counts(overrides: list[dict[str, Any]], told: list[str]) -> None:
    """A query has the unit of the last override for it; where one may be for it nothing is said."""
    targets = [target(SHARE, legendFormat="failing"), target(SHARE, "B", legendFormat="all")]
    if overrides[0]["matcher"]["options"] == "api":
        targets[1]["legendFormat"] = "{{service}}"
    findings = found(board(panel(targets=targets, **_fields("percent", *overrides))))
    assert [each.query for each in findings] == told


def test_a_column_of_a_table_may_be_any_label() -> None:
    """A table's columns are not called by legends, so an override may be for the numbers of any query."""
    asked = target(SHARE, legendFormat="all", format="table")
    fields = _fields("percent", _unit_of("byName", "Value", "percentunit"))
    assert found(board(panel(targets=[asked], **fields))) == []


def test_what_is_not_shown_as_it_is_passes() -> None:
    """A hidden query is shown by a formula, and a calculated field may be what is shown."""
    hidden = panel(targets=[target(SHARE, hide=True)], **_fields("percent"))
    calculated = panel(
        "Q", 6, targets=[target(SHARE)], **_fields("percent"), transformations=[{"id": "calculateField"}]
    )
    assert found(board(hidden, calculated)) == []


def test_others_and_library_panels_are_told_the_same() -> None:
    """A panel of the library is told of once, where it is written."""
    shown = panel(targets=[target(SHARE)], **_fields("percent"))
    assert [each.severity for each in found(board(shown), foreign=True)] == ["warning"]
    written = entry("library-panel", "p", {"uid": "p", "name": "P", "model": shown})
    findings = check(Bundle(entries=(written,), datasources={"prom": "prometheus"}))
    assert [(each.rule, each.path) for each in findings] == [("share-unit", "/model/targets/0")]


def test_fields_of_another_shape_are_left_alone() -> None:
    """What is no object says no unit."""
    shapes: tuple[object, ...] = (
        [],
        {"defaults": []},
        {"defaults": {"unit": 5}},
        {"defaults": {"unit": "percent"}, "overrides": 5},
    )
    for fields in shapes:
        findings = found(board(panel(targets=[target("a_bytes")], fieldConfig=fields)))
        assert findings == []
