"""The index: what is there at all, by the search and the list of datasources; a few reads, however much there is.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

import attrs

from grafmint.bundle import Kind
from grafmint.plan.snapshot import Listed
from grafmint.target.server.http import Http
from grafmint.target.server.mark import tag

# More than this is refused.
_PAGE = 5000


@attrs.frozen(kw_only=True)
class Index:
    """Folders, dashboards and datasources by name; `tagged` are the dashboards that have our tag."""

    listed: tuple[Listed, ...]
    tagged: tuple[Listed, ...]


def index_of(hits: Iterable[Any], sources: Iterable[Any], project: str) -> Index:
    """The index of what a search and a list of datasources found."""
    found = [(_hit(hit), hit) for hit in hits]
    ours = tag(project)
    return Index(
        listed=(*(listed for listed, _ in found), *map(_datasource, sources)),
        tagged=tuple(listed for listed, hit in found if ours in hit.get("tags", ())),
    )


def read_index(http: Http, project: str) -> Index:
    """All that these credentials can see."""
    return index_of(read_hits(http), read_sources(http), project)


def read_sources(http: Http) -> list[Any]:
    """The datasources, in as many words as a list has for them."""
    found: list[Any] = http.get("/api/datasources")
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
