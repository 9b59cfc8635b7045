"""A panel that is defined once: what it takes, and how it stands among the panels of dashboards."""

from collections.abc import Callable

import attrs
import pytest

from grafmint import (
    Alert,
    Dashboard,
    Folder,
    Grid,
    LibraryPanel,
    ModelError,
    RawPanel,
    Row,
    Stat,
    Text,
    TimeSeries,
    above,
    prometheus,
)
from grafmint.model.key import panel_key
from tests.fake_context import line_of, written

ERRORS = LibraryPanel(uid="team-errors", panel=TimeSeries(title="Errors", width=8))
OWN = Text(title="Own", content="…")
QUERY = prometheus.Query(expr="up")


def test_it_stands_among_the_panels_of_a_row_or_a_dashboard() -> None:
    """The very object is put there, alone or beside others, and a dashboard knows it by uid, name and title."""
    for panels in (Row(title="R", panels=ERRORS).panels, Dashboard(uid="d", title="D", panels=[OWN, ERRORS]).panels):
        assert written(panels[-1]) == {
            "title": "Errors",
            "libraryPanel": {"uid": "team-errors", "name": "Errors"},
        }


def test_its_panel_is_of_any_kind() -> None:
    """One of a plugin without a class too."""
    raw = LibraryPanel(uid="x", panel=RawPanel(title="Raw", plugin_id="acme-panel"), name="Acme")
    (use,) = Row(title="R", panels=raw).panels
    assert (use.plugin, raw.title) == ("acme-panel", "Acme")
    assert written(use)["libraryPanel"] == {"uid": "x", "name": "Acme"}


def test_what_its_panel_says_of_size_and_key_holds_wherever_it_is_shown() -> None:
    """Each use may say otherwise, and place itself exactly."""
    keyed = attrs.evolve(ERRORS, panel=attrs.evolve(ERRORS.panel, key="errors", height=5))
    row = Row(title="R", panels=[keyed, keyed.use(key="again", width=24, height=3), keyed.use(grid=Grid(x=1))])
    assert [(each.width, each.height, panel_key(each, row)) for each in row.panels] == [
        (8, 5, "errors"),
        (24, 3, "again"),
        (8, 5, "errors"),
    ]
    assert row.panels[2].grid == Grid(x=1)


def test_its_key_is_the_title_below_the_row() -> None:
    """As that of any other panel, so that the name in the library may change without the id."""
    named = attrs.evolve(ERRORS, name="Errors of the team")
    row = Row(title="The row", panels=named)
    assert panel_key(row.panels[0], row) == "the-row/errors"


def test_a_dashboard_adds_and_replaces_by_it() -> None:
    """The methods that address panels take it, and find it."""
    board = Dashboard(uid="d", title="D", rows=Row(title="R", panels=[OWN]))
    more = board.add(ERRORS, after="own")
    assert more.panel("r/errors").drawn is ERRORS.panel
    assert more.drop("errors") == board
    assert board.replace("own", ERRORS).panel("errors") == ERRORS.use()


def test_a_place_is_known_by_its_own_line() -> None:
    """A use stands where the row was written, or where `use` was called, and the panel where it was defined."""
    row = Row(title="R", panels=[ERRORS])
    assert line_of(row.panels[0].origin) == line_of(row.origin)
    used = ERRORS.use(width=3)
    assert line_of(used.origin) > line_of(row.origin)
    assert line_of(ERRORS.origin) < line_of(row.origin)


@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (
            lambda: LibraryPanel(uid="a b", panel=OWN),
            "LibraryPanel: uid 'a b' has characters other than A-Z, a-z, 0-9, _ and -",
            "choose a shorter, plain name and keep it forever",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=Text(title=" ", content="")),
            "LibraryPanel 'x' has an empty name",
            "write name=…, or a title into its panel",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=OWN, name="n" * 151),
            "LibraryPanel 'x': its name has 151 letters, Grafana keeps 150",
            "write a shorter name=…",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=ERRORS.use()),
            "LibraryPanel 'x': its panel is library panel 'team-errors' itself",
            "write panel=TimeSeries(…)",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=attrs.evolve(OWN, grid=Grid())),
            "LibraryPanel 'x': grid of its panel holds on one dashboard only",
            "write use(grid=…) where it is shown",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=attrs.evolve(OWN, id=3)),
            "LibraryPanel 'x': id of its panel holds on one dashboard only",
            "write use(id=…) where it is shown",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=attrs.evolve(OWN, renamed_from="row/old")),
            "LibraryPanel 'x': renamed_from of its panel holds on one dashboard only",
            "write use(renamed_from=…) where it is shown",
        ),
        (
            lambda: LibraryPanel(uid="x", panel=OWN, renamed_from="x"),
            "LibraryPanel 'x': renamed_from is the uid that it has",
            "write the uid that it had before",
        ),
        (
            lambda: LibraryPanel(
                uid="x",
                panel=Stat(
                    title="Up",
                    queries=QUERY,
                    thresholds=above(critical=1),
                    alerts=Alert(name="Down", level="critical"),
                ),
            ),
            "LibraryPanel 'x': its panel has alerts, and to which of its dashboards they lead nobody can tell",
            "write AlertRule(…) beside it, with dashboard=… and panel=…",
        ),
        (
            lambda: attrs.evolve(ERRORS.use(), description="Here."),
            "library panel 'team-errors' is the same on every dashboard: description cannot be another one here",
            "change the panel of the LibraryPanel, or put a panel of the dashboard's own in its place",
        ),
        (
            lambda: attrs.evolve(ERRORS.use(), title="Here"),
            "library panel 'team-errors' is the same on every dashboard: title cannot be another one here",
            "change the panel of the LibraryPanel, or put a panel of the dashboard's own in its place",
        ),
    ],
    ids=["uid", "empty", "long", "itself", "grid", "id", "former key", "former uid", "alerts", "changed", "title"],
)
def test_what_cannot_be_is_refused_with_the_way_out(make: Callable[[], object], message: str, hint: str) -> None:
    """Where it is written, naming the library panel."""
    with pytest.raises(ModelError) as refused:
        make()
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_it_lies_in_a_folder_and_may_have_been_called_otherwise() -> None:
    """As a dashboard does."""
    panel = LibraryPanel(uid="x", panel=OWN, folder=Folder(uid="f", title="F"), renamed_from="old")
    assert (panel.folder, panel.renamed_from) == (Folder(uid="f", title="F"), "old")
