"""From a project to a bundle: folders, uids, secrets, findings, and what is let go of on the way."""

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from grafmint import BasicAuth, Dashboard, Folder, Permission, Row, Secret, Stat, TimeSeries, prometheus
from grafmint.bundle import Bundle
from grafmint.compile import compile_project
from grafmint.compile.board import Board
from grafmint.environment import Directory, Environment, Reference, Server
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.project import Definition, Project, Resource

Build = Callable[..., Bundle]
Problems = Callable[..., list[str]]
HERE = Path(__file__).name


def line(resource: Dashboard | Folder) -> int:
    """Where a resource of this file was written."""
    assert resource.origin is not None
    return resource.origin.inner.line


def test_a_folder_comes_along_with_its_dashboard(build: Build) -> None:
    """With its parents, before the dashboard; each once however many dashboards name it."""
    top = Folder(uid="top", title="Top")
    hosts = Folder(uid="hosts", title="Hosts", parent=top)
    bundle = build(*(Dashboard(uid=f"d{n}", title="D", folder=hosts) for n in range(3)))
    assert bundle.findings == ()
    assert [(entry.kind, entry.uid, entry.folder) for entry in bundle] == [
        ("folder", "hosts", "top"),
        ("folder", "top", None),
        ("dashboard", "d0", "hosts"),
        ("dashboard", "d1", "hosts"),
        ("dashboard", "d2", "hosts"),
    ]


def test_equal_folders_are_one(build: Build) -> None:
    """A builder in a loop may make the folder anew for each dashboard; it may also be a resource of its own."""
    folders = [
        Folder(uid="hosts", title="Hosts", permissions=Permission(permission="View", role="Viewer")) for _ in "ab"
    ]
    boards = [Dashboard(uid=f"d{n}", title="D", folder=folder) for n, folder in enumerate(folders)]
    bundle = build(folders[0], *boards)
    assert bundle.findings == ()
    assert len(bundle.of("folder")) == 1


OTHERS: list[Folder] = [
    Folder(uid="hosts", title="Machines"),
    Folder(uid="hosts", title="Hosts", parent=Folder(uid="top", title="Top")),
    Folder(uid="hosts", title="Hosts", permissions=Permission(permission="View", role="Viewer")),
]


@pytest.mark.parametrize("other", OTHERS, ids=["title", "parent", "permissions"])
def test_different_folders_with_one_uid_are_an_error_with_both_places(build: Build, other: Folder) -> None:
    """Whatever differs, also what is no part of the folder's document."""
    hosts = Folder(uid="hosts", title="Hosts")
    (finding,) = build(
        Dashboard(uid="a", title="A", folder=hosts), Dashboard(uid="b", title="B", folder=other)
    ).findings
    assert (finding.rule, finding.severity, finding.kind, finding.uid) == ("duplicate-uid", "error", "folder", "hosts")
    assert finding.message == f"folder 'hosts' is also defined at {HERE}:{line(hosts)}"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == (HERE, line(other))
    assert finding.hint


def test_two_dashboards_with_one_uid_are_an_error_with_both_places(build: Build) -> None:
    """Equal documents from two places too: only one of them can be meant."""
    first = Dashboard(uid="a", title="A")
    second = Dashboard(uid="a", title="A")
    (finding,) = build(first, second).findings
    assert finding.message == f"dashboard 'a' is also defined at {HERE}:{line(first)}"
    assert finding.place is not None
    assert finding.place.line == line(second)


def test_one_dashboard_in_two_folders_is_an_error(problems: Problems) -> None:
    """One line may make both: the documents are equal, the places are not."""
    boards = [Dashboard(uid="a", title="A", folder=Folder(uid=uid, title="F")) for uid in ("f", "g")]
    assert [each.partition(":")[0] for each in problems(*boards)] == ["duplicate-uid"]


def test_two_datasources_with_one_name_are_an_error(problems: Problems) -> None:
    """A name is a uid."""
    first = prometheus.Datasource(name="metrics", url="http://a")
    second = prometheus.Datasource(name="metrics", url="http://b")
    (found,) = problems(first, second)
    assert found.startswith(f"duplicate-uid: datasource 'metrics-uid' is also defined at {HERE}:")


def test_kinds_do_not_share_uids(build: Build) -> None:
    """A folder, a datasource and a dashboard may have the same one."""
    hosts = Folder(uid="hosts", title="Hosts")
    datasource = prometheus.Datasource(name="hosts", url="http://a")
    bundle = build(datasource, Dashboard(uid="hosts", title="Hosts", folder=hosts))
    assert bundle.findings == ()
    assert [entry.kind for entry in bundle] == ["folder", "datasource", "dashboard"]


def test_findings_of_loading_go_through(build: Build) -> None:
    """What a module raised stands beside what compiling finds, and hides nothing."""
    finding = Finding(rule="broken-module", severity="error", message="boom", place=Place("a.py", 3))
    bundle = build(finding, Dashboard(uid="a", title="A"))
    assert bundle.findings == (finding,)
    assert [entry.uid for entry in bundle] == ["a"]


def test_everything_that_is_wrong_is_found_at_once(build: Build) -> None:
    """One broken dashboard hides no other, and one broken panel no other."""
    panels = [Stat(title=name, queries=prometheus.Query(expr="up", datasource=name)) for name in ("metrcs", "lgos")]
    boards = [
        Dashboard(uid="a", title="A", panels=panels),
        Dashboard(uid="b", title="B", panels=[Stat(title="C", key="x"), Stat(title="D", key="x")]),
    ]
    assert sorted(finding.rule for finding in build(*boards).findings) == [
        "duplicate-key",
        "unknown-datasource",
        "unknown-datasource",
    ]


@pytest.mark.parametrize(
    ("secrets", "found"),
    [
        ({}, ["undeclared-secret: secret 'db' has no source in environment 'prod' "]),
        ({"dbs": Reference("env", "DBS")}, ["undeclared-secret: secret 'db' has no source in environment 'prod' (did"]),
        ({"db": Reference("env", "DB")}, []),
    ],
)
def test_a_server_needs_the_source_of_a_secret(
    problems: Problems, secrets: dict[str, Reference], found: list[str]
) -> None:
    """The way out shows the line to write, or the name that was meant."""
    auth = BasicAuth(user="grafana", password=Secret(name="db"))
    datasource = prometheus.Datasource(name="metrics", url="http://a", auth=auth)
    server = Server(url="https://grafana.example")
    got = problems(datasource, name="prod", target=server, secrets=secrets)
    assert len(got) == len(found)
    assert all(each.startswith(start) for each, start in zip(got, found, strict=True))
    assert problems(datasource) == []


def test_the_entries_are_ordered_by_kind_and_uid(build: Build) -> None:
    """So the order of modules does not matter."""
    boards = [Dashboard(uid=uid, title="D", folder=Folder(uid=f"f{uid}", title="F")) for uid in "bca"]
    assert build(*boards) == build(*reversed(boards))
    assert [entry.uid for entry in build(*boards)] == ["fa", "fb", "fc", "a", "b", "c"]


def test_a_document_has_nothing_of_where_it_was_written(build: Build) -> None:
    """Origins stand beside the bytes, not in them."""
    board = Dashboard(uid="a", title="A", rows=Row(title="R", panels=Stat(title="A")))
    entry = build(board).entries[0]
    assert entry.origins
    assert HERE.encode() not in entry.document
    assert str(Path(__file__).parent).encode() not in entry.document


def many(number: int, alive: "list[weakref.ref[Row]]", most: list[int]) -> Iterator[Resource | Finding]:
    """Dashboards made one by one; `most` counts how many of them were alive when the next one was asked for."""

    def board(n: int) -> Dashboard:
        row = Row(title="R", panels=[TimeSeries(title=f"T{i}", queries=prometheus.Query(expr="up")) for i in range(20)])
        alive.append(weakref.ref(row))
        return Dashboard(uid=f"d{n}", title="D", rows=row)

    for n in range(number):
        yield board(n)
        most.append(sum(ref() is not None for ref in alive))


def test_a_dashboard_is_let_go_of_once_it_is_written() -> None:
    """So thousands of them need the memory of their bytes and of one dashboard; no collector is needed for it."""
    environment = Environment(
        name="test",
        project="tests",
        root=Path(__file__).parent,
        target=Directory(Path("out")),
        datasource_types={"metrics": "prometheus"},
        datasources={"metrics": "m"},
    )
    alive: list[weakref.ref[Row]] = []
    most: list[int] = []
    definition = Definition(place=Place(__file__, 1), name="many", make=lambda: many(50, alive, most))
    gc.disable()
    try:
        bundle = compile_project(Project(environment=environment, definitions=(definition,)))
    finally:
        gc.enable()
    assert bundle.findings == ()
    assert len(bundle.entries) == 50
    assert max(most) <= 2
    assert not any(ref() is not None for ref in alive)


def test_compiling_twice_gives_equal_bundles(build: Build) -> None:
    """Nothing of one run is left for the next."""
    boards = [
        Dashboard(uid=uid, title="D", panels=Stat(title="A", queries=prometheus.Query(expr="up"))) for uid in "ab"
    ]
    assert build(*boards) == build(*boards)


@pytest.mark.parametrize(("grafana", "version"), [((9, 0), 36), ((9, 3), 37), ((12, 1), 42)])
def test_the_schema_follows_the_environment(build: Build, grafana: tuple[int, int], version: int) -> None:
    """One definition, the version of each environment."""
    assert build(Dashboard(uid="a", title="A"), grafana=grafana).entries[0].json["schemaVersion"] == version


def test_evolved_dashboards_are_dashboards_of_their_own(build: Build) -> None:
    """`attrs.evolve` is how one board becomes another."""
    board = Dashboard(uid="a", title="A", panels=Stat(title="CPU"))
    bundle = build(board, attrs.evolve(board, uid="b"))
    assert bundle.findings == ()
    documents = [entry.json for entry in bundle]
    assert [document.pop("uid") for document in documents] == ["a", "b"]
    assert documents[0] == documents[1]


def test_what_nobody_foresaw_loses_nothing_else(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault while one dashboard is written is a finding about that one; the others are written."""
    document = Board.document

    def fail(self: Board, schema_version: int) -> Any:
        if self.dashboard.uid == "odd":
            raise RuntimeError("odd")
        return document(self, schema_version)

    monkeypatch.setattr(Board, "document", fail)
    odd, fine = Dashboard(uid="odd", title="Odd"), Dashboard(uid="fine", title="Fine")
    bundle = build(odd, fine)
    assert [entry.uid for entry in bundle] == ["fine"]
    (finding,) = bundle.findings
    assert finding.message == "RuntimeError: odd"
    assert odd.origin is not None
    assert finding.place is not None
    assert finding.place.line == odd.origin.inner.line
