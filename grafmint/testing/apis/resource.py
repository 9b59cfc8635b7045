"""Resource: the two kinds that the double serves, and what a request asks for of one."""

from collections.abc import Mapping

import attrs

from grafmint.testing import rights
from grafmint.testing.apis.status import failed
from grafmint.testing.call import Call
from grafmint.testing.profile import Profile
from grafmint.testing.reply import UnservedError
from grafmint.testing.stored import LEGACY, Json, Stored


@attrs.frozen(kw_only=True)
class Resource:
    """A kind of object, and the group that it is in."""

    group: str
    plural: str
    kind: str

    @property
    def is_folder(self) -> bool:
        """Whether it is the kind that holds the other."""
        return self is FOLDER

    def served(self, profile: Profile) -> tuple[str, ...]:
        """The versions that a release lists, the preferred one first."""
        if self.is_folder:
            return ("v1", "v1beta1") if profile.has("resource API v1") else ("v1beta1",)
        if profile.has("resource API v1"):
            return ("v1", "v1beta1", "v2", "v2beta1", LEGACY)
        return ("v1beta1", LEGACY, "v2beta1", "v2alpha1")

    def named(self, name: str) -> Json:
        """What errors say of one."""
        return {"name": name, "group": self.group, "kind": self.kind}


FOLDER = Resource(group="folder.grafana.app", plural="folders", kind="Folder")
DASHBOARD = Resource(group="dashboard.grafana.app", plural="dashboards", kind="Dashboard")
RESOURCES: Mapping[str, Resource] = {each.group: each for each in (DASHBOARD, FOLDER)}


@attrs.frozen(kw_only=True)
class Asked:
    """What a request is about: a resource, through a version of it."""

    call: Call
    resource: Resource
    version: str

    @classmethod
    def of(cls, call: Call) -> "Asked":
        """What the path names; answers 404 to what there is not, and 403 to a namespace of somebody else's."""
        group, version, plural = (call.params[name] for name in ("group", "version", "plural"))
        resource = RESOURCES.get(group)
        if resource is None or resource.plural != plural or version not in resource.served(call.state.profile):
            raise failed(404, "the server could not find the requested resource")
        if version.startswith("v2"):
            raise UnservedError
        if call.params["namespace"] != call.namespace:
            raise failed(403, f"the caller is not in the namespace {call.params['namespace']!r}")
        return cls(call=call, resource=resource, version=version)

    @property
    def name(self) -> str:
        """The name in the path."""
        return self.call.params["name"]

    def may(self, verb: str, stored: Stored | None = None) -> bool:
        """Whether the caller may do this to one, or to any."""
        return rights.may(self.call, f"{self.resource.plural}:{verb}", stored)

    def require(self, verb: str, stored: Stored | None = None) -> None:
        """Answer 403 when the caller may not."""
        if not self.may(verb, stored):
            of = self.resource
            message = f"{of.plural}.{of.group} is forbidden: the caller needs {of.plural}:{verb}"
            raise failed(403, message, details={"group": of.group, "kind": of.plural})

    def all(self) -> list[Stored]:
        """All that there are, by name."""
        found = (each for each in self.call.state.by_id.values() if each.is_folder is self.resource.is_folder)
        return sorted(found, key=lambda each: each.uid)

    def find(self, name: str) -> Stored | None:
        """The one with a name."""
        found = self.call.state.by_uid.get(name)
        return found if found is not None and found.is_folder is self.resource.is_folder else None

    def wanted(self, verb: str) -> Stored:
        """The one that the path names, when the caller may do this to it."""
        self.require(verb)
        found = self.find(self.name)
        if found is None:
            of = self.resource
            message = f'{of.plural}.{of.group} "{self.name}" not found'
            raise failed(404, message, details={**of.named(self.name), "kind": of.plural})
        self.require(verb, found)
        return found
