"""The directory that a Grafana provisions from, read back as Grafana reads it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.runner import Project

TOML = """\
[project]
name = "shop"
modules = ["boards"]

[env.local]
directory = ".grafmint/local"
"""
BOARDS = """\
from grafmint import BasicAuth, Dashboard, Folder, RawDatasource, Secret, loki, prometheus

shop = Folder(uid="shop", title="Shop: 100 %")
load = Dashboard(uid="load", title="Load", folder=shop)
top = Dashboard(uid="top", title="Top")
auth = BasicAuth(user="pay$er", password=Secret(name="metrics_password"))
metrics = prometheus.Datasource(name="metrics", url="http://p/$x", auth=auth, headers={"X-$": Secret(name="key")})
raw = RawDatasource(name="raw", plugin_id="x", json_data={"pattern": "^$", "more": ["$a", {"b": "$$"}], "n": 1})
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The directory after a sync."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": BOARDS})
    assert project.run("sync", "--yes").code == 0
    assert project.run("sync").out == "No changes.\n"
    return tmp_path / ".grafmint/local"


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_folder_is_a_provider(root: Path) -> None:
    """Each folder has a provider with its uid, an absolute path, and no saving from the page."""
    assert _yaml(root / "provisioning/dashboards/shop.yaml") == {
        "apiVersion": 1,
        "providers": [
            {
                "name": "shop",
                "orgId": 1,
                "folder": "Shop: 100 %",
                "folderUid": "shop",
                "type": "file",
                "disableDeletion": False,
                "allowUiUpdates": False,
                "updateIntervalSeconds": 10,
                "options": {"path": str(root / "dashboards/shop")},
            }
        ],
    }
    assert (root / "dashboards/shop/load.json").is_file()


def test_the_top_level_has_a_provider_without_a_folder(root: Path) -> None:
    """Dashboards of no folder are served by a provider whose folder is empty."""
    (provider,) = _yaml(root / "provisioning/dashboards/general.yaml")["providers"]
    assert (provider["name"], provider["folder"], provider["folderUid"]) == ("general", "", "")
    assert provider["options"] == {"path": str(root / "dashboards/general")}
    assert (root / "dashboards/general/top.json").is_file()


def test_secrets_are_names_of_variables(root: Path) -> None:
    """A secret is written as `$NAME` for the server to fill in; every other dollar is doubled so that it stays one."""
    file = _yaml(root / "provisioning/datasources/metrics.yaml")
    assert file["apiVersion"] == 1
    (source,) = file["datasources"]
    assert source["secureJsonData"] == {"basicAuthPassword": "$METRICS_PASSWORD", "httpHeaderValue1": "$KEY"}
    assert (source["basicAuthUser"], source["url"]) == ("pay$$er", "http://p/$$x")
    assert source["jsonData"]["httpHeaderName1"] == "X-$$"
    assert {key: source[key] for key in ("name", "uid", "type", "orgId", "editable")} == {
        "name": "metrics", "uid": "metrics", "type": "prometheus", "orgId": 1, "editable": False
    }  # fmt: skip


def test_dollars_are_doubled_at_every_depth(root: Path) -> None:
    """Lists and objects of a plugin's own settings are escaped like the rest, numbers are left alone."""
    (source,) = _yaml(root / "provisioning/datasources/raw.yaml")["datasources"]
    assert source["jsonData"] == {"pattern": "^$$", "more": ["$$a", {"b": "$$$$"}], "n": 1}


def test_others_may_read_the_files(root: Path) -> None:
    """A Grafana runs as another user: every file is readable for all under the usual mask."""
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in root.rglob("*") if path.is_file())


def test_dashboards_are_written_without_marks(root: Path) -> None:
    """A dashboard's file is the document of the build, byte for byte."""
    project = Project(root.parent.parent)
    assert project.run("build").code == 0
    built = (project.root / "build/dashboards/shop/load.json").read_bytes()
    assert (root / "dashboards/shop/load.json").read_bytes() == built


def test_a_moved_project_gets_its_paths_anew(root: Path, tmp_path: Path) -> None:
    """Paths are absolute: in another place the providers are an update, and nothing else is."""
    twin = Project(tmp_path.parent / f"{tmp_path.name}-moved")
    tmp_path.rename(twin.root)
    out = twin.run("plan").out
    assert "Plan: 0 to create, 2 to update, 0 to delete" in out
    assert "~ options.path  " in out
    twin.root.rename(tmp_path)


DOLLARS = """\
from grafmint import Dashboard, Folder

cost = Folder(uid="cost", title="Cost in $ and $HOME")
load = Dashboard(uid="load", title="Load in $$", folder=cost)
"""


def test_dollars_in_folders_stay_dollars(tmp_path: Path) -> None:
    """Grafana fills variables into providers: dollars of titles and paths are doubled, and plans show them single."""
    project = Project(tmp_path / "pa$th").write({"grafmint.toml": TOML, "boards.py": DOLLARS})
    assert project.run("sync", "--yes").code == 0
    assert project.run("sync").out == "No changes.\n"
    file = project.root / ".grafmint/local/provisioning/dashboards/cost.yaml"
    (provider,) = _yaml(file)["providers"]
    assert provider["folder"] == "Cost in $$ and $$HOME"
    path = str(project.root / ".grafmint/local/dashboards/cost")
    assert provider["options"]["path"] == path.replace("$", "$$")
    project.write({"boards.py": 'from grafmint import Folder\nx = Folder(uid="x", title="X")\n'})
    out = project.run("plan").out
    assert "Cost in $ and $HOME" in out
    assert "Load in $$" in out


def test_a_single_dollar_is_not_what_we_wrote(tmp_path: Path) -> None:
    """Somebody who makes a dollar single lets Grafana fill in a variable: that is an edit, and no equal file."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": DOLLARS})
    assert project.run("sync", "--yes").code == 0
    file = project.root / ".grafmint/local/provisioning/dashboards/cost.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("$$HOME", "$HOME"), encoding="utf-8")
    assert "edited by hand since the last sync" in project.run("plan").out
