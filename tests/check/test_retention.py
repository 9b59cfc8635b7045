"""retention."""

from typing import Any

import attrs
import pytest

from grafmint.bundle import Bundle
from grafmint.check import check
from grafmint.environment import Demands
from grafmint.finding import Finding
from grafmint.origin import Place
from tests.check.alerts import FOLDER, KNOWN, file, query, rule, steps
from tests.check.boards import board, entry, found, panel, said, target

ARCHIVE = Demands(long_term=("archive",))
OF_ARCHIVE = {"type": "prometheus", "uid": "archive"}
WAY_OUT = "choose a shorter one, or ask a datasource that [check] long_term names"


def _board(*panels: dict[str, Any], begins: str = "now-6h") -> dict[str, Any]:
    return board(*panels, time={"from": begins, "to": "now"})


def _asks(title: str = "P", expr: str = "up", **rest: Any) -> dict[str, Any]:
    return panel(title, targets=[target(expr)], **rest)


def _said(document: dict[str, Any], retention: str | None = "15d", demands: Demands = ARCHIVE) -> list[str]:
    lines = said(found(document, retention=retention, demands=demands))
    assert all(line.startswith("warning retention ") and line.endswith(f" ({WAY_OUT})") for line in lines)
    return [line.removeprefix("warning retention ").removesuffix(f" ({WAY_OUT})") for line in lines]


def test_a_board_is_told_once() -> None:
    """However many panels show its range; as long as is kept is fine, and so is any where nothing is said."""
    document = _board(_asks("A"), _asks("B", x=6), begins="now-30d")
    assert _said(document) == ["/time: the dashboard shows 30d, and metrics are kept 15d"]
    assert _said(document, retention="30d") == []
    assert _said(document, retention=None) == []


@pytest.mark.parametrize("begins", ["now-6h", "now/d", "2026-11-21", "now-15d", "now-2w"])
def test_what_is_kept_may_be_shown(begins: str) -> None:
    """Of a fixed time nobody knows how far back it lies when it is looked at."""
    assert _said(_board(_asks(), begins=begins)) == []


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ({"timeFrom": "30d"}, "30d"),
        ({"timeFrom": "now-3w"}, "3w"),
        ({"timeShift": "2w", "timeFrom": "2d"}, "16d"),
        ({"timeShift": "15d"}, "15d6h"),
    ],
)
def test_a_panel_with_its_own_time_is_told_itself(own: dict[str, str], shown: str) -> None:
    """Its range and its shift together; the dashboard's own is not to blame."""
    assert _said(_board(_asks("A"), _asks("B", x=6, **own))) == [
        f"/panels/1: panel 'B' shows {shown}, and metrics are kept 15d"
    ]


def test_a_panel_that_shows_less_than_its_board_passes() -> None:
    """So a long board needs only the panels that hold it."""
    assert _said(_board(_asks(timeFrom="1d"), begins="now-30d")) == []


@pytest.mark.parametrize(
    ("expr", "back"),
    [
        ("rate(up[30d])", "30d"),
        ("rate(up[ 30d ])", "30d"),
        ("up offset 3w", "3w"),
        ("rate(up[2d] offset 2w)", "16d"),
        ("max_over_time(rate(up[1d])[15d:1h])", "16d"),
        ("sum(up) / sum(up offset 1y)", "1y"),
    ],
)
def test_a_query_that_reads_back_further(expr: str, back: str) -> None:
    """By its windows and offsets, one inside of the other."""
    line = f"/panels/0/targets/0: the query reads back {back}, and metrics are kept 15d"
    assert _said(_board(_asks(expr=expr))) == [line]
    (finding,) = found(_board(_asks(expr="a[1h] offset 3w")), retention="15d")
    assert finding.snippet is not None
    assert finding.snippet.text[finding.snippet.start : finding.snippet.end] == "3w"


@pytest.mark.parametrize(
    "expr", ["rate(up[15d])", "rate(a[10d]) / rate(b[15d])", "up offset -3w", "rate(up[$__range])"]
)
def test_a_query_within_what_is_kept(expr: str) -> None:
    """Two windows side by side do not add up, and what comes is not read yet."""
    assert _said(_board(_asks(expr=expr))) == []


def test_long_term_storage_keeps_more() -> None:
    """What asks it alone may show and read any time; a panel that asks both shows half of it."""
    far = _asks("Far", "rate(up[90d])", datasource=OF_ARCHIVE, timeFrom="1y")
    both = panel("Both", targets=[target("up"), target("up", "B", datasource=OF_ARCHIVE)], timeFrom="1y")
    assert _said(_board(far)) == []
    assert _said(_board(_asks(datasource=OF_ARCHIVE), begins="now-90d")) == []
    assert _said(_board(both)) == ["/panels/0: panel 'Both' shows 1y, and metrics are kept 15d"]
    assert len(_said(_board(far), demands=Demands())) == 2


def test_logs_are_kept_elsewhere() -> None:
    """The retention is that of metrics."""
    logs = _asks(expr="{a=`b`}", datasource={"type": "loki", "uid": "l"})
    assert _said(_board(logs, begins="now-30d")) == []


def test_rules_of_either_engine_are_asked_too() -> None:
    """An alert of Grafana on long-term storage is one that the other Prometheus need not keep."""
    expr = "increase(up[30d]) > 1"
    far = rule("far", title="Far", data=steps(query(expr, uid="archive")))
    entries = (FOLDER, rule(data=steps(query(expr))), far, file({"record": "a:b", "expr": expr}))
    known = {**KNOWN, "archive": "prometheus"}
    findings = check(Bundle(entries=entries, datasources=known, retention="15d", demands=ARCHIVE))
    assert [(each.rule, each.uid) for each in findings] == [("retention", "down"), ("retention", "shop")]


def test_what_an_slo_was_refused_for_is_told_once() -> None:
    """Its board and its rules stand at its line, where the error is."""
    told = Finding(rule="retention", severity="error", message="", place=Place("u.json", 1))
    others = [attrs.evolve(told, place=place) for place in (Place("u.json", 2), Place("json", 1), Place("o/u.json", 1))]
    for given, count in ((told, 1), *((other, 2) for other in others)):
        bundle = Bundle(entries=(entry(_board(_asks(expr="up offset 3w"))),), findings=(given,), retention="15d")
        assert len(check(bundle)) == count
