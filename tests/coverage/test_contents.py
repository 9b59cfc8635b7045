"""What is on dashboards beside the panels of the tables, and what is to be found wrong with it."""

from typing import Any

import pytest

from .board import Board
from .build import Output
from .judge import judge
from .rows import Row
from .shop import BOARD, ERRORS, LATENCY, SERVICE, board, changed, output, row, shop

LINKS = row("dashboard_links", dashboard="Overview", to=["SLO shop"])
VALUES = row("variable_values", dashboard="Overview", variable="service", values=["shop", "mill"])
RANGES = row("lint", rule="time-range", min_range="5m", min_refresh="15s")
TYPES = row("lint", rule="panel-type", max_panels=4)
WORDS = row("lint", rule="description")
SERIES = row("lint", rule="cardinality")
SYNTAX = row("lint", rule="query-syntax")
LONG = row("max_time_range", days=15, unless="long_term_storage")


def variable(**others: Any) -> Output:
    """The shop with another variable for its services."""
    return board(templating={"list": [{"name": "service", **others}]})


@pytest.mark.parametrize(
    ("asked", "one", "holds"),
    [
        (LINKS, board(links=[]), False),
        (LINKS, board(links=[{"type": "dashboards", "tags": ["review:weekly"]}]), True),
        (LINKS, board(links=[{"type": "dashboards", "tags": ["other"]}]), False),
        (LINKS, board({**LATENCY, "links": [{"url": "/d/shop-slo"}]}, links=[]), True),
        (VALUES, variable(type="custom", query="Shop : shop, mill"), True),
        (VALUES, variable(type="custom", query="shop"), False),
        (VALUES, variable(type="query", query="label_values(up, service)"), False),
        (VALUES, variable(type="query", query="label_values(up, service)", regex="/^(shop|mill)$/"), True),
        (row("tags_contain", value="review", any_of=["review:weekly"]), board(tags=[], description="x"), False),
        (
            row("tags_contain", value="review", any_of=["review:weekly"]),
            board(tags=[], description="See review:weekly."),
            True,
        ),
        (row("alert_annotation", folder_permissions=True), board(annotations={}), False),
        (row("alert_annotation", folder_permissions=True), board({"type": "alertlist"}, annotations={}), True),
        (row("cluster_variable"), board(templating={}), False),
        (RANGES, output(), True),
        (RANGES, board(refresh=""), False),
        (RANGES, board(refresh="5s"), False),
        (RANGES, board(time={"from": "now-1m", "to": "now"}), False),
        (TYPES, output(), True),
        (TYPES, board(*[LATENCY] * 5), False),
        (TYPES, board({**LATENCY, "type": "grafana-clock-panel"}), False),
        (WORDS, output(), True),
        (WORDS, board(description=""), False),
        (WORDS, board({**LATENCY, "description": ""}), False),
        (SERIES, output(), True),
        (SERIES, board({**LATENCY, "targets": [{"expr": "sum by (user_id) (up)"}]}), False),
        (SERIES, board({**LATENCY, "targets": [{"expr": 'sum by (job) (up{user_id="a"})'}]}), True),
        (SYNTAX, output(), True),
        (SYNTAX, board(LATENCY, {**LATENCY, "targets": [{"expr": "sum("}]}), False),
        (SYNTAX, board(SERVICE, time={}), False),
        (LONG, board(time={"from": "now-30d", "to": "now"}), False),
        (LONG, board(time={"from": "now-30d", "to": "now"}, tags=["long-term-storage"]), True),
        (LONG, board(time={"from": "now-30d", "to": "now"}, description="Reads long term storage."), True),
        (LONG, board({**LATENCY, "timeFrom": "30d"}), False),
        (LONG, board({**LATENCY, "timeFrom": "7d"}), True),
    ],
)
def test_what_is_on_a_dashboard_is_judged_by_itself(asked: Row, one: Output, holds: bool) -> None:
    """Each demand is met in each of its ways, and missed where it is not."""
    assert (judge(asked, shop(prod=one)) == []) is holds


@pytest.mark.parametrize(
    ("steps", "below"),
    [
        ([("red", None), ("orange", 7), ("green", 30)], (30, 7)),
        ([("red", None), ("green", 99.9)], (None, 99.9)),
        ([("green", None), ("orange", 70), ("red", 80)], (80, None)),
    ],
)
def test_what_is_bad_when_low_ends_where_it_gets_better(
    steps: list[tuple[str, float | None]], below: tuple[float | None, float | None]
) -> None:
    """A colour counts below the number at which the next one begins."""
    written = [{"color": color, "value": value} for color, value in steps]
    panel = changed(ERRORS, lambda one: one["fieldConfig"]["defaults"]["thresholds"].update(steps=written))
    (found,) = Board({**BOARD, "panels": [panel]}).titled("Errors")
    assert (found.thresholds[0].warning_below, found.thresholds[0].critical_below) == below


@pytest.mark.parametrize(
    ("expr", "holds"), [('up{job=~"api|web"}', True), ('up{job="web"}', False), ("up", False), ("x_total", False)]
)
def test_what_several_targets_yield_is_told_apart_by_the_job(expr: str, holds: bool) -> None:
    """A target with a path is one of several that yield the same."""
    asked = row("scrape_target_used", job="api", port=4000, path="/metrics", any_of_metrics=["x_total", "up"])
    one = board({**LATENCY, "targets": [{"expr": expr}]})
    assert (judge(asked, shop(prod=Output(one.documents[:4]))) == []) is holds
