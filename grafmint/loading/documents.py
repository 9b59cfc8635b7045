"""The forms in which a dashboard's JSON comes: bare, in an envelope of Grafana's API, or as a resource of `/apis`."""

from collections.abc import Mapping
from typing import Any

from grafmint.finding import Finding, Snippet
from grafmint.loading.others import other_of
from grafmint.origin import Place
from grafmint.project import ForeignDashboard

_APIS = "dashboard.grafana.app/"
_FOLDER = "grafana.app/folder"
# What Grafana's API calls the top level.
_TOP = ("", "general")
# A document with none of these is something else.
_MARKS = ("title", "panels", "rows", "templating", "schemaVersion")
_NEWER = "export the dashboard in the classic model (schema v1)"


def dashboard_of(document: Any, place: Place) -> ForeignDashboard | Finding:
    """The dashboard that a document is or holds, or why it is none that can be read."""
    other = other_of(document)
    if other is not None:
        what, way_out = other
        return refused(f"no dashboard but {what}", place, way_out)
    if not isinstance(document, Mapping):
        return refused(f"no dashboard but a {_name(document)}", place, "a dashboard is an object with a title")
    api = document.get("apiVersion")
    if isinstance(api, str) and api.startswith(_APIS):
        return _of_apis(document, api, place)
    inner = document.get("dashboard")
    if isinstance(inner, Mapping):
        meta = document.get("meta")
        folder = document.get("folderUid") or (meta.get("folderUid") if isinstance(meta, Mapping) else None)
        return _bare(inner, _folder(folder), place)
    return _bare(document, None, place)


def refused(message: str, place: Place, hint: str | None = None, snippet: Snippet | None = None) -> Finding:
    """What is wrong with a document or the file that it stands in."""
    return Finding(rule="source-file", severity="error", message=message, hint=hint, place=place, snippet=snippet)


def _of_apis(document: Mapping[str, Any], api: str, place: Place) -> ForeignDashboard | Finding:
    if api.startswith(f"{_APIS}v2"):
        return refused(f"{api} cannot be read yet", place, _NEWER)
    metadata, spec = document.get("metadata"), document.get("spec")
    if not isinstance(metadata, Mapping) or not isinstance(spec, Mapping):
        return refused(f"a resource of {api} needs metadata and spec", place)
    annotations = metadata.get("annotations")
    folder = annotations.get(_FOLDER) if isinstance(annotations, Mapping) else None
    return _bare({**spec, "uid": metadata.get("name")}, _folder(folder), place)


def _bare(document: Mapping[str, Any], folder: str | None, place: Place) -> ForeignDashboard | Finding:
    if "elements" in document and "layout" in document:
        return refused("a dashboard of schema v2 cannot be read yet", place, _NEWER)
    if not any(mark in document for mark in _MARKS):
        return refused("no dashboard: it has neither a title nor panels", place, "name only files that are dashboards")
    return ForeignDashboard(document=dict(document), place=place, folder=folder)


def _folder(uid: object) -> str | None:
    return uid if isinstance(uid, str) and uid not in _TOP else None


def _name(value: object) -> str:
    return {list: "list", type(None): "null", str: "text", bool: "true or false"}.get(type(value), "number")
