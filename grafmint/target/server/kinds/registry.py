"""The registry of kinds: how each is read and written on one server, each made when it is first asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.environment import Environment, Server, Version
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held
from grafmint.target.server.alerting.contact_points import ContactPoints
from grafmint.target.server.alerting.kinds import alerting_kinds
from grafmint.target.server.alerting.lists import Lists
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.api.datasources import Datasources
from grafmint.target.server.api.folders import Folders
from grafmint.target.server.api.inside import Inside
from grafmint.target.server.api.library_panels import LibraryPanels
from grafmint.target.server.api.permissions import Permissions
from grafmint.target.server.apis.discovery import Served, discovered
from grafmint.target.server.http.client import Http
from grafmint.target.server.instance import features
from grafmint.target.server.instance.rights import GRANTS_READ, Rights, read_rights
from grafmint.target.server.instance.version import read_version
from grafmint.target.server.kinds.kind import ServerKind
from grafmint.target.server.kinds.secrets import secrets_of
from grafmint.target.server.proof.owner import Owner

# What serves resources is imported where a server does.
if TYPE_CHECKING:
    from grafmint.target.server.apis.dashboards import DashboardResources
    from grafmint.target.server.apis.folders import FolderResources
    from grafmint.target.server.apis.kinds import ResourceKinds

_IN_FOLDERS: tuple[Kind, ...] = ("folder", "dashboard")
Read = Callable[[str, Entry | None], Held | None]


@runtime_checkable
class Paged(Protocol):
    """A kind that can be read many at once."""

    def reader(self, entries: Sequence[Entry]) -> Read:
        """How these are read."""


@attrs.frozen(slots=False)
class Kinds:
    """The kinds of one server, as an environment of a project sees them, and what decides how they are read."""

    environment: Environment
    http: Http

    @cached_property
    def version(self) -> Version | None:
        """The server's version, None where it keeps it to itself."""
        return read_version(self.http)

    @cached_property
    def rights(self) -> Rights | None:
        """What we may do there, None where the server does not tell."""
        return read_rights(self.http)

    def may(self, right: str) -> bool:
        """Whether we have a right, as far as the server tells."""
        return self.rights is None or not self.rights.lacking([right])

    @property
    def nested(self) -> bool:
        """Whether a folder can lie in another."""
        return "folder" in self.served or features.nests_folders(self.version)

    @property
    def unique_titles(self) -> bool:
        """Whether no two dashboards of a folder, and no two folders, can have one title."""
        return features.has_unique_titles(self.version)

    def unique_names(self, kind: Kind) -> bool:
        """Whether another one cannot have its name."""
        return kind == "datasource" or self.unique_titles

    def renames(self, kind: Kind) -> bool:
        """Whether the server can give one another uid, and keeps what hangs on it."""
        return features.renames(self.version, kind)

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
        """The dashboards."""
        legacy = Dashboards(self.http, self.owner)
        return self._resources.dashboards(legacy) if "dashboard" in self.served else legacy

    @cached_property
    def folders(self) -> "Folders | FolderResources":
        """The folders."""
        is_served, granted = "folder" in self.served, self.may(GRANTS_READ)
        legacy = Folders(self.http, self.permissions, self.nested, granted, self.inside)
        return self._resources.folders(legacy) if is_served else legacy

    @cached_property
    def inside(self) -> Inside:
        """What lies in the folders."""
        served = {kind: partial(self._resources.listed, kind) for kind in _IN_FOLDERS if kind in self.served}
        return Inside(http=self.http, served=served)

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
        panels = frozenset(step.uid for step in plan.steps if step.kind == "library-panel" and step.entry is not None)
        return {
            **self.by_name,
            "dashboard": self.dashboards.showing(panels),
            "datasource": Datasources(self.http, self.owner, resend, secrets),
            "contact-point": ContactPoints(self.http, self.owner, self.lists, resend, secrets),
        }

    def reading(self, kind: Kind) -> ServerKind:
        """One kind; dashboards are read before it is known what else we may."""
        return self.dashboards if kind == "dashboard" else self.by_name[kind]

    def reader(self, kind: Kind, entries: Sequence[Entry]) -> Read:
        """How entries of a kind are read: page by page where that is served, else one by one."""
        family = self.reading(kind)
        return family.reader(entries) if isinstance(family, Paged) else family.read

    @property
    def _resources(self) -> "ResourceKinds":
        from grafmint.target.server.apis.kinds import ResourceKinds

        return ResourceKinds(environment=self.environment, http=self.http, served=self.served)
