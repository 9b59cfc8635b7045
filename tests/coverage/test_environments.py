"""Environments: where they are, how one gets in, what is the same in each, and how their names are read."""

from collections.abc import Mapping

import attrs
import pytest

from .build import Address, Document, Output
from .judge import judge
from .reference import systems
from .rows import SYSTEMS, Row
from .shop import SHOP, output, row, shop

URL = "https://grafana.example"
LOGIN = row("no_plaintext_secrets", forbidden=["admin/admin"], except_environment="development")


@pytest.mark.parametrize(
    ("asked", "addresses", "problem"),
    [
        (row("environment_url", prod=URL, dev="http://localhost:3000"), {}, "prod is at no place, not"),
        (row("environment_url", prod=URL), {"prod": Address("http://x")}, "prod is at http://x, not"),
        (row("environment_url", dev=URL), {"local": Address("http://x")}, "dev is at http://x, not"),
        (row("environment_url_configurable"), {"prod": Address("")}, "no environment has an address"),
        (
            row("environment_url_configurable"),
            {"prod": Address(URL), "dev": Address(URL)},
            "two environments are at one address",
        ),
        (row("auth", kind="bearer"), {"prod": Address(URL, "file")}, "prod: its token comes from file"),
        (row("auth", kind="bearer"), {"prod": Address(URL, "", "admin")}, "prod: its token comes from nowhere"),
        (LOGIN, {"prod": Address(URL, "", "admin")}, "prod signs in as admin"),
    ],
)
def test_where_an_environment_is_and_who_gets_in(asked: Row, addresses: Mapping[str, Address], problem: str) -> None:
    """Addresses, tokens and users are those of the project's file."""
    assert judge(asked, attrs.evolve(SHOP, addresses=addresses))[0].startswith(problem)


def test_a_stage_has_other_names() -> None:
    """Development is where developers are, by whichever name."""
    for stage in ("dev", "development", "local"):
        assert judge(row("environment_url", dev=URL), attrs.evolve(SHOP, addresses={stage: Address(URL)})) == []


def test_the_default_login_may_be_local_alone() -> None:
    """A text that tells it is found as well, but not where it is allowed."""
    told = Document(kind="folder", uid="x", title="x", json={"note": "sign in with admin/admin", "permissions": []})
    one = output(alerting=[told])
    assert judge(LOGIN, shop(development=one)) == []
    assert judge(LOGIN, shop(prod=one)) == ["prod: folder 'x' says admin/admin"]


def test_environments_differ_in_values_alone() -> None:
    """What only one of them has is named."""
    build = shop(local=Output(output().documents[1:]), prod=output())
    assert judge(row("same_resources"), build) == ["folder team is only in one of local and prod"]


def test_every_environment_is_of_the_system_that_its_name_begins_with() -> None:
    """The rest of the name is the stage, which is never empty."""
    for system, stages in systems().items():
        assert system in SYSTEMS
        assert all(stages)
        assert {f"{system}-{stage}" for stage in stages} == {one.name for one in stages.values()}
