"""The boards of the reference systems: checked, complete, and the same for every system."""

import ast
import inspect
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from alerting.alarm import Shown
from dashboards.board import Board
from dashboards.hosts import Hosts
from grafmint import Folder, Row, kit
from grafmint.bundle import Bundle
from grafmint.config import read
from grafmint.model.dashboard import Dashboard
from grafmint.model.panel.base import FieldPanel, Panel, QueryPanel
from grafmint.model.panel.stat import Stat
from grafmint.prometheus import Query
from grafmint.workflow import Built, build
from systems.system import System
from tests.docs import names

from .scenes import TRIALS

ROOT = Path(__file__).parents[2]
CONFIG = read(ROOT / "grafmint.toml")
BOARDS, ALERTS = ROOT / "dashboards", ROOT / "alerting"

#: The value that a datasource has its address from.
NAMED = {
    "Prometheus": "prometheus_url",
    "Loki": "loki_url",
    "Tempo": "tempo_url",
    "Jaeger": "jaeger_url",
    "Elasticsearch": "elasticsearch_url",
    "Alertmanager": "alertmanager_url",
}
CPU = Shown("Processors")
SYSTEMS = tuple(trial.system for trial in TRIALS)
DASHBOARDS = [(system, board.dashboard(system.identity)) for system in SYSTEMS for board in system.boards]
PANELS = [(f"{board.uid}: {panel.title}", panel) for _, board in DASHBOARDS for _, panel in board.placed]
FIELDS = [(name, panel) for name, panel in PANELS if isinstance(panel, FieldPanel)]
each_board = pytest.mark.parametrize(("system", "board"), DASHBOARDS, ids=lambda each: getattr(each, "uid", ""))


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


def test_a_panel_says_what_it_shows_and_what_to_do() -> None:
    """A description has more than one sentence: what it is, and what to do when it is bad."""
    texts = [(name, str(panel.description)) for name, panel in PANELS]
    assert [name for name, text in texts if text.count(".") + text.count("?") < 2] == []


def test_a_panel_of_numbers_has_a_unit() -> None:
    """No number stands without saying of what it is."""
    assert [name for name, panel in FIELDS if not isinstance(panel.unit, str)] == []


def test_no_panel_is_coloured_by_limits_that_nobody_set() -> None:
    """Without thresholds of its own, Grafana turns a stat, a gauge and a bar red above 80."""
    single = [(name, panel) for name, panel in FIELDS if panel.type in {"stat", "gauge", "bargauge"}]
    assert single
    assert [name for name, panel in single if not panel.thresholds] == []
    assert [name for name, panel in single if isinstance(panel, Stat) and panel.color != "thresholds"] == []


def test_every_query_says_how_often_it_is_scraped() -> None:
    """A query of metrics asks for no more points than there are."""
    queries = [
        (name, query)
        for name, panel in PANELS
        if isinstance(panel, QueryPanel)
        for query in panel.queries
        if isinstance(query, Query)
    ]
    assert queries
    # Rules are evaluated each minute, whatever they read.
    assert [name for name, query in queries if query.interval not in {"15s", "30s", "1m"}] == []


@each_board
def test_a_board_opens_with_whether_all_is_fine(system: System, board: Dashboard) -> None:
    """The first row is of single numbers and says so; everything else comes below."""
    first = board.rows[0]
    assert first.title == "Am I fine?"
    assert {panel.type for panel in first.panels} <= {"stat", "gauge"}


@each_board
def test_a_board_leads_to_its_siblings_and_shows_deployments(system: System, board: Dashboard) -> None:
    """Each board carries the tag of its system, links to all that do, and draws what was deployed."""
    (link,) = board.links
    (annotation,) = board.annotations
    tag = system.identity.tag
    assert tag in board.tags
    assert (link.tags, link.as_dropdown, link.keep_time, link.include_vars) == ((tag,), True, True, True)
    assert (annotation.name, annotation.tags) == ("Deployments", ("deploy", tag))


@each_board
def test_every_variable_is_used(system: System, board: Dashboard) -> None:
    """What a reader can choose changes something."""
    queries = [query for _, panel in board.placed if isinstance(panel, QueryPanel) for query in panel.queries]
    texts = " ".join(str(query.expr) for query in queries if isinstance(query, Query))
    assert all(f'=~"${variable.name}"' in texts for variable in board.variables)


@pytest.mark.parametrize("path", sorted([*BOARDS.glob("*.py"), *ALERTS.glob("*.py")]), ids=lambda path: path.stem)
def test_a_board_is_for_any_system(path: Path) -> None:
    """No board and no alert mentions a system by its title, its tag or its names, nor asks which one it has."""
    text = path.read_text(encoding="utf-8").lower()
    names = [name.lower() for each in SYSTEMS for name in (each.identity.title, each.identity.tag)]
    assert not [name for name in (*names, "mint_") if name in text]
    tests = [node.test for node in ast.walk(ast.parse(text)) if isinstance(node, ast.If | ast.IfExp)]
    assert not [test for test in tests if "system.title" in ast.unparse(test) or "system.tag" in ast.unparse(test)]


def test_every_builder_is_on_a_board() -> None:
    """The kit has nothing that neither a board nor another builder uses."""
    folder = Path(inspect.getfile(kit)).parent
    builders = {f"{name}.{one}" for name in names.kit() for one in _builders(f"grafmint.kit.{name}")}
    files = (*BOARDS.glob("*.py"), *folder.rglob("*.py"))
    used = {name for path in files for name in _used(ast.parse(path.read_text(encoding="utf-8")))}
    # Its panels stand on a board one by one, for two of them carry alerts.
    in_parts = {"red.row"}
    assert len(builders) > 40
    assert builders - used == in_parts


def _used(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{(node.module or '').rpartition('.')[2]}.{alias.name}" for alias in node.names)


def _builders(module: str) -> list[str]:
    """The public functions of a module of the kit that make a panel, or more than one."""
    found = import_module(module)
    functions = [getattr(found, name) for name in names.public(found) if inspect.isfunction(getattr(found, name))]
    made = [(each.__name__, inspect.signature(each).return_annotation) for each in functions]
    return [name for name, kind in made if isinstance(kind, type) and issubclass(kind, Panel | Row)]


def test_folders_say_who_may_do_what(built: Built) -> None:
    """Viewers look and editors change, in every folder."""
    folders = list(documents(built.bundle, "folder"))
    assert folders
    for folder in folders:
        assert {one["role"]: one["permission"] for one in folder["permissions"]} == {"Viewer": "View", "Editor": "Edit"}


def test_an_environment_reaches_its_own_data(built: Built) -> None:
    """Addresses and the region are those of the environment, and Prometheus is the default."""
    found = {document["name"]: document for document in documents(built.bundle, "datasource")}
    values = built.environment.values
    assert {name: source["url"] for name, source in found.items() if name in NAMED} == {
        name: values[key] for name, key in NAMED.items() if values.get(key)
    }
    regions = [one["jsonData"]["defaultRegion"] for name, one in found.items() if name == "CloudWatch"]
    assert regions == [values[key] for key in ("aws_region",) if values.get(key)]
    assert [name for name, source in found.items() if source["isDefault"]] == ["Prometheus"]


def test_what_a_system_has_no_title_for_is_left_out() -> None:
    """A section shows what it is given titles for, in rows that are not empty."""
    folder = Folder(uid="hosts", title="Hosts")
    board = Board(uid="b", title="B", description="Fine?", folder=folder, tags=(), sections=(Hosts(), Hosts(cpu=CPU)))
    made = board.dashboard(SYSTEMS[0].identity)
    assert [(row.title, [panel.title for panel in row.panels]) for row in made.rows if isinstance(row, Row)] == [
        ("Hosts", ["Processors"])
    ]
