"""Dashboards: whole, in range, and nothing in them that their Grafana has not."""

from typing import Any

import pytest

from .build import Output
from .judge import judge
from .shop import BOARD, LATENCY, SHOP, board, output, row, shop

EXISTS = row("dashboard_exists", title="Overview")
SCHEMA = row("schema_version_max", value=37)


def test_an_alias_is_as_good_as_the_title() -> None:
    """A dashboard is found by another name that the document has for it."""
    assert judge(row("dashboard_exists", title="Summary", aliases=["Overview"]), SHOP) == []
    assert judge(row("dashboard_exists", title="Summary"), SHOP) == ["prod: 0 dashboards are titled 'Summary'"]


@pytest.mark.parametrize(
    ("one", "problem"),
    [
        (Output((*output().documents, *output().of("dashboard"))), "2 dashboards are titled 'Overview'"),
        (Output(output().documents[1:]), "dashboard overview is in no folder that is built: 'team'"),
        (board(uid="a b"), "dashboard a b has no stable uid: 'a b'"),
        (board(time={}), "dashboard overview has no time range: {}"),
        (board({"type": "row", "panels": []}), "dashboard overview has no panel"),
    ],
)
def test_a_dashboard_that_is_not_whole_is_no_dashboard(one: Output, problem: str) -> None:
    """One dashboard has the title, with a uid, a folder, a time range and panels."""
    assert judge(EXISTS, shop(prod=one)) == [f"prod: {problem}"]


def test_a_uid_that_depends_on_the_environment_is_not_stable() -> None:
    """One dashboard has one uid in every environment."""
    build = shop(local=board(uid="other"), prod=output())
    assert judge(EXISTS, build) == ["its uid changes with the environment: other, overview"]


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("now-15d", "now", True),
        ("now-16d", "now", False),
        ("now-16d", "now-1d", True),
        ("now-2w/w", "now", False),
        ("now/d", "now/d", True),
        ("now-1M", "now", False),
        ("2026-11-01", "now", False),
        ("now", "now", False),
    ],
)
def test_a_time_range_must_fit(start: str, end: str, fits: bool) -> None:
    """A range is as long as it can get by rounding; one that does not end now is none."""
    build = shop(prod=board(time={"from": start, "to": end}))
    assert (judge(row("max_time_range", days=15), build) == []) is fits


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"schemaVersion": 38}, "schemaVersion 38, more than 37"),
        ({"panels": [{**LATENCY, "type": "trend"}]}, "the panel type 'trend', which Grafana 9.3 has not"),
        (
            {"panels": [{**LATENCY, "options": {"wideLayout": True}}]},
            "'wideLayout', which came with Grafana 10.2",
        ),
        (
            {
                "panels": [
                    {
                        **LATENCY,
                        "fieldConfig": {"overrides": [{"properties": [{"id": "custom.cellOptions", "value": 1}]}]},
                    }
                ]
            },
            "'custom.cellOptions', which came with Grafana 10.0",
        ),
        (
            {"templating": {"list": [{"type": "switch", "name": "x"}]}},
            "the variable type 'switch', which Grafana 9.3 has not",
        ),
    ],
)
def test_what_came_later_is_found(change: dict[str, Any], problem: str) -> None:
    """A dashboard for Grafana 9.3 has no version, panel, field or variable that is newer."""
    assert judge(SCHEMA, shop(prod=output({**BOARD, **change}))) == [f"prod: 'Overview' has {problem}"]


@pytest.mark.parametrize("asked", [SCHEMA, row("max_time_range", days=15)], ids=lambda one: one.types[0])
def test_rows_about_every_dashboard_need_one(asked: Any) -> None:
    """What is demanded of every dashboard does not hold where there is none."""
    assert judge(asked, shop(prod=Output(output().documents[:3]))) == ["prod: there is no dashboard"]
