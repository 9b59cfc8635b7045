"""The kinds that a server has as resources, each over the same kind on `/api`, which does what resources cannot."""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.bundle import Kind
from grafmint.environment import Environment
from grafmint.plan.snapshot import Listed
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.api.folders import Folders
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.dashboards import DashboardResources
from grafmint.target.server.apis.discovery import Served
from grafmint.target.server.apis.folders import FolderResources
from grafmint.target.server.apis.keeping import Keeping
from grafmint.target.server.apis.metadata import read_metadata
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.client import Http

#: So many resources come in one answer.
PAGE = 100


@attrs.frozen(kw_only=True)
class ResourceKinds:
    """What one server serves, as an environment of a project sees it."""

    environment: Environment
    http: Http
    served: Mapping[Kind, Served]

    def dashboards(self, legacy: Dashboards) -> DashboardResources:
        """The dashboards."""
        return DashboardResources(self._resources("dashboard"), Claim.of(self.environment), Keeping(), legacy)

    def folders(self, legacy: Folders) -> FolderResources:
        """The folders."""
        return FolderResources(self._resources("folder"), Claim.of(self.environment), Keeping(), legacy)

    def listed(self, kind: Kind) -> Iterator[Listed]:
        """Those of a kind that lie in a folder."""
        for page in self._resources(kind).pages():
            for found in page:
                meta = read_metadata(found)
                if meta.folder is not None:
                    title = str((found.get("spec") or {}).get("title", ""))
                    yield Listed(kind=kind, uid=meta.name, title=title, folder=meta.folder)

    def _resources(self, kind: Kind) -> Resources:
        return Resources(http=self.http, served=self.served[kind], page=PAGE)
