"""Kinds: how each kind is read and written on one server, each made when it is first asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.environment import Environment, Server
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held
from grafmint.target.server.alerting.contact_points import ContactPoints
from grafmint.target.server.alerting.kinds import alerting_kinds
from grafmint.target.server.alerting.lists import Lists
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.apis.discovery import Served, discovered
from grafmint.target.server.dashboards import Dashboards
from grafmint.target.server.datasources import Datasources
from grafmint.target.server.folders import Folders
from grafmint.target.server.http import Http
from grafmint.target.server.inside import Inside
from grafmint.target.server.kind import ServerKind
from grafmint.target.server.library_panels import LibraryPanels
from grafmint.target.server.mark import Owner
from grafmint.target.server.permissions import Permissions
from grafmint.target.server.rights import GRANTS_READ, Rights, read_rights
from grafmint.target.server.spending import secrets_of
from grafmint.target.server.version import read_version

# What serves resources is imported where a server does.
if TYPE_CHECKING:
    from grafmint.target.server.apis.dashboards import DashboardResources
    from grafmint.target.server.apis.folders import FolderResources
    from grafmint.target.server.apis.resources import Resources

_NESTED_SINCE = (11, 0)
_UNIQUE_TITLES_UNTIL = (11, 0)
#: The first versions that give them no other uid. Alert rules are never given one, library panels always are.
#: Sources: https://github.com/grafana/grafana/pull/74684 (folders), https://github.com/grafana/grafana/pull/125516
#: and https://github.com/grafana/grafana/pull/107486 (datasources)
_RENAMES_UNTIL: Mapping[Kind, tuple[int, int]] = {"folder": (10, 2), "datasource": (11, 6), "dashboard": (12, 0)}
#: From here on any version of a schema that Grafana knows is migrated before it is validated.
_MIGRATES_SINCE = (13, 0)
#: So many resources come in one answer.
PAGE = 100
Read = Callable[[str, Entry | None], Held | None]


@runtime_checkable
class Paged(Protocol):
    """A kind that can be read many at once."""

    def reader(self, entries: Sequence[Entry]) -> Read:
        """How these are read."""


@attrs.frozen(slots=False)
class Kinds:
    """The kinds of one server, as an environment of a project sees them."""

    environment: Environment
    http: Http

    @cached_property
    def version(self) -> tuple[int, int] | None:
        """The server's version, None where it keeps it to itself."""
        return read_version(self.http)

    @cached_property
    def rights(self) -> Rights | None:
        """What we may do there, None where the server does not tell."""
        return read_rights(self.http)

    @property
    def nested(self) -> bool:
        """Whether a folder can lie in another."""
        return "folder" in self.served or (self.version is not None and self.version >= _NESTED_SINCE)

    @property
    def unique_titles(self) -> bool:
        """Whether no two dashboards of a folder, and no two folders, can have one title."""
        return self.version is None or self.version < _UNIQUE_TITLES_UNTIL

    def renames(self, kind: Kind) -> bool:
        """Whether the server can give one another uid, and keeps what hangs on it."""
        until = _RENAMES_UNTIL.get(kind)
        return until is None or (self.version is not None and self.version < until)

    def unique_names(self, kind: Kind) -> bool:
        """Whether another one cannot have its name."""
        return kind == "datasource" or self.unique_titles

    @property
    def owner(self) -> Owner:
        """Whose marks are ours."""
        return Owner(self.environment.project, self.environment.name)

    @cached_property
    def permissions(self) -> Permissions:
        """Who may what in folders."""
        return Permissions(self.http)

    @cached_property
    def lists(self) -> Lists:
        """What there is of alerting."""
        return Lists(self.http)

    @cached_property
    def served(self) -> Mapping[Kind, Served]:
        """The kinds that the server has as resources."""
        assert isinstance(self.environment.target, Server)
        return discovered(self.http, self.version, self.environment.target.org)

    @cached_property
    def dashboards(self) -> "Dashboards | DashboardResources":
        """The dashboards, which are read before it is known what else we may."""
        legacy, served = Dashboards(self.http, self.owner), self.served.get("dashboard")
        if served is None:
            return legacy
        from grafmint.target.server.apis.claim import Claim
        from grafmint.target.server.apis.dashboards import DashboardResources
        from grafmint.target.server.apis.keeping import Keeping

        return DashboardResources(self._resources(served), Claim.of(self.environment), Keeping(), legacy)

    @cached_property
    def folders(self) -> "Folders | FolderResources":
        """The folders."""
        served, granted = self.served.get("folder"), self.may(GRANTS_READ)
        legacy = Folders(self.http, self.permissions, self.nested, granted, self.inside)
        if served is None:
            return legacy
        from grafmint.target.server.apis.claim import Claim
        from grafmint.target.server.apis.folders import FolderResources
        from grafmint.target.server.apis.keeping import Keeping

        return FolderResources(self._resources(served), Claim.of(self.environment), Keeping(), legacy)

    @cached_property
    def inside(self) -> Inside:
        """What lies in the folders."""
        kinds: tuple[Kind, ...] = ("folder", "dashboard")
        resources = {kind: self._resources(self.served[kind]) for kind in kinds if kind in self.served}
        return Inside(http=self.http, resources=resources)

    @property
    def rules(self) -> AlertRules:
        """The alert rules."""
        return AlertRules(self.http, self.owner, self.lists)

    @property
    def policies(self) -> Policies:
        """The tree of notification policies."""
        return Policies(self.http, self.owner, self.lists, self.environment.owns_policies)

    @cached_property
    def by_name(self) -> Mapping[Kind, ServerKind]:
        """Every kind."""
        return {
            "folder": self.folders,
            "datasource": Datasources(self.http, self.owner),
            "library-panel": LibraryPanels(self.http, self.owner),
            "dashboard": self.dashboards,
            **alerting_kinds(self.http, self.owner, self.lists, owns_policies=self.environment.owns_policies),
        }

    def for_writing(self, plan: Plan) -> dict[Kind, ServerKind]:
        """Every kind, with the secrets that the plan needs."""
        resend, secrets = plan.choices.resend_secrets, secrets_of(plan, self.environment)
        self.http.hide(secrets.values())
        self.inside.forget()
        return {
            **self.by_name,
            "datasource": Datasources(self.http, self.owner, resend, secrets),
            "contact-point": ContactPoints(self.http, self.owner, self.lists, resend, secrets),
        }

    def reader(self, kind: Kind, entries: Sequence[Entry]) -> Read:
        """How entries of a kind are read: page by page where that is served, else one by one."""
        # Dashboards are read before it is known what else we may.
        family = self.dashboards if kind == "dashboard" else self.by_name[kind]
        return family.reader(entries) if isinstance(family, Paged) else family.read

    def may(self, right: str) -> bool:
        """Whether we have a right, as far as the server tells."""
        return self.rights is None or not self.rights.lacking([right])

    def _resources(self, served: Served) -> "Resources":
        from grafmint.target.server.apis.resources import Resources

        lenient = self.version is None or self.version < _MIGRATES_SINCE
        return Resources(http=self.http, served=served, lenient=lenient, page=PAGE)
