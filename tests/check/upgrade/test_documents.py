"""Where an upgrade looks, and how often it tells the same."""

from typing import Any

import attrs
import hypothesis.strategies as st
import orjson
from hypothesis import given

from grafmint.bundle import Bundle
from grafmint.check.upgrade import Installed, Upgrade, check_upgrade
from grafmint.check.upgrade.facts import FACTS
from grafmint.origin import Place, Written
from tests.check.boards import board, entry
from tests.check.upgrade.upgraded import broken, dashboard, of_type, other


def test_panels_of_one_place_are_told_once_with_their_number() -> None:
    """A builder that many panels share is one line to change; a document of no code is one place."""
    panels = [of_type("graph", f"P{number}") for number in range(3)]
    (found,) = broken((11, 0), dashboard(*panels))
    assert (found.panel, found.path, found.message.endswith(" (3 panels)")) == ("P0", "/panels/0", True)
    places = {f"/panels/{number}": Written(Place("b.py", number), Place("b.py", 9)) for number in (0, 1)}
    shared = attrs.evolve(dashboard(*panels), origins={**places, "/panels/2": places["/panels/1"]})
    assert [(str(one.place), one.panel) for one in broken((11, 0), shared)] == [("b.py:0", "P0"), ("b.py:1", "P1")]


def test_panels_in_rows_are_looked_at() -> None:
    """In collapsed rows, and in the rows of long ago."""
    graph = of_type("graph")
    assert [one.path for one in broken((11, 0), dashboard({"type": "row", "panels": [graph]}))] == [
        "/panels/0/panels/0"
    ]
    assert [one.path for one in broken((11, 0), dashboard(rows=[{"panels": [graph]}]))] == ["/rows/0/panels/0"]


def test_a_library_panel_is_told_once_where_it_is() -> None:
    """Not again in each dashboard that shows it; where it is not among the documents, its copy is what there is."""
    use = {**of_type("graph"), "libraryPanel": {"uid": "lp", "name": "LP"}}
    element = other("library-panel", {"uid": "lp", "name": "LP", "model": of_type("graph", "Shared")})
    assert [(one.kind, one.uid, one.path) for one in broken((11, 0), element, dashboard(use))] == [
        ("library-panel", "lp", "/model")
    ]
    assert [one.kind for one in broken((11, 0), dashboard(use))] == ["dashboard"]


def test_variables_around_a_library_panel_are_not_its_own() -> None:
    """They stand in the dashboard, and are told there."""
    use = {**of_type("text"), "libraryPanel": {"uid": "lp", "name": "LP"}}
    element = other("library-panel", {"uid": "lp", "name": "LP", "model": of_type("text")})
    variable = {"type": "switch", "name": "s"}
    found = broken((9, 4), element, dashboard(use, templating={"list": [variable]}))
    assert [(one.kind, one.path) for one in found] == [("dashboard", "/templating/list/0")]


def test_every_fact_is_proven_and_says_something() -> None:
    """One bound at least, in order, and an address of who says so; a name stands once."""
    for fact in FACTS:
        assert fact.after or fact.until, fact
        assert not (fact.after and fact.until) or fact.after < fact.until, fact
        assert fact.evidence.url.startswith("https://"), fact
        assert fact.migrated is None or (fact.instead and fact.until and fact.until <= fact.migrated), fact
    names = [(fact.what, fact.of, fact.name) for fact in FACTS]
    assert len(names) == len(set(names))


KEYS = """
alert annotations custom datasource defaults fieldConfig id libraryPanel links list options overrides panels properties
refresh rows schemaVersion targets templating transformations type uid url value
"""
ATOMS = (
    st.none() | st.booleans() | st.integers(-1, 50) | st.sampled_from(["graph", "table", "1s", "$x", "/dashboard/db/x"])
)
JSON = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["panels", "rows", "templating", "annotations", "links", "refresh"]), JSON))
def test_nothing_that_anybody_wrote_stops_it(document: dict[str, Any]) -> None:
    """Whatever stands where, both ways; and what is found has its place in the document."""
    for to in ((9, 0), (13, 2)):
        found = check_upgrade(
            Bundle(entries=(entry(document, foreign=True),)), Upgrade(to=to, installed=Installed(panels={}))
        )
        for one in found:
            _at(document, one.path or "")


def _at(document: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        document = document[int(key)] if isinstance(document, list) else document.get(key)
    return document


def test_a_document_without_dashboards_breaks_nothing() -> None:
    """Folders and rules are not drawn."""
    folder = attrs.evolve(entry(board()), kind="folder", document=orjson.dumps({"uid": "u", "type": "graph"}))
    assert broken((13, 2), folder) == []
