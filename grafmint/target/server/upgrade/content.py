"""Content: all dashboards, library panels and datasources of a server, whoever made them, and its plugins.

Nothing is written.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, TypeVar

import attrs
import orjson

from grafmint.bundle import Bundle, Entry, Kind, in_order
from grafmint.check.upgrade import Installed
from grafmint.environment import Environment
from grafmint.target.progress import Progress, silent
from grafmint.target.server.api.board import is_of_new_layout, path_of
from grafmint.target.server.api.element import folder_of
from grafmint.target.server.api.index import read_hits, read_sources
from grafmint.target.server.api.library import read_library
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden, Refused
from grafmint.target.server.http.reading import read_all
from grafmint.target.server.instance.organisation import refuse_elsewhere
from grafmint.target.server.upgrade.plugins import read_installed

Json = dict[str, Any]
T = TypeVar("T")
_Found = Json | Literal["modern"] | None


@attrs.frozen(kw_only=True)
class Content:
    """What a server holds, as documents of others; `unread` says in words what of it is kept from us.

    `installed` is None where the server does not tell us its plugins; `modern` are the dashboards of the new layout,
    of which there is no classic document.
    """

    bundle: Bundle
    installed: Installed | None = None
    unread: tuple[str, ...] = ()
    modern: tuple[str, ...] = ()


def read_content(http: Http, environment: Environment, progress: Progress = silent) -> Content:
    """Everything that these credentials can see in the environment's organisation."""
    refuse_elsewhere(http, environment)
    sources = _tried(lambda: read_sources(http))
    panels = _tried(lambda: read_library(http))
    installed = _tried(lambda: read_installed(http, sources or []))
    boards = _dashboards(http, progress)
    denied = sum(isinstance(each, Forbidden) for each in boards.values())
    lists = {"datasources": sources, "library panels": panels, "plugins": installed}
    unread = ([f"{denied} of the dashboards"] if denied else []) + [
        name for name, found in lists.items() if found is None
    ]
    shown = (_board(each) for each in boards.values() if isinstance(each, dict))
    entries = in_order([*map(_datasource, sources or ()), *map(_library_panel, panels or ()), *shown])
    types = {str(source["uid"]): str(source["type"]) for source in sources or ()}
    bundle = Bundle(entries=entries, datasources=types, is_project=False)
    modern = tuple(uid for uid, each in boards.items() if each == "modern")
    return Content(bundle=bundle, installed=installed, unread=tuple(unread), modern=modern)


def _tried(read: Callable[[], T]) -> T | None:
    """What was read; None where it may not be."""
    try:
        return read()
    except Forbidden:
        return None


def _dashboards(http: Http, progress: Progress) -> Mapping[str, _Found | Forbidden]:
    """Every dashboard of the search, or that it is kept from us; None for what has gone in the meantime."""
    uids = [hit["uid"] for hit in read_hits(http) if hit["type"] == "dash-db"]
    return read_all(http, {uid: partial(_find, http, uid) for uid in uids}, progress)


def _find(http: Http, uid: str) -> _Found:
    try:
        found: Json | None = http.find(path_of(uid))
    except Refused as refused:
        if not is_of_new_layout(refused):
            raise
        return "modern"
    return found


def _board(found: Json) -> Entry:
    document, folder = found["dashboard"], (found.get("meta") or {}).get("folderUid") or None
    return _entry("dashboard", document["uid"], document.get("title"), document, folder)


def _library_panel(found: Json) -> Entry:
    document = {key: found[key] for key in ("uid", "name", "model")}
    return _entry("library-panel", found["uid"], found["name"], document, folder_of(found))


def _datasource(source: Any) -> Entry:
    return _entry("datasource", source["uid"], source["name"], source, None)


def _entry(kind: Kind, uid: object, title: object, document: object, folder: str | None) -> Entry:
    content = orjson.dumps(document)
    return Entry(kind=kind, uid=str(uid), title=str(title or ""), folder=folder, document=content, foreign=True)
