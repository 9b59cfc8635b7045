"""Discovery: which groups and versions the resource API has, and what is in each."""

from grafmint.testing.apis.resource import RESOURCES, Resource
from grafmint.testing.apis.status import failed
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

_VERBS = ("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch")
_FACT = "resource API"


@serves("GET", "/apis", fact=_FACT)
def list_groups(call: Call) -> Reply:
    """The groups with their versions, the preferred one first."""
    groups = [_group(call, each) for each in RESOURCES.values()]
    return reply({"kind": "APIGroupList", "apiVersion": "v1", "groups": groups})


def _group(call: Call, resource: Resource) -> Json:
    versions = [
        {"groupVersion": f"{resource.group}/{version}", "version": version}
        for version in resource.served(call.state.profile)
    ]
    return {"name": resource.group, "versions": versions, "preferredVersion": versions[0]}


@serves("GET", "/apis/:group/:version", fact=_FACT)
@serves("GET", "/apis/:group/:version/", fact=_FACT)
def list_resources(call: Call) -> Reply:
    """The resources of a group in a version."""
    resource = RESOURCES.get(call.params["group"])
    version = call.params["version"]
    if resource is None or version not in resource.served(call.state.profile):
        raise failed(404, "the server could not find the requested resource")
    listed = {
        "name": resource.plural,
        "singularName": resource.kind.lower(),
        "namespaced": True,
        "kind": resource.kind,
        "verbs": list(_VERBS),
    }
    return reply(
        {
            "kind": "APIResourceList",
            "apiVersion": "v1",
            "groupVersion": f"{resource.group}/{version}",
            "resources": [listed],
        }
    )
