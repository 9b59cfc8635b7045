"""Dashboards that others made are resources like ours: loaded, built, checked, planned and synced."""

import json
from collections.abc import Callable

import pytest

from tests.cli.runner import Project
from tests.loading.conftest import TOML

Load = Callable[..., list[str]]
OURS = TOML.replace('["boards"]', '["boards"]\nsources = ["json/**/*"]')
THEIRS = "from grafanalib.core import Dashboard, TimeSeries, Target, GridPos\n"
GRAFANALIB = THEIRS + (
    'panel = TimeSeries(title="Up", dataSource="prom", targets=[Target(expr="up", refId="A")],\n'
    "                   gridPos=GridPos(h=8, w=12, x=0, y=0))\n"
    'dashboard = Dashboard(title="Lib", uid="lib", panels=[panel]).auto_panel_ids()\n'
)
SDK = (
    "from grafana_foundation_sdk.builders import dashboard as sdk, timeseries\n"
    'builder = sdk.Dashboard("Builder").uid("builder").with_panel(timeseries.Panel().title("Up"))\n'
    'built = sdk.Dashboard("Built").uid("built").build()\n'
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("files", "titles"),
    [
        ({"boards.py": GRAFANALIB}, ["Lib"]),
        ({"boards/lib.dashboard.py": GRAFANALIB, "boards/no.py": ""}, ["Lib"]),
        (
            {
                "boards.py": THEIRS + "from grafmint import resources\n@resources\ndef boards(env):\n"
                '    yield Dashboard(title="One", uid="one")\n    yield {"title": "Two", "uid": "two"}\n'
            },
            ["One", "Two"],
        ),
        ({"boards.py": THEIRS + "class Mine(Dashboard):\n    pass\n\nx = Mine(title='M', uid='m')\n"}, ["M"]),
        ({"boards.py": SDK}, ["Builder", "Built"]),
        (
            {"boards.py": 'dashboard = {"title": "Dict", "uid": "dict"}\nother = {"title": "No", "uid": "no"}\n'},
            ["Dict"],
        ),
        ({"grafmint.toml": OURS, "boards.py": "", "json/a/b.json": '{"title": "File", "uid": "f"}'}, ["File"]),
        ({"grafmint.toml": OURS, "boards.py": "", "json/a.yaml": "title: Yaml\nuid: y\n"}, ["Yaml"]),
        ({"grafmint.toml": OURS, "boards.py": "", "json/a.json": '\ufeff{"title": "Mark", "uid": "m"}'}, ["Mark"]),
    ],
    ids=["grafanalib", "dashboard-py", "yielded", "derived", "sdk", "dict", "json", "yaml", "byte-order-mark"],
)
def test_foreign_dashboards_go_all_the_way(
    project: Project, load: Load, files: dict[str, str], titles: list[str]
) -> None:
    """Whoever made them, dashboards are found, build, check, plan and sync, and the second sync has nothing to do."""
    project.write(files)
    assert load() == titles
    assert project.run("build").code == 0
    assert sorted(json.loads(c)["title"] for n, c in project.files("build/dashboards").items()) == sorted(titles)
    assert project.run("check").code == 0
    assert f"Plan: {len(titles) + 1} to create" in project.run("plan").out
    assert project.run("sync", "--yes").code == 0
    assert project.run("sync").out == "No changes.\n"


ENVELOPE = {"dashboard": {"uid": "a", "title": "A", "id": 5, "version": 9}}
RESOURCE = {"apiVersion": "dashboard.grafana.app/v1beta1", "metadata": {"name": "a"}, "spec": {"title": "A"}}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({**ENVELOPE, "folderUid": "shop"}, "shop/a"),
        ({**ENVELOPE, "meta": {"folderUid": "shop"}}, "shop/a"),
        ({**ENVELOPE, "meta": {"folderUid": ""}}, "a"),
        ({**ENVELOPE, "meta": {"folderUid": "general"}}, "a"),
        (RESOURCE, "a"),
        ({**RESOURCE, "metadata": {"name": "a", "annotations": {"grafana.app/folder": "shop"}}}, "shop/a"),
    ],
)
@pytest.mark.parametrize("form", ["json", "dict"])
def test_envelopes_are_opened(project: Project, document: object, place: str, form: str) -> None:
    """What Grafana's API gives goes into the folder that it names; its own numbers are not written."""
    folder = "from grafmint import Folder\nshop = Folder(uid='shop', title='Shop')\n"
    if form == "json":
        project.write({"grafmint.toml": OURS, "boards.py": folder, "json/a.json": json.dumps(document)})
    else:
        project.write({"boards.py": f"{folder}dashboard = {document!r}\n"})
    assert project.run("build").code == 0
    built = project.files("build/dashboards")
    assert list(built) == [f"build/dashboards/{place}.json"]
    assert json.loads(built[f"build/dashboards/{place}.json"]) == {"title": "A", "uid": "a"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("board", "says"),
    [
        (
            'dashboard = {"title": "A", "elements": {}, "layout": {}}',
            "boards.py:1 source-file: a dashboard of schema v2",
        ),
        ('dashboard = {"name": "A"}', "boards.py:1 source-file: no dashboard: it has neither a title nor panels"),
        (
            THEIRS + 'dashboard = Dashboard(title="A", uid="a", panels=[object()])',
            "boards.py:2 module-error: TypeError: object says not how it is written as JSON",
        ),
    ],
)
def test_foreign_dashboards_that_cannot_be(project: Project, load: Load, board: str, says: str) -> None:
    """What cannot be read is one finding at the line that defines it."""
    project.write({"boards.py": board + "\n"})
    (found,) = load()
    assert found.startswith(says)


def test_sources_skip_what_is_hidden(project: Project, load: Load) -> None:
    """`**` finds no file in a hidden directory, unless the pattern names it; a file of two patterns is one."""
    project.write({
        "grafmint.toml": TOML.replace('["boards"]', '["boards"]\nsources = ["**/*.json", "a.json"]'),
        "boards.py": "",
        "a.json": '{"title": "A"}',
        ".venv/b.json": '{"title": "B"}',
    })  # fmt: skip
    assert load() == ["A"]
    project.write({"grafmint.toml": TOML.replace('["boards"]', '["boards"]\nsources = [".venv/*.json"]')})
    assert load() == ["B"]


@pytest.mark.parametrize("pattern", ["/etc/*.json", "nope/*.json"])
def test_a_source_without_files_is_told(project: Project, load: Load, pattern: str) -> None:
    """A pattern that fits nothing, or starts outside of the project, is an error at its line."""
    project.write(
        {"grafmint.toml": TOML.replace('["boards"]', f'["boards"]\nsources = ["{pattern}"]'), "boards.py": ""}
    )
    assert load() == [f"grafmint.toml:4 no-source: no file fits the source {pattern!r}"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", b'{"title": "\xff"}', "the file is not UTF-8 text"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.yaml", b"a: !!python/object/apply:os.system [id]\n", "not valid YAML"),
        ("a.yaml", b"date: 2001-02-30\n", "is no timestamp"),
        ("a.json", b'{"title": "A", "uid": "a", "x": NaN}', "not a finite number"),
        ("a.json", b"null", "no dashboard but a null"),
    ],
)
def test_files_of_others_are_data(project: Project, name: str, content: bytes, says: str) -> None:
    """Broken, hostile or odd files are errors with their place, and run no code."""
    project.write({"grafmint.toml": OURS, "boards.py": "", "json/x": ""})
    (project.root / "json/x").unlink()
    (project.root / "json" / name).write_bytes(content)
    ran = project.run("build")
    assert ran.code == 1
    assert says in ran.err
    assert f"--> json/{name}:1" in ran.err
    assert "fault of grafmint" not in ran.err


def test_a_missing_permission_is_told(project: Project, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system does not give is an error with the system's reason."""
    project.write({"grafmint.toml": OURS, "boards.py": "", "json/a.json": "{}"})

    def refuse(_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    from pathlib import Path

    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: refuse(path) if path.suffix == ".json" else real(path))
    assert load() == ["json/a.json:1 source-file: the file cannot be read: Permission denied"]
