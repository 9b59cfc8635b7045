"""Inside: what lies in a folder now, whoever's, which Grafana deletes with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from grafmint.bundle import Kind
from grafmint.plan.snapshot import Listed
from grafmint.target.server.alerting.lists import RULES
from grafmint.target.server.api import board, folder
from grafmint.target.server.api.index import index_of, read_hits
from grafmint.target.server.api.library import read_library
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused


@attrs.define(kw_only=True)
class Inside:
    """What lies in the folders of one server; `served` lists the kinds that it has as resources.

    Its search lags behind there, so that these are listed themselves, once for all folders that a run deletes.
    """

    http: Http
    served: Mapping[Kind, Callable[[], Iterable[Listed]]] = attrs.field(factory=dict)
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
        for rule in self.http.find(RULES) or ():
            if rule["folderUID"] == uid:
                yield Listed(kind="alert-rule", uid=rule["uid"], title=rule["title"], folder=uid)

    def _found(self) -> list[Listed]:
        """The dashboards and folders that are there."""
        if not self.served:
            return self._searched()
        if self._lying is None:
            listed = [each for list_ in self.served.values() for each in list_()]
            self._lying = [*listed, *(each for each in self._searched() if each.kind not in self.served)]
        return self._lying

    def _searched(self) -> list[Listed]:
        if self.served.keys() >= {"dashboard", "folder"}:
            return []
        return list(index_of(read_hits(self.http), (), "").listed)


def _is_there(http: Http, each: Listed) -> bool:
    path = folder.path_of(each.uid) if each.kind == "folder" else board.path_of(each.uid)
    try:
        return http.find(path) is not None
    except Refused as refused:
        if not board.is_of_new_layout(refused):
            raise
        return True
