"""Inside: what lies in a folder now, whoever's, which Grafana deletes with it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

import attrs

from grafmint.bundle import Kind
from grafmint.plan.snapshot import Listed
from grafmint.target.server.alerting.lists import PROVISIONING
from grafmint.target.server.board import is_of_new_layout, path_of
from grafmint.target.server.faults import Refused
from grafmint.target.server.http import Http
from grafmint.target.server.index import index_of, read_hits
from grafmint.target.server.library import read_library

if TYPE_CHECKING:
    from grafmint.target.server.apis.resources import Resources


@attrs.define(kw_only=True)
class Inside:
    """What lies in the folders of one server; `resources` has the kinds that it serves as such.

    Its search lags behind there, so that these are listed themselves, once for all folders that a run deletes.
    """

    http: Http
    resources: "Mapping[Kind, Resources]" = attrs.field(factory=dict)
    _lying: list[Listed] | None = attrs.field(default=None, init=False)

    def forget(self) -> None:
        """From here on it is another run."""
        self._lying = None

    def of(self, uid: str) -> Iterator[Listed]:
        """The dashboards, folders, library panels and alert rules of one; raises Forbidden for what we may not see."""
        # Newer versions still find for a moment what was deleted just now.
        yield from (each for each in self._found() if each.folder == uid and _is_there(self.http, each))
        # All of it is asked for: what a list can be narrowed to is another thing in each version.
        library = index_of((), (), "", read_library(self.http))
        yield from (each for each in library.listed if each.folder == uid)
        for rule in self.http.find(f"{PROVISIONING}/alert-rules") or ():
            if rule["folderUID"] == uid:
                yield Listed(kind="alert-rule", uid=rule["uid"], title=rule["title"], folder=uid)

    def _found(self) -> list[Listed]:
        """The dashboards and folders that are there."""
        if not self.resources:
            return self._searched()
        if self._lying is None:
            listed = [each for kind, resources in self.resources.items() for each in _listed(kind, resources)]
            self._lying = [*listed, *(each for each in self._searched() if each.kind not in self.resources)]
        return self._lying

    def _searched(self) -> list[Listed]:
        if self.resources.keys() >= {"dashboard", "folder"}:
            return []
        return list(index_of(read_hits(self.http), (), "").listed)


def _listed(kind: Kind, resources: "Resources") -> Iterator[Listed]:
    """Those that lie in a folder."""
    from grafmint.target.server.apis.metadata import read_metadata

    for page in resources.pages():
        for found in page:
            meta = read_metadata(found)
            if meta.folder is not None:
                title = str((found.get("spec") or {}).get("title", ""))
                yield Listed(kind=kind, uid=meta.name, title=title, folder=meta.folder)


def _is_there(http: Http, each: Listed) -> bool:
    try:
        return http.find(_path(each)) is not None
    except Refused as refused:
        if not is_of_new_layout(refused):
            raise
        return True


def _path(each: Listed) -> str:
    return f"/api/folders/{quote(each.uid, safe='')}" if each.kind == "folder" else path_of(each.uid)
