"""`[[hold]]`: which environments it is for, until when, and what is told of a wrong one and of one that is over."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from grafmint.bundle import GRAFANA
from grafmint.config import Config
from grafmint.config.describe import describe
from grafmint.config.holds import expired, today
from grafmint.config.ignored import FIELDS
from grafmint.workflow import build

ENVIRONMENTS = """\
[project]
name = "shop"
modules = ["dashboards"]
[env.prod-eu]
directory = "eu"
[env.prod-us]
directory = "us"
[env.dev]
directory = "dev"
"""
#: Its lines are 10 to 14 of the file.
HOLD = """\
[[hold]]
env = "prod-*"
uid = "dashboard/checkout"
until = 2026-12-01
reason = "incident 1234"
"""


def changed(key: str, line: str) -> str:
    """The hold with another line for a key; an empty one leaves it out."""
    return "".join(line if each.startswith(key) else each for each in HOLD.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("env", "names"),
    [
        ('"prod-*"', ["prod-eu", "prod-us"]),
        ('["dev", "*-us"]', ["prod-us", "dev"]),
        ('["dev", "*"]', ["prod-eu", "prod-us", "dev"]),
    ],
)
@pytest.mark.parametrize("until", ["2026-12-01", '"2026-12-01"'])
def test_a_hold_is_of_every_environment_that_fits(
    config: Callable[[str], Config], tmp_path: Path, env: str, names: list[str], until: str
) -> None:
    """Once, whichever of its patterns fits; its day may be a date or a text."""
    text = changed("env", f"env = {env}\n").replace("until = 2026-12-01", f"until = {until}")
    environments = config(ENVIRONMENTS + text).environments
    assert [name for name, each in environments.items() if each.holds] == names
    (hold,) = environments[names[0]].holds
    assert (hold.uid, hold.until, hold.reason) == ("dashboard/checkout", date(2026, 12, 1), "incident 1234")
    assert (hold.place.file, hold.place.line) == (str(tmp_path / "grafmint.toml"), 10)


@pytest.mark.parametrize(
    ("key", "line", "problem"),
    [
        ("env", "", 'hold[0].env is missing (write env = "prod")'),
        ("uid", "", 'hold[0].uid is missing (write uid = "dashboard/checkout")'),
        ("until", "", "hold[0].until is missing (write until = 2030-12-31)"),
        ("reason", "", 'hold[0].reason is missing (write reason = "incident 1234")'),
        ("env", 'env = "prd-eu"\n', "hold[0].env is 'prd-eu', which fits none (did you mean 'prod-eu'?)"),
        ("env", "env = 3\n", "hold[0].env is a whole number, not a string"),
        ("uid", 'uid = "foldr/a"\n', "hold[0].uid is 'foldr/a', and 'foldr' is no kind (did you mean 'folder'?)"),
        ("uid", 'uid = ""\n', "hold[0].uid is empty"),
        ("until", 'until = "1 December"\n', "hold[0].until is '1 December', not a date (write until = 2030-12-31)"),
        ("until", 'until = "2026-13-01"\n', "hold[0].until is '2026-13-01', not a date (write until = 2030-12-31)"),
        ("until", 'until = "20261201"\n', "hold[0].until is '20261201', not a date (write until = 2030-12-31)"),
        ("until", "until = 2026-12-01T10:00:00\n", "hold[0].until is a datetime, not a date (write until = "),
        ("until", "until = true\n", "hold[0].until is true, not a date (write until = 2030-12-31)"),
        ("reason", 'reason = ""\n', "hold[0].reason is empty"),
        ("env", 'uidd = "a"\nenv = "dev"\n', "hold[0].uidd is not a key of grafmint.toml (did you mean 'uid'?)"),
    ],
)  # fmt: skip
def test_a_wrong_hold_is_told(problems: Callable[[str], list[str]], key: str, line: str, problem: str) -> None:
    """With its line, what is wrong with it, and what to write."""
    lines = HOLD.splitlines()
    at = 10 if not line else 10 + next(index for index, each in enumerate(lines) if each.startswith(key))
    found = [each for each in problems(ENVIRONMENTS + changed(key, line)) if problem in each]
    assert [each.partition(":")[0] for each in found] == [str(at)]


def test_what_is_no_list_of_holds_is_told(problems: Callable[[str], list[str]]) -> None:
    """One pair of brackets, or texts."""
    assert problems(HOLD.replace("[[hold]]", "[hold]") + ENVIRONMENTS)[0].startswith(
        "1:2 wrong-type: hold is a mapping, not a list of mappings (write [[hold]])"
    )
    assert problems('hold = ["a"]\n' + ENVIRONMENTS) == ["1:9 wrong-type: hold[0] is a string, not a mapping"]


def test_the_kinds_are_those_of_grafana() -> None:
    """What may be held and ignored is what a server holds."""
    assert set(FIELDS) == set(GRAFANA)


@pytest.mark.parametrize(("day", "over"), [(date(2026, 12, 1), False), (date(2026, 12, 2), True)])
def test_a_hold_is_over_after_its_day(config: Callable[[str], Config], day: date, *, over: bool) -> None:
    """Through that day it holds; after it a warning at its line says that it does not."""
    environment = config(ENVIRONMENTS + HOLD).environments["prod-eu"]
    assert (environment.on(day).holds == ()) == over
    found = [(each.rule, each.severity, each.message, each.place) for each in expired(environment, day)]
    message = "the hold on 'dashboard/checkout' ended on 2026-12-01 (incident 1234): it holds no more"
    assert found == ([("expired-hold", "warning", message, environment.holds[0].place)] if over else [])


def test_a_build_warns_of_a_hold_that_is_over(config: Callable[[str], Config], tmp_path: Path) -> None:
    """Whatever the command, for that environment alone; one that never ends is no news."""
    (tmp_path / "dashboards.py").write_text("from grafmint import Dashboard\na = Dashboard(uid='a', title='A')\n")
    text = ENVIRONMENTS + HOLD.replace("2026", "2001") + HOLD.replace("2026", "9999")
    environments = config(text).environments
    for name, lines in (("prod-eu", [10]), ("dev", [])):
        built = build(environments[name])
        assert built.is_sound
        assert [each.place.line for each in built.findings if each.rule == "expired-hold" and each.place] == lines


def test_today_is_everybodys() -> None:
    """UTC's day, wherever it is run."""
    before = datetime.now(UTC).date()
    assert before <= today() <= datetime.now(UTC).date()


def test_holds_are_described(config: Callable[[str], Config]) -> None:
    """With their line, by what they are on."""
    environment = config(ENVIRONMENTS + HOLD).environments["prod-eu"]
    found = {each.key: (each.value, each.place and each.place.line) for each in describe(environment)}
    assert found["hold.dashboard/checkout"] == ("until 2026-12-01: incident 1234", 10)
