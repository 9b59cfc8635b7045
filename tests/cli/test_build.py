"""Build: plain files, the same everywhere, that leave others' files alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import BOARD, TOML, Project

MANIFEST = "grafmint.manifest.json"
SOURCE = '\nmetrics = prometheus.Datasource(name="metrics", url="http://p")\n'
TWO = TOML + '\n[env.prod]\nurl = "https://grafana.example"\ndatasources = { metrics = "p" }\n'


def test_a_build_has_a_file_a_resource(project: Project) -> None:
    """Dashboards lie in their folder's directory, those of the top level beside it, without marks of ours."""
    project.write({"boards.py": BOARD + '\ntop = Dashboard(uid="top", title="Top")\n'})
    project.write({"sources.py": "from grafmint import prometheus\n" + SOURCE})
    project.write({"grafmint.toml": TOML.replace('["boards"]', '["boards", "sources"]')})
    ran = project.run("build")
    assert ran.code == 0
    assert ran.out.startswith("Built 2 dashboards, 1 datasource, 1 folder for local in build/ (")
    built = project.files("build")
    assert sorted(built) == [
        "build/dashboards/shop/load.json",
        "build/dashboards/top.json",
        "build/datasources/prom.json",
        "build/folders/shop.json",
        f"build/{MANIFEST}",
    ]
    assert not [name for name, content in built.items() if b"grafmint" in content and not name.endswith(MANIFEST)]


def test_several_environments_lie_beside_each_other(project: Project) -> None:
    """With several environments each has a directory of its own; a pattern names them."""
    project.write({"grafmint.toml": TWO})
    assert project.run("build", "--env", "*", "--out", "x").code == 0
    names = sorted(path for path in project.files("x") if path.endswith("load.json"))
    assert names == ["x/local/dashboards/shop/load.json", "x/prod/dashboards/shop/load.json"]
    assert b'"uid": "prom"' in project.files("x")[names[0]]
    assert b'"uid": "p"' in project.files("x")[names[1]]


def test_an_obstacle_for_one_environment_stops_all(project: Project) -> None:
    """A foreign file in the way of the second environment keeps the first from being written too."""
    project.write({"grafmint.toml": TWO, "build/prod/dashboards/shop/load.json": "{}"})
    ran = project.run("build", "--env", "*")
    assert ran.code == 1
    assert "not written by grafmint and in the way: build/prod/dashboards/shop/load.json" in ran.err
    assert sorted(project.files("build")) == ["build/prod/dashboards/shop/load.json"]


def test_stale_files_of_ours_go(project: Project) -> None:
    """What the code no longer has is removed with its empty directory; foreign and edited files stay."""
    more = '\n{0} = Dashboard(uid="{0}", title="{0}", folder=Folder(uid="{0}s", title="{0}s"))\n'
    project.write({"boards.py": BOARD + more.format("old") + more.format("mine")})
    assert project.run("build").code == 0
    project.write({"build/notes.txt": "theirs", "build/dashboards/mines/mine.json": "edited"})
    project.write({"boards.py": BOARD})
    ran = project.run("build")
    assert ran.code == 0
    assert ran.err == "left alone, because it was edited: build/dashboards/mines/mine.json\n"
    built = project.files("build")
    assert "build/notes.txt" in built
    assert built["build/dashboards/mines/mine.json"] == b"edited"
    assert not (project.root / "build/dashboards/olds").exists()
    assert "build/folders/olds.json" not in built


def test_an_equal_foreign_file_is_no_obstacle(project: Project) -> None:
    """A file that already says what we would write is left as it is."""
    project.run("build")
    (project.root / "build" / MANIFEST).unlink()
    assert project.run("build").code == 0


def test_a_second_build_touches_nothing(project: Project) -> None:
    """Files that would be the same are not written again."""
    project.run("build")
    times = {path: path.stat().st_mtime_ns for path in (project.root / "build").rglob("*")}
    assert project.run("build").code == 0
    assert {path: path.stat().st_mtime_ns for path in (project.root / "build").rglob("*")} == times


@pytest.mark.parametrize("link", ["build/dashboards", "build/dashboards/shop/load.json"])
def test_links_are_not_followed(project: Project, tmp_path: Path, link: str) -> None:
    """A symbolic link below the build is an error before anything is written."""
    project.run("build")
    (project.root / link).rename(tmp_path / "elsewhere")
    (project.root / link).symlink_to(tmp_path / "elsewhere")
    project.write({"boards.py": BOARD.replace('"reqps"', '"ops"')})
    ran = project.run("build")
    assert ran.code == 1
    assert f"{link} is a symbolic link" in ran.err


def test_a_build_of_another_project_is_refused(project: Project) -> None:
    """The output of another project is not overwritten."""
    project.run("build")
    project.write({"grafmint.toml": TOML.replace('"shop"', '"other"')})
    ran = project.run("build")
    assert ran.code == 1
    assert "belongs to 'shop', not to 'other'" in ran.err


def test_a_warning_stops_nothing(project: Project) -> None:
    """A build with warnings is done: exit code 0, and the warning is on standard error."""
    project.write({"boards.py": BOARD.replace("Requests", "In $CUR")})
    ran = project.run("build")
    assert ran.code == 0
    assert "warning: unknown variable $CUR" in ran.err


def test_the_configuration_may_lie_elsewhere(project: Project, tmp_path: Path) -> None:
    """--config names another project; its modules are found from there, the output is written here."""
    here = Project(tmp_path / "here").write({"x.txt": ""})
    assert here.run("build", "--config", str(project.root / "grafmint.toml")).code == 0
    assert (here.root / "build/dashboards/shop/load.json").is_file()
    project.write({"boards.py": "1 / 0\n"})
    ran = here.run("build", "--config", str(project.root / "grafmint.toml"))
    assert "--> boards.py:1" in ran.err


def test_the_same_input_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    """Another folder, hash seed, time zone and locale make no difference to any file of a build."""
    twin = Project(tmp_path / "another folder" / "twin").write({"grafmint.toml": TOML, "boards.py": BOARD})
    builds = []
    for one, seed, zone, locale in ((project, "1", "Asia/Tokyo", "C"), (twin, "2", "America/Lima", "C.UTF-8")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        subprocess.run([sys.executable, "-m", "grafmint", "build"], cwd=one.root, env=env, check=True)
        builds.append(one.files("build"))
    assert builds[0] == builds[1]
    assert len(builds[0]) == 3


def test_an_edited_file_is_written_anew_and_told(project: Project) -> None:
    """A build's files are its own: an edit is overwritten, with a warning that names the file, and once."""
    project.run("build")
    path = "build/dashboards/shop/load.json"
    before = project.files("build")
    project.write({path: "edited"})
    ran = project.run("build")
    assert (ran.code, ran.err) == (0, f"warning: overwrote edited {path}\n")
    assert project.files("build") == before
    assert project.run("build").err == ""
