"""Part: what of a document has a name that Grafana looks up: types of panels, datasources and variables, and more."""

from collections.abc import Iterator
from typing import NamedTuple

from grafmint.check.board import BoardView, PanelView, datasource_type, objects
from grafmint.check.upgrade.fact import What
from grafmint.check.upgrade.view import own_panels, own_variables


class Part(NamedTuple):
    """One name, where it stands."""

    what: What
    name: str
    pointer: str
    panel: PanelView | None = None


def parts(view: BoardView) -> Iterator[Part]:
    """Every name of the document; what is no text is none."""
    if view.entry.kind == "datasource":
        yield from _part("datasource type", view.json.get("type"), "")
        return
    for panel in own_panels(view):
        yield from _of_panel(panel)
    for path, variable in own_variables(view):
        yield from _part("variable type", variable.get("type"), path)
        plugin = variable.get("query") if variable.get("type") == "datasource" else datasource_type(variable)
        yield from _part("datasource type", plugin, path)
    annotations = view.json.get("annotations")
    for index, annotation in objects(annotations.get("list") if isinstance(annotations, dict) else None):
        yield from _part("datasource type", datasource_type(annotation), f"/annotations/list/{index}")


def _of_panel(panel: PanelView) -> Iterator[Part]:
    yield from _part("panel type", panel.json.get("type"), panel.pointer, panel)
    yield from _part("datasource type", datasource_type(panel.json), panel.pointer, panel)
    for path, target in panel.targets:
        yield from _part("datasource type", datasource_type(target), path, panel)
    for index, transformation in objects(panel.json.get("transformations")):
        yield from _part("transformation", transformation.get("id"), f"{panel.pointer}/transformations/{index}", panel)


def _part(what: What, name: object, pointer: str, panel: PanelView | None = None) -> Iterator[Part]:
    if isinstance(name, str) and name:
        yield Part(what, name, pointer, panel)
