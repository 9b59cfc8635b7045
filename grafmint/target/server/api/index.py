"""The index: what is there at all, by the search and two lists; a few reads, however much there is.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
"""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

import attrs

from grafmint.bundle import Kind
from grafmint.plan.snapshot import Listed
from grafmint.target.server.api import source
from grafmint.target.server.api.element import folder_of, mark_of
from grafmint.target.server.api.library import read_library
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.proof.mark import Mark, tag

# More than this is refused.
_PAGE = 5000


@attrs.frozen(kw_only=True)
class Index:
    """Folders, dashboards, datasources and library panels by name.

    `tagged` are the dashboards that have our tag, `marked` what else has a mark of this project and its own uid.
    `connected` says how many dashboards show a library panel, by its uid; `is_whole` where the library could be read.
    """

    listed: tuple[Listed, ...]
    tagged: tuple[Listed, ...]
    marked: tuple[Listed, ...] = ()
    connected: Mapping[str, int] = attrs.field(factory=dict)
    is_whole: bool = True


def index_of(hits: Iterable[Any], sources: Iterable[Any], project: str, library: Iterable[Any] | None = ()) -> Index:
    """The index of what a search, the datasources and the library are; None where that cannot be read."""
    found = [(_hit(hit), hit) for hit in hits]
    others = [
        *((_datasource(each), source.mark_of(each)) for each in sources),
        *((_element(each), mark_of(each)) for each in library or ()),
    ]
    ours = tag(project)
    return Index(
        listed=(*(listed for listed, _ in found), *(listed for listed, _ in others)),
        tagged=tuple(listed for listed, hit in found if ours in hit.get("tags", ())),
        marked=tuple(listed for listed, mark in others if _is_of(mark, listed.uid, project)),
        connected={each["uid"]: each["meta"].get("connectedDashboards", 0) for each in library or ()},
        is_whole=library is not None,
    )


def read_index(http: Http, project: str) -> Index:
    """All that these credentials can see."""
    try:
        library = read_library(http)
    except Forbidden:
        library = None
    return index_of(read_hits(http), read_sources(http), project, library)


def read_sources(http: Http) -> list[Any]:
    """The datasources, in as many words as a list has for them."""
    found: list[Any] = http.get(source.ALL)
    return found


def read_hits(http: Http) -> list[Any]:
    """The folders and dashboards, page by page."""
    hits: list[Any] = []
    for number in count(1):
        page: list[Any] = http.get("/api/search", limit=_PAGE, page=number)
        hits += page
        if len(page) < _PAGE:
            break
    return hits


def _hit(hit: Any) -> Listed:
    kind: Kind = "folder" if hit["type"] == "dash-folder" else "dashboard"
    return Listed(kind=kind, uid=hit["uid"], title=hit["title"], folder=hit.get("folderUid") or None)


def _datasource(found: Any) -> Listed:
    return Listed(kind="datasource", uid=found["uid"], title=found["name"], is_default=bool(found.get("isDefault")))


def _element(found: Any) -> Listed:
    return Listed(kind="library-panel", uid=found["uid"], title=found["name"], folder=folder_of(found))


def _is_of(mark: Mark | None, uid: str, project: str) -> bool:
    return mark is not None and (mark.project, mark.uid) == (project, uid)
