"""Clashes with what others have: found in the plan, before a server refuses or, worse, obeys."""

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.errors import UsageError
from grafmint.plan import Plan
from grafmint.plan.snapshot import Held, Listed, Snapshot, Whose
from grafmint.selection import selection
from tests.plan.scene import base, entry, held, plan, plan_of

OTHERS = "; rename one of them, or delete it in Grafana"
ALONE = "rename one of them in a sync of its own"
UIDS, TITLES = ("a", "b", "c", "d"), ("P", "Q", "R", "S", "T")


def _board(uid: str, title: str = "Load", folder: str | None = "shop") -> Listed:
    return Listed(kind="dashboard", uid=uid, title=title, folder=folder)


def _source(uid: str, name: str, *, is_default: bool = False) -> Entry:
    document = orjson.dumps({"name": name, "type": "prometheus", "isDefault": is_default})
    return Entry(kind="datasource", uid=uid, title=name, document=document)


def _folder(uid: str, title: str, parent: str | None = None) -> Entry:
    return Entry(kind="folder", uid=uid, title=title, folder=parent, document=orjson.dumps({"title": title}))


def _held_folder(uid: str, title: str) -> Held:
    document = orjson.dumps({"title": title})
    return Held(kind="folder", uid=uid, title=title, folder=None, document=document, hold="ours", where="in Grafana")


def _held_source(uid: str, name: str, hold: Whose = "ours") -> Held:
    document = orjson.dumps({"name": name, "type": "prometheus"})
    return Held(kind="datasource", uid=uid, title=name, folder=None, document=document, hold=hold, where="in Grafana")


def _retitled(now: dict[str, str], then: dict[str, str], holds: dict[str, Whose] | None = None) -> Plan:
    """The plan in which dashboards of one folder go from these titles to those."""
    there = [held((holds or {}).get(uid, "ours"), uid, title=title) for uid, title in now.items()]
    listed = tuple(_board(uid, title) for uid, title in now.items())
    return plan([entry(uid, title=title) for uid, title in then.items()], there, listed=listed)


def _actions(made: Plan) -> dict[str, str]:
    return {step.uid: step.action for step in made.steps}


def _reasons(made: Plan) -> dict[str, str | None]:
    return {step.uid: step.reason for step in made.steps if step.action == "conflict"}


def _panel(uid: str, name: str) -> Entry:
    return Entry(kind="library-panel", uid=uid, title=name, folder="shop", document=orjson.dumps({"name": name}))


@pytest.mark.parametrize(("there", "waits"), [(None, True), ("before", True), ("served", False)])
def test_a_dashboard_is_not_written_before_the_library_panel_that_it_shows(there: str | None, *, waits: bool) -> None:
    """Grafana saves it and answers with an error; one that is there, and is only not changed, is shown."""
    document = orjson.dumps({"name": "Other"})
    shared = attrs.evolve(held("ours", there or "", title="Other"), kind="library-panel", document=document)
    snapshot = Snapshot(
        held={} if there is None else {("library-panel", "served"): shared},
        listed=(
            Listed(kind="folder", uid="shop", title="Shop"),
            Listed(kind="library-panel", uid="theirs", title="Served", folder="shop"),
        ),
    )
    board = entry("board", panels=[{"libraryPanel": {"uid": "served"}}])
    made = plan_of([_panel("served", "Served"), board, entry("other", title="Other")], snapshot)
    assert _actions(made) == {"served": "conflict", "board": "conflict" if waits else "create", "other": "create"}
    assert ("library panel 'served', which is not there" in (_reasons(made).get("board") or "")) == waits


def test_a_title_that_another_one_has_is_a_conflict() -> None:
    """Two dashboards of one title in one folder: Grafana refuses the second up to version 10."""
    made = plan([entry()], [], listed=(_board("other"),))
    assert _reasons(made) == {"load": f"its title is taken: dashboard 'other' has it{OTHERS}"}
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
    assert _reasons(made) == {"load": f"its title is taken: dashboard 'other' has it{OTHERS}"}


def test_newer_servers_allow_equal_titles() -> None:
    """There it is no conflict."""
    assert _reasons(plan([entry()], [], listed=(_board("other"),), titles=False)) == {}


def test_a_title_that_the_same_plan_gives_free_is_free() -> None:
    """Renaming one and giving its old title to another is one plan."""
    entries = [entry("old", title="Weight"), entry("new")]
    made = plan(entries, [held("ours", "old")], listed=(_board("old"),))
    assert [(step.uid, step.action) for step in made.steps] == [("old", "update"), ("new", "create")]


@pytest.mark.parametrize("hold", ["edited", "foreign", "managed"])
def test_what_is_not_written_gives_no_title_free(hold: Whose) -> None:
    """Only steps that write rename: behind a conflict each one that waits for a title is one too."""
    made = _retitled({"a": "A", "b": "B", "c": "C"}, {"a": "New", "b": "A", "c": "B"}, {"a": hold})
    assert not made.writes
    until = "" if hold == "managed" else " until its own conflict is resolved"
    assert _reasons(made)["b"] == f"its title is taken: dashboard 'a' has it{until or OTHERS}"
    assert _reasons(made)["c"] == "its title is taken: dashboard 'b' has it until its own conflict is resolved"


def test_what_a_choice_lets_be_written_gives_its_title_free() -> None:
    """With the edit forced, what waits for its title goes on too."""
    listed = (_board("a", "A"), _board("b", "B"))
    there = [held("edited", "a", title="A", base=base(title="Before")), held("ours", "b", title="B")]
    made = plan([entry("a", title="New"), entry("b", title="A")], there, listed=listed, force=("a",))
    assert _actions(made) == {"a": "update", "b": "update"}


def test_a_title_that_what_is_not_selected_has_is_taken() -> None:
    """The rename that would give it free is not part of this plan."""
    entries = [entry("old", title="Weight"), entry("new")]
    made = plan(entries, [held("ours", "old")], listed=(_board("old"),), select=selection(["dashboard/new"]))
    assert _reasons(made) == {"new": f"its title is taken: dashboard 'old' has it{OTHERS}"}


def test_titles_that_are_exchanged_are_a_conflict() -> None:
    """Neither can be first; what waits for one of them waits longer, and what only gives way is written."""
    made = _retitled({"a": "A", "b": "B", "c": "C", "d": "D"}, {"a": "B", "b": "A", "c": "A", "d": "New"})
    assert _reasons(made) == {
        "a": f"its title is exchanged with dashboard 'b': {ALONE}",
        "b": f"its title is exchanged with dashboard 'a': {ALONE}",
        "c": "its title is taken: dashboard 'a' has it until its own conflict is resolved",
    }
    assert {step.way_out for step in made.conflicts} == {None}
    assert [step.uid for step in made.writes] == ["d"]


def test_a_long_ring_is_named_by_its_first_few() -> None:
    """In the order in which titles follow each other."""
    titles = ("A", "B", "C", "D", "E")
    made = _retitled(dict(zip("abcde", titles, strict=True)), dict(zip("abcde", (*titles[1:], "A"), strict=True)))
    named = "dashboard 'b', dashboard 'c', dashboard 'd' and 1 more"
    assert _reasons(made)["a"] == f"its title is exchanged with {named}: {ALONE}"
    assert len(_reasons(made)) == len(titles)


def test_dashboards_that_change_places_are_a_ring() -> None:
    """One title in two folders: each has to be out of the other's way first."""
    listed = (_board("a", folder="shop"), _board("b", folder="store"))
    there = [held("ours", "a", folder="shop"), held("ours", "b", folder="store")]
    made = plan([entry("a", folder="store"), entry("b", folder="shop")], there, listed=listed)
    assert _reasons(made)["a"] == f"its title is exchanged with dashboard 'b': {ALONE}"
    assert not made.writes


def test_rings_of_other_kinds() -> None:
    """Names of datasources in every version, titles of folders where they are unique."""
    there = [_held_source("a", "A"), _held_source("b", "B")]
    listed = tuple(Listed(kind="datasource", uid=uid, title=uid.upper()) for uid in "ab")
    made = plan([_source("a", "B"), _source("b", "A")], there, listed=listed, titles=False)
    assert _reasons(made)["a"] == f"its name is exchanged with datasource 'b': {ALONE}"
    top = [_held_folder("a", "A"), _held_folder("b", "B")]
    folders = tuple(Listed(kind="folder", uid=uid, title=uid.upper()) for uid in "ab")
    entries = [_folder("a", "B"), _folder("b", "A")]
    assert _reasons(plan(entries, top, listed=folders))["b"] == f"its title is exchanged with folder 'a': {ALONE}"
    assert _actions(plan(entries, top, listed=folders, titles=False)) == {"a": "update", "b": "update"}


def test_titles_move_on_without_a_ring() -> None:
    """Each takes the title of the next one, and the last a new one: one plan."""
    made = _retitled({"a": "A", "b": "B", "c": "C"}, {"a": "B", "b": "C", "c": "New"})
    assert set(_actions(made).values()) == {"update"}


def test_a_folder_comes_too_early_for_the_title_of_a_dashboard() -> None:
    """Folders are written first: what a dashboard gives up in the same sync comes too late for them, not for others."""
    listed = (_board("load", folder=None),)
    entries = [_folder("new", "Load"), entry(folder=None, title="Weight")]
    made = plan(entries, [held("ours", folder=None)], listed=listed)
    has = "its title is taken: dashboard 'load' has it, and folders are written first"
    assert _reasons(made) == {"new": f"{has}: rename the dashboard in a sync of its own"}
    folder = Listed(kind="folder", uid="loads", title="Load")
    made = plan([_folder("loads", "Weight"), entry()], [_held_folder("loads", "Load")], listed=(folder,))
    assert _actions(made) == {"loads": "update", "load": "create"}


def test_folders_in_folders_stand_at_the_top_where_titles_are_unique() -> None:
    """There no folder lies in another, whatever the code says: the title is looked for where it will be."""
    made = plan([_folder("new", "Load", "shop")], [], listed=(_board("other", folder=None),))
    assert _reasons(made) == {"new": f"its title is taken: dashboard 'other' has it{OTHERS}"}
    listed = (Listed(kind="folder", uid="child", title="Child"),)
    entries = [_folder("child", "Child", "shop"), _folder("new", "Child")]
    made = plan(entries, [_held_folder("child", "Child")], listed=listed)
    assert _reasons(made) == {"new": f"its title is taken: folder 'child' has it{OTHERS}"}


@pytest.mark.parametrize("hold", ["ours", "edited"])
def test_ours_that_the_code_lost_is_named_as_that(hold: Whose) -> None:
    """Another uid for a dashboard is a new one; the old one is in its way, and that says what happened."""
    made = plan([entry("new")], [held(hold, "old")], listed=(_board("old"),))
    what = (
        'which the code has no more: give it the new uid with renamed_from="old", delete it in Grafana, or keep its uid'
    )
    assert _reasons(made) == {"new": f"its title is taken: dashboard 'old' has it, {what}"}
    foreign = plan([entry("new")], [held("foreign", "old")], listed=(_board("old"),))
    assert _reasons(foreign) == {"new": f"its title is taken: dashboard 'old' has it{OTHERS}"}


def test_a_folder_that_is_nowhere_is_a_conflict() -> None:
    """Neither on the server nor made by the same plan; what lies at the top level needs none."""
    assert _reasons(plan([entry()], [], folders=())) == {
        "load": "its folder 'shop' does not exist: define it in the code"
    }
    assert _reasons(plan([entry(folder=None)], [], folders=())) == {}
    assert _actions(plan([_folder("shop", "Shop"), entry()], [], folders=())) == {"shop": "create", "load": "create"}
    # A search lists only what it may: what was read is there, and so is what something lies in.
    made = plan([_folder("shop", "Shop"), entry()], [_held_folder("shop", "Shop")], folders=())
    assert _actions(made) == {"shop": "unchanged", "load": "create"}
    assert _reasons(plan([entry()], [], folders=(), listed=(_board("b", "B"),))) == {}


def test_a_folder_that_cannot_be_made_takes_its_dashboards_along() -> None:
    """And the titles that these would have given free."""
    entries = [_folder("new", "Theirs"), entry("a", "new", title="A"), entry("b", title="Load")]
    listed = (Listed(kind="folder", uid="theirs", title="Theirs"), _board("a"))
    made = plan(entries, [held("ours", "a")], listed=listed)
    assert _reasons(made) == {
        "new": f"its title is taken: folder 'theirs' has it{OTHERS}",
        "a": "its folder 'new' does not exist, and is in conflict itself",
        "b": "its title is taken: dashboard 'a' has it until its own conflict is resolved",
    }
    renamed = [_folder("shop", "Theirs"), entry(title="New")]
    there = [_held_folder("shop", "Shop"), held("ours")]
    made = plan(renamed, there, listed=(listed[0], _board("load")))
    assert _actions(made) == {"shop": "conflict", "load": "update"}


def test_where_folders_are_not_known_none_is_missing() -> None:
    """A directory makes them as it goes, and what we may not read may be there."""
    unread = Snapshot(held={}, unread=frozenset({"folder"}))
    for snapshot in (Snapshot(held={}, exact=True), unread):
        assert _actions(plan_of([entry()], snapshot)) == {"load": "create"}
    assert _actions(plan_of([entry()], Snapshot(held={}))) == {"load": "conflict"}


def test_a_long_row_behind_an_edit_waits_for_it() -> None:
    """Each takes the title of the next one, and the last one keeps its own: none is written, however many."""
    count = 300
    now = {f"b{number}": f"T{number}" for number in range(count)}
    then = {f"b{number}": f"T{number + 1}" for number in range(count)}
    assert not _retitled(now, then, {f"b{count - 1}": "edited"}).writes


@given(
    now=st.permutations(TITLES),
    then=st.permutations(TITLES),
    holds=st.lists(st.sampled_from(("ours", "ours", "ours", "edited", "managed")), min_size=4, max_size=4),
)
def test_a_plan_of_titles_can_be_carried_out(now: list[str], then: list[str], holds: list[Whose]) -> None:
    """What is planned is what one rename after another can do, each to a title that is free: no more and no less."""
    before, after = dict(zip(UIDS, now, strict=False)), dict(zip(UIDS, then, strict=False))
    owners = dict(zip(UIDS, holds, strict=True))
    made = _retitled(before, after, owners)
    titles, open_ = dict(before), {uid for uid in UIDS if owners[uid] == "ours" and before[uid] != after[uid]}
    done = set[str]()
    while free := [uid for uid in sorted(open_ - done) if after[uid] not in titles.values()]:
        titles[free[0]] = after[free[0]]
        done.add(free[0])
    assert {step.uid for step in made.steps if step.action == "update"} == done


def test_a_uid_that_the_other_kind_has_is_a_conflict() -> None:
    """Folders and dashboards share their uids: neither can be made where the other is."""
    made = plan([entry()], [], listed=(Listed(kind="folder", uid="load", title="Loads"),))
    assert _reasons(made) == {"load": "its uid is taken: the folder 'Loads' has it"}
    made = plan([_folder("shop", "Shop")], [], listed=(_board("shop", "Shopping"),), folders=())
    assert _reasons(made) == {"shop": "its uid is taken: the dashboard 'Shopping' has it"}


def test_at_the_top_level_folders_count() -> None:
    """A dashboard at the top level may not have the title of a folder."""
    made = plan([entry(folder=None)], [], listed=(Listed(kind="folder", uid="loads", title="Load"),))
    assert _reasons(made) == {"load": f"its title is taken: folder 'loads' has it{OTHERS}"}


def test_a_name_of_a_datasource_is_taken() -> None:
    """Names of datasources are unique in every version."""
    there = (Listed(kind="datasource", uid="other", title="metrics"),)
    made = plan([_source("prom", "metrics")], [], listed=there, titles=False)
    assert _reasons(made) == {"prom": f"its name is taken: datasource 'other' has it{OTHERS}"}


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


def test_the_flag_stays_with_what_is_not_written() -> None:
    """A default one that is in the code, but edited, would lose the flag all the same."""
    listed = (Listed(kind="datasource", uid="other", title="Other", is_default=True),)
    entries = [_source("prom", "metrics", is_default=True), _source("other", "Other")]
    made = plan(entries, [_held_source("other", "Before", "edited")], listed=listed)
    assert _reasons(made)["prom"] == "datasource 'other' is the default one and would lose that"
    assert _actions(plan(entries, [_held_source("other", "Before")], listed=listed))["prom"] == "create"
    taken = (*listed, Listed(kind="datasource", uid="t", title="T"))
    made = plan([entries[0], _source("other", "T")], [_held_source("other", "Other")], listed=taken)
    assert [(step.uid, step.way_out) for step in made.conflicts] == [("prom", "--force"), ("other", None)]


def test_forcing_the_flag_does_not_force_a_name() -> None:
    """What could be forced over one clash and is stopped by another offers no way out, and gives nothing free."""
    names = {"prom": "Old", "a": "A", "t": "T"}
    listed = (
        Listed(kind="datasource", uid="other", title="Other", is_default=True),
        *(Listed(kind="datasource", uid=uid, title=name) for uid, name in names.items()),
    )
    there = [_held_source("prom", "Old"), _held_source("a", "A"), _held_source("c", "C")]
    rest = [_source("prom", "A", is_default=True), _source("c", "Old")]
    free, stuck = [_source("a", "New"), *rest], [_source("a", "T"), *rest]
    assert _actions(plan(free, there, listed=listed, force=("prom",))) == dict.fromkeys(("a", "prom", "c"), "update")
    made = plan(free, there, listed=listed)
    assert [(step.uid, step.way_out) for step in made.conflicts] == [("prom", "--force"), ("c", None)]
    made = plan(stuck, there, listed=listed)
    assert [(step.uid, step.way_out) for step in made.conflicts] == [("a", None), ("prom", None), ("c", None)]
    with pytest.raises(UsageError, match="--force prom: no conflict has this uid"):
        plan(stuck, there, listed=listed, force=("prom",))


def _rule(uid: str, title: str = "Load", folder: str = "shop") -> Entry:
    return Entry(kind="alert-rule", uid=uid, title=title, folder=folder, document=b"{}")


def test_alert_rules_have_names_of_their_own() -> None:
    """A dashboard of that title is in nobody's way, nor a rule of another folder or of other letters."""
    there = Listed(kind="alert-rule", uid="theirs", title="Load", folder="shop")
    elsewhere = (("Load", "store"), ("load", "shop"))
    others = [Listed(kind="alert-rule", uid=f"{n}", title=t, folder=f) for n, (t, f) in enumerate(elsewhere)]
    made = plan([_rule("load"), entry("load")], [], listed=tuple(others))
    assert {step.action for step in made.steps} == {"create"}
    (step,) = plan([_rule("load")], [], listed=(there,)).steps
    assert step.reason == f"its name is taken: alert rule 'theirs' has it{OTHERS}"


def test_an_alert_rule_needs_its_folder() -> None:
    """Grafana 9 would take it for one that nobody can open; a rule that lies there proves nothing."""
    stray = Listed(kind="alert-rule", uid="theirs", title="T", folder="gone")
    (step,) = plan([_rule("load", folder="gone")], [], listed=(stray,)).steps
    assert step.reason == "its folder 'gone' does not exist: define it in the code"
