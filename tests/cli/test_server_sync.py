"""Plan and sync for a server: what is written, what is left alone, and that a second run has nothing to do."""

import json
import re
import shlex
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grafmint.testing import Grafana
from tests.cli.runner import GOLDEN, Project, compare
from tests.cli.server import BOARDS, CODE, ERRORS, HEAD, LOAD, PASSWORD, SECRET, SOURCE, TOKEN, Site, account, between
from tests.cli.server import opened as open_site

TEXT = '{name} = Dashboard(uid="{name}", title="{title}"{more}, panels=[Text(title="Text", content="Hello")])\n'
FOLDERS = HEAD + 'team = Folder(uid="team", title="Team")\n'
GRANTED = """\
from grafmint import *

shop = Folder(uid="shop", title="Shop", permissions=[{}]{})
"""
DEFAULTS = """\
from grafmint.prometheus import Datasource

a = Datasource(name="metrics", url="http://a{}", is_default={})
b = Datasource(name="b", url="http://b", is_default={})
"""


@pytest.fixture
def empty(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The project before its first sync to a fresh server."""
    with open_site(project, monkeypatch) as site:
        yield site


@pytest.fixture
def site(empty: Site) -> Site:
    """The project after its first sync, nothing counted yet."""
    assert empty.sync().code == 0
    empty.grafana.forget_requests()
    return empty


def text(name: str, title: str = "", more: str = "") -> str:
    """Code of a dashboard with one panel."""
    return TEXT.format(name=name, title=title or name.title(), more=more and f", {more}")


def hand_made(site: Site, uid: str = "load", title: str = "Load", folder: str | None = None, **more: Any) -> None:
    """Somebody saves a dashboard of their own, after its folder."""
    if folder is not None and folder not in site.grafana.folders():
        site.ask("POST", "/api/folders", {"uid": folder, "title": folder.title()})
    save = {"dashboard": {"uid": uid, "title": title, **more}, "folderUid": folder or "", "overwrite": True}
    site.ask("POST", "/api/dashboards/db", save)


def change_source(site: Site, **fields: Any) -> None:
    """Somebody saves the datasource in its page."""
    found = site.ask("GET", "/api/datasources/uid/prom")
    site.ask("PUT", "/api/datasources/uid/prom", {**found, **fields})


def test_a_whole_life(empty: Site) -> None:
    """From nothing through edits in code and page, conflicts, force and take-over: every transcript is the golden."""
    said = []

    def run(*arguments: str) -> None:
        said.append(empty.transcript(arguments[0], "--env", "prod", *arguments[1:]))

    run("plan")
    run("sync", "--yes")
    run("sync")
    empty.code(CODE.replace("warning=80", "warning=70").replace("sum(up == 0)", "count(up == 0)"))
    run("sync", "--yes")
    empty.grafana.edit("load", lambda board: board["panels"][0].update(title="Theirs"))
    empty.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    run("plan")
    run("sync", "--yes")
    run("sync", "--yes")
    run("sync", "--yes", "--force", "load")
    hand_made(empty, "mine", "Mine")
    empty.code(CODE.replace('unit="reqps"', 'unit="ops"') + text("mine"))
    run("sync", "--yes")
    run("sync", "--yes", "--take-over", "mine")
    empty.code(CODE + text("mine", more="folder=shop"))
    run("sync", "--yes")
    empty.code(CODE)
    run("plan", "--detailed-exitcode")
    compare("server-whole-life", "\n".join(said))


def test_everything_arrives(site: Site) -> None:
    """Folders, datasources with their secrets and dashboards are there as the code has them."""
    assert site.grafana.folders() == {"shop": "Shop"}
    assert site.grafana.secret("prom", "basicAuthPassword") == SECRET
    assert site.grafana.folder_of("load") == site.grafana.folder_of("errors") == "shop"
    source = site.grafana.datasources()["prom"]
    assert (source["name"], source["basicAuthUser"], source["isDefault"]) == ("metrics", "grafana", False)


def test_a_second_run_sends_no_write(site: Site) -> None:
    """It says exactly `No changes.`, asks no question, and not one request that is no GET comes to the socket."""
    ran = site.project.run("sync", "--env", "prod")
    assert (ran.code, ran.out, ran.err) == (0, "No changes.\n", "")
    assert {request.method for request in site.grafana.requests} == {"GET"}


@pytest.mark.parametrize("count", [0, 1, 60])
def test_what_is_unchanged_is_read_once(empty: Site, count: int) -> None:
    """For so many dashboards exactly so many reads, one each, and nine more for everything around them."""
    empty.code(HEAD + "".join(text(f"b{number}", more="folder=shop") for number in range(count)))
    assert empty.sync().code == 0
    assert empty.settled()
    prefix = "/api/dashboards/uid/"
    read = sorted(each.path.removeprefix(prefix) for each in empty.grafana.requests if each.path.startswith(prefix))
    assert read == sorted(f"b{number}" for number in range(count))
    assert empty.grafana.count() == count + 9


@pytest.mark.parametrize("command", [("plan",), ("sync", "--dry-run"), ("sync",)])
def test_a_plan_writes_nothing(empty: Site, command: tuple[str, ...]) -> None:
    """Neither a plan, nor a dry run, nor a sync that nobody confirmed sends a write."""
    empty.project.run(*command, "--env", "prod")
    assert empty.grafana.requests
    assert empty.written() == []


def test_a_change_is_told_by_panel_and_field(site: Site) -> None:
    """An update names the panel and each value that changes, and writes that dashboard alone."""
    site.code(CODE.replace("critical=95", "critical=90").replace("sum(rate(http_requests_total[5m]))", "vector(1)"))
    assert site.step("load")["changes"] == [
        'panel "Requests"  thresholds  critical 95 → 90',
        'panel "Requests"  query A  expression  sum(rate(http_requests_total[5m])) → vector(1)',
    ]
    assert site.sync().code == 0
    assert site.written() == ["POST /api/dashboards/db"]
    assert site.settled()


def change(panel: int, **said: Any) -> Callable[[Grafana], None]:
    """Somebody saves a panel of the dashboard `load` in its page."""
    return lambda grafana: grafana.edit("load", lambda board: board["panels"][panel].update(said))


def change_threshold(grafana: Grafana) -> None:
    """Somebody lowers a threshold in the page."""
    steps = ("panels", 0, "fieldConfig", "defaults", "thresholds", "steps", 1)

    def lower(board: Any) -> None:
        for key in steps:
            board = board[key]
        board["value"] = 50

    grafana.edit("load", lower)


def change_query(grafana: Grafana) -> None:
    """Somebody writes another query in the page."""
    grafana.edit("load", lambda board: board["panels"][0]["targets"][0].update(expr="vector(1)"))


EDITS: dict[str, tuple[Callable[[Grafana], None], str]] = {
    "title": (lambda grafana: grafana.edit("load", lambda board: board.update(title="T")), 'title  "Load" → "T"'),
    "threshold": (change_threshold, 'panel "Requests"  thresholds  warning 80 → 50'),
    "query": (change_query, 'panel "Requests"  query A  expression  sum(rate(http_requests_total[5m])) → vector(1)'),
    "place": (change(1, gridPos={"x": 12, "y": 20, "w": 6, "h": 5}), 'panel "Up" moved  x 12, y 0 → x 12, y 20'),
    "folder": (lambda grafana: grafana.move("load", None), "folder  shop → top level"),
    "panel": (lambda grafana: grafana.edit("load", lambda board: board["panels"].pop()), 'panel "Up" removed'),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_in_the_page_is_never_lost(site: Site, name: str) -> None:
    """Each kind of edit is a conflict that names the field; nothing is written to it, everything else is (4, then 1).

    With `--force` the code's own state is back, and the next run has nothing to do.
    """
    act, said = EDITS[name]
    act(site.grafana)
    edited = site.grafana.dashboard("load"), site.grafana.folder_of("load")
    site.code(CODE.replace('unit="reqps"', 'unit="ops"').replace("sum(up == 0)", "count(up == 0)"))
    step = site.step("load")
    assert (step["action"], step["way_out"]) == ("conflict", "--force")
    assert step["reason"] == "edited since the last sync: in Grafana, just now (version 2, by editor-3)"
    assert any(line.startswith(f"theirs: {said}") for line in step["changes"]), step["changes"]
    assert 'ours: panel "Requests"  unit  reqps → ops' in step["changes"]
    assert site.sync().code == 4
    assert site.written() == ["POST /api/dashboards/db"]
    assert site.sync().code == 1
    assert site.written() == ["POST /api/dashboards/db"]
    assert (site.grafana.dashboard("load"), site.grafana.folder_of("load")) == edited
    assert site.sync("--force", "load").code == 0
    assert site.grafana.folder_of("load") == "shop"
    assert site.settled()


def test_an_edit_that_the_code_does_not_touch_is_a_conflict_too(site: Site) -> None:
    """The code is as it was and the page is not: a sync would undo the edit, so that it asks."""
    site.retitle()
    assert site.sync().code == 1
    assert site.title() == "Theirs"


def test_saving_without_a_change_is_no_edit(site: Site) -> None:
    """Opened and saved in the page: the defaults that it fills in are nobody's wish, and stay."""
    site.grafana.edit("load", lambda _: None)
    assert site.version() == 2
    assert site.settled()
    assert site.version() == 2
    site.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    assert site.sync().code == 0
    assert site.settled()


def test_an_edit_that_the_code_has_too_is_none(site: Site) -> None:
    """Somebody tried it in the page first and wrote it into the code: nothing is lost by writing the code."""
    site.retitle(title="Weight")
    site.code(CODE.replace('title="Load"', 'title="Weight"'))
    assert site.steps()["dashboard load"] == "adopt"
    assert "1 adopted" in site.sync().out
    assert site.settled()
    # What was adopted is what the next change begins from, also of the very same field.
    site.code(CODE.replace('title="Load"', 'title="Height"').replace('unit="reqps"', 'unit="ops"'))
    assert site.steps()["dashboard load"] == "update"
    assert site.sync().code == 0
    assert site.settled()


def test_an_edit_goes_on_into_the_code_without_a_sync_between(site: Site) -> None:
    """The code has the edit and more: an update, as nothing is lost."""
    site.retitle(title="Weight")
    site.code(CODE.replace('title="Load"', 'title="Weight"').replace('unit="reqps"', 'unit="ops"'))
    assert site.steps()["dashboard load"] == "update"
    assert site.sync().code == 0
    assert site.settled()


def test_only_what_is_forced_is_written(site: Site) -> None:
    """`--force` for one edit leaves the other one alone."""
    site.retitle("load", "A")
    site.retitle("errors", "B")
    assert site.sync("--force", "load").code == 4
    assert (site.title("load"), site.title("errors")) == ("Load", "B")


def test_a_uid_of_two_kinds_is_forced_by_kind(site: Site) -> None:
    """Kinds share uids: a bare one that two edits have is wrong usage; the command that the plan prints is not."""
    site.code(CODE.replace('uid="load"', 'uid="prom"'))
    site.grafana.delete("load")
    assert site.sync().code == 0
    site.retitle("prom")
    change_source(site, url="http://theirs")
    site.grafana.forget_requests()
    ran = site.sync("--force", "prom")
    assert (ran.code, site.written()) == (64, [])
    assert "--force prom: several conflicts have this uid" in ran.err
    assert "write --force datasource/prom or --force dashboard/prom" in ran.err
    assert "`grafmint sync --env prod --force datasource/prom --force dashboard/prom`" in site.plan().out
    assert site.sync("--force", "datasource/prom").code == 4
    assert (site.title("prom"), site.grafana.datasources()["prom"]["url"]) == ("Theirs", "http://prometheus:9090")
    assert site.sync("--force", "prom").code == 0
    assert site.settled()


def test_the_printed_command_plans_the_same(site: Site) -> None:
    """It has the selection along, in quotes where a shell would read it: nothing else is written by pasting it."""
    site.retitle("load", "A")
    site.code(CODE.replace("sum(up == 0)", "count(up == 0)"))
    out = site.plan("--select", "dashboard/lo*").out
    [command] = re.findall("`grafmint (.*)`", out)
    assert command == "sync --env prod --select 'dashboard/lo*' --force load"
    site.grafana.forget_requests()
    assert site.project.run(*shlex.split(command), "--yes").code == 0
    assert site.written() == ["POST /api/dashboards/db"]
    assert site.title() == "Load"


def test_force_is_not_for_what_is_not_ours(empty: Site) -> None:
    """A dashboard made by hand wants --take-over: --force for it is wrong usage, and the other way round."""
    hand_made(empty, title="By hand")
    empty.grafana.forget_requests()
    assert empty.sync("--force", "load").code == 64
    empty.code(HEAD)
    assert empty.sync("--take-over", "load").code == 64
    assert empty.written() == []


def test_a_hand_made_one_is_taken_over_only_when_asked(empty: Site) -> None:
    """Without --take-over it is left alone and said who made it; with it, it is ours from then on."""
    hand_made(empty, title="By hand", folder="team")
    step = empty.step("load")
    assert (step["action"], step["way_out"]) == ("conflict", "--take-over")
    assert step["reason"].startswith("not made by grafmint: in Grafana, just now (version 1")
    assert {'title  "By hand" → "Load"', "folder  team → shop"} <= set(step["changes"])
    assert empty.sync().code == 4
    assert empty.title() == "By hand"
    assert empty.sync("--take-over", "load").code == 0
    assert empty.settled()
    empty.retitle()
    assert empty.step("load")["reason"].startswith("edited since the last sync")


def test_an_equal_one_made_by_hand_is_no_change(site: Site) -> None:
    """Exported and imported again, without our mark and tag: the same content needs no write."""
    board = site.grafana.dashboard("load") or {}
    site.grafana.delete("load")
    kept = {key: value for key, value in board.items() if key not in {"grafmint", "tags", "id", "version"}}
    hand_made(site, folder="shop", **{key: value for key, value in kept.items() if key not in {"uid", "title"}})
    assert site.settled()


def test_an_older_version_put_back_is_an_edit(site: Site) -> None:
    """Its mark names an older version than the live one: the history tells what was undone."""
    site.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    site.sync()
    site.grafana.put_back("load", 1)
    assert site.step("load")["changes"] == ['theirs: panel "Requests"  unit  ops → reqps']
    assert site.sync().code == 1
    site.code(CODE)
    assert "1 adopted" in site.sync().out
    assert site.settled()


def test_a_copy_keeps_our_tag_and_is_not_ours(site: Site) -> None:
    """Neither written, listed nor called a stray: the tag proves nothing."""
    site.grafana.copy("load", "copy", "Copy")
    hand_made(site, "copied", "Copied", grafmint=(site.grafana.dashboard("load") or {})["grafmint"])
    before = site.grafana.dashboard("copy"), site.grafana.dashboard("copied")
    assert set(site.steps()) == {"folder shop", "datasource prom", "dashboard load", "dashboard errors"}
    site.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    assert site.sync().code == 0
    assert (site.grafana.dashboard("copy"), site.grafana.dashboard("copied")) == before


def test_a_copy_at_our_uid_is_not_ours(empty: Site) -> None:
    """A copy that stands where the code wants its own is foreign, tag or not."""
    empty.code(HEAD + LOAD + SOURCE)
    empty.sync()
    empty.grafana.copy("load", "errors", "Copy")
    empty.code(CODE)
    assert empty.step("errors")["reason"].startswith("not made by grafmint")
    assert empty.sync().code == 1


def test_what_somebody_deleted_is_created_again(site: Site) -> None:
    """Deleted in the page and wanted in the code."""
    site.grafana.delete("load")
    assert site.steps()["dashboard load"] == "create"
    assert site.sync().code == 0
    assert site.settled()


def test_what_is_deleted_after_the_plan_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleted between plan and write: it is there again, the run says so, and its mark is right."""
    site.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    with monkeypatch.context() as patch:
        between(patch, lambda: site.grafana.delete("load"))
        ran = site.sync()
    said = "recreated: it had been deleted since the plan was made"
    assert ran.code == 0
    assert f'~ update     dashboard   load  "Load"  {said}' in ran.err
    assert f"! dashboard load: {said}" in ran.out
    assert site.version() == 2
    assert site.settled()
    assert site.steps()["dashboard load"] == "unchanged"


@pytest.mark.parametrize("there", [True, False])
def test_what_is_saved_after_the_plan_is_not_overwritten(
    site: Site, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Saved by somebody between plan and write, or made: the step fails, the others are done, the next run tells."""
    if not there:
        site.grafana.delete("load")
    site.code(CODE.replace('unit="reqps"', 'unit="ops"').replace("sum(up == 0)", "count(up == 0)"))
    with monkeypatch.context() as patch:
        between(patch, site.retitle if there else lambda: hand_made(site, title="Theirs", folder="shop"))
        ran = site.sync()
    assert ran.code == 4
    assert "dashboard 'load' has changed on the server since the plan was made: not written" in ran.err
    assert site.title() == "Theirs"
    assert site.steps() | {"dashboard errors": "unchanged", "dashboard load": "conflict"} == site.steps()


def test_what_the_code_has_no_more_stays_until_it_is_pruned(site: Site) -> None:
    """Ours without code is shown and kept, with the way to remove it; `--prune` removes it, and then all is said."""
    site.code(HEAD + SOURCE + LOAD)
    assert site.steps()["dashboard errors"] == "stray"
    ran = site.sync()
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "No changes.")
    assert "not in the code; --prune removes it" in ran.out
    assert site.written() == []
    assert (site.sync("--prune", "--max-delete", "0").code, site.written()) == (1, [])
    ran = site.sync("--prune")
    assert (ran.code, "✓ 1 deleted" in ran.out) == (0, True)
    assert sorted(site.grafana.dashboards()) == ["load"]
    assert site.settled()


def test_what_would_be_too_much_says_how_it_goes(site: Site) -> None:
    """The command that the plan gives deletes it, and no number below nothing is one."""
    site.code(HEAD + SOURCE + LOAD)
    told = re.search(r"`grafmint (sync .* --max-delete 1)`", site.plan("--prune", "--max-delete", "0").out)
    assert told is not None
    assert site.project.run(*shlex.split(told[1]), "--yes").code == 0
    assert sorted(site.grafana.dashboards()) == ["load"]
    assert site.plan("--prune", "--max-delete", "-1").code == 64


def test_two_projects_leave_each_other_alone(site: Site) -> None:
    """What another project wrote is shown with its name, never written, and no option makes it ours."""
    before = site.grafana.dashboards(), site.grafana.datasources()
    site.config(name='"other"')
    site.code(CODE.replace('title="Load"', 'title="Weight"').replace("9090", "9091"))
    steps = site.steps()
    assert (steps["dashboard load"], steps["datasource prom"]) == ("managed", "managed")
    assert site.step("load")["reason"] == "left alone: managed by the project 'shop'"
    assert "managed by the project 'shop'" in site.step("prom")["reason"]
    site.grafana.forget_requests()
    assert site.sync().code == 1
    for option in ("--force", "--take-over"):
        assert [site.sync(option, uid).code for uid in ("load", "prom")] == [64, 64]
    assert site.written() == []
    site.code(CODE + text("own"))
    assert site.sync().code == 4
    boards = site.grafana.dashboards()
    assert boards.pop("own")["grafmint"]["project"] == "other"
    assert (boards, site.grafana.datasources()) == before


def test_what_files_provision_is_left_alone(empty: Site) -> None:
    """A dashboard and a datasource from files of the server's own are named as that, and never written."""
    empty.grafana.provision({"uid": "load", "title": "From a file"}, "shop", "Shop")
    empty.grafana.provision_datasource({"uid": "prom", "name": "metrics", "type": "prometheus", "url": "http://p"})
    assert empty.step("load")["reason"] == "left alone: provisioned from the file load.json"
    assert empty.step("prom")["reason"] == "left alone: provisioned from a file"
    assert empty.sync().code == 4
    assert empty.sync().code == 1
    assert empty.sync("--take-over", "load").code == 64
    assert empty.title() == "From a file"


@pytest.mark.parametrize(("theirs", "title"), [("Load", "Load"), ("LOAD!", "Load"), ("Läd", "Lad")])
def test_a_title_that_is_taken_is_found_in_the_plan(empty: Site, theirs: str, title: str) -> None:
    """Compared as Grafana does; a conflict without a way out, nothing sent, everything else done."""
    hand_made(empty, "theirs", theirs, folder="shop")
    empty.code(CODE.replace('title="Load"', f'title="{title}"'))
    step = empty.step("load")
    assert (step["action"], step["way_out"]) == ("conflict", None)
    assert step["reason"].startswith("its title is taken: dashboard 'theirs' has it")
    assert empty.sync().code == 4
    assert empty.grafana.dashboard("load") is None
    assert empty.title("theirs") == theirs


def test_the_title_of_a_folder_is_taken_everywhere(empty: Site) -> None:
    """Grafana 9 gives no dashboard the title of any folder, wherever it lies: the plan says so."""
    empty.ask("POST", "/api/folders", {"uid": "theirs", "title": "Load"})
    assert empty.step("load")["reason"].startswith("its title is taken: folder 'theirs' has it")
    assert empty.sync().code == 4


def test_one_title_in_two_folders_is_two_titles(empty: Site) -> None:
    """Elsewhere the same title is in nobody's way."""
    hand_made(empty, "theirs", "Load", folder="team")
    assert empty.sync().code == 0


@pytest.mark.parametrize("option", [(), ("--take-over", "load")])
def test_a_uid_that_a_folder_has_is_taken(empty: Site, option: tuple[str, ...]) -> None:
    """Folders and dashboards share their uids: a dashboard cannot be made there, and nothing promises that it can."""
    empty.ask("POST", "/api/folders", {"uid": "load", "title": "Loads"})
    step = empty.step("load")
    assert (step["reason"], step["way_out"]) == ("its uid is taken: the folder 'Loads' has it", None)
    assert empty.sync(*option).code == (64 if option else 4)
    assert empty.grafana.folders()["load"] == "Loads"


def test_a_uid_that_a_dashboard_has_is_taken(empty: Site) -> None:
    """Nor can a folder be made where a dashboard is; what should lie in it is not even tried."""
    hand_made(empty, "shop", "Shopping")
    assert empty.step("shop")["reason"] == "its uid is taken: the dashboard 'Shopping' has it"
    assert empty.step("load")["reason"] == "its folder 'shop' does not exist, and is in conflict itself"
    empty.grafana.forget_requests()
    assert empty.sync().code == 4
    assert empty.written() == ["POST /api/datasources"]
    assert empty.title("shop") == "Shopping"


def test_a_name_of_a_datasource_is_taken(empty: Site) -> None:
    """A datasource made by hand has the name under another uid."""
    body = {"uid": "theirs", "name": "metrics", "type": "prometheus", "access": "proxy", "url": "http://t"}
    empty.ask("POST", "/api/datasources", body)
    assert empty.step("prom")["reason"].startswith("its name is taken: datasource 'theirs' has it")
    assert empty.sync().code == 4


@pytest.mark.parametrize("attempt", range(3))
def test_a_title_that_one_gives_up_goes_to_another(empty: Site, attempt: int) -> None:
    """Renaming one and giving its old title to the next, down a row of five, works in one sync."""
    titles = [f"T{number}" for number in range(6)]
    empty.code(HEAD + "".join(text(f"d{n}", titles[n], "folder=shop") for n in range(5)))
    assert empty.sync().code == 0
    empty.code(HEAD + "".join(text(f"d{n}", titles[n + 1], "folder=shop") for n in range(5)))
    ran = empty.sync()
    assert (ran.code, "5 updated" in ran.out) == (0, True)
    assert empty.settled()


def test_titles_in_a_ring_are_found_in_the_plan(empty: Site) -> None:
    """Two that want each other's title cannot have it by single saves: told what to do, and nothing is sent."""
    empty.code(HEAD + text("a", "A", "folder=shop") + text("b", "B", "folder=shop"))
    assert empty.sync().code == 0
    empty.code(HEAD + text("a", "B", "folder=shop") + text("b", "A", "folder=shop"))
    empty.grafana.forget_requests()
    assert empty.step("a")["reason"].startswith("its title is exchanged with dashboard 'b'")
    assert (empty.sync().code, empty.written()) == (1, [])


def test_titles_behind_an_edit_wait_for_it(site: Site) -> None:
    """An edited dashboard keeps its title until the edit is forced; then one sync renames both."""
    site.grafana.edit("load", lambda board: board["panels"].pop())
    site.code(CODE.replace('title="Load"', 'title="Weight"').replace('title="Errors"', 'title="Load"'))
    site.grafana.forget_requests()
    assert site.step("errors")["reason"] == (
        "its title is taken: dashboard 'load' has it until its own conflict is resolved"
    )
    assert (site.sync().code, site.written()) == (1, [])
    assert site.sync("--force", "load").code == 0
    assert (site.title("load"), site.title("errors")) == ("Weight", "Load")
    assert site.settled()


def test_another_uid_for_ours_says_what_is_in_the_way(site: Site) -> None:
    """The code gave a dashboard another uid: the old one, ours still, has the title."""
    site.code(CODE.replace('uid="load"', 'uid="weight"'))
    assert site.step("weight")["reason"] == (
        "its title is taken: dashboard 'load' has it, which the code has no more: "
        'give it the new uid with renamed_from="load", delete it in Grafana, or keep its uid'
    )
    assert site.sync().code == 1


def test_dashboards_move_between_folders(site: Site) -> None:
    """To another folder, to the top and back; each is an update that names both."""
    for folder, said in (("team", "folder  shop → team"), (None, "folder  team → top level")):
        site.code(
            FOLDERS + SOURCE + LOAD.replace("    folder=shop,\n", f"    folder={folder},\n" if folder else "") + ERRORS
        )
        assert site.step("load")["changes"] == [said]
        assert site.sync().code == 0
        assert site.grafana.folder_of("load") == folder
        assert site.settled()


def test_a_move_in_the_page_that_the_code_makes_too_is_none(site: Site) -> None:
    """Both moved it to the same folder."""
    site.code(FOLDERS + SOURCE + LOAD + ERRORS)
    site.sync()
    site.grafana.move("load", "team")
    site.code(FOLDERS + SOURCE + LOAD.replace("folder=shop", "folder=team") + ERRORS)
    assert "1 adopted" in site.sync().out
    assert site.settled()


def test_a_folder_is_renamed(site: Site) -> None:
    """By the code, whoever renamed it last: a folder has no base to tell. Its dashboards stay in it unread."""
    site.code(CODE.replace('title="Shop"', 'title="Store"'))
    assert site.step("shop")["changes"] == ['title  "Shop" → "Store"']
    assert site.sync().code == 0
    assert site.grafana.folders() == {"shop": "Store"}
    site.ask("PUT", "/api/folders/shop", {"title": "Theirs", "overwrite": True})
    assert site.sync().code == 0
    assert site.grafana.folders() == {"shop": "Store"}
    assert site.settled()


def test_titles_of_folders_move_on(empty: Site) -> None:
    """One folder takes the title that the next one gives up, in one sync."""
    code = 'from grafmint import *\n\na = Folder(uid="a", title="{}")\nb = Folder(uid="b", title="{}")\n'
    empty.code(code.format("X", "Y"))
    assert empty.sync().code == 0
    empty.code(code.format("Y", "Z"))
    assert empty.sync().code == 0
    assert empty.grafana.folders() == {"a": "Y", "b": "Z"}


def rows(site: Site) -> dict[str, str]:
    """Who may what in the folder."""
    found = site.ask("GET", "/api/folders/shop/permissions")
    return {row.get("role") or row["team"] or row["userLogin"]: row["permissionName"] for row in found}


@pytest.mark.parametrize("exact", [False, True])
def test_permissions_go_to_roles_teams_and_users(empty: Site, exact: bool) -> None:
    """Those of the code are given by name, in one sync with the folder; others stay unless they are to be exact."""
    empty.ask("POST", "/api/teams", {"name": "Ops"})
    # Making a user takes the server's own admin, so that the one who is there anyway is taken.
    granted = ", ".join(
        f'Permission({subject}, permission="{level}")'
        for subject, level in (('role="Viewer"', "View"), ('team="Ops"', "Edit"), ('user="admin"', "Admin"))
    )
    empty.code(GRANTED.format(granted, ", exact_permissions=True" if exact else ""))
    assert empty.sync().code == 0
    ours = {"Viewer": "View", "Ops": "Edit", "admin": "Admin"}
    assert rows(empty) == (ours if exact else {**ours, "Editor": "Edit"})
    assert empty.settled()
    team = empty.ask("GET", "/api/teams/search?name=Ops")["teams"][0]["id"]
    empty.ask(
        "POST",
        "/api/folders/shop/permissions",
        {"items": [{"teamId": team, "permission": 1}, {"role": "Editor", "permission": 4}]},
    )
    step = empty.step("shop")
    assert (step["action"], any("Ops" in line for line in step["changes"])) == ("update", True)
    assert empty.sync().code == 0
    assert rows(empty) == (ours if exact else {**ours, "Editor": "Admin"})
    assert empty.settled()


def test_a_team_that_is_not_there_stops_the_plan(empty: Site) -> None:
    """Every team and user that the server does not have is named at once, before anything is written."""
    empty.code(
        GRANTED.format('Permission(team="Opps", permission="Edit"), Permission(user="u", permission="View")', "")
    )
    for ran in (empty.plan(), empty.sync()):
        assert ran.code == 1
        assert "folder 'shop' names the team 'Opps', folder 'shop' names the user 'u': not in this Grafana" in ran.err
    assert empty.written() == []


def test_permissions_that_may_not_be_read_are_not_applied(empty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor sees no permissions of folders: the plan says so, and the folder is made all the same."""
    monkeypatch.setenv(TOKEN, account(empty.grafana, "Editor"))
    empty.code(GRANTED.format('Permission(role="Viewer", permission="View")', ""))
    assert "Not applied here: permissions of folders" in empty.plan().out
    assert empty.sync().code == 0
    assert empty.settled()


def test_parents_of_folders_need_a_newer_grafana(empty: Site) -> None:
    """On 9.4 a child stands at the top, which is said once and is no change the next time."""
    empty.code(HEAD + 'below = Folder(uid="below", title="Below", parent=shop)\n')
    out = empty.sync().out
    assert "Not applied here: parents of folders, which this Grafana has not: below\n" in out
    assert set(empty.grafana.folders()) == {"shop", "below"}
    assert empty.settled()


def test_a_datasource_edited_in_the_page_is_a_conflict(site: Site) -> None:
    """Another address there is left alone until it is forced; the secret stays as it is."""
    change_source(site, url="http://theirs")
    site.code(CODE.replace("9090", "9091"))
    step = site.step("prom")
    assert (step["action"], step["way_out"]) == ("conflict", "--force")
    assert "from Grafana to the code: url  http://theirs → http://prometheus:9091" in step["changes"]
    assert site.sync().code == 1
    assert site.grafana.datasources()["prom"]["url"] == "http://theirs"
    assert site.sync("--force", "prom").code == 0
    assert site.grafana.datasources()["prom"]["url"] == "http://prometheus:9091"
    assert site.grafana.secret("prom", "basicAuthPassword") == SECRET
    assert site.settled()


def test_a_datasource_is_changed_by_the_code(site: Site) -> None:
    """Another address in the code is an update, and its secret is neither sent nor compared."""
    site.code(CODE.replace("9090", "9091"))
    changes = site.step("prom")["changes"]
    assert changes == [
        "url  http://prometheus:9090 → http://prometheus:9091",
        "secret basicAuthPassword  present, not compared",
    ]
    assert site.sync().code == 0
    assert site.settled()


def test_a_datasource_made_by_hand_is_taken_over_only_when_asked(empty: Site) -> None:
    """As with dashboards; what was there before is written over, with the secret where it lacks one."""
    body = {"uid": "prom", "name": "metrics", "type": "prometheus", "access": "proxy", "url": "http://theirs"}
    empty.ask("POST", "/api/datasources", body)
    assert empty.step("prom")["way_out"] == "--take-over"
    assert empty.sync().code == 4
    assert empty.sync("--take-over", "prom").code == 0
    assert empty.grafana.secret("prom", "basicAuthPassword") == SECRET
    assert empty.settled()


def test_a_datasource_saved_after_the_plan_is_not_overwritten(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of the plan is read again before the write."""
    site.code(CODE.replace("9090", "9091"))
    between(monkeypatch, lambda: change_source(site, url="http://theirs"))
    ran = site.sync()
    assert ran.code == 1
    assert "datasource 'prom' has changed on the server since the plan was made: not written" in ran.err
    assert site.grafana.datasources()["prom"]["url"] == "http://theirs"


def test_credentials_can_be_taken_from_a_datasource(site: Site) -> None:
    """Without auth in the code it is not sent any more, and the user that Grafana keeps is no edit."""
    site.code(CODE.replace(", auth=auth", ""))
    assert site.sync().code == 0
    assert site.grafana.datasources()["prom"]["basicAuth"] is False
    assert site.settled()


@pytest.mark.parametrize("more", ["", "/other"])
def test_the_default_flag_goes_from_one_of_ours_to_another(empty: Site, more: str) -> None:
    """The one that gives it up is written first: the server takes it from there without a word."""
    empty.code(DEFAULTS.format("", True, False))
    assert empty.sync().code == 0
    empty.code(DEFAULTS.format(more, False, True))
    assert empty.sync().code == 0
    assert [uid for uid, each in empty.grafana.datasources().items() if each["isDefault"]] == ["b"]
    assert empty.settled()
    empty.code(DEFAULTS.format(more, True, False))
    assert empty.sync().code == 0
    assert empty.settled()


def test_the_default_flag_is_not_taken_in_silence(empty: Site) -> None:
    """Where somebody else's datasource is the default one it is a conflict, for --force."""
    body = {"uid": "t", "name": "T", "type": "prometheus", "access": "proxy", "url": "http://t", "isDefault": True}
    empty.ask("POST", "/api/datasources", body)
    empty.code(DEFAULTS.format("", True, False))
    step = empty.step("prom")
    assert (step["reason"], step["way_out"]) == ("datasource 't' is the default one and would lose that", "--force")
    assert empty.sync().code == 4
    assert empty.grafana.datasources()["t"]["isDefault"]
    assert empty.sync("--force", "prom").code == 0
    assert not empty.grafana.datasources()["t"]["isDefault"]
    assert empty.settled()


def test_secrets_are_sent_again_when_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new value is not seen by itself; `--resend-secrets` sends it, and it is asked for only then."""
    monkeypatch.setenv(PASSWORD, "another")
    assert site.settled()
    ran = site.sync("--resend-secrets")
    assert (ran.code, "secret basicAuthPassword  present, sent again" in ran.out) == (0, True)
    assert site.grafana.secret("prom", "basicAuthPassword") == "another"
    monkeypatch.delenv(PASSWORD)
    assert site.settled()
    assert site.sync("--resend-secrets").code == 3


def test_secrets_are_not_sent_in_silence_to_what_is_not_ours(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """An equal datasource without our mark is no change; asked to send its secrets, a sync says that it does not."""
    data = site.ask("GET", "/api/datasources/uid/prom")["jsonData"]
    change_source(site, jsonData={key: value for key, value in data.items() if key != "grafmint"})
    assert site.settled()
    monkeypatch.setenv(PASSWORD, "another")
    ran = site.sync("--resend-secrets")
    assert ran.code == 1
    assert "; its secrets are not sent" in ran.out
    assert "`grafmint sync --env prod --resend-secrets --take-over prom`" in ran.out
    assert site.grafana.secret("prom", "basicAuthPassword") == SECRET
    assert site.sync("--resend-secrets", "--take-over", "prom").code == 0
    assert site.grafana.secret("prom", "basicAuthPassword") == "another"
    assert site.settled()


def test_secrets_are_sent_again_where_an_edit_is_in_the_code(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edited in the page and then in the code: nothing would be lost, so that nothing holds them back."""
    change_source(site, url="http://theirs")
    site.code(CODE.replace("http://prometheus:9090", "http://theirs"))
    monkeypatch.setenv(PASSWORD, "another")
    assert site.steps()["datasource prom"] == "adopt"
    assert site.sync("--resend-secrets").code == 0
    assert site.grafana.secret("prom", "basicAuthPassword") == "another"
    assert site.settled()


def test_a_secret_that_the_server_lacks_is_sent(empty: Site) -> None:
    """Added in the code after the datasource was made: seen as missing, and sent without any option."""
    empty.code(CODE.replace(", auth=auth", ""))
    empty.sync()
    empty.code(CODE)
    assert any("basicAuthPassword" in line for line in empty.step("prom")["changes"])
    assert empty.sync().code == 0
    assert empty.grafana.secret("prom", "basicAuthPassword") == SECRET
    assert empty.settled()


def test_names_of_secrets_that_differ_only_in_case_are_two(empty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each goes where the code says, or the project is refused: one sent in the other's place would be given away."""
    for name in ("ONE", "TWO"):
        monkeypatch.setenv(name, name.lower())
    empty.config(secrets='{ key = { env = "ONE" }, KEY = { env = "TWO" } }')
    headers = 'headers={"A": Secret(name="key"), "B": Secret(name="KEY")}'
    empty.code(HEAD + f'metrics = Datasource(name="metrics", url="http://p", {headers})\n')
    sent = (0, "one", "two")
    ran = empty.sync()
    assert (ran.code, *(empty.grafana.secret("prom", f"httpHeaderValue{n}") for n in (1, 2))) in {sent, (1, None, None)}


def test_a_part_can_be_selected(site: Site) -> None:
    """Only what is selected and the folder around it is read and written; edits elsewhere are nobody's concern."""
    site.code(CODE.replace('unit="reqps"', 'unit="ops"').replace("sum(up == 0)", "count(up == 0)"))
    site.grafana.forget_requests()
    assert site.steps("--select", "dashboard/lo*") == {"folder shop": "unchanged", "dashboard load": "update"}
    assert site.grafana.count("GET", "/api/dashboards/uid/errors") == 0
    site.retitle("errors")
    assert site.sync("--select", "dashboard/load").code == 0
    assert site.written() == ["POST /api/dashboards/db"]
    assert site.sync("--select", "dashboard/none").code == 64


@pytest.mark.parametrize(("act", "code"), [(None, 0), ("change", 2), ("edit", 2)])
def test_detailed_exit_codes(site: Site, act: str | None, code: int) -> None:
    """0 without changes, 2 with a change or a conflict; a plain plan is done in each case."""
    if act == "change":
        site.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    if act == "edit":
        site.retitle()
    assert site.plan("--detailed-exitcode").code == code
    assert site.plan().code == 0


def mixed(site: Site) -> None:
    """Something of each kind: an edit, a foreign one, one of another project, a change, a new one, and one to spare."""
    site.retitle()
    hand_made(site, "mine", "By hand")
    hand_made(site, "his", "His", grafmint={"project": "other", "uid": "his", "version": 1})
    spare = site.ask("GET", "/api/dashboards/uid/errors")["dashboard"]
    assert spare["grafmint"]["uid"] == "errors"
    site.code(
        HEAD + SOURCE.replace("9090", "9091") + LOAD + text("mine") + text("his") + text("new", more="folder=shop")
    )


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_a_plan_in_other_forms(site: Site, form: str) -> None:
    """The same plan as one JSON document and as Markdown is the golden one."""
    mixed(site)
    compare(f"server-plan-{form}", site.transcript("plan", "--env", "prod", "--format", form))


def test_a_failed_sync_is_one_json_document(site: Site) -> None:
    """What was done, what failed and why, what was left alone, and the exit code, in one document."""
    mixed(site)
    site.grafana.fail_next(method="POST", path="/api/dashboards/db", status=500, body={"message": "No."})
    ran = site.sync("--json")
    document = json.loads(ran.out)
    assert (ran.code, document["type"], document["exit_code"]) == (4, "outcome", 4)
    assert document["done"] == [{"action": "update", "kind": "datasource", "uid": "prom"}]
    assert document["failed"] == [
        {
            "action": "create",
            "kind": "dashboard",
            "uid": "new",
            "error": {"message": "POST /api/dashboards/db: 500: No.", "hint": "the server's log says more"},
        }
    ]
    actions = {step["uid"]: step["action"] for step in document["plan"]["steps"]}
    assert actions == {
        "shop": "unchanged",
        "prom": "update",
        "load": "conflict",
        "mine": "conflict",
        "his": "managed",
        "new": "create",
        "errors": "stray",
    }


def test_an_editor_needs_no_admin_for_the_first_sync(empty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an empty server an editor has no right to read dashboards yet, but to make them: one sync does it all."""
    monkeypatch.setenv(TOKEN, account(empty.grafana, "Editor"))
    empty.code(BOARDS)
    assert empty.steps() == {"folder shop": "create", "dashboard load": "create", "dashboard errors": "create"}
    assert empty.sync().code == 0
    assert empty.settled()


def test_a_user_with_a_password_is_as_good_as_a_token(empty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Basic authentication goes the same way."""
    monkeypatch.setenv(TOKEN, Grafana.password)
    empty.config(token="{}")  # noqa: S106  # an empty table, taken out in the next line
    path = empty.project.root / "grafmint.toml"
    login = 'user = "admin"\npassword = { env = "SHOP_TOKEN" }'
    path.write_text(path.read_text(encoding="utf-8").replace("token = {}", login), encoding="utf-8")
    assert empty.sync().code == 0
    assert empty.settled()


@pytest.mark.parametrize("options", [{"prefix": "/grafana"}, {"release": "9.5.1"}])
def test_other_servers_are_as_good(project: Project, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]) -> None:
    """A Grafana below a path, and one of another version."""
    with open_site(project, monkeypatch, **options) as site:
        assert site.sync().code == 0
        assert site.settled()


def test_every_transcript_is_in_use() -> None:
    """No golden file outlives its test."""
    names = {path.stem for path in GOLDEN.glob("server-*.txt")}
    assert names == {"server-whole-life", "server-plan-json", "server-plan-markdown", "server-faults"}
