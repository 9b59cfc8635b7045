"""Clashes with what others have: found in the plan, before a server refuses or, worse, obeys."""

import orjson
import pytest

from grafmint.bundle import Entry
from grafmint.plan import Plan
from grafmint.plan.snapshot import Held, Listed
from tests.plan.scene import entry, held, plan


def _board(uid: str, title: str = "Load", folder: str | None = "shop") -> Listed:
    return Listed(kind="dashboard", uid=uid, title=title, folder=folder)


def _source(uid: str, name: str, *, is_default: bool = False) -> Entry:
    document = orjson.dumps({"name": name, "type": "prometheus", "isDefault": is_default})
    return Entry(kind="datasource", uid=uid, title=name, document=document)


def _reasons(made: Plan) -> dict[str, str | None]:
    return {step.uid: step.reason for step in made.steps if step.action == "conflict"}


def test_a_title_that_another_one_has_is_a_conflict() -> None:
    """Two dashboards of one title in one folder: Grafana refuses the second up to version 10."""
    made = plan([entry()], [], listed=(_board("other"),))
    assert _reasons(made) == {"load": "its title is taken: dashboard 'other' has it"}
    assert made.conflicts[0].way_out is None


@pytest.mark.parametrize(
    "other",
    [_board("other", folder="hosts"), _board("other", title="Weight"), _board("load"), _board("o", folder=None)],
)
def test_another_place_or_title_is_none(other: Listed) -> None:
    """The same title elsewhere, another title here, and the dashboard itself are in nobody's way."""
    assert _reasons(plan([entry()], [], listed=(other,))) == {}


def test_titles_are_compared_as_the_server_does() -> None:
    """By what stays of them in an address."""
    made = plan([entry(title="Load!")], [], listed=(_board("other", title="load"),))
    assert _reasons(made) == {"load": "its title is taken: dashboard 'other' has it"}


def test_newer_servers_allow_equal_titles() -> None:
    """There it is no conflict."""
    assert _reasons(plan([entry()], [], listed=(_board("other"),), titles=False)) == {}


def test_a_title_that_the_same_plan_gives_free_is_free() -> None:
    """Renaming one and giving its old title to another is one plan."""
    entries = [entry("old", title="Weight"), entry("new")]
    made = plan(entries, [held("ours", "old")], listed=(_board("old"),))
    assert [(step.uid, step.action) for step in made.steps] == [("old", "update"), ("new", "create")]


def test_a_uid_that_the_other_kind_has_is_a_conflict() -> None:
    """Folders and dashboards share their uids: neither can be made where the other is."""
    made = plan([entry()], [], listed=(Listed(kind="folder", uid="load", title="Loads"),))
    assert _reasons(made) == {"load": "its uid is taken: the folder 'Loads' has it"}
    folder = Entry(kind="folder", uid="shop", title="Shop", document=b'{"title": "Shop"}')
    made = plan([folder], [], listed=(_board("shop", "Shopping"),))
    assert _reasons(made) == {"shop": "its uid is taken: the dashboard 'Shopping' has it"}


def test_at_the_top_level_folders_count() -> None:
    """A dashboard at the top level may not have the title of a folder."""
    made = plan([entry(folder=None)], [], listed=(Listed(kind="folder", uid="loads", title="Load"),))
    assert _reasons(made) == {"load": "its title is taken: folder 'loads' has it"}


def test_a_name_of_a_datasource_is_taken() -> None:
    """Names of datasources are unique in every version."""
    there = (Listed(kind="datasource", uid="other", title="metrics"),)
    made = plan([_source("prom", "metrics")], [], listed=there, titles=False)
    assert _reasons(made) == {"prom": "its name is taken: datasource 'other' has it"}


def test_the_default_flag_is_not_taken_in_silence() -> None:
    """The server would take it from the other one without a word; `--force` says that this is meant."""
    there = (Listed(kind="datasource", uid="other", title="Other", is_default=True),)
    entries = [_source("prom", "metrics", is_default=True)]
    made = plan(entries, [], listed=there)
    assert (made.conflicts[0].uid, made.conflicts[0].way_out) == ("prom", "--force")
    assert plan(entries, [], listed=there, force=("prom",)).steps[0].action == "create"
    assert _reasons(plan([*entries, _source("other", "Other")], [], listed=there)) == {}


def test_the_default_one_keeps_its_flag() -> None:
    """Where it is ours already there is nothing to take."""
    source = _source("prom", "metrics", is_default=True)
    there = Held(
        kind="datasource", uid="prom", title="metrics", folder=None, document=b"{}", hold="ours", where="in Grafana"
    )
    listed = (Listed(kind="datasource", uid="prom", title="metrics", is_default=True),)
    assert plan([source], [there], listed=listed).steps[0].action == "update"
