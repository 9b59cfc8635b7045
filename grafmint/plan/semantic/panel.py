"""Panel: one panel or row as a tree, without what its type's defaults say and what the page keeps while it runs."""

from grafmint.plan.semantic.defaults import of_panel
from grafmint.plan.semantic.migration import migrated
from grafmint.plan.semantic.parts import links, overrides
from grafmint.plan.semantic.reference import reference
from grafmint.plan.semantic.target import targets
from grafmint.plan.semantic.tree import Json, JsonObject, pruned, same

#: What the page keeps in a panel while it shows it.
_RUNTIME = frozenset(
    {"id", "pluginVersion", "cachedPluginOptions", "isNew", "key", "plugin", "error"}
    | {"scopedVars", "repeatIteration", "repeatPanelId", "repeatedByRow"}
)
#: What has a form of its own.
_PARTS = frozenset({"gridPos", "targets", "datasource", "links"})
#: The panels that show a share from nothing to all of it when no range is given, and write that down when saved.
_SINGLE_STATS = frozenset({"stat", "gauge", "bargauge"})
_RANGES = {"percent": {"min": 0, "max": 100}, "percentunit": {"min": 0, "max": 1}}
#: All that a panel from the library has of its own; its title is that of the library, whatever is written here.
_LIBRARY = ("repeat", "repeatDirection", "maxPerRow")
_LATEST = 1000
#: Where and how large a panel is that does not say it.
PLACE = {"x": 0, "y": 0, "w": 6, "h": 3}
ROW_PLACE = {"x": 0, "y": 0, "w": 24, "h": 1}


def is_clone(panel: JsonObject) -> bool:
    """Whether the page made the panel from another one, for one value of a variable."""
    return bool(panel.get("repeatPanelId") or panel.get("repeatedByRow"))


def form(panel: JsonObject, row: str | None, version: int) -> JsonObject:
    """The tree of a panel that stands in `row`, from a document of a schema version."""
    library = _library(panel)
    if library is not None:
        own = {key: panel[key] for key in _LIBRARY if key in panel} | {"libraryPanel": library}
        return _with_place(pruned(own, of_panel("")[0]), {"gridPos": panel.get("gridPos")}, row)
    plain = migrated({key: value for key, value in panel.items() if key not in _RUNTIME and key not in _PARTS}, version)
    type_, config = plain.get("type"), plain.get("fieldConfig")
    if isinstance(config, dict):
        plain["fieldConfig"] = {key: value for key, value in config.items() if key != "overrides"}
        if isinstance(type_, str) and type_ in _SINGLE_STATS:
            plain["fieldConfig"] = without_range(plain["fieldConfig"])
    if type_ == "row":
        plain.pop("panels", None)
    for defaults in of_panel(type_ if isinstance(type_, str) else ""):
        plain = pruned(plain, defaults)
    if type_ != "row":
        _add_queries(plain, panel)
    if isinstance(config, dict):
        _add(plain, "fieldConfig", {"overrides": found} if (found := overrides(config.get("overrides"))) else None)
    return _with_place(plain, panel, row)


def titled(form: Json) -> str:
    """What people call a panel's tree: its title, or its name in the library; empty where it has neither."""
    library = form.get("libraryPanel") if isinstance(form, dict) else None
    found = library.get("name") if isinstance(library, dict) else form.get("title") if isinstance(form, dict) else None
    return found if isinstance(found, str) else ""


def shared(model: JsonObject) -> JsonObject:
    """The tree of the panel that a library panel is, which stands nowhere."""
    # The server writes into it whose content it is, and no schema version: it is of today's.
    plain = {key: value for key, value in model.items() if key not in ("libraryPanel", "gridPos")}
    found = form(plain, None, _LATEST)
    del found["gridPos"]
    return found


def without_range(config: JsonObject) -> JsonObject:
    """The field configuration without the range that such a panel has by itself, once its page has been opened."""
    defaults = config.get("defaults")
    unit = defaults.get("unit") if isinstance(defaults, dict) else None
    if not isinstance(defaults, dict) or not isinstance(unit, str) or unit not in _RANGES:
        return config
    range_ = _RANGES[unit]
    return {**config, "defaults": {key: value for key, value in defaults.items() if not same(value, range_.get(key))}}


def _library(panel: JsonObject) -> JsonObject | None:
    library = panel.get("libraryPanel")
    if not isinstance(library, dict) or not isinstance(library.get("uid"), str):
        return None
    return {key: library[key] for key in ("uid", "name") if key in library}


def _add_queries(form: JsonObject, panel: JsonObject) -> None:
    source = reference(panel.get("datasource"))
    for key, value in (("datasource", source), ("targets", targets(panel.get("targets"), source))):
        if value is not None:
            form[key] = value


def _add(form: JsonObject, key: str, part: JsonObject | None) -> None:
    if part is not None:
        form[key] = {**form.get(key, {}), **part}


def _with_place(form: JsonObject, panel: JsonObject, row: str | None) -> JsonObject:
    grid: Json = panel.get("gridPos")
    if grid is None or isinstance(grid, dict):
        given = {key: value for key, value in (grid or {}).items() if value not in (None, False) or key in PLACE}
        grid = (ROW_PLACE if panel.get("type") == "row" else PLACE) | given
    form["gridPos"] = grid
    if row is not None:
        form["row"] = row
    found = links(panel.get("links"))
    if found is not None:
        form["links"] = found
    return form
