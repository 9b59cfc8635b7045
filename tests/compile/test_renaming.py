"""Renaming in the code: what had another uid, name or key before, and what cannot have had it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint import Dashboard, Folder, LibraryPanel, Row, Stat, Text, TimeSeries, above, prometheus
from grafmint.alerting import Alert
from grafmint.bundle import Bundle
from grafmint.errors import ModelError
from grafmint.model.key import id_of

Build = Callable[..., Bundle]
Problems = Callable[..., list[str]]
SHOP = Folder(uid="shop", title="Shop")
QUERY = prometheus.Query(expr="up", datasource="metrics")


def watched(alert: Alert) -> TimeSeries:
    """A panel with an alert."""
    return TimeSeries(title="Load", queries=QUERY, thresholds=above(critical=1), alerts=alert)


def former(bundle: Bundle) -> dict[str, str | None]:
    """What each resource had as its uid before."""
    return {f"{entry.kind} {entry.uid}": entry.renamed_from for entry in bundle if entry.renamed_from is not None}


def test_entries_know_their_former_uid(build: Build) -> None:
    """Of every kind that can be renamed, also where a folder comes along with its dashboard."""
    folder = Folder(uid="store", title="Store", renamed_from="shop")
    note = LibraryPanel(uid="note", panel=Text(title="N", content=""), folder=folder, renamed_from="old-note")
    bundle = build(Dashboard(uid="load", title="Load", folder=folder, panels=note, renamed_from="old"))
    assert bundle.findings == ()
    assert former(bundle) == {"folder store": "shop", "dashboard load": "old", "library-panel note": "old-note"}


def test_a_datasource_names_its_former_logical_name(build: Build) -> None:
    """Its uid before is what the environment maps that to; where both are one uid, nothing is renamed."""
    prom = prometheus.Datasource(name="prom", url="http://p", renamed_from="metrics")
    assert former(build(prom)) == {"datasource prom": "metrics-uid"}
    assert former(build(prom, datasources={})) == {"datasource prom": "metrics"}
    assert former(build(prom, datasources={"prom": "metrics"})) == {}


def test_rules_follow_their_dashboard(build: Build) -> None:
    """Whose uid follows from that of the dashboard; a pinned one stays, and one that another rule has now is its."""
    alerts = [Alert(name="Busy", level="critical"), Alert(name="Slow", level="critical", uid="slow")]
    time = TimeSeries(title="Time", queries=QUERY, thresholds=above(critical=1), alerts=alerts[1])
    panels = [watched(alerts[0]), time]
    board = Dashboard(uid="new", title="Load", folder=SHOP, panels=panels, renamed_from="old")
    found = build(board)
    assert former(found) == {"dashboard new": "old", "alert-rule new-busy": "old-busy"}
    other = watched(Alert(name="Busy", level="critical", uid="old-busy"))
    second = Dashboard(uid="second", title="Second", folder=SHOP, panels=other)
    assert former(build(board, second)) == {"dashboard new": "old"}


def test_a_uid_that_was_too_long_for_a_rule_was_none(build: Build) -> None:
    """Only the new one fits; the old one was never on any server."""
    board = Dashboard(
        uid="new", title="L", folder=SHOP, panels=watched(Alert(name="Busy", level="critical")), renamed_from="o" * 40
    )
    assert former(build(board)) == {"dashboard new": "o" * 40}


def test_a_former_uid_is_free_and_one_resources_own(problems: Problems, build: Build) -> None:
    """Else it is an error at the line that says so, with the other place."""
    old, new = Dashboard(uid="old", title="Old"), Dashboard(uid="new", title="New", renamed_from="old")
    assert problems(old, new) == [
        (
            "renamed-from: dashboard 'new': renamed_from names 'old', which the code still defines "
            "(remove that one, or leave renamed_from out)"
        )
    ]
    [finding] = build(old, new).findings
    assert new.origin is not None
    assert old.origin is not None
    here = Path(__file__).parent
    assert finding.place == new.origin.inner.relative_to(here)
    assert finding.also == old.origin.inner.relative_to(here)
    twin = Dashboard(uid="twin", title="Twin", renamed_from="old")
    assert problems(new, twin) == ["renamed-from: dashboard 'twin': 'new' was renamed from 'old' too (leave one out)"]
    assert former(build(Folder(uid="old", title="Old"), new)) == {"dashboard new": "old"}


def test_chains_and_swaps_take_a_sync_each(problems: Problems) -> None:
    """A uid that is given on at once would be mistaken for the old one in the next sync."""
    a = Dashboard(uid="a", title="A", renamed_from="b")
    b = Dashboard(uid="b", title="B", renamed_from="a")
    wait = "(a uid is given on in a sync of its own: rename one of them, sync, then the other)"
    assert all(each.endswith(wait) for each in problems(a, b))
    assert len(problems(a, b)) == 2
    c = Dashboard(uid="c", title="C", renamed_from="b")
    [problem] = problems(b, c)
    assert problem == f"renamed-from: dashboard 'c': renamed_from names 'b', which the code still defines {wait}"


@pytest.mark.parametrize("uid", ["a b", "x" * 41, "", "new"])
def test_what_no_resource_can_have_had_is_refused(uid: str) -> None:
    """Where it is written: the form of uids, and its own."""
    for make in (
        lambda: Dashboard(uid="new", title="N", renamed_from=uid),
        lambda: Folder(uid="new", title="N", renamed_from=uid),
        lambda: LibraryPanel(uid="new", panel=Text(title="N", content=""), renamed_from=uid),
    ):
        with pytest.raises(ModelError, match="renamed_from"):
            make()


def test_a_datasource_has_another_name_now(problems: Problems) -> None:
    """Its own is refused where it is written; one that cannot be a uid where that is known."""
    with pytest.raises(ModelError, match="renamed_from is the name that it has"):
        prometheus.Datasource(name="prom", url="http://p", renamed_from="prom")
    bad = prometheus.Datasource(name="prom", url="http://p", renamed_from="my prom")
    assert "renamed_from 'my prom', its uid has characters" in problems(bad)[0]


def test_a_panel_keeps_the_id_of_its_former_key(build: Build) -> None:
    """So that links to it hold, and rules that name it."""
    panel = Stat(title="System load", queries=QUERY, renamed_from="cpu/load")
    bundle = build(Dashboard(uid="d", title="D", rows=Row(title="Host", panels=panel)))
    assert bundle.findings == ()
    assert [each["id"] for each in bundle.of("dashboard")[0].json["panels"]] == [id_of("host/"), id_of("cpu/load")]


def test_two_panels_cannot_have_one_id(problems: Problems) -> None:
    """Where the old key is still that of another panel, the usual error says what to do."""
    panels = [Stat(title="Load", queries=QUERY), Stat(title="System", queries=QUERY, renamed_from="load")]
    assert problems(Dashboard(uid="d", title="D", panels=panels)) == [
        (
            "duplicate-id: panel 'System' has the id of 'load' "
            "(renamed_from takes the id of 'load': give the panel that has this key another one)"
        )
    ]
    own = Stat(title="Load", queries=QUERY, renamed_from="load")
    assert "renamed_from is the key that it has" in problems(Dashboard(uid="d", title="D", panels=own))[0]


@pytest.mark.parametrize("said", [{"renamed_from": "load", "id": 4}, {"renamed_from": ""}, {"renamed_from": "/"}])
def test_a_panel_says_its_id_once(said: dict[str, object]) -> None:
    """A pinned id needs no former key, and an empty one is none."""
    with pytest.raises(ModelError, match="renamed_from"):
        Stat(title="System", queries=QUERY, **said)  # type: ignore[arg-type]
