"""Documents that mean the same, written by different versions, people and programs."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson
import pytest

from grafmint.plan.semantic import MISSING, Change, difference, in_words, normal
from tests.plan.semantic.documents import RECORDED, leaves

GOLDEN = Path(__file__).parents[2] / "golden"
DOCUMENTS = {
    "page": RECORDED["after_rendered"],
    "golden": orjson.loads((GOLDEN / "dashboard.json").read_bytes()),
    **{path.stem: orjson.loads(path.read_bytes()) for path in sorted((GOLDEN / "panels").glob("*.json"))},
}


def _tree(document: Any) -> Any:
    return normal("dashboard", orjson.dumps(document))


def _board(panel: dict[str, Any], version: int = 42) -> dict[str, Any]:
    return {"schemaVersion": version, "panels": [{"id": 1, "type": "timeseries", **panel}]}


def _defaults(type_: str = "timeseries", version: int = 42, **defaults: Any) -> dict[str, Any]:
    return _board({"type": type_, "fieldConfig": {"defaults": defaults}}, version)


def test_a_save_in_the_page_is_its_edit_alone() -> None:
    """Somebody changed the title; what the page added is no change, whether it had shown the panels or not."""
    before, hidden, shown = (_tree(RECORDED[state]) for state in ("before", "after", "after_rendered"))
    assert difference(before, hidden) == (Change(("title",), "UI save probe", "UI save probe, saved"),)
    assert in_words(difference(before, shown), before, shown) == (
        'title  "UI save probe" → "UI save probe, rendered, saved"',
        # The gap above the first row was closed.
        'row "Open row" moved  x 0, y 90 → x 0, y 80',
        'panel "in open row" moved  x 0, y 91 → x 0, y 81',
        'row "Collapsed row" moved  x 0, y 99 → x 0, y 89',
    )


#: What a server or the page writes by itself, and what follows from something else.
NOISE = {
    "id", "version", "revision", "schemaVersion", "style",
    "panels.*.pluginVersion", "panels.*.targets.*.editorMode",
    "panels.*.datasource.type", "panels.*.panels.*.datasource.type", "panels.*.targets.*.datasource.type",
    "annotations.list.*.datasource.type", "templating.list.*.datasource.type",
    "templating.list.*.definition", "templating.list.*.query.refId",
    "templating.list.*.options.*.selected", "templating.list.*.options.*.text", "templating.list.*.options.*.value",
    "templating.list.*.current.selected", "templating.list.*.current.text", "templating.list.*.current.text.*",
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_other_value_counts(name: str) -> None:
    """Each single value of documents that use every option is changed in turn, and the change is seen and told."""
    document, tree, unseen = DOCUMENTS[name], _tree(DOCUMENTS[name]), set()
    for path, value in leaves(document):
        changed = deepcopy(document)
        part = changed
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = not value if isinstance(value, bool) else value + 1 if isinstance(value, int | float) else "?"
        after = _tree(changed)
        found = difference(tree, after)
        assert bool(found) == bool(in_words(found, tree, after))
        if not found:
            unseen.add(".".join("*" if isinstance(key, int) else key for key in path))
    # A constant is what its query says.
    assert unseen - NOISE <= {"templating.list.*.current.value"}


def test_a_default_is_dropped_leaf_by_leaf() -> None:
    """What stands beside it stays, and a part that holds only defaults is gone."""
    custom = {"lineWidth": 1, "fillOpacity": 7, "stacking": {"mode": "none", "group": "A"}}
    assert _tree(_defaults(custom=custom)) == {
        "panels": {
            "1": {
                "type": "timeseries",
                "fieldConfig": {"defaults": {"custom": {"fillOpacity": 7}}},
                "gridPos": {"x": 0, "y": 0, "w": 6, "h": 3},
            }
        }
    }


def test_equal_names_are_told_apart() -> None:
    """Panels, variables and links of others may share ids and names: none is lost."""
    twice = [{"id": 1, "title": "A", "x": 1}, {"id": 1, "title": "A", "x": 2}, {"id": 1, "title": "A", "x": 3}]
    assert list(_tree({"panels": twice})["panels"]) == ["1", "#a", "#a#2"]
    links = [{"title": "L", "url": "/a"}, {"title": "L", "url": "/b"}, {"url": "/c"}, 5]
    assert list(_tree({"links": links})["links"]) == ["L", "L#2", "#2", "#3"]


def test_panels_know_their_row() -> None:
    """Those inside a folded row and those below an open one, whatever their order in the document."""
    inner = {"id": 4, "gridPos": {"y": 21}}
    rows = [
        {"id": 1, "gridPos": {"y": 9}},
        {"id": 3, "type": "row", "collapsed": True, "gridPos": {"y": 20}, "panels": [inner]},
        {"id": 2, "type": "row", "gridPos": {"y": 8}},
        {"id": 5, "gridPos": {"y": 0}},
        {"id": 6, "gridPos": {"y": 30}},
    ]
    panels = _tree({"panels": rows})["panels"]
    found = {name: panel.get("row", MISSING) for name, panel in panels.items()}
    assert found == {"5": MISSING, "2": MISSING, "1": "2", "3": MISSING, "4": "3", "6": MISSING}


def test_the_folder_is_part_of_a_dashboard() -> None:
    """Where it lies comes from outside; what a document calls so is nobody's."""
    assert normal("dashboard", b'{"title":"T","folder":"x"}', "hosts") == {"title": "T", "folder": "hosts"}
    assert normal("dashboard", b'{"title":"T"}') == {"title": "T"}
    assert normal("folder", b'{"title":"T","parent":"p"}', "hosts") == {"title": "T", "parent": "p"}
