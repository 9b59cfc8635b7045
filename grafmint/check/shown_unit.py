"""Shown unit: in which unit a panel shows the numbers of each of its queries, where its JSON makes that certain.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-overrides/
"""

from collections.abc import Iterator

from grafmint.check.board import PanelView, objects
from grafmint.check.document import Json
from grafmint.check.old_panel import old_fields

#: What these make of the numbers, and of their names, is not known.
_CHANGING = frozenset({"calculateField", "configFromData", "rowsToFields"})


def defaults_of(panel: PanelView) -> Json:
    """What holds for all fields that no override is for."""
    old = old_fields(panel.json)
    return _object(_object(panel.json.get("fieldConfig")).get("defaults")) if old is None else old


def shown_unit(panel: PanelView, target: Json) -> str | None:
    """The unit of a query's numbers; None for a hidden query, and where an override may be for it."""
    changing = any(each.get("id") in _CHANGING for _, each in objects(panel.json.get("transformations")))
    if target.get("hide") is True or changing:
        return None
    unit = defaults_of(panel).get("unit")
    for matcher, own in _overrides(panel):
        kept = _is_of(matcher, target)
        if kept is None:
            return None
        unit = own if kept else unit
    return unit if isinstance(unit, str) else None


def _overrides(panel: PanelView) -> Iterator[tuple[Json, object]]:
    """The matchers of those overrides that say a unit, and the units."""
    for _, override in objects(_object(panel.json.get("fieldConfig")).get("overrides")):
        for _, each in objects(override.get("properties")):
            if each.get("id") == "unit":
                yield _object(override.get("matcher")), each.get("value")


def _is_of(matcher: Json, target: Json) -> bool | None:
    """Whether an override is for a query; None where that is not certain."""
    said, ref_id, legend = matcher.get("options"), target.get("refId"), target.get("legendFormat")
    if matcher.get("id") == "byFrameRefID":
        return said == ref_id
    if matcher.get("id") != "byName":
        return None
    if isinstance(said, str) and said.startswith("Value #"):
        return said == f"Value #{ref_id}"
    # A table's columns have the names of labels; a graph's series those of legends.
    is_known = isinstance(legend, str) and legend and "{{" not in legend and "$" not in legend
    return said == legend if is_known and target.get("format") != "table" else None


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}
