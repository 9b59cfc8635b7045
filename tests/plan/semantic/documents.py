"""Documents to compare: a recorded one, and any that somebody could have written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from hypothesis import strategies as st

DATA = Path(__file__).parents[2] / "data" / "recordings" / "ui-save-9.4.json"
RECORDED: dict[str, Any] = orjson.loads(DATA.read_bytes())

#: The names that mean something to the comparison, so that chance finds them in wrong places.
KEYS = [
    "annotations", "baseFilters", "builtIn", "cellOptions", "color", "collapsed", "current", "custom", "datasource",
    "defaults", "displayMode", "expr", "fieldConfig", "filter", "gridPos", "h", "id", "ids", "instant", "legend",
    "libraryPanel", "links", "list", "mappings", "matcher", "name", "options", "overrides", "panelId", "panels",
    "password", "permission", "permissions", "properties", "query", "refId", "refresh", "repeatPanelId", "role",
    "row", "schemaVersion", "secureJsonData", "secrets", "showLegend", "steps", "tags", "targets", "templating",
    "text", "thresholds", "time", "timepicker", "title", "tooltip", "transformations", "type", "uid", "value", "viz",
    "w", "x", "y",
]  # fmt: skip
TEXTS = ["", "A", "a", "row", "timeseries", "table", "heatmap", "query", "custom", "$ds", "default", "custom.hideFrom"]

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(-1e9, 1e9)
    | st.sampled_from(TEXTS)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
)
keys = st.sampled_from(KEYS)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6), max_leaves=40
)


def _listed(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(item | scalars, max_size=4)


def _part(*names: str, **shaped: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, values) | shaped)


_override = _part("matcher", properties=_listed(_part("value", id=st.sampled_from(["unit", "custom.hideFrom", ""]))))
_panel = _part(
    "options",
    "libraryPanel",
    "datasource",
    "links",
    "gridPos",
    id=st.integers(0, 4) | scalars,
    title=st.sampled_from(TEXTS) | scalars,
    type=st.sampled_from(TEXTS) | scalars,
    targets=_listed(_part("expr", "instant", "datasource", refId=st.sampled_from(TEXTS) | scalars)),
    fieldConfig=_part("defaults", overrides=_listed(_override)),
)
_row = _part(id=st.integers(0, 4), type=st.just("row"), collapsed=st.booleans(), title=scalars, panels=_listed(_panel))
_variable = _part("current", "query", "options", "datasource", name=st.sampled_from(TEXTS), type=st.sampled_from(TEXTS))
_annotation = _part("filter", "target", "datasource", name=st.sampled_from(TEXTS), builtIn=st.integers(0, 1))
#: Objects of the form of a dashboard with anything anywhere, and objects of no form at all.
boards = _part(
    *("tags", "time", "timepicker", "links", "refresh"),
    schemaVersion=st.integers(25, 42),
    panels=_listed(_panel | _row),
    templating=_part(list=_listed(_variable)),
    annotations=_part(list=_listed(_annotation)),
) | st.dictionaries(keys, values, max_size=8)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every scalar of a document with the way to it."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path, value
