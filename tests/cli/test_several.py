"""Several environments at once: each for itself, and one summary."""

import json
from collections.abc import Iterator

import attrs
import pytest

from grafmint.cli.several import Ended, exit_code, in_turn
from grafmint.environment import Environment
from grafmint.testing import Grafana
from tests.cli.runner import Project
from tests.cli.server import BOARDS, Site, opened
from tests.plan.scene import ENVIRONMENT

OTHER = """
[env.eu-prod]
url = "{url}"
token = {{ env = "SHOP_TOKEN" }}
datasources = {{ metrics = "prom" }}
"""


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A project of boards whose environments `prod` and `eu-prod` are two servers."""
    with opened(project, monkeypatch) as opened_site, Grafana() as other:
        # Both take the one token.
        other._state.tokens[opened_site.grafana.token] = other._state.tokens[other.token]
        opened_site.config(OTHER.format(url=other.url))
        opened_site.code(BOARDS)
        yield opened_site


def test_each_is_synced_and_summed_up(site: Site) -> None:
    """A plan under each name, then a line for each."""
    ran = site.project.run("sync", "--env", "*prod", "--yes")
    assert ran.code == 0, ran.err
    assert [line for line in ran.out.splitlines() if line.endswith(":")] == ["prod:", "eu-prod:"]
    assert ran.err.splitlines()[-2:] == ["prod     3 created; 0 unchanged", "eu-prod  3 created; 0 unchanged"]
    again = site.project.run("plan", "--env", "*prod", "--detailed-exitcode")
    assert (again.code, again.out) == (0, "prod:\nNo changes.\neu-prod:\nNo changes.\n")


def test_one_that_fails_stops_no_other(site: Site) -> None:
    """What could be written is written; the exit code says that not all was."""
    site.config(OTHER.format(url="http://127.0.0.1:1"))
    ran = site.project.run("sync", "--env", "*prod", "--yes")
    assert ran.code == 4
    assert "eu-prod  failed: http://127.0.0.1:1: no connection" in ran.err
    assert "prod     3 created" in ran.err
    assert site.grafana.dashboard("load") is not None
    planned = site.project.run("plan", "--env", "*prod")
    assert planned.code == 1


def test_json_is_one_document(site: Site) -> None:
    """A plan for each environment, or why there is none."""
    site.config(OTHER.format(url="http://127.0.0.1:1"))
    told = json.loads(site.project.run("plan", "--env", "*prod", "--json").out)
    assert told["type"] == "plans"
    planned, failed = told["environments"]
    assert (failed["environment"], failed["exit_code"], "steps" in failed) == ("eu-prod", 1, False)
    assert "no connection" in failed["error"]["message"]
    assert (planned["environment"], len(planned["steps"])) == ("prod", 3)


def test_a_fault_in_one_loses_nothing_of_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    """What has been written is summed up all the same, and the exit code says that something was."""

    def do(environment: Environment) -> Ended:
        if environment.name == "two":
            raise ZeroDivisionError("division by zero")
        return Ended(environment.name, 0, "1 created", {}, wrote=True)

    assert (
        in_turn([attrs.evolve(ENVIRONMENT, name=name) for name in ("one", "two", "three")], do, "outcome", "json") == 4
    )
    told = capsys.readouterr()
    one, two, three = json.loads(told.out)["environments"]
    assert (one["exit_code"], two["exit_code"], three["exit_code"]) == (0, 1, 0)
    assert two["error"]["message"] == "ZeroDivisionError: division by zero"
    assert "this is a fault of grafmint" in told.err
    assert told.err.splitlines()[-2:] == ["two    failed: ZeroDivisionError: division by zero", "three  1 created"]


def test_they_are_done_in_the_order_in_which_they_are_named(site: Site) -> None:
    """Who writes staging before prod means staging first."""
    ran = site.project.run("plan", "--env", "eu-prod", "--env", "prod")
    assert [line for line in ran.out.splitlines() if line.endswith(":")] == ["eu-prod:", "prod:"]


def test_ctrl_c_stops_those_that_come_after(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever stops the first of three servers does not mean the others to be written."""
    codes = {"one": 0, "two": 130, "three": 0}
    done: list[str] = []

    def do(environment: Environment) -> Ended:
        done.append(environment.name)
        return Ended(environment.name, codes[environment.name], "said", {}, wrote=True)

    assert in_turn([attrs.evolve(ENVIRONMENT, name=name) for name in codes], do, "outcome", "json") == 130
    assert done == ["one", "two"]
    told = capsys.readouterr()
    assert [each["environment"] for each in json.loads(told.out)["environments"]] == done
    assert told.err.splitlines()[-1] == "three  not begun"


@pytest.mark.parametrize(
    ("codes", "wrote", "expected"),
    [
        ((0, 0), True, 0),
        ((0, 2), False, 2),
        ((0, 1), True, 4),
        ((0, 1), False, 1),
        ((3, 3), False, 3),
        ((1, 3), False, 1),
        ((0, 4), True, 4),
        ((130, 1), True, 130),
    ],
)
def test_one_exit_code_stands_for_all(codes: tuple[int, ...], wrote: bool, expected: int) -> None:
    """The worst that a script has to know."""
    assert exit_code([Ended("e", code, "", {}, wrote and code in {0, 4}) for code in codes]) == expected
