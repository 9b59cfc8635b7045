"""Saved plans: exactly what was planned is done, or nothing."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import TOML, Project
from tests.cli.server import BOARDS, CODE, ERRORS, PASSWORD, SECRET, Site, opened

FILE = "plan.json"
DONE = "The saved plan is done: all of it is there already.\n"


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The project before its first sync to a fresh server."""
    with opened(project, monkeypatch) as opened_site:
        yield opened_site


def saved(site: Site, *arguments: str) -> dict[str, Any]:
    """The plan that was saved."""
    ran = site.plan("--out", FILE, *arguments)
    assert (ran.code, ran.err) == (0, f"Saved: `grafmint sync {FILE}` does exactly this.\n")
    return dict(json.loads((site.project.root / FILE).read_bytes()))


def sync(site: Site, *arguments: str) -> Any:
    """Do what was saved."""
    return site.project.run("sync", FILE, "--yes", *arguments)


def test_it_does_what_was_planned(site: Site) -> None:
    """Without the code: whoever carries a plan out runs none of it."""
    saved(site)
    site.code("raise SystemExit('this is not run')\n")
    ran = sync(site)
    assert ran.code == 0, ran.err
    site.code(CODE)
    assert site.settled()


def test_it_is_the_plan_that_is_shown(site: Site) -> None:
    """A saved plan is planned anew before it is done, and comes to the same text."""
    planned = site.plan("--out", FILE)
    done = site.project.run("sync", FILE, "--dry-run")
    assert done.out == planned.out
    assert site.written() == []


def test_its_choices_are_in_it(site: Site) -> None:
    """A force that was planned is done; giving one again is a mistake, for it may be another."""
    assert site.sync().code == 0
    site.retitle()
    site.code(CODE.replace('"reqps"', '"ops"'))
    saved(site, "--force", "load")
    again = sync(site, "--force", "load")
    assert again.code == 64
    assert "its environment and its choices are in it" in again.err
    assert site.project.run("sync", FILE, "--env", "prod", "--yes").code == 64
    assert sync(site).code == 0
    assert site.title() == "Load"


def test_it_is_refused_when_the_server_moved(site: Site) -> None:
    """What somebody did in the meantime was not part of the plan that people have read."""
    assert site.sync().code == 0
    site.code(CODE.replace('"reqps"', '"ops"'))
    saved(site)
    site.retitle()
    site.grafana.forget_requests()
    ran = sync(site)
    assert ran.code == 1
    assert "not the saved one any more: conflict dashboard load: nothing written" in ran.err
    assert site.written() == []


def test_an_edit_that_comes_to_the_same_step_is_seen_too(site: Site) -> None:
    """The plan stays an update of one title by force, but of another title than people have read of."""
    assert site.sync().code == 0
    site.retitle(title="One")
    saved(site, "--force", "load")
    site.retitle(title="Two")
    ran = sync(site)
    assert (ran.code, site.title()) == (1, "Two")
    assert "update dashboard load" in ran.err


def test_a_step_that_came_to_nothing_is_named(site: Site) -> None:
    """Somebody has deleted by hand what the plan was to delete, and the rest of it is still to be done."""
    assert site.sync().code == 0
    site.code(CODE.replace(ERRORS, "").replace('"reqps"', '"ops"'))
    saved(site, "--prune")
    site.grafana.delete("errors")
    ran = sync(site)
    assert ran.code == 1
    assert "not the saved one any more: no delete dashboard errors: nothing written" in ran.err


def test_one_that_is_done_is_no_failure(site: Site) -> None:
    """A job that is run again finds its work done, and says so."""
    assert site.sync().code == 0
    site.code(CODE.replace(ERRORS, "").replace('"reqps"', '"ops"'))
    saved(site, "--prune")
    assert sync(site).code == 0
    site.grafana.forget_requests()
    ran = sync(site)
    assert (ran.code, ran.out, ran.err, site.written()) == (0, "No changes.\n", DONE, [])


def test_one_that_is_done_in_part_is_refused(site: Site) -> None:
    """What is left of it is another plan than people have read."""
    saved(site)
    assert site.sync("--select", "dashboard/load").code == 0
    ran = sync(site)
    assert (ran.code, DONE in ran.err) == (1, False)


def test_a_hold_that_began_is_not_taken_for_done(site: Site) -> None:
    """Nothing is written then either, but not because all of it is there."""
    assert site.sync().code == 0
    site.code(CODE.replace('"reqps"', '"ops"'))
    saved(site)
    site.config("[[hold]]", 'env = "prod"', 'uid = "load"', "until = 2999-01-01", 'reason = "incident"')
    ran = sync(site)
    assert ran.code == 1
    assert "held dashboard load: nothing written" in ran.err


def test_it_is_refused_elsewhere(site: Site) -> None:
    """The environment of that name leads to another server now."""
    saved(site)
    site.config(url='"http://127.0.0.1:1"')
    ran = sync(site)
    assert ran.code == 64
    assert "this plan was made for the environment 'prod' of the project 'shop' at http://127.0.0.1" in ran.err


@pytest.mark.parametrize("change", ["steps", "entries", "choices", "checksum"])
def test_it_is_refused_when_it_was_changed_by_hand(site: Site, change: str) -> None:
    """Whatever was changed: the plan that people have read was another."""
    content = saved(site)
    content[change] = (
        "0" * 64 if change == "checksum" else {**content[change], "prune": True} if change == "choices" else []
    )
    (site.project.root / FILE).write_text(json.dumps(content), encoding="utf-8")
    ran = sync(site)
    assert (ran.code, site.written()) == (64, [])
    assert "has been changed since it was saved" in ran.err


@pytest.mark.parametrize("text", ["", "[]", '{"type": "plan"}', "\x00"])
def test_what_is_no_plan_is_told(site: Site, text: str) -> None:
    """Any other file is no saved plan."""
    (site.project.root / FILE).write_text(text, encoding="utf-8")
    ran = sync(site)
    assert ran.code == 64
    assert "is no saved plan" in ran.err


def test_an_environment_in_its_place_is_told(site: Site) -> None:
    """Who forgets --env hears where the name belongs."""
    ran = site.project.run("sync", "prod", "--yes")
    assert ran.code == 64
    assert "grafmint sync --env prod" in ran.err


def test_no_secret_is_in_it(site: Site) -> None:
    """A plan goes through the hands of a pipeline: secrets are placeholders there."""
    saved(site)
    content = (site.project.root / FILE).read_text(encoding="utf-8")
    assert SECRET not in content
    assert site.grafana.token not in content
    assert os.environ[PASSWORD] == SECRET
    assert "$PROM" in content


def test_it_needs_one_environment(site: Site) -> None:
    """Several plans do not fit into one file, and drift is nothing to do."""
    site.config("[env.other]", 'directory = "out"')
    ran = site.project.run("plan", "--env", "*", "--out", FILE)
    assert (ran.code, (site.project.root / FILE).exists()) == (64, False)
    assert "--out saves the plan of one environment, and --env names several: prod, other" in ran.err
    assert f"--env prod --out {FILE}" in ran.err
    drift = site.plan("--out", FILE, "--drift")
    assert drift.code == 64
    assert "--drift shows edits alone" in drift.err


def test_a_plan_of_a_saved_one_is_told(site: Site) -> None:
    """Who takes `plan` for what shows a file hears what does; a word that is no file is an environment."""
    saved(site)
    assert f"`grafmint sync {FILE} --dry-run` shows a saved plan" in site.project.run("plan", FILE).err
    assert "write --env prod" in site.project.run("plan", "prod").err


def test_a_place_that_cannot_be_written_is_told(site: Site) -> None:
    """With what to do next."""
    ran = site.plan("--out", str(Path("nowhere") / FILE))
    assert ran.code == 1
    assert "choose another FILE" in ran.err


def test_a_plan_for_a_directory_is_saved_too(site: Site) -> None:
    """The provisioning tree is a target like any other."""
    site.code(BOARDS)
    site.project.write({"grafmint.toml": TOML})
    assert site.project.run("plan", "--out", FILE).code == 0
    ran = sync(site)
    assert ran.code == 0, ran.err
    assert ".grafmint/local/dashboards/shop/load.json" in site.project.files(".grafmint")
    again = sync(site)
    assert (again.code, again.err) == (0, DONE)
