"""docs/reference/python.md has every public name, every exception to the rule of names, and every number."""

import grafmint
from grafmint.testing import rules
from tests.docs import arguments, double, names
from tests.docs.generated import hold
from tests.docs.page import REFERENCE


def test_the_page_is_what_the_code_says() -> None:
    """Names, their summaries, arguments and numbers are those of the code: none is missing, none is stale."""
    hold(REFERENCE / "python.md", {**names.makers(), **arguments.makers(), **double.makers()})


def test_every_name_has_its_group() -> None:
    """Each name that grafmint exports stands in one group of the page, or among the transformations."""
    grouped = [name for group in names.GROUPS.values() for name in group]
    assert sorted([*grouped, *names.TRANSFORMATIONS]) == sorted(grafmint.__all__)


def test_every_module_of_values_is_listed() -> None:
    """A module that defines values for a user, such as a new datasource's, is one that the page lists."""
    assert names.with_values() == {*names.DATASOURCES, "transform"}


def test_what_people_said_of_arguments_is_complete() -> None:
    """`arguments.toml` speaks of every argument that the plans leave open, and of none that is gone."""
    for table, wanted, given in arguments.complete():
        assert given == wanted, f"[{table}] of tests/docs/arguments.toml"


def test_every_call_of_the_double_is_listed() -> None:
    """What a test can do with the double stands on the page."""
    listed = [name for names_ in double.GROUPS.values() for name in names_]
    assert sorted(listed) == sorted(double.public())


def test_every_name_that_tries_rules_is_listed() -> None:
    """And so does what a test of alerts can do."""
    assert sorted(double.RULES) == sorted(rules.__all__)
