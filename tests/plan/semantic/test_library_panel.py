"""Library panels by what they mean: their own documents, and their places on dashboards."""

from typing import Any

import orjson
import pytest

from grafmint.plan.semantic import aligned, difference, digest, in_words, normal

USE: dict[str, Any] = {
    "id": 7,
    "gridPos": {"x": 0, "y": 0, "w": 6, "h": 3},
    "libraryPanel": {"uid": "e", "name": "Errors"},
}


def _tree(model: Any, name: str = "Errors", folder: str | None = "Shared") -> Any:
    document = {"uid": "e", "name": name, "model": model}
    return normal("library-panel", orjson.dumps(document), folder)


def _model(**fields: Any) -> dict[str, Any]:
    return {"title": "Errors", "type": "timeseries", "targets": [{"refId": "A", "expr": "errors"}], **fields}


def _lines(before: Any, after: Any) -> list[str]:
    return list(in_words(difference(before, after), before, after))


def test_what_a_server_adds_is_no_difference() -> None:
    """Its own word of whose content it is, an empty description, an id and a place, and the page's defaults."""
    stored = _model(
        id=3,
        gridPos={"x": 1, "y": 2, "w": 3, "h": 4},
        description="",
        libraryPanel={"uid": "e", "name": "Errors", "version": 2},
        pluginVersion="9.4.7",
        fieldConfig={"defaults": {"mappings": []}, "overrides": []},
    )
    assert _lines(_tree(_model()), _tree(stored)) == []
    documents = [orjson.dumps({"uid": "e", "name": "Errors", "model": each}) for each in (_model(), stored)]
    assert digest("library-panel", documents[0]) == digest("library-panel", documents[1])


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (_tree(_model(), name="Failures"), ['name  "Errors" → "Failures"']),
        (_tree(_model(), folder=None), ["folder  Shared → top level"]),
        (_tree(_model(title="Failures")), ['panel "Errors" renamed to "Failures"']),
        (
            _tree(_model(fieldConfig={"defaults": {"unit": "reqps"}, "overrides": []})),
            ['panel "Errors"  unit  "" → reqps'],
        ),
        (
            _tree(_model(targets=[{"refId": "A", "expr": "failures"}])),
            ['panel "Errors"  query A  expression  errors → failures'],
        ),
        (_tree(_model(type="stat")), ['panel "Errors"  visualization  timeseries → stat']),
        (_tree(_model(links=[{"title": "Logs", "url": "/"}])), ['panel "Errors"  link "Logs" added']),
    ],
    ids=["name", "folder", "title", "unit", "query", "type", "link"],
)
def test_changes_read_as_those_of_a_dashboard(after: Any, lines: list[str]) -> None:
    """The name and the folder as its own, everything else as the panel's."""
    assert _lines(_tree(_model()), after) == lines


@pytest.mark.parametrize("model", [None, 3, [], {}])
def test_a_broken_model_is_compared_all_the_same(model: Any) -> None:
    """Somebody may have stored anything."""
    assert _lines(_tree(model), _tree(_model()))
    assert _lines(_tree(model), _tree(model)) == []


def _boards(*uses: dict[str, Any]) -> list[Any]:
    return [normal("dashboard", orjson.dumps({"uid": "b", "panels": [use]})) for use in uses]


def test_of_a_use_only_the_reference_and_the_place_count() -> None:
    """A Grafana keeps id, place, uid and name, or expands the whole panel; a title there is the library's."""
    expanded = {**USE, **_model(), "libraryPanel": {**USE["libraryPanel"], "meta": {}}, "links": [{"title": "L"}]}
    one, *others = _boards(USE, {**USE, "title": "Errors"}, {**USE, "title": "Else"}, expanded)
    assert [difference(one, other) for other in others] == [(), (), ()]


def test_a_use_is_called_by_its_name() -> None:
    """Another panel, another name and another place are told of it."""
    moved = {**USE, "gridPos": {**USE["gridPos"], "w": 12}}
    other = {**USE, "libraryPanel": {"uid": "f", "name": "Errors"}}
    before, *afters = _boards(USE, moved, other)
    assert [_lines(before, after) for after in afters] == [
        ['panel "Errors" resized  w 6, h 3 → w 12, h 3'],
        ['panel "Errors"  library panel  e → f'],
    ]


def test_a_use_under_another_id_is_the_same() -> None:
    """By its name and its row, as other panels by their title."""
    one, renumbered = _boards(USE, {**USE, "id": 8})
    assert difference(aligned(renumbered, one), one) == ()
