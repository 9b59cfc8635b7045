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
    assert "~ path  " in out
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
    assert "edited since the last sync" in project.run("plan").out


EMPTY = """\
from grafmint import Dashboard, Folder

empty = Folder(uid="empty", title="Empty")
shop = Folder(uid="shop", title="Shop")
load = Dashboard(uid="load", title="Load", folder=shop)
"""


@pytest.fixture
def emptied(tmp_path: Path) -> Project:
    """A synced project with a folder that no dashboard is in."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": EMPTY})
    assert "3 created" in project.run("sync", "--yes").out
    assert project.run("plan").out == "No changes.\n"
    return project


def test_a_provider_without_dashboards_has_its_directory(emptied: Project) -> None:
    """The path of every provider exists, and what keeps it is nothing that Grafana reads."""
    root = emptied.root / ".grafmint/local"
    paths = [
        Path(_yaml(file)["providers"][0]["options"]["path"]) for file in root.glob("provisioning/dashboards/*.yaml")
    ]
    assert {path.name for path in paths} == {"empty", "shop"}
    assert all(path.is_dir() for path in paths)
    assert [path.name for path in (root / "dashboards/empty").iterdir()] == [".keep"]


def test_grafana_finds_every_directory_that_it_looks_into(emptied: Project) -> None:
    """Kinds of provisioning files that we have none of have a directory too."""
    folders = {path.name for path in (emptied.root / ".grafmint/local/provisioning").iterdir()}
    assert folders == {"alerting", "dashboards", "datasources", "notifiers", "plugins"}


def test_a_directory_outlives_its_last_dashboard_but_not_its_folder(emptied: Project) -> None:
    """The directory stays as long as the provider does, and goes with it."""
    root = emptied.root / ".grafmint/local"
    emptied.write({"boards.py": EMPTY.replace("load =", "_load =")})
    assert emptied.run("sync", "--yes", "--prune").code == 0
    assert [path.name for path in (root / "dashboards/shop").iterdir()] == [".keep"]
    emptied.write(
        {"boards.py": EMPTY.replace("load =", "_load =").replace("shop =", "_shop =").replace("=shop", "=_shop")}
    )
    assert emptied.run("sync", "--yes", "--prune").code == 0
    assert not (root / "dashboards/shop").exists()
    assert emptied.run("plan").out == "No changes.\n"


def test_a_lost_marker_comes_back_and_a_strangers_is_left(emptied: Project) -> None:
    """The next sync that writes makes what is missing, and leaves a file of that name that was there before."""
    root = emptied.root / ".grafmint/local"
    (root / "dashboards/empty/.keep").unlink()
    (root / "dashboards/new").mkdir()
    (root / "dashboards/new/.keep").write_text("theirs")
    emptied.write({"boards.py": EMPTY + 'new = Folder(uid="new", title="New")\n'})
    assert emptied.run("sync", "--yes").code == 0
    assert (root / "dashboards/empty/.keep").is_file()
    assert (root / "dashboards/new/.keep").read_text() == "theirs"


OLD = """\
from grafmint import Dashboard, Folder, prometheus

shop = Folder(uid="shop", title="Shop")
load = Dashboard(uid="load", title="Load", folder=shop)
metrics = prometheus.Datasource(name="metrics", url="http://p")
"""
NEW = """\
from grafmint import Dashboard, Folder, prometheus

store = Folder(uid="store", title="Shop", renamed_from="shop")
load = Dashboard(uid="host-load", title="Load", folder=store, renamed_from="load")
prom = prometheus.Datasource(name="prom", url="http://p", renamed_from="metrics")
"""


def test_a_rename_is_a_new_file_in_the_place_of_the_old(tmp_path: Path) -> None:
    """Without --prune, for it is ours; what a Grafana that reads it loses is told, and again there are no changes."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": OLD})
    assert project.run("sync", "--yes").code == 0
    project.write({"boards.py": NEW})
    plan = project.run("plan").out
    assert "uid  load → host-load" in plan
    assert "its stars and its history are lost in a Grafana that reads the files" in plan
    assert "uid  metrics → prom" in plan
    assert project.run("sync", "--yes").code == 0
    files = sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.glob(".grafmint/local/*/**/*.*"))
    assert [file for file in files if not Path(file).name.startswith(".")] == [
        ".grafmint/local/dashboards/store/host-load.json",
        ".grafmint/local/provisioning/dashboards/store.yaml",
        ".grafmint/local/provisioning/datasources/prom.yaml",
    ]
    assert project.run("sync").out == "No changes.\n"


def test_an_edited_file_is_not_renamed(tmp_path: Path) -> None:
    """Somebody's edit under the old uid is a conflict, for --force with the new one."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": OLD})
    assert project.run("sync", "--yes").code == 0
    file = tmp_path / ".grafmint/local/dashboards/shop/load.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"browser"', '"utc"'), encoding="utf-8")
    project.write({"boards.py": NEW})
    assert "edited since the last sync" in project.run("sync", "--yes").out
    assert file.exists()
    assert project.run("sync", "--yes", "--force", "host-load").code == 0
    assert not file.exists()
    assert project.run("sync").out == "No changes.\n"


def test_a_rename_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    """Where the old file is left beside the new one, the next sync takes it away."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": OLD})
    assert project.run("sync", "--yes").code == 0
    file = tmp_path / ".grafmint/local/dashboards/shop/load.json"
    project.write({"boards.py": NEW.replace(', renamed_from="load"', "")})
    assert project.run("sync", "--yes").code == 0
    assert file.exists()
    project.write({"boards.py": NEW})
    assert "a run was interrupted before" in project.run("plan").out
    assert project.run("sync", "--yes").code == 0
    assert not file.exists()
    assert project.run("sync").out == "No changes.\n"
