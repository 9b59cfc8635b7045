"""The boards of the reference systems: checked, complete, and the same for every system."""

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from dashboards.application import application_performance
from dashboards.business import business_analytics
from dashboards.database import database_metrics
from dashboards.system_overview import system_overview
from grafmint import Env, kit
from grafmint.bundle import Bundle
from grafmint.config import read
from grafmint.model.dashboard import Dashboard
from grafmint.model.panel.base import FieldPanel, Panel, QueryPanel
from grafmint.model.panel.stat import Stat
from grafmint.prometheus import Query
from grafmint.workflow import Built, build
from systems.mint_replica_lite import MINT_REPLICA_LITE, mint_replica_lite
from systems.system import Limits, Watches
from systems.values import Values

ROOT = Path(__file__).parents[2]
CONFIG = read(ROOT / "grafmint.toml")
BOARDS, ALERTS = ROOT / "dashboards", ROOT / "alerting"
ENV = Env(name="test", values=Values(prometheus_url="http://p", loki_url="http://l", aws_region="eu-west-1"))
DASHBOARDS = [made for made in mint_replica_lite(ENV) if isinstance(made, Dashboard)]
PANELS = [pytest.param(panel, id=f"{board.uid}: {panel.title}") for board in DASHBOARDS for _, panel in board.placed]


@pytest.fixture(scope="module", params=list(CONFIG.environments))
def built(request: pytest.FixtureRequest) -> Built:
    """The gallery, built for each of its environments."""
    return build(CONFIG.environments[request.param])


def documents(bundle: Bundle, kind: str) -> Iterator[dict[str, Any]]:
    """The documents of a kind."""
    return (json.loads(entry.document) for entry in bundle if entry.kind == kind)


def test_check_finds_nothing(built: Built) -> None:
    """Every environment has neither an error nor a warning."""
    assert [finding for finding in built.findings if finding.severity != "info"] == []


def test_no_uid_is_that_of_a_folder_and_of_a_dashboard(built: Built) -> None:
    """Grafana 9 keeps both in one table, and refuses the second."""
    uids = [entry.uid for entry in built.bundle if entry.kind in {"folder", "dashboard"}]
    assert len(uids) == len(set(uids))


def test_dashboards_are_of_grafana_9_3(built: Built) -> None:
    """No document is of a schema that Grafana 9.3 does not know."""
    assert {document["schemaVersion"] for document in documents(built.bundle, "dashboard")} == {37}


def test_no_colour_mode_is_newer_than_grafana_9_3(built: Built) -> None:
    """Grafana 9 stops drawing a panel whose colour mode it does not know."""
    text = json.dumps(list(documents(built.bundle, "dashboard")))
    assert '"mode": "shades"' not in text
    assert '"palette-classic-by-name"' not in text


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_says_what_it_shows_and_what_to_do(panel: Panel) -> None:
    """A description has more than one sentence: what it is, and what to do when it is bad."""
    assert isinstance(panel.description, str)
    assert panel.description.count(".") + panel.description.count("?") >= 2


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_of_numbers_has_a_unit(panel: Panel) -> None:
    """No number stands without saying of what it is."""
    assert not isinstance(panel, FieldPanel) or isinstance(panel.unit, str)


@pytest.mark.parametrize("panel", PANELS)
def test_no_panel_is_coloured_by_limits_that_nobody_set(panel: Panel) -> None:
    """Without thresholds of its own, Grafana turns a stat, a gauge and a bar red above 80."""
    if isinstance(panel, FieldPanel) and panel.type in {"stat", "gauge", "bargauge"}:
        assert panel.thresholds
        assert not isinstance(panel, Stat) or panel.color == "thresholds"


@pytest.mark.parametrize("panel", PANELS)
def test_every_query_says_how_often_it_is_scraped(panel: Panel) -> None:
    """A query of metrics asks for no more points than there are."""
    for query in panel.queries if isinstance(panel, QueryPanel) else ():
        assert not isinstance(query, Query) or query.interval in {"15s", "30s"}


@pytest.mark.parametrize("board", DASHBOARDS, ids=lambda board: board.uid)
def test_a_board_opens_with_whether_all_is_fine(board: Dashboard) -> None:
    """The first row is of single numbers and says so; everything else comes below."""
    first = board.rows[0]
    assert first.title == "Am I fine?"
    assert {panel.type for panel in first.panels} <= {"stat", "gauge"}


@pytest.mark.parametrize("board", DASHBOARDS, ids=lambda board: board.uid)
def test_a_board_leads_to_its_siblings_and_shows_deployments(board: Dashboard) -> None:
    """Each board carries the tag of its system, links to all that do, and draws what was deployed."""
    (link,) = board.links
    (annotation,) = board.annotations
    assert MINT_REPLICA_LITE.tag in board.tags
    assert (link.tags, link.as_dropdown, link.keep_time, link.include_vars) == (
        (MINT_REPLICA_LITE.tag,),
        True,
        True,
        True,
    )
    assert (annotation.name, annotation.tags) == ("Deployments", ("deploy", MINT_REPLICA_LITE.tag))


@pytest.mark.parametrize("board", DASHBOARDS, ids=lambda board: board.uid)
def test_every_variable_is_used(board: Dashboard) -> None:
    """What a reader can choose changes something."""
    queries = [query for _, panel in board.placed if isinstance(panel, QueryPanel) for query in panel.queries]
    texts = " ".join(str(query.expr) for query in queries if isinstance(query, Query))
    assert all(f'=~"${variable.name}"' in texts for variable in board.variables)


@pytest.mark.parametrize("path", sorted([*BOARDS.glob("*.py"), *ALERTS.glob("*.py")]), ids=lambda path: path.stem)
def test_a_board_is_for_any_system(path: Path) -> None:
    """No board and no alert mentions a system by its title, its tag or its names, nor asks which one it has."""
    text = path.read_text(encoding="utf-8").lower()
    assert MINT_REPLICA_LITE.title.lower() not in text
    assert MINT_REPLICA_LITE.tag not in text
    assert "mint_" not in text
    tests = [node.test for node in ast.walk(ast.parse(text)) if isinstance(node, ast.If | ast.IfExp)]
    assert not [test for test in tests if "system.title" in ast.unparse(test) or "system.tag" in ast.unparse(test)]


def test_every_builder_is_on_a_board() -> None:
    """The kit has nothing that no board uses."""
    folder = Path(inspect.getfile(kit)).parent
    helpers = {"__init__", "look"}
    builders = {
        f"{path.stem}.{node.name}"
        for path in folder.glob("*.py")
        if path.stem not in helpers
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _makes_panels(node)
    }
    texts = [path.read_text(encoding="utf-8") for path in (*BOARDS.glob("*.py"), *folder.glob("*.py"))]
    called = {
        ast.unparse(node.func) for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)
    }
    # Its panels stand on a board one by one, for two of them carry alerts.
    in_parts = {"red.row"}
    assert len(builders) > 40
    assert builders - called == in_parts


def _makes_panels(function: ast.FunctionDef) -> bool:
    returned = ast.unparse(function.returns) if function.returns else ""
    return returned not in {"promql.Expr", "str", "bool"}


def test_folders_say_who_may_do_what(built: Built) -> None:
    """Viewers look and editors change, in every folder."""
    folders = list(documents(built.bundle, "folder"))
    assert len(folders) == 5
    for folder in folders:
        assert {one["role"]: one["permission"] for one in folder["permissions"]} == {"Viewer": "View", "Editor": "Edit"}


def test_an_environment_reaches_its_own_data(built: Built) -> None:
    """Addresses and the region are those of the environment, and Prometheus is the default."""
    found = {document["name"]: document for document in documents(built.bundle, "datasource")}
    values = built.environment.values
    assert found["Prometheus"]["url"] == values["prometheus_url"]
    assert found["Loki"]["url"] == values["loki_url"]
    assert found["CloudWatch"]["jsonData"]["defaultRegion"] == values["aws_region"]
    assert [name for name, source in found.items() if source["isDefault"]] == ["Prometheus"]


def test_a_system_without_what_is_optional_has_boards_without_it() -> None:
    """A further system is values alone: what it lacks is left out, and a board it has no values for is refused."""
    lacking = attrs.evolve(
        MINT_REPLICA_LITE,
        limits=Limits(),
        watches=Watches(),
        business=None,
        logs=None,
        redis=None,
        scaling=None,
        users=None,
    )
    made = [board(lacking) for board in (system_overview, application_performance, database_metrics)]
    titles = {panel.title for board in made for _, panel in board.placed}
    assert {"CPU utilization", "Error rates", "Query performance"} <= titles
    assert not {"Scaling triggers", "Cache performance", "Concurrent users", "Errors in the log"} & titles
    with pytest.raises(LookupError, match="no business board"):
        business_analytics(lacking)
