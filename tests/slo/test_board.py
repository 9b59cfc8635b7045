"""Boards of SLOs: each its own, a row for another, and a table of all."""

import json
import os
from pathlib import Path
from typing import Any

import attrs
import pytest

from grafmint import slo as slos
from grafmint.check.engine import check as findings
from grafmint.environment import Demands
from grafmint.errors import ModelError
from grafmint.model.dashboard import Dashboard
from grafmint.model.panel.base import FieldPanel, QueryPanel
from grafmint.model.threshold import Thresholds, above, below
from grafmint.promql.parse import check
from grafmint.slo import MULTIWINDOW, SIMPLE, SLO, BurnAlert, BurnPolicy, BurnWindow

from .tried import SHOP, alerts, compiled, renamed

GOLDEN = Path(__file__).with_name("board.json")
BOTH = pytest.mark.parametrize("records", [True, False], ids=["records", "counters"])
LATENCY = renamed(SHOP, "shop-latency", objective=99)
OTHER = renamed(SHOP, "other", freeze_below=5)


def board(slo: SLO, *, records: bool) -> Dashboard:
    """The dashboard of an SLO."""
    (found,) = (each for each in slo.resources(records=records) if isinstance(each, Dashboard))
    return found


def asked(dashboard: Dashboard) -> list[str]:
    """Every query of a dashboard."""
    panels = (panel for _, panel in dashboard.placed if isinstance(panel, QueryPanel))
    return [str(query.expr) for panel in panels for query in panel.queries]  # type: ignore[attr-defined]


def thresholds(dashboard: Dashboard, key: str) -> Thresholds | object:
    """The thresholds of a panel."""
    panel = dashboard.panel(key)
    assert isinstance(panel, FieldPanel)
    return panel.thresholds


def colors(dashboard: Dashboard, key: str) -> list[tuple[float | None, str]]:
    """The numbers of a panel at which another colour begins."""
    limits = thresholds(dashboard, key)
    assert isinstance(limits, Thresholds)
    return [(step.value, step.color) for step in limits.steps]


def test_the_board_is_the_golden_one() -> None:
    """What is written changes only when somebody means it to; GRAFMINT_UPDATE_GOLDEN=1 writes it anew."""
    (written,) = (each.json for each in compiled(board(SHOP, records=True)).entries if each.kind == "dashboard")
    if os.environ.get("GRAFMINT_UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps(written, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    assert written == json.loads(GOLDEN.read_text(encoding="utf-8"))


@BOTH
def test_the_boards_refresh_themselves(records: bool) -> None:
    """A project that requires it finds nothing, and nobody reads a window of 30 days each minute."""
    both = (board(SHOP, records=records), slos.overview(SHOP, uid="slos", records=records))
    bundle = attrs.evolve(compiled(*both), demands=Demands(require=("refresh",)))
    assert [each for each in findings(bundle) if each.rule == "refresh"] == []
    assert {each.auto_refresh for each in both} == {"1m" if records else "5m"}


def test_tags_join_the_one_of_every_board_of_slos() -> None:
    """One or several, and each once."""
    tags = [board(renamed(SHOP, "shop", tags=given), records=True).tags for given in ("weekly", ["slo", "a", "b"])]
    assert tags == [("slo", "weekly"), ("slo", "a", "b")]


@BOTH
def test_every_query_is_promql(records: bool) -> None:
    """On the board, in the row and in the table."""
    row = Dashboard(uid="b", title="B", rows=slos.row(SHOP, records=records))
    table = slos.overview([SHOP, LATENCY], uid="slos", records=records)
    for text in (*asked(board(SHOP, records=records)), *asked(row), *asked(table)):
        assert check(text).status == "ok", text
        assert ("slo:" in text) is (records and "http_requests_total" not in text), text


def test_the_board_has_the_numbers_of_the_objective_the_freeze_and_the_policy() -> None:
    """Each number that an alert compares is the one that colours its graph."""
    found = board(SHOP, records=True)
    assert thresholds(found, "attained") == below(critical=0.999)
    assert thresholds(found, "error-budget-remaining") == below(warning=0.1, critical=0)
    assert colors(found, "budget-over-time") == [(None, "red"), (0, "orange"), (0.1, "transparent")]
    assert thresholds(found, "is-it-kept/burn-rate") == above(warning=3, critical=14.4)
    factors = [
        thresholds(found, f"burn-rate-over-{pair}") for pair in ("1h-and-5m", "6h-and-30m", "1d-and-2h", "3d-and-6h")
    ]
    assert factors == [above(critical=14.4), above(critical=6), above(warning=3), above(warning=1)]


def test_the_simple_policy_colours_at_its_two_numbers() -> None:
    """Orange above twice, red above ten times."""
    simple = board(renamed(SHOP, "shop", burn=SIMPLE), records=True)
    assert thresholds(simple, "is-it-kept/burn-rate") == above(warning=2, critical=10)


def test_a_policy_of_one_level_colours_with_that_one() -> None:
    """And one whose warning is above its page shows the page."""
    fast, slow = MULTIWINDOW.alerts
    for told, expected in (
        ([fast], above(critical=14.4)),
        ([slow], above(warning=3)),
        ([fast, *SIMPLE.alerts[1:]], above(warning=2, critical=14.4)),
        ([fast, attrs.evolve(fast, name="early", level="warning")], above(critical=14.4)),
    ):
        policy = BurnPolicy(alerts=told)
        assert thresholds(board(renamed(SHOP, "shop", burn=policy), records=True), "is-it-kept/burn-rate") == expected


def test_two_alerts_of_the_same_windows_share_a_graph() -> None:
    """With the number of each as a line, and both lead to it."""
    policy = BurnPolicy(
        alerts=[
            BurnAlert(name="page", level="critical", windows=BurnWindow(long="1h", short="5m", factor=10)),
            BurnAlert(name="ticket", level="warning", windows=BurnWindow(long="1h", short="5m", factor=2)),
        ]
    )
    slo = renamed(SHOP, "shop", burn=policy)
    assert thresholds(board(slo, records=True), "burn-rate-over-1h-and-5m") == above(warning=2, critical=10)
    assert alerts(slo)["page"].panel == alerts(slo)["ticket"].panel


def test_without_a_freeze_only_an_overspent_budget_is_coloured() -> None:
    """Nobody asked for a colour before."""
    found = board(renamed(SHOP, "shop", freeze_below=None), records=True)
    assert colors(found, "budget-over-time") == [(None, "red"), (0, "transparent")]


def test_the_budget_of_several_slos_stands_on_one_board() -> None:
    """A row each, told apart by its name."""
    dashboard = Dashboard(uid="shop", title="Shop", rows=[slos.row(each, records=True) for each in (SHOP, LATENCY)])
    assert dashboard.panel("shop-availability/error-budget-remaining") != dashboard.panel(
        "shop-latency/error-budget-remaining"
    )
    assert slos.row(SHOP, title="Checkout").title == "Checkout"


def test_all_panels_ask_the_datasource_of_the_slo() -> None:
    """Where there are several, the SLO says which one."""
    elsewhere = renamed(SHOP, "shop", datasource="long-term")
    for dashboard in (board(elsewhere, records=False), slos.overview(elsewhere, uid="slos")):
        assert {panel.datasource for _, panel in dashboard.placed} == {"long-term"}  # type: ignore[attr-defined]


def test_the_overview_has_a_column_for_each_number_and_names_each_slo() -> None:
    """From records one query serves all; from counters each SLO's answer gets the label that records have."""
    recorded = asked(slos.overview([SHOP, LATENCY], uid="slos", records=True))
    assert recorded[0] == 'max by (slo) (slo:objective:ratio{slo=~"shop-availability|shop-latency"})'
    counted = asked(slos.overview([SHOP, LATENCY], uid="slos"))
    assert counted[0] == (
        'label_replace(vector(0.999), "slo", "shop-availability", "", "")'
        ' or label_replace(vector(0.99), "slo", "shop-latency", "", "")'
    )
    (written,) = (each.json for each in compiled(slos.overview([SHOP], uid="slos")).entries)
    (table,) = written["panels"]
    organize: dict[str, Any] = table["transformations"][1]["options"]
    order: dict[str, int] = organize["indexByName"]
    columns = [organize["renameByName"][name] for name in sorted(order, key=order.__getitem__)]
    assert columns == ["SLO", "Objective", "Attained", "Budget remaining", "Burn rate"]


def test_an_overview_has_the_number_of_the_freeze_only_where_all_share_it() -> None:
    """A column has one number."""
    for other, expected in ((LATENCY, below(warning=0.1, critical=0)), (OTHER, below(critical=0))):
        (table,) = slos.overview([SHOP, other], uid="slos").panels
        assert isinstance(table, FieldPanel)
        assert table.overrides[0].thresholds == expected


def test_an_overview_needs_slos_of_one_datasource() -> None:
    """A query is asked in one place."""
    with pytest.raises(ModelError, match="overview: 0 SLOs"):
        slos.overview([], uid="slos")
    with pytest.raises(ModelError, match="overview: 2 SLOs of 2 datasources"):
        slos.overview([SHOP, renamed(SHOP, "other", datasource="long-term")], uid="slos")
