"""`grafmint restore` on a server with something of every kind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.runner import Project, Terminal
from tests.cli.server import HEAD, SECRET, SOURCE, TOKEN, Site, between, hurry, opened
from tests.cli.whole import CHANGED, RENAMED, WHOLE, listed, restore, run_id, whole_site

_SYNC = ("--prune", "--force", "load")


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with the whole project and things of others, on which somebody has edited a board of ours."""
    with whole_site(project, monkeypatch) as site:
        site.retitle("load", "Edited")
        yield site


@pytest.mark.parametrize("release", ["9.4.0-pre", "11.6", "13.2"])
def test_a_run_is_taken_back(project: Project, monkeypatch: pytest.MonkeyPatch, release: str) -> None:
    """Created, updated, forced, deleted, in every kind: afterwards the plan is the same as before the run."""
    with whole_site(project, monkeypatch, release=release) as site:
        site.retitle("load", "Edited")
        site.code(CHANGED)
        before = site.steps("--prune")
        ran = site.sync(*_SYNC)
        assert ran.code == 0
        assert site.title() == "Loads"
        undone = restore(site, "--run", run_id(ran))
        assert (undone.code, site.title()) == (0, "Edited")
        assert "edited since the last sync" in site.step("load")["reason"]
        assert site.steps("--prune") == before
        assert restore(site, "--run", run_id(undone)).code == 0
        assert site.plan("--prune").out == "No changes.\n"


@pytest.mark.parametrize("release", ["9.4.0-pre", "12.2"])
def test_a_rename_is_taken_back(project: Project, monkeypatch: pytest.MonkeyPatch, release: str) -> None:
    """Of a folder with all that is in it, whether the server renames in place or not."""
    with whole_site(project, monkeypatch, release=release) as site:
        site.code(RENAMED)
        ran = site.sync("--prune")
        assert site.grafana.folder_of("loads") == "store"
        undone = restore(site, "--run", run_id(ran))
        assert (undone.code, site.grafana.folder_of("load")) == (0, "shop")
        site.code(WHOLE)
        assert site.plan("--prune").out == "No changes.\n"


def test_what_has_changed_since_is_left_alone(site: Site) -> None:
    """It is told by whom and what; the folder around it stays too; `--force` takes it back all the same."""
    site.code(CHANGED)
    id_ = run_id(site.sync(*_SYNC))
    site.retitle("more", "Somebody's")
    ran = restore(site, "--run", id_)
    assert ran.code == 4
    assert 'since that run: title  "More" → "Somebody\'s"' in ran.out
    assert "changed since that run: in Grafana, just now (version 2, by editor-3)" in ran.out
    assert "kept: holds dashboard 'more' (Somebody's)" in ran.out
    assert f"`grafmint restore --env prod --run {id_} --force more`" in ran.out
    assert (site.title("load"), site.title("more")) == ("Edited", "Somebody's")
    assert restore(site, "--run", id_, "--force", "more").code == 0
    assert site.grafana.dashboard("more") is None
    assert "other" not in site.grafana.folders()


def test_what_was_deleted_or_made_again_since_is_left_alone(site: Site) -> None:
    """An undoing writes over nothing and makes nothing that somebody has decided about."""
    site.code(CHANGED)
    id_ = run_id(site.sync(*_SYNC))
    site.grafana.delete("load")
    rule = {**site.ask("GET", "/api/v1/provisioning/alert-rules/down"), "uid": "load-too-many", "title": "Mine"}
    site.ask("POST", "/api/v1/provisioning/alert-rules", rule)
    ran = restore(site, "--run", id_)
    assert ran.code == 4
    assert "deleted since that run" in ran.out
    assert "made again since that run" in ran.out
    assert site.grafana.dashboard("load") is None


def test_what_somebody_made_again_alike_is_theirs(site: Site) -> None:
    """It is what the run wrote, letter by letter, without our mark: a delete needs that it is ours."""
    site.code(CHANGED)
    id_ = run_id(site.sync(*_SYNC))
    board = site.grafana.dashboard("more")
    assert board is not None
    alike = {key: value for key, value in board.items() if key not in {"grafmint", "id", "version", "tags"}}
    folder = site.grafana.folder_of("more")
    site.grafana.delete("more")
    site.ask("POST", "/api/dashboards/db", {"dashboard": alike, "folderUid": folder})
    ran = restore(site, "--run", id_)
    assert (ran.code, site.title("more")) == (4, "More")
    assert "changed since that run" in ran.out


def test_a_dry_run_and_a_no_write_nothing(site: Site) -> None:
    """Nor do they leave a record."""
    site.code(CHANGED)
    id_ = run_id(site.sync(*_SYNC))
    site.grafana.forget_requests()
    dry = site.project.run("restore", "--env", "prod", "--run", id_, "--dry-run")
    refused = site.project.run("restore", "--env", "prod", "--run", id_, stdin=Terminal("n\n"))
    assert (dry.code, refused.code, site.written()) == (0, 1, [])
    assert "not confirmed: nothing written" in refused.err
    assert site.project.run("restore", "--env", "prod", "--run", id_).code == 64
    assert listed(site)[0] == id_


def test_a_part_of_a_run_is_taken_back(site: Site) -> None:
    """`--select` says which; the rest stays, and is taken back by another one."""
    site.code(CHANGED)
    id_ = run_id(site.sync(*_SYNC))
    assert restore(site, "--run", id_, "--select", "dashboard/load").code == 0
    assert (site.title("load"), site.title("more")) == ("Edited", "More")
    assert restore(site, "--run", id_).code == 0
    assert site.grafana.dashboard("more") is None
    assert restore(site, "--run", id_).out == "No changes.\n"
    assert "fits nothing of run" in restore(site, "--run", id_, "--select", "dashboard/nobody").err


def test_what_is_on_hold_is_not_taken_back(site: Site) -> None:
    """Whoever holds it looks at it."""
    site.code(CHANGED)
    id_ = run_id(site.sync(*_SYNC))
    site.config("[[hold]]", 'env = "prod"', 'uid = "load"', 'until = "2999-01-01"', 'reason = "an incident"')
    ran = restore(site, "--run", id_)
    assert "on hold until 2999-01-01: an incident" in ran.out
    assert site.title("load") == "Loads"


def test_the_last_step_of_a_sync_says_how_to_undo_it(site: Site) -> None:
    """In text, in JSON, and in the list of runs, newest first."""
    first = listed(site)
    site.code(CHANGED)
    ran = site.sync("--json", *_SYNC)
    outcome = json.loads(ran.out)
    assert ran.err.endswith(f"\nUndo this run: grafmint restore --env prod --run {outcome['run']}\n")
    assert listed(site) == [outcome["run"], *first]
    runs = json.loads(site.project.run("restore", "--env", "prod", "--json").out)
    assert runs["type"] == "runs"
    assert runs["runs"][0]["counts"] == {"create": 2, "update": 5, "delete": 1}
    assert site.project.run("restore", "--env", "prod").out.startswith(f"{outcome['run']}  ")


def test_a_run_that_wrote_nothing_leaves_no_record(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that finds all as it is, nor one whose credentials are refused, nor one of which each step failed."""
    hurry(monkeypatch)
    first = listed(site)
    assert "Undo" not in site.sync("--force", "load", "--select", "folder/shop").err
    assert json.loads(site.sync("--json").out)["run"] is None
    site.code(CHANGED)
    with monkeypatch.context() as patched:
        patched.setenv(TOKEN, site.grafana.viewer_token)
        assert site.sync().code == 3
    site.grafana.fail_next(status=500, method="PUT", times=9)
    assert site.sync("--select", "datasource/prom").code == 1
    assert listed(site) == first


def test_a_run_that_breaks_in_the_middle_is_taken_back(site: Site) -> None:
    """What it has written, and nothing else."""
    site.code(CHANGED)
    site.grafana.fail_next(status=400, method="POST", path="/api/dashboards/db")
    ran = site.sync(*_SYNC)
    assert ran.code == 4
    before = sorted(site.grafana.folders())
    assert restore(site, "--run", run_id(ran)).code == 0
    assert (site.title("load"), before) == ("Edited", ["ops", "other", "shop"])
    assert site.grafana.dashboard("more") is None


def test_what_the_run_did_not_write_is_not_its_to_take_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody was faster than one step: it failed, and what they wrote is no conflict of an undoing."""
    site.code(CHANGED)
    with monkeypatch.context() as patched:
        between(patched, lambda: site.retitle("load", "Faster"))
        id_ = run_id(site.sync(*_SYNC))
    ran = restore(site, "--run", id_)
    assert (ran.code, site.title("load"), "dashboard      load" in ran.out) == (0, "Faster", False)


def test_an_answer_that_was_lost_is_looked_up(site: Site) -> None:
    """Whether it was written is seen on the server."""
    site.code(CHANGED)
    site.grafana.drop_next(method="PUT", path="/api/datasources")
    ran = site.sync("--select", "datasource/prom")
    assert site.grafana.datasources()["prom"]["url"].endswith("9091")
    assert restore(site, "--run", run_id(ran)).code == 0
    assert site.grafana.datasources()["prom"]["url"].endswith("9090")


def test_no_run_begins_that_leaves_no_record(site: Site) -> None:
    """The disk is asked before the server."""
    runs = site.project.root / ".grafmint" / "runs"
    runs.rename(runs.with_name("away"))
    runs.write_text("in the way", encoding="utf-8")
    site.code(CHANGED)
    site.grafana.forget_requests()
    ran = site.sync(*_SYNC)
    assert (ran.code, site.written()) == (1, [])
    assert "cannot be written" in ran.err
    assert "could not be undone" in ran.err


def test_no_secret_and_no_mark_is_kept(site: Site) -> None:
    """Nothing below `.grafmint/runs` says more than the code and the page do."""
    site.code(CHANGED)
    assert site.sync("--resend-secrets", *_SYNC).code == 0
    kept = b"".join(site.project.files(".grafmint/runs").values())
    assert b"Loads" in kept
    for secret in (SECRET, site.grafana.token, "of-others"):
        assert secret.encode() not in kept
        assert json.dumps(secret).encode() not in kept
    assert b'"checksum"' not in kept
    assert b"grafmint:shop" not in kept


def test_a_run_of_elsewhere_is_refused(site: Site) -> None:
    """Of another server or organisation; of another environment, which is named; of nobody, with the newest ones."""
    id_ = listed(site)[0]
    site.config("", "[env.staging]", 'url = "http://127.0.0.1:9"')
    elsewhere = site.project.run("restore", "--env", "staging", "--run", id_)
    assert (elsewhere.code, "it is a run of prod: --env prod" in elsewhere.err) == (64, True)
    unknown = restore(site, "--run", "beef")
    assert (unknown.code, f"the newest are {id_} (" in unknown.err) == (64, True)
    site.config("org = 2")
    moved = restore(site, "--run", id_)
    assert (moved.code, "organisation 1" in moved.err) == (64, True)


def test_a_damaged_record_is_named(site: Site) -> None:
    """In the list, beside the others, and where it is to be undone."""
    id_ = listed(site)[0]
    record: Path = site.project.root / ".grafmint" / "runs" / "prod" / f"{id_}.json"
    record.write_text("{", encoding="utf-8")
    said = site.project.run("restore", "--env", "prod")
    assert (said.code, f"{record} is damaged" in said.out) == (0, True)
    assert restore(site, "--run", id_).code == 1


def test_of_a_directory_nothing_is_kept(project: Project) -> None:
    """It is built again from an older commit; a sync says nothing of undoing."""
    ran = project.run("sync", "--yes")
    assert (ran.code, "Undo" in ran.err) == (0, False)
    for arguments in (("--run", "4f2a"), ("--from", "backup")):
        refused = project.run("restore", *arguments)
        assert refused.code in {1, 64}
    assert not list(project.root.glob(".grafmint/runs/*"))


def test_one_thing_is_put_back_at_a_time(site: Site) -> None:
    """A run or a backup."""
    assert restore(site, "--run", "4f2a", "--from", "backup").code == 64


def test_a_datasource_that_is_made_again_lacks_its_secret(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """No server gives one back: the plan says so, and the next sync sends it."""
    with opened(project, monkeypatch) as site:
        site.code(HEAD + SOURCE)
        site.sync()
        site.code(HEAD)
        id_ = run_id(site.sync("--prune"))
        ran = restore(site, "--run", id_)
        assert "secret basicAuthPassword  is kept nowhere" in ran.out
        assert site.grafana.secret("prom", "basicAuthPassword") is None
        site.code(HEAD + SOURCE)
        assert site.sync().code == 0
        assert site.grafana.secret("prom", "basicAuthPassword") == SECRET


def test_a_word_without_an_option_is_told_where_it_belongs(site: Site) -> None:
    """The id of a run, the directory of a backup, or an environment."""
    (site.project.root / "backups").mkdir()
    for word, wanted in (
        ("baf5", "write --run baf5"),
        ("backups", "write --from backups"),
        ("prod", "write --env prod"),
    ):
        ran = site.project.run("restore", "--env", "prod", word)
        assert (ran.code, wanted in ran.err) == (64, True), ran


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--run", "4f2a")])
def test_directories_keep_no_runs(project: Project, arguments: tuple[str, ...]) -> None:
    """Which is told, and not that there is none yet."""
    ran = project.run("restore", *arguments)
    assert ran.code == 64
    assert "is a directory: of what is written there no runs and no backups are kept" in ran.out + ran.err


@pytest.mark.parametrize("option", [("--select", "dashboard/load"), ("--force", "load"), ("--dry-run",)])
def test_the_list_of_runs_takes_no_option_of_a_restore(site: Site, option: tuple[str, ...]) -> None:
    """Whoever forgot which run is meant would take the list for its preview."""
    ran = site.project.run("restore", "--env", "prod", *option)
    assert (ran.code, ran.out) == (64, "")
    assert f"{option[0]} goes with --run or --from" in ran.err
