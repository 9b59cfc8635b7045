"""The index: what is there at all, by the search and the list of datasources; a few reads, however much there is.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
"""

from collections.abc import Iterable, Iterator
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


def read_index(http: Http, project: str) -> Index:
    """All that this token can see."""
    hits = list(_hits(http))
    ours = tag(project)
    return Index(
        listed=(*map(_hit, hits), *map(_datasource, http.get("/api/datasources"))),
        tagged=tuple(_hit(hit) for hit in hits if ours in hit.get("tags", ())),
    )


def _hits(http: Http) -> Iterator[Any]:
    page = 1
    while True:
        hits: Iterable[Any] = http.get("/api/search", limit=_PAGE, page=page)
        found = list(hits)
        yield from found
        if len(found) < _PAGE:
            return
        page += 1


def _hit(hit: Any) -> Listed:
    kind: Kind = "folder" if hit["type"] == "dash-folder" else "dashboard"
    return Listed(kind=kind, uid=hit["uid"], title=hit["title"], folder=hit.get("folderUid") or None)


def _datasource(found: Any) -> Listed:
    return Listed(kind="datasource", uid=found["uid"], title=found["name"], is_default=bool(found.get("isDefault")))
