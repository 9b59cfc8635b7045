"""`plan --against`: what differs between two servers of one project."""

import json
from collections.abc import Iterator

import attrs
import pytest

from grafmint.testing import Grafana
from tests.cli.runner import Project, Ran
from tests.cli.server import SERVER, TOKEN, Site, opened

STAGING = SERVER.partition("[env.prod]")[2].replace('metrics = "prom"', 'metrics = "prom-staging"')


@attrs.frozen
class Pair:
    """A project with two servers."""

    prod: Site
    staging: Grafana

    def against(self, *arguments: str) -> Ran:
        """What differs between them."""
        return self.prod.project.run("plan", "--env", "prod", "--against", "staging", *arguments)


@pytest.fixture
def pair(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """Both synced, each with a datasource of another uid."""
    with opened(project, monkeypatch) as site, Grafana() as staging:
        staging._state.tokens[site.grafana.token] = staging._state.tokens[staging.token]
        site.config("[env.staging]" + STAGING.format(url=staging.url))
        assert project.run("sync", "--env", "prod", "--env", "staging", "--yes").code == 0
        yield Pair(site, staging)


def test_two_that_are_synced_differ_in_nothing(pair: Pair) -> None:
    """Uids of datasources differ because grafmint.toml says so."""
    ran = pair.against("--detailed-exitcode")
    assert (ran.code, ran.out) == (0, "prod and staging differ in nothing but what the code says.\n")


def test_an_edit_on_one_side_is_told(pair: Pair) -> None:
    """From staging to prod, whoever's edit it was; nothing is written."""
    pair.prod.retitle()
    pair.staging.edit("errors", lambda board: board.update(refresh="5m"))
    pair.prod.grafana.forget_requests()
    ran = pair.against("--detailed-exitcode")
    assert ran.code == 2
    assert ran.out.startswith("from staging to prod:\n")
    assert 'title  "Load" → "Theirs"' in ran.out
    assert "refresh  5m" in ran.out
    assert ran.out.endswith("2 resources differ.\n")
    assert pair.prod.written() == []


def test_what_people_made_is_compared_too(pair: Pair) -> None:
    """Boards that no code knows are what people wonder about."""
    pair.prod.ask("POST", "/api/dashboards/db", {"dashboard": {"uid": "mine", "title": "Mine"}})
    told = json.loads(pair.against("--json").out)
    assert told["type"] == "comparison"
    assert [(each["uid"], each["only_on"]) for each in told["differences"]] == [("mine", "prod")]


@pytest.mark.parametrize(
    "more", [["--drift"], ["--out", "x"], ["--format", "markdown"], ["--select", "dashboard/load"], ["--prune"]]
)
def test_it_goes_with_no_plan(pair: Pair, more: list[str]) -> None:
    """It compares all of two servers: what belongs to a plan is refused."""
    assert pair.against(*more).code == 64


def test_an_environment_is_not_held_against_itself(pair: Pair) -> None:
    """That is a slip: they cannot differ."""
    ran = pair.against("--against", "prod")
    assert (ran.code, "is the environment itself" in ran.err) == (64, True)


def test_code_with_an_error_is_compared_with_nothing(pair: Pair) -> None:
    """What it says is to differ is not known then, so that all of it would be told."""
    pair.prod.project.write({"boards.py": "raise RuntimeError('broken')\n"})
    ran = pair.against()
    assert (ran.code, "broken" in ran.err) == (1, True)


def test_what_may_not_be_read_is_not_compared(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said to differ that is only not seen."""
    monkeypatch.setenv(TOKEN, pair.prod.grafana.viewer_token)
    ran = pair.against()
    assert (ran.code, "prod may not read templates, mute timings" in ran.err) == (3, True)


def test_a_directory_is_no_server(pair: Pair) -> None:
    """There is nothing that people could have changed in Grafana."""
    pair.prod.config("[env.staging]", 'directory = "out"', 'datasources = { metrics = "prom" }')
    ran = pair.against()
    assert ran.code == 64
    assert "staging is a directory, and --against compares servers" in ran.err
