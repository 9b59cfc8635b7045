"""`plan --drift`: the nightly look at what people edited, and at nothing else."""

import json
from collections.abc import Iterator

import pytest

from tests.cli.runner import Project
from tests.cli.server import CODE, ERRORS, HEAD, SOURCE, TOKEN, Site, opened

TIMING = 'weekends = MuteTiming(name="weekends", time_intervals=TimeInterval(weekdays="saturday"))\n'


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The project after its first sync."""
    with opened(project, monkeypatch) as opened_site:
        assert opened_site.sync().code == 0
        yield opened_site


def test_what_nobody_edited_has_no_drift(site: Site) -> None:
    """Changes of the code are none, nor is what the code has no more."""
    site.code(HEAD + SOURCE + ERRORS.replace('"Failed"', '"Broken"'))
    ran = site.plan("--drift")
    assert (ran.code, ran.out) == (0, "No edits.\n")


def test_an_edit_is_told_alone(site: Site) -> None:
    """Exit code 1 and what differs, whose it is, though the code would change something else too."""
    site.retitle()
    site.code(CODE.replace('"Failed"', '"Broken"'))
    ran = site.plan("--drift")
    assert ran.code == 1
    assert 'theirs: title  "Load" → "Theirs"' in ran.out
    assert ran.out.endswith("\n1 edit.\n")
    assert "errors" not in ran.out


@pytest.mark.parametrize(("more", "action"), [([], "stray"), (["--prune"], "conflict")])
def test_an_edit_of_what_the_code_has_no_more_is_told(site: Site, more: list[str], action: str) -> None:
    """Whoever lets it go later would lose it."""
    site.retitle("errors")
    site.code(CODE.replace(ERRORS, ""))
    ran = site.plan("--drift", "--json", *more)
    assert ran.code == 1
    told = json.loads(ran.out)
    assert told["type"] == "drift"
    assert [(step["uid"], step["action"], step["changes"]) for step in told["steps"]] == [
        ("errors", action, ['theirs: title  "Errors" → "Theirs"'])
    ]


def test_an_edit_that_the_code_has_is_none(site: Site) -> None:
    """Somebody took it into the code: there is nothing to look after."""
    site.retitle()
    site.code(CODE.replace('title="Load"', 'title="Theirs"'))
    assert site.plan("--drift").out == "No edits.\n"


def test_an_edit_on_hold_is_told_and_not_counted(site: Site) -> None:
    """During an incident people are meant to edit."""
    site.retitle()
    site.config("[[hold]]", 'env = "prod"', 'uid = "load"', "until = 2999-01-01", 'reason = "incident"')
    ran = site.plan("--drift")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "0 edits, 1 on hold.")
    assert "on hold until 2999-01-01: incident" in ran.out


def test_what_may_not_be_read_is_not_said_to_be_untouched(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A nightly job whose token lost a right fails instead of finding nothing; an edit that it sees comes first."""
    site.code(f"from grafmint.alerting import MuteTiming, TimeInterval\n{CODE}{TIMING}")
    assert site.sync().code == 0
    monkeypatch.setenv(TOKEN, site.grafana.viewer_token)
    ran = site.plan("--drift")
    assert (ran.code, ran.out) == (3, "No edits. Not read, for these credentials may not: mute timings.\n")
    site.retitle()
    assert site.plan("--drift").code == 1


def test_markdown_tells_the_same(site: Site) -> None:
    """A job posts it where people read."""
    site.retitle()
    ran = site.plan("--drift", "--format", "markdown")
    assert ran.code == 1
    assert ran.out.startswith("**1 edit.**\n\n- conflict dashboard `load`")


def test_it_has_an_exit_code_of_its_own(site: Site) -> None:
    """Two options that say what 1 and 2 mean are one too many."""
    ran = site.plan("--drift", "--detailed-exitcode")
    assert (ran.code, "leave --detailed-exitcode out" in ran.err) == (64, True)
