"""Library panels before the rules: their content once, and on each dashboard what depends on that one."""

from typing import Any

import orjson
import pytest

from grafmint.bundle import Bundle, Entry
from grafmint.check import check
from grafmint.check.size import size
from grafmint.finding import Finding
from grafmint.origin import Place
from tests.check.boards import board, entry, panel, said, target

HOST = {"type": "query", "name": "host", "query": "label_values(host)"}
USE = {"id": 7, "title": "Errors", "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4}, "libraryPanel": {"uid": "e"}}


def _library(*targets: dict[str, Any], uid: str = "e", folder: str | None = None, **fields: Any) -> Entry:
    model = {key: value for key, value in panel("Errors").items() if key != "gridPos"}
    document = {"uid": uid, "name": "Errors", "model": {**model, "targets": list(targets), **fields}}
    place = Place("errors.py", 4)
    return Entry(
        kind="library-panel", uid=uid, title="Errors", folder=folder, document=orjson.dumps(document), file=place
    )


def _found(*entries: Entry, **bundle: Any) -> list[Finding]:
    return list(check(Bundle(entries=entries, **bundle)))


def _boards(*documents: dict[str, Any], foreign: bool = False) -> list[Entry]:
    return [
        entry({**each, "title": f"T{number}"}, uid=f"b{number}", foreign=foreign)
        for number, each in enumerate(documents)
    ]


def test_a_sound_one_says_nothing_however_often_it_is_shown() -> None:
    """The place on a dashboard has no type, no query and no datasource, and nobody misses them."""
    assert _found(_library(target("up")), *_boards(board(USE), board({"type": "row", "id": 1, "panels": [USE]}))) == []


def test_what_is_wrong_with_it_is_told_once() -> None:
    """Of the library panel, and of no dashboard."""
    broken = _library(target("rate(up"), target("up", "A"))
    found = _found(broken, *_boards(board(USE), board(USE)))
    assert {(each.rule, each.kind, each.uid, each.panel) for each in found} == {
        ("promql-syntax", "library-panel", "e", "Errors"),
        ("ref-id", "library-panel", "e", "Errors"),
    }
    assert {each.path for each in found} == {"/model/targets/0", "/model/targets/1"}
    assert len(found) == 3


def test_a_model_without_a_type_is_an_error() -> None:
    """The page could not show it anywhere."""
    (finding,) = _found(_library(type=None))
    assert (finding.rule, finding.severity, finding.path) == ("panel-type", "error", "/model")


def test_an_expression_may_use_the_variables_around_it() -> None:
    """A formula names queries of the panel, or variables of a dashboard that shows it."""
    formula = {"refId": "B", "datasource": {"type": "__expr__"}, "type": "math", "expression": "$A * $factor + $C"}
    boards = _boards(board(USE, variables=({"type": "textbox", "name": "factor"},)))
    (finding,) = _found(_library(target("up"), formula), *boards)
    assert (finding.rule, finding.kind) == ("unknown-ref-id", "library-panel")
    assert "'C'" in finding.message


@pytest.mark.parametrize("foreign", [False, True])
def test_each_dashboard_has_to_declare_what_its_queries_use(foreign: bool) -> None:
    """Told of the dashboard that does not, at its own place and at that of the library panel."""
    library = _library(target('up{host="$host"}'))
    declares, lacks = _boards(board(USE, variables=(HOST,)), board(USE), foreign=foreign)
    (finding,) = _found(library, declares, lacks)
    assert (finding.severity, finding.rule, finding.path) == ("error", "undeclared-variable", "/panels/0/targets/0")
    assert finding.message == "unknown variable $host"
    assert (finding.kind, finding.uid, finding.panel, finding.query) == ("dashboard", "b1", "Errors", "A")
    assert (finding.place, finding.also) == (Place("b1.json", 1), Place("errors.py", 4))
    assert _found(library) == []


def test_several_values_are_a_matter_of_the_dashboard() -> None:
    """The same query is right where the variable is one value."""
    library = _library(target('up{host="$host"}'))
    one, several = _boards(board(USE, variables=(HOST,)), board(USE, variables=({**HOST, "multi": True},)))
    (finding,) = _found(library, one, several)
    assert (finding.rule, finding.uid, finding.also) == ("several-values", "b1", Place("errors.py", 4))


def test_what_no_module_defines_is_an_info() -> None:
    """In others' dashboards, once each; with its content beside the name too, and not in files of no project."""
    expanded = {**USE, "id": 8, "libraryPanel": {"uid": "e", "model": {"type": "stat", "targets": [target("$x")]}}}
    boards = _boards(board(USE, expanded), foreign=True)
    (finding,) = [each for each in _found(*boards) if each.rule != "layout"]
    assert said([finding]) == [
        "info unknown-library-panel None: no module defines the library panel 'e': the Grafana must have it"
    ]
    for bundle in ({"is_project": False}, {"is_whole": False}):
        assert {each.rule for each in _found(*boards, **bundle)} <= {"layout"}


def test_names_are_unique_in_a_folder() -> None:
    """Letter by letter, and apart from the titles of dashboards."""
    twin = _library(uid="f")
    (finding,) = _found(_library(), twin, entry({"title": "Errors"}))
    assert finding.rule == "duplicate-title"
    assert finding.message == "library panel 'f' has the title of 'e', 'Errors', both in the top level"
    folder = Entry(kind="folder", uid="a", title="A", document=b"{}")
    assert _found(folder, _library(), _library(uid="f", folder="a")) == []


def test_its_folder_must_be_there() -> None:
    """As that of a dashboard."""
    (finding,) = _found(_library(folder="nowhere"))
    assert (finding.rule, finding.kind) == ("unknown-folder", "library-panel")


def test_its_queries_are_counted_once() -> None:
    """However many dashboards show it."""
    bundle = Bundle(entries=(_library(target("up"), target("down", "B")), *_boards(board(USE), board(USE))))
    assert (size(bundle).dashboards, size(bundle).queries) == (2, 2)
