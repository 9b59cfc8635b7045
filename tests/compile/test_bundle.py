"""Bundle: entries by kind and uid, and where each part was written."""

from collections.abc import Callable

from grafmint import Annotation, Dashboard, Folder, Row, Stat, TextBoxVariable, prometheus
from grafmint.bundle import KINDS, Bundle, Entry, plural, shown
from grafmint.origin import Place

Build = Callable[..., Bundle]


def test_entries_are_found_by_kind_and_uid(build: Build) -> None:
    """And there is None where none is."""
    bundle = build(Dashboard(uid="a", title="A", folder=Folder(uid="a", title="F")))
    assert [entry.kind for entry in bundle.of("folder")] == ["folder"]
    board = bundle.find("dashboard", "a")
    assert board is not None
    assert board.title == "A"
    assert bundle.find("dashboard", "b") is None
    assert bundle.find("datasource", "a") is None


def test_every_part_knows_its_line(build: Build) -> None:
    """JSON pointers lead from the document to the calls that made its parts."""
    variable = TextBoxVariable(name="a")
    annotation = Annotation(name="A", tags="a")
    query = prometheus.Query(expr="up")
    first = Stat(title="A")
    second = Stat(title="B", queries=query)
    hidden = Stat(title="C")
    rows = [
        Row(title="R", panels=second),
        Row(title="S", panels=hidden, collapsed=True),
    ]
    board = Dashboard(uid="a", title="A", variables=variable, annotations=annotation, panels=first, rows=rows)
    entry = build(board).entries[0]
    parts = {
        "": board,
        "/templating/list/0": variable,
        "/annotations/list/1": annotation,
        "/panels/0": first,
        "/panels/1": rows[0],
        "/panels/2": second,
        "/panels/2/targets/0": query,
        "/panels/3": rows[1],
        "/panels/3/panels/0": hidden,
    }
    assert set(entry.origins) == set(parts)
    for pointer, value in parts.items():
        assert value.origin is not None
        assert entry.place(pointer) == value.origin.inner


def test_the_nearest_part_around_answers(build: Build) -> None:
    """For a pointer into a panel, the panel; for what only the dashboard made, the dashboard; else the file."""
    panel = Stat(title="A")
    board = Dashboard(uid="a", title="A", panels=panel)
    entry = build(board).entries[0]
    assert panel.origin is not None
    assert board.origin is not None
    assert entry.place("/panels/0/fieldConfig/defaults/unit") == panel.origin.inner
    assert entry.place("/time/from") == board.origin.inner
    file = Place("a.json", 1)
    assert Entry(kind="dashboard", uid="a", title="A", document=b"{}", file=file).place("/panels/7") == file
    assert Entry(kind="dashboard", uid="a", title="A", document=b"{}").place("/panels/7") is None


def test_an_entry_shows_no_document(build: Build) -> None:
    """Its text in a message is one line."""
    assert "schemaVersion" not in repr(build(Dashboard(uid="a", title="A")).entries[0])


def test_kinds_have_words_for_people() -> None:
    """One and several, as a sentence has them."""
    words = {kind: (shown(kind), plural(kind)) for kind in KINDS}
    assert words["alert-rule"] == ("alert rule", "alert rules")
    assert words["policy"] == ("policy", "policies")
    assert words["prometheus-rules"] == ("Prometheus rule file", "Prometheus rule files")
    assert words["alertmanager"] == ("Alertmanager configuration", "Alertmanager configurations")
    assert words["alertmanager-template"] == ("Alertmanager template", "Alertmanager templates")
