"""`grafmint backup`, and putting a backup back."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.cli.runner import Project
from tests.cli.server import SECRET, TOKEN, Site, account, opened
from tests.cli.whole import WHOLE, restore, whole_site

_RELEASES = ("9.4.0-pre", "10.4", "12.2", "13.2")


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with the whole project and things of others."""
    with whole_site(project, monkeypatch) as site:
        yield site


def _back_up(site: Site, *arguments: str, out: str = "backup") -> dict[str, bytes]:
    """The files of a backup by their paths in it."""
    ran = site.project.run("backup", "--env", "prod", "--out", out, *arguments)
    assert ran.code == 0, ran
    return {path.removeprefix(f"{out}/"): content for path, content in site.project.files(out).items()}


def _of_resources(files: dict[str, bytes]) -> dict[str, bytes]:
    """Those without the time and the address in them."""
    return {path: content for path, content in files.items() if "/" in path}


@pytest.mark.parametrize("release", _RELEASES)
def test_a_backup_comes_back_on_a_fresh_server(project: Project, monkeypatch: pytest.MonkeyPatch, release: str) -> None:
    """Everything of everybody: the second time there is nothing to do, and another backup is the same byte for byte.

    What was ours is ours again, so that a sync has nothing to do but to send secrets.
    """
    with whole_site(project, monkeypatch, release=release) as site:
        assert restore(site, "--from", _name(_back_up(site))).out == "No changes.\n"
        files = _of_resources(_back_up(site))
    with opened(project, monkeypatch, release=release) as site:
        site.code(WHOLE)
        assert restore(site, "--from", "backup").code == 0
        assert restore(site, "--from", "backup").out == "No changes.\n"
        assert _of_resources(_back_up(site, out="again")) == files
        assert {name for name, action in site.steps().items() if action != "unchanged"} == {"datasource prom"}
        assert site.grafana.dashboards()["theirs"]["tags"] == ["ops"]


def _name(files: dict[str, bytes]) -> str:
    assert files
    return "backup"


def test_a_backup_has_every_kind_as_a_build_has_it(site: Site) -> None:
    """One file a uid where `build` writes it; ours have the bytes that `build` writes."""
    files = _back_up(site)
    assert site.project.run("build", "--env", "prod").code == 0
    built = site.project.files("build")
    ours = {path for path in (name.removeprefix("build/") for name in built) if "/" in path}
    theirs = {"dashboards/ops/theirs.json", "datasources/loki.json", "folders/ops.json", "alerting/rules/ops/full.json"}
    assert ours | theirs < set(files)
    assert files["dashboards/shop/load.json"] == built["build/dashboards/shop/load.json"]
    assert files["library-panels/shop/served.json"] == built["build/library-panels/shop/served.json"]


def test_a_backup_says_whose_each_one_was_and_has_no_secret(site: Site) -> None:
    """Secrets by name; the version, the address and the time stand beside."""
    site.retitle("load", "Edited")
    files = _back_up(site)
    index = json.loads(files["backup.json"])
    whose = {found["uid"]: found["whose"] for found in index["resources"].values()}
    assert (whose["load"], whose["theirs"], whose["down"], whose["full"]) == ("edited", "foreign", "ours", "foreign")
    assert whose["shop"] is None
    assert index["resources"]["datasources/prom.json"]["secrets"] == ["basicAuthPassword"]
    assert (index["grafana"], index["url"], index["project"]) == ("9.4.0-pre", site.grafana.url, "shop")
    for secret in (SECRET, "of-others", site.grafana.token):
        assert json.dumps(secret)[1:-1].encode() not in b"".join(files.values())


def test_a_backup_writes_nothing_to_the_server(site: Site) -> None:
    """Not one request but reads."""
    site.grafana.forget_requests()
    _back_up(site)
    assert site.written() == []


def test_what_has_changed_is_put_back_and_what_somebody_did_is_left(site: Site) -> None:
    """Missing is made, ours is written over, an edit and what is not ours only with `--force`."""
    _back_up(site)
    site.code(WHOLE.replace('title="Load"', 'title="Later"').replace("Nobody can order.", "Changed."))
    assert site.sync().code == 0
    site.retitle("theirs", "Somebody's")
    site.ask("PUT", "/api/folders/ops", {"title": "Other operations", "overwrite": True})
    site.grafana.alerting.delete_rule("full")
    ran = restore(site, "--from", "backup")
    assert ran.code == 4
    assert "not made by grafmint: in Grafana, just now" in ran.out
    assert "nothing tells who has changed it" in ran.out
    assert (site.title("load"), site.title("theirs")) == ("Load", "Somebody's")
    assert site.grafana.alerting.rules()["full"]["title"] == "Disk is full"
    assert site.grafana.alerting.interval("full") == 120
    assert restore(site, "--from", "backup", "--force", "theirs", "--force", "ops").code == 0
    assert (site.title("theirs"), site.grafana.folders()["ops"]) == ("Theirs", "Operations")
    assert site.plan("--env", "prod").code == 0
    assert site.step("load")["action"] == "update", "it is ours again, and the code says otherwise"


def test_putting_back_is_a_run_that_can_be_undone(site: Site) -> None:
    """Also the policies, which it writes as a whole."""
    _back_up(site)
    site.grafana.alerting.edit_policies(lambda tree: tree.update(group_wait="5m"))
    ran = restore(site, "--from", "backup", "--force", "policies")
    assert ran.code == 0
    id_ = ran.err.split()[-1]
    assert restore(site, "--run", id_).code == 0
    assert site.ask("GET", "/api/v1/provisioning/policies")["group_wait"] == "5m"


def test_another_project_puts_back_without_marks(site: Site) -> None:
    """What was ours there is nobody's here."""
    _back_up(site)
    site.grafana.delete("load")
    path = site.project.root / "grafmint.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('name = "shop"', 'name = "other"'), encoding="utf-8")
    assert restore(site, "--from", "backup", "--select", "dashboard/load").code == 0
    assert "grafmint" not in site.grafana.dashboards()["load"]


def test_it_is_taken_again_into_the_same_directory(site: Site) -> None:
    """What is gone goes from it too; files of others stay; what is edited there is no backup any more."""
    _back_up(site)
    site.project.write({"backup/notes.txt": "mine"})
    site.grafana.delete("theirs")
    files = _back_up(site)
    assert "dashboards/ops/theirs.json" not in files
    assert files["notes.txt"] == b"mine"
    site.project.write({"backup/dashboards/shop/load.json": "{}"})
    ran = restore(site, "--from", "backup")
    assert (ran.code, "was changed after the backup was taken" in ran.err) == (1, True)


def test_a_part_is_backed_up_and_put_back(site: Site) -> None:
    """With the folders that it needs; a whole backup is not replaced by a part of one."""
    files = _of_resources(_back_up(site, "--select", "tag:ops"))
    assert set(files) == {"dashboards/ops/theirs.json", "folders/ops.json"}
    whole = site.project.run("backup", "--env", "prod", "--out", "backup")
    assert (whole.code, "holds a backup of prod of 'shop'" in whole.err) == (1, True)
    assert site.project.run("backup", "--env", "prod", "--out", "x", "--select", "tag:none").code == 64
    site.grafana.delete("theirs")
    site.grafana.delete("load")
    assert restore(site, "--from", "backup").code == 0
    assert (site.title("theirs"), site.grafana.dashboard("load")) == ("Theirs", None)


def test_what_may_not_be_read_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is silently missing, and no fuller backup is written over."""
    _back_up(site)
    monkeypatch.setenv(TOKEN, account(site.grafana, "Viewer"))
    ran = site.project.run("backup", "--env", "prod", "--out", "less", "--json")
    said = json.loads(ran.out)
    assert (ran.code, said["is_whole"], "alert-rule" in said["unread"]) == (4, False, True)
    assert "not in the backup: contact points, which these credentials may not read" in ran.err
    over = site.project.run("backup", "--env", "prod", "--out", "backup")
    assert (over.code, "would lose it" in over.err) == (1, True)


def test_a_backup_is_no_build(site: Site) -> None:
    """Neither is written over the other; a directory that is none is told."""
    assert site.project.run("build", "--env", "prod", "--out", "built").code == 0
    over = site.project.run("backup", "--env", "prod", "--out", "built")
    assert (over.code, "belongs to 'shop'" in over.err) == (1, True)
    _back_up(site)
    assert site.project.run("build", "--env", "prod", "--out", "backup").code == 1
    (site.project.root / "backup" / "backup.json").unlink()
    cut = restore(site, "--from", "backup")
    assert (cut.code, "it has no backup.json" in cut.err) == (1, True)


def test_names_that_come_to_one_file_get_two(site: Site) -> None:
    """Whatever characters a name or a uid has, no file is outside of the directory and none is lost."""
    for name in ("On Call", "on-call", "ON CALL"):
        points = [
            {"name": name, "receivers": [{"uid": f"u{name}", "type": "webhook", "settings": {"url": "http://x"}}]}
        ]
        site.grafana.alerting.provision({"contactPoints": points}, "ops", "")
    source = {"name": "odd", "uid": "../../odd", "type": "loki", "url": "http://loki", "access": "proxy"}
    site.ask("POST", "/api/datasources", source)
    files = _back_up(site)
    points_ = [path for path in files if path.startswith("alerting/contact-points/on-call")]
    assert (len(points_), "datasources/%2E%2E%2F%2E%2E%2Fodd.json" in files) == (3, True)
    assert restore(site, "--from", "backup").out == "No changes.\n"


def test_a_directory_is_not_backed_up(project: Project) -> None:
    """It is a directory already."""
    ran = project.run("backup", "--out", "backup")
    assert (ran.code, "is a directory" in ran.err) == (64, True)


def test_a_directory_above_a_backup_names_it(site: Site) -> None:
    """Whoever keeps one for each environment gives the directory of them all."""
    _back_up(site, out="backups/prod")
    ran = restore(site, "--from", "backups")
    assert (ran.code, "give --from backups/prod" in ran.err) == (1, True), ran


def _saved(site: Site) -> None:
    """Somebody presses *Save* in the page of the dashboard, and has changed nothing."""
    site.grafana.edit("load", lambda board: board.update(title=board["title"]))


@pytest.mark.parametrize(
    ("somebody", "whose", "then"), [(_saved, "ours", "update"), (Site.retitle, "edited", "conflict")]
)
def test_a_save_without_a_change_is_no_edit(
    project: Project, monkeypatch: pytest.MonkeyPatch, somebody: Callable[[Site], None], whose: str, then: str
) -> None:
    """It comes back as ours, and the next change of the code is written; an edit comes back as nobody's."""
    with whole_site(project, monkeypatch) as site:
        somebody(site)
        index = json.loads(_back_up(site)["backup.json"])
        assert index["resources"]["dashboards/shop/load.json"]["whose"] == whose
    with opened(project, monkeypatch) as site:
        site.code(WHOLE)
        assert restore(site, "--from", "backup").code == 0
        site.code(WHOLE.replace('title="Load"', 'title="Later"'))
        assert site.step("load")["action"] == then
