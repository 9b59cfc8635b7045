"""Library panels in a directory: no file holds one, so each dashboard is written with the content."""

from pathlib import Path

import orjson
import pytest

from tests.cli.runner import TOML, Project

BOARDS = """\
from grafmint import Dashboard, Folder, LibraryPanel, TimeSeries
from grafmint.prometheus import Query

errors = LibraryPanel(
    uid="errors",
    folder=Folder(uid="shared", title="Shared"),
    panel=TimeSeries(title="Errors", queries=Query(expr="errors"), unit="short"),
)
load = Dashboard(uid="load", title="Load", panels=[errors, errors.use(key="again", width=24)])
plain = Dashboard(uid="plain", title="Plain", panels=[TimeSeries(title="P", queries=Query(expr="up"))])
"""
UNSAID = "library panels, of which each dashboard gets a copy: errors"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project, not yet synced."""
    return Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": BOARDS})


def test_the_plan_says_that_it_is_not_applied(project: Project) -> None:
    """And counts no library panel among the steps."""
    said = project.run("plan").out
    assert UNSAID in said
    assert "library panel  errors" not in said
    assert "+ create     dashboard   load" in said


def test_a_dashboard_has_the_content_in_each_place(project: Project) -> None:
    """With the ids and the places of the uses, and no reference that this Grafana would look for."""
    assert project.run("sync", "--yes").code == 0
    document = orjson.loads((project.root / ".grafmint/local/dashboards/general/load.json").read_bytes())
    panels = document["panels"]
    assert [panel["targets"][0]["expr"] for panel in panels] == ["errors", "errors"]
    assert [panel["gridPos"]["w"] for panel in panels] == [12, 24]
    assert len({panel["id"] for panel in panels}) == 2
    assert not any("libraryPanel" in panel for panel in panels)
    assert project.run("sync").out.startswith("No changes.")


def test_a_change_of_the_panel_is_one_of_each_dashboard(project: Project) -> None:
    """There the plan tells it, in words."""
    project.run("sync", "--yes")
    project.write({"boards.py": BOARDS.replace('unit="short"', 'unit="reqps"')})
    said = project.run("plan").out
    assert 'panel "Errors"' in said
    assert "unit  short → reqps" in said
    assert "dashboard  plain" not in said


def test_a_build_has_a_file_for_it(project: Project) -> None:
    """In its folder, and the dashboards that name it."""
    assert project.run("build", "--out", "build").code == 0
    document = orjson.loads((project.root / "build/library-panels/shared/errors.json").read_bytes())
    assert (document["uid"], document["name"], document["model"]["title"]) == ("errors", "Errors", "Errors")
    board = orjson.loads((project.root / "build/dashboards/load.json").read_bytes())
    assert [panel["libraryPanel"]["uid"] for panel in board["panels"]] == ["errors", "errors"]
