"""`grafmint restore --run` after somebody's edit: what was one before the run is one again, and nothing else is."""

import json
from typing import Any

import pytest

from tests.cli.runner import Project
from tests.cli.server import HEAD, Site
from tests.cli.whole import CHANGED, RENAMED, WHOLE, restore, run_id, whole_site

_RELEASES = ["9.4.0-pre", "13.2"]
_RULES, _SOURCES, _LIBRARY = "/api/v1/provisioning/alert-rules/", "/api/datasources/uid/", "/api/library-elements/"
_USE = "        served,\n"
_PANEL = WHOLE[WHOLE.index("served = ") : WHOLE.index("load = ")]
_GONE = WHOLE.replace(_USE, "").replace(_PANEL, "")


def _source(site: Site) -> None:
    site.ask("PUT", f"{_SOURCES}prom", {**site.ask("GET", f"{_SOURCES}prom"), "url": "http://theirs:9090"})


def _rule(site: Site) -> None:
    rule = site.ask("GET", f"{_RULES}down")
    site.ask("PUT", f"{_RULES}down", {**rule, "annotations": {**rule["annotations"], "summary": "Theirs."}})


def _panel(site: Site) -> None:
    found = site.ask("GET", f"{_LIBRARY}served")["result"]
    said: Any = {key: found[key] for key in ("uid", "folderUid", "version", "kind", "model")}
    site.ask("PATCH", f"{_LIBRARY}served", {**said, "name": "Theirs"})


@pytest.mark.parametrize("release", _RELEASES)
@pytest.mark.parametrize(
    ("uid", "edit"), [("prom", _source), ("down", _rule), ("served", _panel), ("load", Site.retitle)]
)
def test_an_edit_is_an_edit_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, release: str, uid: str, edit: Any
) -> None:
    """The conflict tells of it, and what the code has no more is a stray of ours."""
    with whole_site(project, monkeypatch, release=release) as site:
        edit(site)
        site.code(HEAD)
        left = site.steps()
        site.code(CHANGED)
        before = site.step(uid)
        assert "edited since the last sync" in before["reason"]
        ran = site.sync("--force", uid, "--select", f"{before['kind']}/{uid}")
        assert ran.code == 0, ran
        assert site.step(uid)["action"] == "unchanged"
        undone = restore(site, "--run", run_id(ran))
        assert undone.code == 0, undone
        after = site.step(uid)
        assert (after["action"], "edited since the last sync" in after["reason"]) == ("conflict", True)
        site.code(HEAD)
        assert site.steps() == left
        again = restore(site, "--run", run_id(undone))
        assert again.code == 0, again
        assert restore(site, "--run", run_id(again)).code == 0
        site.code(CHANGED)
        assert "edited since the last sync" in site.step(uid)["reason"]


@pytest.mark.parametrize("release", _RELEASES)
def test_what_is_ignored_is_no_edit_afterwards(project: Project, monkeypatch: pytest.MonkeyPatch, release: str) -> None:
    """A run that cost nobody anything is taken back to what was ours."""
    with whole_site(project, monkeypatch, release=release) as site:
        site.config('ignore = ["dashboard.refresh"]')
        site.grafana.edit("load", lambda board: board.update(refresh="5s"))
        assert site.plan().out == "No changes.\n"
        site.code(CHANGED)
        ran = site.sync("--select", "dashboard/load")
        assert (ran.code, site.title()) == (0, "Loads"), ran
        assert restore(site, "--run", run_id(ran)).code == 0
        board = site.grafana.dashboard("load")
        assert board is not None
        assert (board["title"], board["refresh"]) == ("Load", "5s")
        assert site.step("load")["action"] == "update"
        site.code(WHOLE)
        assert site.plan().out == "No changes.\n"


def _renamed(site: Site) -> str:
    site.code(RENAMED)
    ran = site.sync("--prune")
    assert ran.code == 0, ran
    return run_id(ran)


def _dry(site: Site, id_: str, *arguments: str) -> dict[str, dict[str, Any]]:
    ran = site.project.run("restore", "--env", "prod", "--run", id_, "--dry-run", "--json", *arguments)
    return {f"{step['kind']} {step['uid']}": step for step in json.loads(ran.out)["steps"]}


@pytest.mark.parametrize("release", ["9.4.0-pre", "12.2"])
def test_a_folder_is_not_renamed_back_from_under_what_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch, release: str
) -> None:
    """A board that was changed since, or is on hold, keeps the uid that its folder has now."""
    with whole_site(project, monkeypatch, release=release) as site:
        id_ = _renamed(site)
        site.retitle("loads", "Somebody's")
        steps = _dry(site, id_)
        assert (steps["dashboard load"]["action"], steps["folder shop"]["action"]) == ("conflict", "conflict")
        assert "uses it under its old uid" in steps["folder shop"]["reason"]
        assert _dry(site, id_, "--force", "load")["folder shop"]["action"] == "rename"
        site.config("[[hold]]", 'env = "prod"', 'uid = "load"', 'until = "2999-01-01"', 'reason = "an incident"')
        steps = _dry(site, id_)
        assert (steps["dashboard load"]["action"], steps["folder shop"]["action"]) == ("held", "held")
        assert "dashboard 'load'" in steps["folder shop"]["reason"]


def _unshown(site: Site) -> tuple[str, str]:
    """A run that takes a library panel off its board, and one that deletes it."""
    site.code(WHOLE.replace(_USE, ""))
    first = run_id(site.sync())
    site.code(_GONE)
    return first, run_id(site.sync("--prune"))


def test_a_board_is_not_put_back_without_its_library_panel(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run that deleted it is undone first; or both at once, where one run did both."""
    with whole_site(project, monkeypatch) as site:
        first, second = _unshown(site)
        step = _dry(site, first)["dashboard load"]
        assert step["action"] == "conflict"
        assert "library panel 'served'" in step["reason"]
        assert "undo the run that deleted it first" in step["reason"]
        assert restore(site, "--run", second).code == 0
        assert restore(site, "--run", first).code == 0
        site.code(WHOLE)
        assert site.plan().out == "No changes.\n"
        site.code(_GONE)
        assert restore(site, "--run", run_id(site.sync("--prune"))).code == 0
        site.code(WHOLE)
        assert site.plan().out == "No changes.\n"
